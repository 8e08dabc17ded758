import { type LimitRule, limitText, startWord, WhyThisDate } from '#core/calendar/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Card,
  DataTable,
  DateField,
  DateText,
  DescriptionList,
  Form,
  formatDateLong,
  formatDateTimeLong,
  LinkButton,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { OverrunList } from '../promises/overrun-list.tsx'
import type { PublicOverrun, PublicPromise } from '../promises/public-promises.ts'
import type { RuleExample } from './rule-example.ts'
import { groupOf, measureTitles } from './rule-list.ts'
import {
  extensionWords,
  limitWords,
  RuleMarks,
  RuleQuote,
  rollWords,
  sourceWords,
  startWordsOf,
  stopWords,
} from './rule-words.tsx'

export type RulePageProps = {
  rule: LimitRule
  today: Temporal.PlainDate
  timeZone: string
  /** As typed, when it could not be read. */
  from: { typed: string; error?: string }
  example: RuleExample | null
  promises: readonly PublicPromise[]
  overruns: readonly PublicOverrun[]
  /** The same rule at other times. */
  versions: readonly LimitRule[]
}

/** One limit: what it says, what it means from a day on and why, who promises shorter. */
export function RulePage(props: RulePageProps) {
  const { rule, example, promises, overruns, versions, today } = props
  return (
    <>
      <PageHeader
        title={rule.title}
        eyebrow={`${measureTitles[groupOf(rule)] ?? '期限规则'} · ${rule.id}`}
        lead={[startWordsOf(rule), limitWords(rule)].filter(Boolean).join('，') || undefined}
        meta={<RuleMarks rule={rule} />}
      />
      <NotNow rule={rule} today={today} />
      {(example || props.from.error) && <Example {...props} />}
      <Section title="规定" id="rule">
        <RuleQuote rule={rule} />
        <Facts rule={rule} />
      </Section>
      {promises.length > 0 && <Promises promises={promises} />}
      {overruns.length > 0 && <OverrunList overruns={overruns} />}
      {versions.length > 1 && <Versions versions={versions} />}
      <ButtonRow>
        <LinkButton href={urls.rules()} variant="quiet" icon="left">
          全部期限
        </LinkButton>
        <LinkButton href={urls.apiRule(rule.id)} variant="quiet">
          数据接口（JSON）
        </LinkButton>
      </ButtonRow>
    </>
  )
}

function NotNow({ rule: { effectiveFrom, effectiveTo }, today }: { rule: LimitRule; today: Temporal.PlainDate }) {
  if (Temporal.PlainDate.compare(effectiveFrom, today) > 0) {
    return <Alert tone="warn" title={`从${formatDateLong(effectiveFrom)}起施行，现在还不适用。`} />
  }
  if (effectiveTo && Temporal.PlainDate.compare(effectiveTo, today) < 0) {
    return <Alert tone="warn" title={`已于${formatDateLong(effectiveTo)}停止施行，只适用于那以前收到的事项。`} />
  }
  return null
}

function Example({ rule, example, from, today, timeZone }: RulePageProps) {
  return (
    <Card tone="sun" title={example ? answerTitle(rule, example, today) : '算一算'} icon="calendar">
      {example && (
        <>
          <p class="due-answer">
            <time dateTime={(example.dueAt ?? example.dueOn).toString()}>
              {example.dueAt
                ? formatDateTimeLong(example.dueAt, timeZone)
                : `${rule.limit?.bound === 'atLeast' ? '不早于 ' : ''}${formatDateLong(example.dueOn)}`}
            </time>
          </p>
          <p>{afterwards(rule, example)}</p>
        </>
      )}
      {rule.limit && (
        <Form method="get" action={urls.rule(rule.id)}>
          <DateField
            name="from"
            optionalMark={false}
            label={`换一个${startWord(rule.startEvent)}`}
            value={from.typed}
            error={from.error}
          />
          <ButtonRow>
            <Button variant="secondary" icon="calendar">
              重新算
            </Button>
            {example && (
              <LinkButton href={urls.ruleCalendarFile(rule.id, from.typed)} variant="secondary" icon="download">
                放进手机日历
              </LinkButton>
            )}
            {isDayUnit(rule) && (
              <LinkButton href={calculatorFor(rule, from.typed)} variant="quiet">
                用期限计算改数字
              </LinkButton>
            )}
          </ButtonRow>
        </Form>
      )}
      {rule.yearlyOn && (
        <ButtonRow>
          <LinkButton href={urls.ruleCalendarFile(rule.id)} variant="secondary" icon="download">
            放进手机日历
          </LinkButton>
        </ButtonRow>
      )}
      {example && example.explanation.length > 0 && (
        <WhyThisDate explanation={example.explanation} dueOn={example.dueOn} provisional={example.provisional} />
      )}
    </Card>
  )
}

function answerTitle(rule: LimitRule, { from }: RuleExample, today: Temporal.PlainDate): string {
  if (rule.yearlyOn) return '下一次'
  const day = from.equals(today) ? '今天' : formatDateLong(from, today.year)
  const latest = rule.limit?.bound === 'atLeast' ? '最早截止' : '最迟'
  return `如果${startWord(rule.startEvent)}是${day}，${latest}`
}

function afterwards(rule: LimitRule, { dueAt, extendedOn }: RuleExample): string {
  const until = dueAt
    ? '超过这一刻就是逾期。'
    : rule.limit?.bound === 'atLeast'
      ? '这一天24时之前不得截止。'
      : '到当日24时止。'
  return extendedOn ? `${until}经批准延长到最长的，最迟${formatDateLong(extendedOn)}。` : until
}

const isDayUnit = ({ limit }: LimitRule): boolean =>
  limit !== null && (limit.unit === 'workday' || limit.unit === 'day' || limit.unit === 'month')

const calculatorFor = ({ limit }: LimitRule, from: string): string =>
  urls.dueCalculator({
    from,
    amount: limit?.amount,
    unit: limit?.unit,
    direction: limit?.direction,
    roll: limit?.roll,
  })

function Facts({ rule }: { rule: LimitRule }) {
  const counted = rule.limit !== null
  return (
    <DescriptionList
      items={[
        { label: '期限', value: limitWords(rule) || '没有数字，只规定怎么办' },
        counted && { label: '从哪天算', value: startWordsOf(rule) },
        { label: '谁的期限', value: rule.whose === 'agency' ? '政府一方' : '群众、企业一方' },
        counted && { label: '休息日', value: rollWords(rule) },
        counted && { label: '延长', value: extensionWords(rule) ?? '不得延长' },
        counted && { label: '暂停', value: stopWords(rule) ?? '没有可以暂停的事由' },
        { label: '逾期或者沉默', value: rule.silence },
        { label: '依据', value: sourceWords(rule) },
        { label: '说明', value: rule.note || null },
        {
          label: '施行',
          value: `${rule.isLocal && rule.effectiveFrom.year === 2000 ? '长期' : `${rule.effectiveFrom}起`}${rule.effectiveTo ? `，到${rule.effectiveTo}止` : ''}`,
        },
      ]}
    />
  )
}

function Promises({ promises }: { promises: readonly PublicPromise[] }) {
  return (
    <Section title="承诺更短的单位" id="promises" more={{ href: urls.promises(), label: '全部承诺' }}>
      <DataTable<PublicPromise>
        caption="各单位的承诺时限"
        captionHidden
        rows={promises}
        rowKey={({ id }) => id}
        columns={[
          { key: 'unit', label: '单位', cell: ({ unitName }) => unitName },
          { key: 'limit', label: '承诺', tight: true, cell: ({ limit }) => limitText(limit) },
          { key: 'from', label: '执行', tight: true, cell: ({ from }) => <DateText date={from} note="起" /> },
        ]}
      />
    </Section>
  )
}

function Versions({ versions }: { versions: readonly LimitRule[] }) {
  return (
    <Section title="历次规定" id="versions">
      <DataTable<LimitRule>
        caption="历次规定"
        captionHidden
        rows={versions}
        rowKey={({ effectiveFrom }) => effectiveFrom.toString()}
        columns={[
          { key: 'from', label: '施行', tight: true, cell: ({ effectiveFrom }) => <DateText date={effectiveFrom} /> },
          { key: 'limit', label: '期限', tight: true, cell: limitWords },
          { key: 'source', label: '依据', cell: sourceWords },
        ]}
      />
    </Section>
  )
}
