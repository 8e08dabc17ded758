import { z } from 'zod'
import { type LimitRule, startWord } from '#core/calendar/index.ts'

/** The measures whose limits are shown, in the order of the notice; the rules of counting come last. */
export const measureTitles: Readonly<Record<string, string>> = {
  decisions: '决策和信息公开',
  policies: '惠企政策',
  'public-services': '政务服务',
  inspections: '监管执法',
  deadlines: '信访、交办、督查和办结',
  dialogue: '来信来电',
  appraisals: '评议监督',
  'first-asked': '首问负责',
  conduct: '作风整治',
  core: '怎么算',
}

export const unitTitles = {
  workday: '工作日',
  day: '日',
  month: '月',
  hour: '小时、工作小时',
  yearly: '每年固定日期',
} as const

export const sorts = { measure: '按事项分组', length: '按期限从短到长', source: '按依据' } as const

/** Whatever cannot be read in an address is left out: a wrong filter shows the list, not an error. */
export const ruleFilters = z.object({
  q: z
    .string()
    .transform((text) => text.normalize('NFKC').trim().slice(0, 60))
    .optional(),
  measure: z
    .string()
    .refine((name) => Object.hasOwn(measureTitles, name))
    .optional()
    .catch(undefined),
  unit: z.enum(['workday', 'day', 'month', 'hour', 'yearly']).optional().catch(undefined),
  set: z.enum(['law', 'local']).optional().catch(undefined),
  whose: z.enum(['agency', 'asker']).optional().catch(undefined),
  sort: z.enum(['measure', 'length', 'source']).optional().catch(undefined),
})

export type RuleFilters = z.output<typeof ruleFilters>

export const isNarrowed = ({ sort: _, ...filters }: RuleFilters): boolean => Object.values(filters).some(Boolean)

/** Those of the rules that the filters leave, in the order asked for. */
export function narrowedRules(rules: readonly LimitRule[], filters: RuleFilters): LimitRule[] {
  const words = filters.q?.toLowerCase().split(/\s+/).filter(Boolean) ?? []
  return rules
    .filter((rule) => isWanted(rule, filters) && hasWords(rule, words))
    .toSorted(orders[filters.sort ?? 'measure'])
}

function isWanted(rule: LimitRule, { measure, unit, set, whose }: RuleFilters): boolean {
  if (measure && groupOf(rule) !== measure) return false
  if (set && rule.isLocal !== (set === 'local')) return false
  if (whose && (rule.whose !== whose || !unitOf(rule))) return false
  return !unit || unitOf(rule) === unit
}

export const unitOf = ({ limit, yearlyOn }: LimitRule): keyof typeof unitTitles | null => {
  if (!limit) return yearlyOn ? 'yearly' : null
  return limit.unit === 'workhour' ? 'hour' : limit.unit
}

function hasWords(rule: LimitRule, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { id, title, source, article, quote, note, silence, startEvent } = rule
  const text = [id, title, source, article, quote, note, silence, startWord(startEvent), measureTitles[groupOf(rule)]]
    .join('\n')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}

const measures = Object.keys(measureTitles)

/** The rules of counting (T-1 …) stand together, whatever measure they were written for. */
export const groupOf = ({ id, measure }: LimitRule): string => (id.startsWith('T-') ? 'core' : measure)

const byId = (a: LimitRule, b: LimitRule): number => a.id.localeCompare(b.id, 'en', { numeric: true })

const byMeasure = (a: LimitRule, b: LimitRule): number =>
  measures.indexOf(groupOf(a)) - measures.indexOf(groupOf(b)) || Number(a.isLocal) - Number(b.isLocal) || byId(a, b)

const orders: Record<keyof typeof sorts, (a: LimitRule, b: LimitRule) => number> = {
  measure: byMeasure,
  length: (a, b) => hoursOf(a) - hoursOf(b) || byId(a, b),
  source: (a, b) => Number(a.isLocal) - Number(b.isLocal) || a.source.localeCompare(b.source, 'zh') || byId(a, b),
}

const hoursPer = { hour: 1, workhour: 1, workday: 24, day: 24, month: 24 * 30 } as const

/** Only to put them in order. */
const hoursOf = ({ limit, yearlyOn }: LimitRule): number =>
  limit ? limit.amount * hoursPer[limit.unit] : yearlyOn ? 24 * 366 : Number.MAX_SAFE_INTEGER

/** Groups of the list in the order of the notice. */
export const byMeasures = (rules: readonly LimitRule[]): { measure: string; title: string; rules: LimitRule[] }[] => {
  const groups = Map.groupBy(rules, groupOf)
  return measures.flatMap((measure) => {
    const own = groups.get(measure)
    return own ? [{ measure, title: measureTitles[measure] ?? measure, rules: own }] : []
  })
}
