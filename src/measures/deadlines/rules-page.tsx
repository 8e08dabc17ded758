import { type CalendarYear, citation, dayText, type LimitRule, limitText } from '#core/calendar/index.ts'
import { Badge, DataTable, LinkButton, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'

const startWords: Record<string, string> = {
  filing: '收到之日',
  dispatch: '派单之日',
  answered: '答复之日',
  acceptance: '受理之日',
  publication: '公布之日',
}

/** 期限规则: what is counted with today, with its source; how counting itself works; each year's decree. */
export function RulesPage({ rules, years }: { rules: readonly LimitRule[]; years: readonly CalendarYear[] }) {
  const limits = rules.filter(({ limit }) => limit !== null).toSorted(lawFirst)
  const counting = rules.filter(({ limit }) => limit === null)
  return (
    <>
      <PageHeader
        title="期限规则"
        lead="办理期限从哪里来、怎么算。平台上的每个到期日都按这些规则计算。"
        actions={
          <LinkButton href={urls.dueCalculator()} icon="calendar">
            期限计算
          </LinkButton>
        }
      />
      <Section title="现行期限" id="limits">
        <DataTable<LimitRule>
          caption="现行期限及其依据"
          captionHidden
          rows={limits}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', label: '事项', cell: ({ title, id }) => <RuleName title={title} id={id} /> },
            { key: 'limit', label: '期限', tight: true, cell: ({ limit }) => limit && limitText(limit) },
            { key: 'start', label: '起算', cell: ({ startEvent }) => startWords[startEvent] ?? startEvent },
            { key: 'more', label: '延长、暂停与逾期', cell: (rule) => <Allowed rule={rule} /> },
            { key: 'source', label: '依据', cell: (rule) => <Source rule={rule} /> },
          ]}
        />
      </Section>
      <Section title="怎么算" id="counting">
        <DataTable<LimitRule>
          caption="计算规则及其依据"
          captionHidden
          rows={counting}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', label: '规则', cell: ({ title, id }) => <RuleName title={title} id={id} /> },
            { key: 'source', label: '依据', cell: (rule) => <Source rule={rule} /> },
          ]}
        />
      </Section>
      <Section title="每年的放假安排" id="years">
        <DataTable<CalendarYear>
          caption="国务院办公厅公布的放假安排"
          captionHidden
          rows={years}
          rowKey={({ year }) => String(year)}
          columns={[
            { key: 'year', label: '年份', tight: true, cell: ({ year }) => `${year}年` },
            { key: 'source', label: '文件', cell: (year) => <Decree year={year} /> },
            { key: 'work', label: '调休上班', cell: ({ days }) => listOf(days.filter(({ kind }) => kind === 'work')) },
          ]}
        />
      </Section>
    </>
  )
}

function RuleName({ title, id }: { title: string; id: string }) {
  return (
    <>
      {title} <small>{id}</small>
    </>
  )
}

function Allowed({ rule }: { rule: LimitRule }) {
  const { extensionAmount, extensionApproverTitle, stopGrounds, silence } = rule
  if (extensionAmount === null && stopGrounds.length === 0 && !silence) return <>—</>
  return (
    <>
      {extensionAmount !== null && (
        <p>
          经{extensionApproverTitle}批准可延长一次，最多{extensionAmount}
          {rule.limit?.unit === 'workday' ? '个工作日' : '日'}
        </p>
      )}
      {stopGrounds.length > 0 && <p>书面告知后可暂停：{stopGrounds.map(({ title }) => title).join('；')}</p>}
      {silence && <p>{silence}</p>}
    </>
  )
}

function Source({ rule }: { rule: LimitRule }) {
  return (
    <>
      {rule.isLocal ? <Badge tone="warn">本市自定（非法律规定）</Badge> : citation(rule)}
      {rule.quote && <blockquote>“{innerQuotes(rule.quote)}”</blockquote>}
      {!rule.isLocal && rule.confidence !== 'A' && <Badge>施行前请核对原文</Badge>}
    </>
  )
}

function Decree({ year }: { year: CalendarYear }) {
  if (year.status === 'provisional') return <Badge tone="warn">尚未公布，暂按周末和法定节日计算</Badge>
  return year.sourceUrl ? <a href={year.sourceUrl}>{year.title}</a> : <span>{year.title}</span>
}

/** Quotation marks within a quotation are single (GB/T 15834). */
const innerQuotes = (text: string): string => text.replaceAll('“', '‘').replaceAll('”', '’')

const listOf = (days: CalendarYear['days']): string => days.map(({ on }) => dayText(on)).join('、') || '—'

/** What the law says before what the city sets, shorter limits before longer ones. */
const lawFirst = (a: LimitRule, b: LimitRule): number =>
  Number(a.isLocal) - Number(b.isLocal) || (a.limit?.amount ?? 0) - (b.limit?.amount ?? 0)
