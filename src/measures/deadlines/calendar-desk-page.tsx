import { type CalendarEffect, type CalendarYear, dayText, type LineFault } from '#core/calendar/index.ts'
import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  DataTable,
  DateTimeText,
  Disclosure,
  ErrorSummary,
  errorList,
  type FieldErrors,
  FileField,
  Form,
  formatCount,
  HiddenField,
  LinkButton,
  PageHeader,
  Section,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { TypedDecree } from './enter-decree.ts'

/** 工作日历: each year with its decree; the next one is entered from here. */
export function CalendarDeskPage({
  years,
  localDays,
  thisYear,
}: {
  years: readonly CalendarYear[]
  localDays: number
  thisYear: number
}) {
  const missing = [thisYear, thisYear + 1].filter(
    (year) => !years.some((known) => known.year === year && known.status === 'decreed'),
  )
  return (
    <>
      <PageHeader
        title="工作日历"
        lead="放假安排按国务院办公厅的文件录入。保存前会先告诉您有多少个到期日将改变。"
        actions={
          <LinkButton href={urls.deskCalendarYear('local')} variant="secondary">
            本市特殊日（{localDays}天）
          </LinkButton>
        }
      />
      {missing.map((year) => (
        <Alert key={year} tone="warn" title={`${year}年的放假安排还没有录入`}>
          到期日落在{year}年的都是暂定日期。文件公布后请<a href={urls.deskCalendarYear(year)}>录入{year}年的安排</a>。
        </Alert>
      ))}
      <DataTable<CalendarYear>
        caption="各年的放假安排"
        captionHidden
        rows={years}
        rowKey={({ year }) => String(year)}
        rowHref={({ year }) => urls.deskCalendarYear(year)}
        columns={[
          { key: 'year', label: '年份', tight: true, cell: ({ year }) => `${year}年` },
          { key: 'status', label: '状态', tight: true, cell: ({ status }) => <Status status={status} /> },
          { key: 'title', label: '文件', cell: ({ title }) => title },
          {
            key: 'off',
            label: '放假',
            numeric: true,
            cell: ({ days }) => `${days.filter(({ kind }) => kind === 'off').length} 天`,
          },
          {
            key: 'work',
            label: '调休上班',
            numeric: true,
            cell: ({ days }) => `${days.filter(({ kind }) => kind === 'work').length} 天`,
          },
          { key: 'entered', label: '录入时间', tight: true, cell: ({ enteredAt }) => <DateTimeText at={enteredAt} /> },
        ]}
      />
    </>
  )
}

const Status = ({ status }: { status: CalendarYear['status'] }) =>
  status === 'decreed' ? <Badge tone="good">已公布</Badge> : <Badge tone="warn">暂定</Badge>

export const scopeTitle = (scope: number | 'local'): string => (scope === 'local' ? '本市特殊日' : `${scope}年放假安排`)

/** Entering one decree: lines typed, pasted or from a file; what is wrong is said line by line. */
export function DecreeFormPage({
  scope,
  typed,
  errors = {},
  faults = [],
}: {
  scope: number | 'local'
  typed: TypedDecree
  errors?: FieldErrors
  faults?: readonly LineFault[]
}) {
  return (
    <>
      <PageHeader
        title={scopeTitle(scope)}
        lead={scope === 'local' ? '经批准的本市临时放假或上班，优先于全国安排。' : '录入后替换这一年现有的安排。'}
      />
      <ErrorSummary errors={errorList(errors, ['title', 'sourceUrl', 'file', 'lines'])} />
      {faults.length > 0 && (
        <DataTable<LineFault>
          caption="要改的行"
          rows={faults}
          rowKey={({ line, message }) => `${line} ${message}`}
          columns={[
            { key: 'line', label: '行', tight: true, cell: ({ line }) => `第 ${line} 行` },
            { key: 'text', label: '内容', cell: ({ text }) => text },
            { key: 'message', label: '怎么改', cell: ({ message }) => message },
          ]}
        />
      )}
      <Form action={urls.deskCalendarYear(scope)} upload>
        <TextField name="title" label="文件名称" required value={typed.title} error={errors.title} />
        <TextField
          name="sourceUrl"
          label="来源网址"
          required={scope !== 'local'}
          type="url"
          value={typed.sourceUrl}
          error={errors.sourceUrl}
        />
        <TextArea
          name="lines"
          label="放假和上班的日子"
          hint="一行一天：2027-01-01 放假 元旦。几天连着的：2027-02-05至2027-02-11 放假 春节。调休：2027-02-14 上班 春节。"
          optionalMark={false}
          rows={18}
          value={typed.lines}
          error={errors.lines}
        />
        <FileField
          name="file"
          label="或者选择文件"
          hint="CSV（date,kind,name）或 JSON；选了文件就按文件录入，内容会放进上面的框里"
          accept=".csv,.json,.txt"
          chooseLabel="选择文件"
          error={errors.file}
        />
        <Button>看看会改变什么</Button>
      </Form>
    </>
  )
}

/** What saving would change, before it is saved. */
export function DecreePreviewPage({
  scope,
  typed,
  effect,
  changes,
  formKey,
}: {
  scope: number | 'local'
  typed: TypedDecree
  effect: CalendarEffect
  changes: readonly { on: Temporal.PlainDate; becomes: string }[]
  formKey: string
}) {
  return (
    <>
      <PageHeader title={`确认${scopeTitle(scope)}`} lead={typed.title} />
      <Alert tone={effect.moves > 0 ? 'warn' : 'info'} title={`${formatCount(effect.moves)} 个到期日将改变`}>
        {effect.moves > 0
          ? '保存后，这些正在办理的事项会按新的日历重新计算到期日，日期变了的写信人会收到通知。已经办结的不变。'
          : '没有正在办理的事项受影响。保存后，新的到期日都按这个安排计算。'}
      </Alert>
      <Section title={`${changes.length} 天与现在的日历不同`}>
        {changes.length > 0 && (
          <Disclosure summary="逐天看" open={changes.length <= 60}>
            <ul>
              {changes.map(({ on, becomes }) => (
                <li key={on.toString()}>
                  {on.year}年{dayText(on)}：{becomes}
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </Section>
      <ButtonRow>
        <Form action={urls.deskCalendarYear(scope)} formKey={formKey}>
          <Typed typed={typed} />
          <HiddenField name="step" value="save" />
          <Button>保存并重新计算</Button>
        </Form>
        <Form action={urls.deskCalendarYear(scope)}>
          <Typed typed={typed} />
          <HiddenField name="step" value="edit" />
          <Button variant="secondary">返回修改</Button>
        </Form>
      </ButtonRow>
    </>
  )
}

function Typed({ typed }: { typed: TypedDecree }) {
  return (
    <>
      <HiddenField name="title" value={typed.title} />
      <HiddenField name="sourceUrl" value={typed.sourceUrl} />
      <HiddenField name="lines" value={typed.lines} />
    </>
  )
}
