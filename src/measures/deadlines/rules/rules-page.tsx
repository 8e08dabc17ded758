import { type CalendarYear, dayText, type LimitRule } from '#core/calendar/index.ts'
import {
  Badge,
  ButtonRow,
  DataTable,
  EmptyState,
  FilterBar,
  LinkButton,
  type NavItem,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { byMeasures, isNarrowed, measureTitles, type RuleFilters, sorts, unitTitles } from './rule-list.ts'
import {
  extensionWords,
  limitWords,
  RuleMarks,
  RuleQuote,
  sourceWords,
  startWordsOf,
  stopWords,
} from './rule-words.tsx'

export const rulesBreadcrumbs: NavItem[] = [
  { href: urls.home(), label: '首页' },
  { href: urls.rules(), label: '期限规则' },
]

type Props = {
  rules: readonly LimitRule[]
  filters: RuleFilters
  years: readonly CalendarYear[]
  /** How many units promise shorter, by rule. */
  promised: ReadonlyMap<string, number>
}

/** 期限规则: every limit with its source, whose it is and how sure; how counting itself works; each year's decree. */
export function RulesPage({ rules, filters, years, promised }: Props) {
  const narrowed = isNarrowed(filters)
  const isGrouped = (filters.sort ?? 'measure') === 'measure'
  const groups = byMeasures(rules)
  return (
    <>
      <PageHeader
        title="期限规则"
        lead="办理期限从哪里来、怎么算。平台上的每个到期日都按这些规则计算。"
        actions={
          <>
            <LinkButton href={urls.dueCalculator()} icon="calendar">
              期限计算
            </LinkButton>
            <LinkButton href={urls.promises()} variant="secondary">
              各单位的承诺时限
            </LinkButton>
          </>
        }
      />
      <Filters filters={filters} />
      {isGrouped && !narrowed && <Jumps groups={groups} />}
      {rules.length === 0 && (
        <EmptyState
          title="没有符合条件的期限"
          action={
            <LinkButton href={urls.rules()} variant="secondary">
              看全部期限
            </LinkButton>
          }
        >
          换一个词，例如“补正”“听证”“延续”；也可以用编号找，例如 LIC-7。
        </EmptyState>
      )}
      {isGrouped
        ? groups.map(({ measure, title, rules: own }) => (
            <Section key={measure} title={`${title}（${own.length}）`} id={measure}>
              <RuleTable rules={own} caption={title} promised={promised} />
            </Section>
          ))
        : rules.length > 0 && (
            <Section title={`${sorts[filters.sort ?? 'measure']}（${rules.length}）`} id="limits">
              <RuleTable rules={rules} caption="期限规则" promised={promised} />
            </Section>
          )}
      <Downloads filters={filters} />
      {!narrowed && <Years years={years} />}
    </>
  )
}

function Filters({ filters }: { filters: RuleFilters }) {
  const options = (titles: Readonly<Record<string, string>>, all = '全部') => [
    { value: '', label: all },
    ...Object.entries(titles).map(([value, label]) => ({ value, label })),
  ]
  return (
    <FilterBar
      action={urls.rules()}
      search={{ name: 'q', label: '找期限', value: filters.q, placeholder: '例如：补正、听证、许可法第42条' }}
      selects={[
        { name: 'measure', label: '事项', value: filters.measure, options: options(measureTitles) },
        { name: 'unit', label: '单位', value: filters.unit, options: options(unitTitles) },
        { name: 'set', label: '来源', value: filters.set, options: options({ law: '法定', local: '本市自定' }) },
        {
          name: 'whose',
          label: '谁的期限',
          value: filters.whose,
          options: options({ agency: '政府一方', asker: '群众、企业一方' }),
        },
        {
          name: 'sort',
          label: '排列',
          value: filters.sort,
          options: Object.entries(sorts).map(([value, label]) => ({ value: value === 'measure' ? '' : value, label })),
        },
      ]}
      clearHref={isNarrowed(filters) || filters.sort ? urls.rules() : undefined}
    />
  )
}

function Jumps({ groups }: { groups: ReturnType<typeof byMeasures> }) {
  return (
    <nav class="page-jumps" aria-label="本页内容">
      <ul>
        {groups.map(({ measure, title, rules }) => (
          <li key={measure}>
            <a href={`#${measure}`}>
              {title}
              <small>{rules.length}</small>
            </a>
          </li>
        ))}
        <li>
          <a href="#years">每年的放假安排</a>
        </li>
      </ul>
    </nav>
  )
}

function RuleTable({
  rules,
  caption,
  promised,
}: {
  rules: readonly LimitRule[]
  caption: string
  promised: Props['promised']
}) {
  const withLimits = rules.some((rule) => limitWords(rule) !== '')
  return (
    <DataTable<LimitRule>
      caption={caption}
      captionHidden
      rows={rules}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', label: '事项', cell: (rule) => <RuleName rule={rule} /> },
        ...(withLimits
          ? [
              {
                key: 'limit',
                label: '期限',
                cell: (rule: LimitRule) => <LimitCell rule={rule} units={promised.get(rule.id) ?? 0} />,
              },
              { key: 'more', label: '延长、暂停、逾期', cell: (rule: LimitRule) => <Allowed rule={rule} /> },
            ]
          : []),
        { key: 'source', label: '依据', cell: (rule) => <Source rule={rule} /> },
      ]}
    />
  )
}

function RuleName({ rule }: { rule: LimitRule }) {
  return (
    <>
      <a class="row-link" href={urls.rule(rule.id)}>
        {rule.title}
      </a>{' '}
      <small class="rule-id">{rule.id}</small>
      <div class="rule-marks">
        <RuleMarks rule={rule} />
      </div>
    </>
  )
}

function LimitCell({ rule, units }: { rule: LimitRule; units: number }) {
  const words = limitWords(rule)
  if (!words) return <>—</>
  return (
    <>
      <b class="rule-limit">{words}</b>
      {rule.limit && <div>{startWordsOf(rule)}</div>}
      {units > 0 && (
        <div>
          <a href={`${urls.rule(rule.id)}#promises`}>{units}个单位承诺更短</a>
        </div>
      )}
    </>
  )
}

function Allowed({ rule }: { rule: LimitRule }) {
  const said = [extensionWords(rule), stopWords(rule), rule.silence].filter((words) => words !== null)
  if (said.length === 0) return <>—</>
  return (
    <ul class="plain-list">
      {said.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}

function Source({ rule }: { rule: LimitRule }) {
  return (
    <div class="rule-source">
      {sourceWords(rule)}
      <RuleQuote rule={rule} folded />
    </div>
  )
}

function Downloads({ filters }: { filters: RuleFilters }) {
  return (
    <ButtonRow>
      <LinkButton href={urls.rulesFile('xlsx', filters)} variant="secondary" icon="download">
        下载 Excel
      </LinkButton>
      <LinkButton href={urls.rulesFile('csv', filters)} variant="secondary" icon="download">
        下载 CSV
      </LinkButton>
      <LinkButton href={urls.rulesPrint(filters)} variant="secondary" icon="print">
        打印这个列表
      </LinkButton>
      <LinkButton href={urls.apiRules()} variant="quiet">
        数据接口（JSON）
      </LinkButton>
    </ButtonRow>
  )
}

function Years({ years }: { years: readonly CalendarYear[] }) {
  return (
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
  )
}

function Decree({ year }: { year: CalendarYear }) {
  if (year.status === 'provisional') return <Badge tone="warn">尚未公布，暂按周末和法定节日计算</Badge>
  return year.sourceUrl ? <a href={year.sourceUrl}>{year.title}</a> : <span>{year.title}</span>
}

const listOf = (days: CalendarYear['days']): string => days.map(({ on }) => dayText(on)).join('、') || '—'
