import {
  Button,
  Columns,
  DataTable,
  DateField,
  DateText,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  type Option,
  PageHeader,
  SelectField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Absence } from './absences.ts'

export type AbsencesPageProps = {
  rows: Absence[]
  /** Whose leave this person may enter: their own first. */
  people: Option[]
  /** Who may stand in: whoever works where this person does. */
  colleagues: Option[]
  today: Temporal.PlainDate
  values: Record<string, string>
  errors: FieldErrors
  keyOf: (form: string) => string
}

export function AbsencesPage({ rows, people, colleagues, today, values, errors, keyOf }: AbsencesPageProps) {
  return (
    <>
      <PageHeader
        title="休假"
        lead="登记以后，这几天不会再有事转到休假的人手里；手上正在办的，到替班的同事那里（没有选的，到单位负责人那里），提醒也发给他们。盯着的事，请在“我盯的事”里请同事接手。只记起止日期，不记原因。"
      />
      <ErrorSummary errors={errorList(errors, ['personId', 'from', 'until', 'standInId'])} />
      <Columns
        asideLabel="登记休假"
        main={
          <DataTable
            caption="已登记、还没结束的休假"
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'name', label: '谁', cell: (row) => row.name },
              { key: 'from', label: '从', tight: true, cell: (row) => <DateText date={row.from} /> },
              { key: 'until', label: '到', tight: true, cell: (row) => <DateText date={row.until} /> },
              { key: 'standIn', label: '替班', cell: (row) => row.standIn ?? '单位负责人' },
              {
                key: 'end',
                label: '销假',
                tight: true,
                cell: (row) => (
                  <Form action={urls.deskAbsenceEnd(row.id)} formKey={keyOf(row.id)}>
                    <Button variant="secondary" size="small">
                      销假
                    </Button>
                  </Form>
                ),
              },
            ]}
            empty={<EmptyState title="没有登记休假">要休假的，请在旁边登记起止日期。</EmptyState>}
          />
        }
        aside={
          <Form action={urls.deskAbsences()} formKey={keyOf('new')}>
            <SelectField
              name="personId"
              label="谁休假"
              options={people}
              value={values.personId ?? people[0]?.value}
              error={errors.personId}
              required
            />
            <DateField
              name="from"
              label="从哪天起"
              value={values.from ?? today.toString()}
              error={errors.from}
              required
            />
            <DateField name="until" label="到哪天止（含当天）" value={values.until} error={errors.until} required />
            {colleagues.length > 0 && (
              <SelectField
                name="standInId"
                label="谁替班"
                hint="不选的，手上的事由单位负责人安排"
                options={[{ value: '', label: '不选' }, ...colleagues]}
                value={values.standInId ?? ''}
                error={errors.standInId}
              />
            )}
            <Button>登记</Button>
          </Form>
        }
      />
    </>
  )
}
