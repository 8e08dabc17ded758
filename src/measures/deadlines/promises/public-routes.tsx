import type { Context } from 'hono'
import { z } from 'zod'
import { dateIn } from '#platform/clock.ts'
import { unitField } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { urls } from '#urls.ts'
import { answerWithSheet } from '../answer-with-sheet.ts'
import { rulesBreadcrumbs } from '../rules/rules-page.tsx'
import { promisesInRecord } from './enter-promise.ts'
import { notKeptCounts } from './not-kept.ts'
import { promisesSheet } from './promises-sheet.ts'
import { latestOverruns, publicPromises } from './public-promises.ts'
import { narrowedPromises, PublicPromisesPage } from './public-promises-page.tsx'

const filtersOfAddress = z.object({
  q: z
    .string()
    .transform((text) => text.normalize('NFKC').trim().slice(0, 60) || undefined)
    .optional(),
  unit: unitField,
  set: z.enum(['law', 'own']).optional().catch(undefined),
})

/** 本市自定: the newest reasons; older ones stand with their promise. */
const mostOverruns = 30

/** What units promise, for everybody. */
export const publicPromiseRoutes = routes()
  .get(urls.promises(), async (c) => {
    const { db } = c.get('house')
    const filters = filtersOfAddress.parse(c.req.query())
    const [all, overruns] = await Promise.all([publicPromises(db, today(c)), latestOverruns(db, mostOverruns)])
    const ids = all.map(({ id }) => id)
    const notKept = await notKeptCounts(db, ids, c.get('house').clock.now())
    const units = [...new Map(all.map(({ unitId, unitName }) => [unitId, unitName]))].map(([value, label]) => ({
      value,
      label,
    }))
    cacheable(c, { tags: ['calendar'], query: ['unit', 'set'] })
    const body = (
      <PublicPromisesPage
        promises={narrowedPromises(all, filters)}
        inRecord={await promisesInRecord(db, all)}
        units={units}
        filters={filters}
        today={today(c)}
        notKept={notKept}
        overruns={overruns.filter(({ promise }) => !filters.unit || promise.unitId === filters.unit)}
      />
    )
    return page(c, '承诺时限', body, {
      breadcrumbs: [...rulesBreadcrumbs, { href: urls.promises(), label: '承诺时限' }],
      description: '各单位公开承诺的办理时限，和超过承诺时的理由。',
    })
  })
  .get(urls.promisesFile('csv'), async (c) => answerWithSheet(c, 'csv', 'promises', await sheetOf(c)))
  .get(urls.promisesFile('xlsx'), async (c) => answerWithSheet(c, 'xlsx', 'promises', await sheetOf(c)))

const today = (c: Context<Env>): Temporal.PlainDate => {
  const { clock, config } = c.get('house')
  return dateIn(config.timeZone, clock.now())
}

async function sheetOf(c: Context<Env>) {
  const { db, clock } = c.get('house')
  const promises = narrowedPromises(await publicPromises(db, today(c)), filtersOfAddress.parse(c.req.query()))
  const ids = promises.map(({ id }) => id)
  return promisesSheet(promises, await notKeptCounts(db, ids, clock.now()))
}
