import { citation, type LimitRule, limitText, startPhrase, unitWord } from '#core/calendar/index.ts'
import { Badge, Disclosure } from '#ui/index.ts'

/** 20个工作日内; 每年3月31日前; empty where a rule only says how to count or what follows. */
export function limitWords({ limit, yearlyOn }: LimitRule): string {
  if (limit) return limitText(limit)
  if (!yearlyOn) return ''
  const { month, day } = Temporal.PlainMonthDay.from(yearlyOn).toPlainDate({ year: 2000 })
  return `每年${month}月${day}日前`
}

/** 受理之日起; 举行听证之日前 */
export const startWordsOf = ({ startEvent, limit }: LimitRule): string =>
  startEvent && limit ? startPhrase(startEvent, limit.direction) : ''

export function extensionWords({ extensionAmount, extensionApproverTitle, limit }: LimitRule): string | null {
  if (extensionAmount === null || !limit) return null
  return `经${extensionApproverTitle}批准可延长一次，最多${extensionAmount}${unitWord[limit.unit]}`
}

export function stopWords({ stopGrounds, limit }: LimitRule): string | null {
  if (stopGrounds.length === 0 || !limit) return null
  const grounds = stopGrounds.map(
    ({ title, capUnits }) => title + (capUnits ? `（最多${capUnits}${unitWord[limit.unit]}）` : ''),
  )
  return `书面告知后不计入时限：${grounds.join('、')}`
}

/** What happens when the last day is a rest day; null where the unit never ends on one, or where it is a minimum. */
export function rollWords({ limit }: LimitRule): string | null {
  if (!limit || (limit.unit !== 'day' && limit.unit !== 'month') || limit.bound === 'atLeast') return null
  if (limit.roll === 'none') return '最后一日是休息日也不顺延'
  return limit.direction === 'after'
    ? '最后一日是休息日的，顺延到休息日结束的次日'
    : '最后一日是休息日的，提前到之前的工作日'
}

/** How sure the number is, and whose it is. Every number that no law sets, or whose text nobody read, is marked. */
export function RuleMarks({ rule }: { rule: LimitRule }) {
  return (
    <>
      {rule.isLocal && <Badge tone="warn">本市自定（非法律规定）</Badge>}
      {rule.confidence === 'C' && <Badge tone="bad">原文没有核对，施行前须核对</Badge>}
      {rule.confidence === 'B' && <Badge>引自公开网页，施行前请核对原文</Badge>}
      {rule.whose === 'asker' && <Badge tone="info">群众、企业一方的期限</Badge>}
    </>
  )
}

export function RuleQuote({ rule, folded }: { rule: LimitRule; folded?: boolean }) {
  if (!rule.quote) return null
  const quote = <blockquote class="rule-quote">“{innerQuotes(rule.quote)}”</blockquote>
  return folded ? <Disclosure summary="条文原文">{quote}</Disclosure> : quote
}

/** Of a local rule its source without the mark, which stands beside it. */
export const sourceWords = (rule: LimitRule): string => (rule.isLocal ? rule.source : citation(rule))

/** Quotation marks within a quotation are single (GB/T 15834). */
const innerQuotes = (text: string): string => text.replaceAll('“', '‘').replaceAll('”', '’')
