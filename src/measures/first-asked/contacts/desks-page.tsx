import {
  Button,
  Columns,
  DataTable,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  NumberText,
  PageHeader,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { ContactDesk } from './desks.ts'

/** 一桌一码. */
export function DesksPage(props: {
  desks: ContactDesk[]
  units: { id: string; name: string }[]
  typed: { title: string; unit: string }
  errors: FieldErrors
  keyOf: () => string
}) {
  const { desks, units, typed, errors, keyOf } = props
  const nameOf = (id: string) => units.find((unit) => unit.id === id)?.name ?? ''
  return (
    <>
      <PageHeader
        title="桌码"
        lead="每张桌子、每个窗口一个码，打印出来放在桌上。来人扫码写下要问的事，就出现在首问登记里。"
      />
      <ErrorSummary errors={errorList(errors, ['title'])} />
      <Columns
        asideLabel="新的桌码"
        main={
          <DataTable
            caption="在用的桌码"
            rows={desks}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: '桌子或窗口', cell: ({ title }) => title },
              { key: 'unit', label: '单位', cell: ({ unitId }) => nameOf(unitId) },
              { key: 'code', label: '码', tight: true, cell: ({ code }) => <NumberText value={code} groupSize={3} /> },
              {
                key: 'print',
                label: '打印',
                tight: true,
                cell: ({ id }) => (
                  <LinkButton href={urls.deskContactDeskPrint(id)} size="small" variant="secondary" icon="print">
                    打印
                  </LinkButton>
                ),
              },
              {
                key: 'closure',
                label: '停用',
                tight: true,
                cell: ({ id }) => (
                  <Form action={urls.deskContactDeskClosure(id)} formKey={keyOf()}>
                    <Button size="small" variant="quiet">
                      停用
                    </Button>
                  </Form>
                ),
              },
            ]}
            empty={<EmptyState title="还没有桌码">给窗口、办公桌设一个码，打印出来放上去。</EmptyState>}
          />
        }
        aside={
          <Form action={urls.deskContactDesks()} formKey={keyOf()}>
            {units.length > 1 ? (
              <SelectField
                name="unit"
                label="单位"
                options={units.map(({ id, name }) => ({ value: id, label: name }))}
                value={typed.unit}
              />
            ) : (
              <HiddenField name="unit" value={units[0]?.id ?? ''} />
            )}
            <TextField
              name="title"
              label="哪张桌子、哪个窗口"
              hint="例如：3 号窗口、咨询台"
              value={typed.title}
              error={errors.title}
              maxLength={30}
              required
            />
            <Button>设一个桌码</Button>
          </Form>
        }
      />
    </>
  )
}
