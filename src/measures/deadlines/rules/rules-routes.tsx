import type { Context } from 'hono'
import {
  calendarYearsEntered,
  dueCalendarFile,
  explainText,
  type LimitRule,
  loadLaw,
  loadRules,
  OutsideCalendar,
} from '#core/calendar/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { siteAddress } from '#platform/http/site-address.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { answerWithSheet } from '../answer-with-sheet.ts'
import { readDate } from '../due-question.ts'
import { overrunsOfRule, promisedCounts, publicPromises } from '../promises/public-promises.ts'
import { type RuleExample, ruleExample, usualStart } from './rule-example.ts'
import { narrowedRules, ruleFilters } from './rule-list.ts'
import { RulePage } from './rule-page.tsx'
import { limitWords } from './rule-words.tsx'
import { RulesPage, rulesBreadcrumbs } from './rules-page.tsx'
import { RulesPrintPage } from './rules-print-page.tsx'
import { rulesSheet } from './rules-sheet.ts'

/** An id of the rule table; nothing else below `/rules` begins so. */
const idPattern = '[A-Z]+-[0-9A-Za-z-]+'

/** 期限规则: the list, its files, and each rule with what it means from a day on. */
export const rulesRoutes = routes()
  .get(urls.rules(), async (c) => {
    const { db } = c.get('house')
    const { rules, filters } = await narrowed(c)
    const [years, promised] = await Promise.all([calendarYearsEntered(db), promisedCounts(db, today(c))])
    cacheable(c, { tags: ['calendar'], query: ['measure', 'unit', 'set', 'whose', 'sort'] })
    const body = <RulesPage rules={rules} filters={filters} years={years} promised={promised} />
    return page(c, '期限规则', body, { description: '每一项办理期限：多少天、从哪天算、能不能延长、依据哪一条。' })
  })
  .get(urls.rulesPrint(), async (c) => {
    const { rules } = await narrowed(c)
    return page(c, '办理期限一览', <RulesPrintPage rules={rules} today={today(c)} />, { layout: 'print' })
  })
  .get(urls.rulesFile('csv'), async (c) => answerWithSheet(c, 'csv', 'rules', rulesSheet((await narrowed(c)).rules)))
  .get(urls.rulesFile('xlsx'), async (c) => answerWithSheet(c, 'xlsx', 'rules', rulesSheet((await narrowed(c)).rules)))
  .get(`/rules/:id{${idPattern}}`, async (c) => {
    const { rule, versions } = await found(c)
    const { db, config } = c.get('house')
    const asked = await answered(c, rule)
    const promises = (await publicPromises(db, today(c))).filter(({ law }) => law?.id === rule.id)
    const overruns = await overrunsOfRule(db, rule.id)
    if (!asked.from.error) cacheable(c, { tags: ['calendar'] })
    const body = (
      <RulePage
        rule={rule}
        versions={versions}
        today={today(c)}
        timeZone={config.timeZone}
        promises={promises}
        overruns={overruns}
        {...asked}
      />
    )
    return page(c, rule.title, body, {
      status: asked.from.error ? 422 : 200,
      breadcrumbs: [...rulesBreadcrumbs, { href: urls.rule(rule.id), label: rule.title }],
      description: [rule.title, limitWords(rule)].filter(Boolean).join('：'),
    })
  })
  .get(`/rules/:id{${idPattern}}/due.ics`, async (c) => {
    const { rule } = await found(c)
    const { example } = await answered(c, rule)
    if (!example) throw notFound('日历文件')
    const provisional = example.provisional ? '（暂定）' : ''
    const text = dueCalendarFile({
      number: `${rule.id}-${example.from}`,
      title: `到期：${rule.title}${provisional}`,
      dueOn: example.dueOn,
      description: `${limitWords(rule)}。${example.explanation.length > 0 ? explainText(example.explanation) : ''}`,
      url: `${siteAddress(c)}${urls.rule(rule.id)}`,
      stampedAt: c.get('house').clock.now(),
    })
    return c.body(text, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${rule.id}-${example.dueOn}.ics"`,
    })
  })

const today = (c: Context<Env>): Temporal.PlainDate => {
  const { clock, config } = c.get('house')
  return dateIn(config.timeZone, clock.now())
}

async function narrowed(c: Context<Env>) {
  const filters = ruleFilters.parse(c.req.query())
  const book = await loadRules(c.get('house').db)
  return { rules: narrowedRules(book.inForce(today(c)), filters), filters }
}

/** The row in force, else the one to come, else the last that was. */
async function found(c: Context<Env>): Promise<{ rule: LimitRule; versions: LimitRule[] }> {
  const id = c.req.param('id') ?? ''
  const book = await loadRules(c.get('house').db)
  const versions = book.rules.filter((rule) => rule.id === id).toReversed()
  const rule = book.on(id, today(c)) ?? versions[0]
  if (!rule) throw notFound('期限规则')
  return { rule, versions }
}

/** What was asked by `?from=`, or the usual start. */
async function answered(
  c: Context<Env>,
  rule: LimitRule,
): Promise<{ from: { typed: string; error?: string }; example: RuleExample | null }> {
  const { db, clock, config } = c.get('house')
  const typed = c.req.query('from')?.trim().slice(0, 40) ?? ''
  const read = typed === '' ? { date: usualStart(rule, today(c)) } : readDate(typed)
  if ('error' in read) return { from: { typed, error: read.error }, example: null }
  const { calendar } = await loadLaw(db)
  const from = { typed: read.date.toString() }
  try {
    return { from, example: ruleExample(rule, read.date, { calendar, now: clock.now(), timeZone: config.timeZone }) }
  } catch (error) {
    if (!(error instanceof OutsideCalendar)) throw error
    return { from: { ...from, error: `${error.message}。` }, example: null }
  }
}
