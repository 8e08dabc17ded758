import type { Context } from 'hono'
import {
  calendarYearsEntered,
  dueCalendarFile,
  explainText,
  limitText,
  loadCalendar,
  workingDaysFile,
} from '#core/calendar/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { urls } from '#urls.ts'
import { DuePage } from './due-page.tsx'
import { answerDue, type TypedQuestion } from './due-question.ts'

export const siteRoutes = routes()
  .get(urls.dueCalculator(), async (c) => {
    const typed = typedQuestion(c)
    if (!isAsked(c)) {
      cacheable(c, { tags: ['calendar'] })
      return page(c, '期限计算', <DuePage typed={{ ...typed, from: today(c).toString() }} />)
    }
    const answered = answerDue(typed, await loadCalendar(c.get('house').db))
    if ('errors' in answered) {
      return page(c, '期限计算', <DuePage typed={typed} errors={answered.errors} />, { status: 422 })
    }
    return page(c, '期限计算', <DuePage typed={typed} due={answered.due} />)
  })
  .get(urls.workingDaysFile(), async (c) => {
    const { db, clock } = c.get('house')
    return c.body(workingDaysFile(await calendarYearsEntered(db), clock.now()), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="working-days.ics"',
    })
  })
  .get('/rules/due.ics', async (c) => {
    const house = c.get('house')
    const typed = typedQuestion(c)
    const answered = answerDue(typed, await loadCalendar(house.db))
    if ('errors' in answered) {
      return page(c, '期限计算', <DuePage typed={typed} errors={answered.errors} />, { status: 422 })
    }
    const { question, limit, answer } = answered.due
    const text = dueCalendarFile({
      number: `${question.from}-${question.amount}-${question.unit}-${question.direction}-${limit.roll}`,
      title: `到期：${question.from} 起${limitText(limit)}${answer.provisional ? '（暂定）' : ''}`,
      dueOn: answer.dueOn,
      description: explainText(answer.explanation),
      stampedAt: house.clock.now(),
    })
    return c.body(text, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="due-${answer.dueOn}.ics"`,
    })
  })

const today = (c: Context<Env>): Temporal.PlainDate => {
  const { clock, config } = c.get('house')
  return dateIn(config.timeZone, clock.now())
}

const isAsked = (c: Context<Env>): boolean => c.req.query('from') !== undefined || c.req.query('amount') !== undefined

function typedQuestion(c: Context<Env>): TypedQuestion {
  const typed = (name: string, otherwise = '') => (c.req.query(name) ?? otherwise).slice(0, 40)
  return {
    from: typed('from'),
    amount: typed('amount'),
    unit: typed('unit', 'workday'),
    roll: typed('roll'),
    direction: typed('direction', 'after'),
  }
}
