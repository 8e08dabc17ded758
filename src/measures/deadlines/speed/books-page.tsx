import {
  Badge,
  Button,
  DataTable,
  DateTimeText,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  formatCount,
  formatDate,
  LinkButton,
  PageHeader,
  Section,
  SelectField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { correctionGrounds } from './book-words.ts'
import type { Book } from './books.ts'
import { closingDay, mayCloseOn } from './close-month.ts'
import { type Month, monthWords, writeMonth } from './month.ts'

export type MonthOfBooks = { month: Month; closed: number; books: Book[]; differs: boolean }

type Props = {
  months: MonthOfBooks[]
  today: Temporal.PlainDate
  mayClose: boolean
  errors: FieldErrors
  typed: { month?: string; ground?: string }
  formKey: () => string
}

/** 统计关账：which months are closed, what was corrected, and which would look otherwise today. */
export function BooksPage({ months, today, mayClose, errors, typed, formKey }: Props) {
  return (
    <>
      <PageHeader
        title="统计关账"
        lead={`次月 ${closingDay} 日*起可以把一个月的数字定下来，以后不再变；要变，发更正版，两版并列公开。由督查人员办理。`}
        meta={<span>* 本市自定（非法律规定）：月底答复的，群众还有七天评价</span>}
        actions={
          <LinkButton href={urls.deskSpeed()} variant="quiet">
            看办理时效
          </LinkButton>
        }
      />
      <ErrorSummary errors={errorList(errors)} />
      <Section title="每个月" id="months">
        <DataTable
          caption="每个月的关账情况"
          captionHidden
          rows={months}
          rowKey={({ month }) => writeMonth(month)}
          columns={[
            { key: 'month', label: '月份', tight: true, cell: ({ month }) => monthWords(month) },
            {
              key: 'closed',
              label: '现在统计的办结（件次）',
              numeric: true,
              cell: ({ closed }) => formatCount(closed),
            },
            { key: 'books', label: '关账和更正', cell: ({ books }) => <Versions books={books} /> },
            {
              key: 'act',
              label: '办理',
              cell: (row) => (
                <Act row={row} today={today} mayClose={mayClose} errors={errors} typed={typed} formKey={formKey} />
              ),
            },
          ]}
        />
      </Section>
    </>
  )
}

function Versions({ books }: { books: Book[] }) {
  if (books.length === 0) return <>未关账，数字随时更新</>
  return (
    <ul>
      {books.map(({ version, at, ground, closed, standing, timed }) => (
        <li key={version}>
          {version === 1 ? '关账' : `第 ${version} 版`} <DateTimeText at={at} />
          ：办结 {formatCount(closed)}，群众认可的按时 {formatCount(standing)} ÷ {formatCount(timed)}
          {ground && `（${ground}）`}
        </li>
      ))}
    </ul>
  )
}

function Act({ row, today, mayClose, errors, typed, formKey }: Omit<Props, 'months'> & { row: MonthOfBooks }) {
  const { month, books, differs } = row
  const written = writeMonth(month)
  const isTyped = typed.month === written
  if (books.length === 0) {
    const from = mayCloseOn(month)
    if (Temporal.PlainDate.compare(today, from) < 0) return <>{formatDate(from)} 起可以关账</>
    if (!mayClose) return <>等督查人员关账</>
    return (
      <Form action={urls.deskSpeedBookAct(written, 'closure')} formKey={formKey()}>
        <Button size="small">关账</Button>
      </Form>
    )
  }
  if (!differs) return <>与现在的统计一致</>
  if (!mayClose) return <Badge tone="warn">现在的统计有变化</Badge>
  return (
    <Form action={urls.deskSpeedBookAct(written, 'correction')} formKey={formKey()}>
      <SelectField
        name="ground"
        label={`${monthWords(month)}更正的依据`}
        empty="请选择"
        value={isTyped ? typed.ground : undefined}
        error={isTyped ? errors.ground : undefined}
        options={Object.entries(correctionGrounds).map(([value, label]) => ({ value, label }))}
        required
      />
      <Button size="small" variant="secondary">
        发更正版
      </Button>
    </Form>
  )
}
