import { stateWords } from '#core/matters/index.ts'
import { deskUrlOf } from '#measures/deadlines/index.ts'
import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  type Column,
  DataTable,
  DateText,
  DateTimeText,
  Disclosure,
  EmptyState,
  FilterBar,
  Form,
  HiddenField,
  KeyPager,
  Light,
  NumberText,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { RedFilters, RedMatter } from './red-matters.ts'

export type RedPageProps = {
  rows: RedMatter[]
  /** All red ones under the filters, by unit. */
  counts: ReadonlyMap<string, number>
  filters: RedFilters
  choices: { units: { value: string; label: string }[]; kinds: { value: string; label: string }[] }
  daysLate: (dueOn: Temporal.PlainDate) => string
  nextHref: string | undefined
  timeZone: string
  formKey: () => string
  exporting: { formKey: string; fields: Record<string, string> }
  /** An urge that was refused: of which matter, and why. */
  refused?: { number: string; sentence: string } | undefined
}

/** 今天哪些红了：unit by unit, who has it and since when; one tap shows who urged before, the next urges. */
export function RedPage(props: RedPageProps) {
  const { rows, counts, filters, choices, refused } = props
  const all = { value: '', label: '全部' }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const byUnit = Map.groupBy(rows, ({ unitId }) => unitId)
  return (
    <>
      <PageHeader
        title="今天哪些红了"
        lead={total === 0 ? undefined : `${total} 件已过期限、还没有答复。先看别人催过没有；一件一天各级合计只催一次。`}
      />
      {refused && (
        <Alert tone="warn" title="没有催办" live>
          <p>{refused.sentence}</p>
        </Alert>
      )}
      <FilterBar
        action={urls.deskRed()}
        selects={[
          { name: 'unit', label: '单位（含下属）', value: filters.unit, options: [all, ...choices.units] },
          { name: 'kind', label: '事项', value: filters.kind, options: [all, ...choices.kinds] },
        ]}
        {...((filters.unit || filters.kind) && { clearHref: urls.deskRed() })}
      />
      {[...byUnit].map(([unitId, red]) => (
        <Section key={unitId} title={`${red[0]?.unitName}（${counts.get(unitId) ?? red.length}）`}>
          <DataTable
            columns={columnsOf(props)}
            rows={red}
            rowKey={(row) => row.number}
            rowHref={(row) => deskUrlOf(row.kind, row.number) ?? urls.deskRed()}
            caption={`${red[0]?.unitName}的红灯件`}
            captionHidden
          />
        </Section>
      ))}
      {rows.length === 0 && (
        <EmptyState title="没有红灯" icon="sun">
          <p>您分管的单位没有过了期限还没答复的事。过了期限的，当天会出现在这里。</p>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <>
          <KeyPager shown={rows.length} nextHref={props.nextHref} note="按单位，超期最久的在前" />
          <Form action={urls.deskExports()} formKey={props.exporting.formKey}>
            {Object.entries(props.exporting.fields).map(([name, value]) => (
              <HiddenField key={name} name={name} value={value} />
            ))}
            <ButtonRow>
              <Button variant="quiet" icon="download">
                导出 Excel
              </Button>
            </ButtonRow>
          </Form>
        </>
      )}
    </>
  )
}

const columnsOf = (props: RedPageProps): Column<RedMatter>[] => [
  { key: 'title', label: '事项', cell: (row) => row.title ?? row.className },
  { key: 'number', label: '编号', tight: true, cell: (row) => <NumberText value={row.number} /> },
  { key: 'class', label: '类别', cell: (row) => row.className },
  {
    key: 'holder',
    label: '在谁手里',
    cell: (row) => (
      <>
        {row.holder}
        <br />
        <DateTimeText at={row.heldSince} timeZone={props.timeZone} /> 起
      </>
    ),
  },
  { key: 'state', label: '状态', tight: true, cell: (row) => stateWords[row.state] },
  {
    key: 'late',
    label: '期限',
    tight: true,
    cell: ({ dueOn }) => (
      <>
        <Light color="red" text={dueOn ? props.daysLate(dueOn) : '已超期'} />
        {dueOn && (
          <>
            <br />
            <DateText date={dueOn} />
          </>
        )}
      </>
    ),
  },
  { key: 'urge', label: '催办', cell: (row) => <UrgeCell row={row} {...props} /> },
]

/** Who urged before stands above the button, so that nobody does it twice (为基层减负). */
function UrgeCell({ row, timeZone, formKey, filters, refused }: RedPageProps & { row: RedMatter }) {
  const last = row.urges.at(-1)
  return (
    <Disclosure summary={summaryOf(row)} open={refused?.number === row.number}>
      {last ? (
        <ul aria-label="已有的催办">
          {row.urges.map((urge, at) => (
            <li key={at}>
              <DateTimeText at={urge.at} timeZone={timeZone} /> {urge.by}
              {urge.text && `：${urge.text}`}
            </li>
          ))}
        </ul>
      ) : (
        <p>还没有人催过。</p>
      )}
      {row.isUrgedToday ? (
        <Badge tone="info">今天已催过，明天再看</Badge>
      ) : (
        <Form action={urls.deskRedUrge(row.number)} formKey={formKey()}>
          {filters.unit && <HiddenField name="unit" value={filters.unit} />}
          {filters.kind && <HiddenField name="kind" value={filters.kind} />}
          <Button size="small">催办一次</Button>
        </Form>
      )}
    </Disclosure>
  )
}

const summaryOf = ({ urges, isUrgedToday }: RedMatter): string => {
  if (isUrgedToday) return '今天已催'
  return urges.length > 0 ? `催过 ${urges.length} 次，再催` : '催办'
}
