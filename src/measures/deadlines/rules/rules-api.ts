import { z } from '@hono/zod-openapi'
import {
  citation,
  type LimitRule,
  limitText,
  loadLaw,
  loadRules,
  OutsideCalendar,
  startWord,
} from '#core/calendar/index.ts'
import { type Api, addOperation, describeApi, newApi, readQuery } from '#core/interface/index.ts'
import { dateIn } from '#platform/clock.ts'
import { Problem } from '#platform/http/api-problem.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { readDate } from '../due-question.ts'
import { notKeptCounts } from '../promises/not-kept.ts'
import { type PublicPromise, publicPromises } from '../promises/public-promises.ts'
import { type RuleExample, ruleExample } from './rule-example.ts'
import { groupOf, measureTitles, narrowedRules } from './rule-list.ts'
import { limitWords } from './rule-words.tsx'

const ruleShape = z
  .object({
    id: z.string().openapi({ example: 'LIC-7' }),
    title: z.string().openapi({ example: '作出行政许可决定' }),
    measure: z.string().openapi({ example: 'public-services' }),
    measureTitle: z.string(),
    limit: z
      .object({
        amount: z.int(),
        unit: z.enum(['workday', 'day', 'month', 'workhour', 'hour']),
        direction: z.enum(['after', 'before']),
        bound: z.enum(['atMost', 'atLeast']),
        roll: z.enum(['none', 'next']),
      })
      .nullable()
      .openapi({ description: '没有数字的规则是 null' }),
    yearlyOn: z.string().nullable().openapi({ description: '每年固定日期，MM-DD', example: '03-31' }),
    words: z.string().openapi({ example: '20个工作日内' }),
    start: z.object({ event: z.string(), word: z.string() }).openapi({ description: '从哪天算' }),
    whose: z.enum(['agency', 'asker']).openapi({ description: 'agency 政府一方的期限，asker 群众、企业一方的' }),
    extension: z.object({ amount: z.int(), approver: z.string() }).nullable(),
    stops: z.array(z.object({ ground: z.string(), title: z.string(), capUnits: z.int().optional() })),
    silence: z.string().nullable().openapi({ description: '逾期或者沉默的后果' }),
    source: z.string(),
    article: z.string(),
    citation: z.string(),
    quote: z.string(),
    note: z.string(),
    confidence: z
      .enum(['A', 'B', 'C', 'D'])
      .openapi({ description: 'A 已核对原文，B 引自公开网页，C 没有核对，D 推定或自定' }),
    isLocal: z.boolean().openapi({ description: '本市自定（非法律规定）' }),
    effectiveFrom: z.iso.date(),
    effectiveTo: z.iso.date().nullable(),
    page: z.string(),
  })
  .openapi('LimitRule')

const dueShape = z
  .object({
    from: z.iso.date(),
    due: z.iso.date(),
    dueAt: z.iso.datetime({ offset: true }).nullable().openapi({ description: '以小时计的，到这一刻' }),
    extended: z.iso.date().nullable().openapi({ description: '延长到最长的' }),
    provisional: z.boolean(),
    explanation: z.array(
      z.object({ on: z.iso.date(), counts: z.boolean(), n: z.number().optional(), reason: z.string() }),
    ),
  })
  .nullable()

const keptShape = z
  .object({ notKept: z.int(), explained: z.int() })
  .nullable()
  .openapi({ description: '超过承诺的件数，其中公开说明了理由的；没有，或者不公开统计的，是 null' })

const promiseShape = z
  .object({
    unitId: z.uuid(),
    unit: z.string(),
    title: z.string(),
    rule: z.string().nullable().openapi({ description: '法定期限的编号；没有法定期限的是 null' }),
    amount: z.int(),
    limitUnit: z.enum(['workday', 'day', 'month', 'workhour', 'hour']),
    words: z.string(),
    from: z.iso.date(),
    to: z.iso.date().nullable(),
  })
  .openapi('UnitPromise')

const listQuery = z.strictObject({
  q: z.string().trim().max(60, 'q 最多 60 个字。').optional().openapi({ description: '在事项、依据、原文里找' }),
  measure: z
    .string()
    .refine(
      (name) => Object.hasOwn(measureTitles, name),
      `measure 应是 ${Object.keys(measureTitles).join('、')} 之一。`,
    )
    .optional()
    .openapi({ description: '哪一类事项', example: 'public-services' }),
  unit: z
    .enum(['workday', 'day', 'month', 'hour', 'yearly'], 'unit 应是 workday、day、month、hour 或 yearly。')
    .optional()
    .openapi({ description: '按什么计：workday 工作日，day 日，month 月，hour 小时，yearly 每年固定日期' }),
  set: z
    .enum(['law', 'local'], 'set 应是 law 或 local。')
    .optional()
    .openapi({ description: 'law 法定，local 本市自定' }),
  whose: z
    .enum(['agency', 'asker'], 'whose 应是 agency 或 asker。')
    .optional()
    .openapi({ description: 'agency 政府一方的期限，asker 群众、企业一方的' }),
  on: z.iso.date('on 应是日期，例如 2026-11-23。').optional().openapi({ description: '这一天有效的；不填是今天' }),
})

const oneQuery = z.strictObject({
  from: z
    .string()
    .max(40)
    .optional()
    .openapi({ description: '从哪天起算；填了就连到期日一起答', example: '2026-11-23' }),
})

/** The table of limits and what units promise, for programs. */
export const rulesApi = describeApi(newApi())

addListOperation(rulesApi)
addOneOperation(rulesApi)
addPromisesOperation(rulesApi)

function addListOperation(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiRules(),
      group: '期限计算',
      summary: '列出期限规则',
      query: listQuery,
      answer: { description: '有效的规则', schema: z.object({ rules: z.array(ruleShape) }) },
    },
    async (c) => {
      const { on, ...filters } = readQuery(c, listQuery)
      const { db, clock, config } = c.get('house')
      const day = on ? Temporal.PlainDate.from(on) : dateIn(config.timeZone, clock.now())
      const book = await loadRules(db)
      return c.json({ rules: narrowedRules(book.inForce(day), filters).map(shownRule) })
    },
  )
}

function addOneOperation(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiRule('{id}'),
      group: '期限计算',
      summary: '一条期限规则，连同承诺更短的单位和到期日',
      params: z.object({ id: z.string().openapi({ description: '规则的编号', example: 'LIC-7' }) }),
      query: oneQuery,
      answer: {
        description: '规则；填了 from 的，连同到期日和逐日说明',
        schema: ruleShape.extend({ promises: z.array(promiseShape), due: dueShape }),
      },
    },
    async (c) => {
      const { from } = readQuery(c, oneQuery)
      const { db, clock, config } = c.get('house')
      const now = clock.now()
      const today = dateIn(config.timeZone, now)
      const { rules, calendar } = await loadLaw(db)
      const rule = rules.on(c.req.param('id') ?? '', today)
      if (!rule || rule.promise) throw notFound('期限规则')
      const promises = (await publicPromises(db, today)).filter(({ law }) => law?.id === rule.id)
      const due = from === undefined ? null : countedFrom(rule, from, { calendar, now, timeZone: config.timeZone })
      return c.json({ ...shownRule(rule), promises: promises.map(shownPromise), due: due && shownDue(due) })
    },
  )
}

function addPromisesOperation(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiPromises(),
      group: '期限计算',
      summary: '各单位的承诺时限',
      description: '正在执行的和已经公布、将要执行的。',
      answer: {
        description: '承诺',
        schema: z.object({ promises: z.array(promiseShape.extend({ notKept: keptShape })) }),
      },
    },
    async (c) => {
      const { db, clock, config } = c.get('house')
      const promises = await publicPromises(db, dateIn(config.timeZone, clock.now()))
      const counts = await notKeptCounts(
        db,
        promises.map(({ id }) => id),
        clock.now(),
      )
      return c.json({
        promises: promises.map((promise) => ({ ...shownPromise(promise), notKept: counts.get(promise.id) ?? null })),
      })
    },
  )
}

function countedFrom(rule: LimitRule, typed: string, counting: Parameters<typeof ruleExample>[2]): RuleExample | null {
  const read = readDate(typed)
  if ('error' in read) throw badFrom(read.error)
  try {
    return ruleExample(rule, read.date, counting)
  } catch (error) {
    if (error instanceof OutsideCalendar) throw badFrom(`${error.message}。`)
    throw error
  }
}

const badFrom = (detail: string): Problem =>
  new Problem('invalid-query', detail, { errors: [{ parameter: 'from', detail }] })

const shownRule = (rule: LimitRule) => ({
  id: rule.id,
  title: rule.title,
  measure: rule.measure,
  measureTitle: measureTitles[groupOf(rule)] ?? rule.measure,
  limit: rule.limit && {
    amount: rule.limit.amount,
    unit: rule.limit.unit,
    direction: rule.limit.direction,
    bound: rule.limit.bound,
    roll: rule.limit.roll,
  },
  yearlyOn: rule.yearlyOn,
  words: limitWords(rule),
  start: { event: rule.startEvent, word: rule.startEvent ? startWord(rule.startEvent) : '' },
  whose: rule.whose,
  extension:
    rule.extensionAmount === null
      ? null
      : { amount: rule.extensionAmount, approver: rule.extensionApproverTitle ?? '' },
  stops: rule.stopGrounds,
  silence: rule.silence,
  source: rule.source,
  article: rule.article,
  citation: citation(rule),
  quote: rule.quote,
  note: rule.note,
  confidence: rule.confidence,
  isLocal: rule.isLocal,
  effectiveFrom: rule.effectiveFrom.toString(),
  effectiveTo: rule.effectiveTo?.toString() ?? null,
  page: urls.rule(rule.id),
})

const shownPromise = ({ unitId, unitName, title, law, limit, from, to }: PublicPromise) => ({
  unitId,
  unit: unitName,
  title,
  rule: law?.id ?? null,
  amount: limit.amount,
  limitUnit: limit.unit,
  words: limitText(limit),
  from: from.toString(),
  to: to?.toString() ?? null,
})

const shownDue = ({ from, dueOn, dueAt, extendedOn, provisional, explanation }: RuleExample) => ({
  from: from.toString(),
  due: dueOn.toString(),
  dueAt: dueAt?.toString() ?? null,
  extended: extendedOn?.toString() ?? null,
  provisional,
  explanation: explanation.map(({ on, counts, n, reason }) => ({
    on: on.toString(),
    counts,
    ...(n !== undefined && { n }),
    reason,
  })),
})
