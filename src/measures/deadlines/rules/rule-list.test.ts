import { expect, test } from 'vitest'
import type { LimitRule } from '#core/calendar/index.ts'
import { byMeasures, narrowedRules, ruleFilters } from './rule-list.ts'
import { extensionWords, limitWords, startWordsOf, stopWords } from './rule-words.tsx'

const rule = (change: Partial<LimitRule>): LimitRule => ({
  id: 'LIC-7',
  title: '作出行政许可决定',
  measure: 'public-services',
  limit: { amount: 20, unit: 'workday', direction: 'after', bound: 'atMost', roll: 'none' },
  direction: 'after',
  bound: 'atMost',
  roll: 'none',
  cutoff: null,
  startEvent: 'acceptance',
  whose: 'agency',
  extensionAmount: 10,
  extensionApprover: 'head',
  extensionApproverTitle: '本行政机关负责人',
  stopGrounds: [{ ground: 'hearing', title: '听证' }],
  silence: null,
  source: '行政许可法',
  article: '第42条第1款',
  quote: '二十日内作出行政许可决定',
  confidence: 'A',
  isLocal: false,
  yearlyOn: null,
  note: '',
  effectiveFrom: Temporal.PlainDate.from('2004-07-01'),
  effectiveTo: null,
  promise: null,
  ...change,
})

const yearly = rule({
  id: 'INF-17-department',
  measure: 'decisions',
  limit: null,
  yearlyOn: '01-31',
  startEvent: '',
  title: '年度报告',
  source: '政府信息公开条例',
  article: '第49条',
  quote: '',
})
const counting = rule({ id: 'T-6', title: '行政许可的期限都是工作日', limit: null, startEvent: '' })
const urgent = rule({
  id: 'REF-urgent',
  title: '交办件办理：特急',
  measure: 'deadlines',
  source: '阳光政务平台设定',
  article: '',
  quote: '',
  isLocal: true,
  limit: { amount: 24, unit: 'hour', direction: 'after', bound: 'atMost', roll: 'none' },
})
const all = [counting, urgent, rule({}), yearly]
const found = (query: Record<string, string>) => narrowedRules(all, ruleFilters.parse(query)).map(({ id }) => id)

test('groups stand in the order of the notice, the rules of counting last', () => {
  expect(byMeasures(narrowedRules(all, {})).map(({ measure, rules }) => [measure, rules.map(({ id }) => id)])).toEqual([
    ['decisions', ['INF-17-department']],
    ['public-services', ['LIC-7']],
    ['deadlines', ['REF-urgent']],
    ['core', ['T-6']],
  ])
})

test.each([
  [{ q: '许可 42条' }, ['LIC-7', 'T-6']],
  [{ q: 'lic-7' }, ['LIC-7']],
  [{ q: '受理之日' }, ['LIC-7', 'REF-urgent']],
  [{ measure: 'core' }, ['T-6']],
  [{ unit: 'yearly' }, ['INF-17-department']],
  [{ unit: 'hour' }, ['REF-urgent']],
  [{ set: 'local' }, ['REF-urgent']],
  [{ whose: 'agency', unit: 'workday' }, ['LIC-7']],
  [{ sort: 'length' }, ['REF-urgent', 'LIC-7', 'INF-17-department', 'T-6']],
  // What cannot be read is left out.
  [{ unit: 'century', measure: 'weather' }, ['INF-17-department', 'LIC-7', 'REF-urgent', 'T-6']],
])('%j leaves %j', (query, ids) => {
  expect(found(query)).toEqual(ids)
})

test('a rule in words', () => {
  expect([limitWords(rule({})), startWordsOf(rule({}))]).toEqual(['20个工作日内', '受理之日起'])
  expect(extensionWords(rule({}))).toBe('经本行政机关负责人批准可延长一次，最多10个工作日')
  expect(stopWords(rule({ stopGrounds: [{ ground: 'third-party', title: '征求第三方意见', capUnits: 15 }] }))).toBe(
    '书面告知后不计入时限：征求第三方意见（最多15个工作日）',
  )
  expect([limitWords(yearly), startWordsOf(yearly)]).toEqual(['每年1月31日前', ''])
})
