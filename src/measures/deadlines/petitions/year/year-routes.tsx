import type { Context } from 'hono'
import { deskActor } from '#core/casework/index.ts'
import { asXlsx } from '#core/documents/index.ts'
import { allUnits, staffOnly } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { forbidden } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { officeOfActor } from '../register-petition.ts'
import { readYear, type YearReport, yearSheet } from './year.ts'
import { YearPage } from './year-page.tsx'

/** 年度报告: of the petition office alone, whose report it is (第41条). */
export const petitionYearRoutes = routes()
  .use(urls.deskPetitionsYear(), staffOnly)
  .use(urls.deskPetitionsYearFile(), staffOnly)
  .get(urls.deskPetitionsYear(), async (c) => {
    const report = await reportOf(c)
    const years = [0, 1, 2, 3, 4].map((ago) => thisYear(c) - ago)
    return page(c, '信访情况年度报告', <YearPage report={report} years={years} />, {
      layout: 'desk',
      breadcrumbs: [
        { href: urls.desk(), label: '工作台' },
        { href: urls.deskPetitions(), label: '信访事项办理' },
      ],
    })
  })
  .get(urls.deskPetitionsYearFile(), async (c) => {
    const report = await reportOf(c)
    const name = encodeURIComponent(`信访情况${report.year}年`)
    return c.body(new Uint8Array(await asXlsx([yearSheet(report)])), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="petitions.xlsx"; filename*=UTF-8''${name}.xlsx`,
    })
  })

const thisYear = (c: Context<Env>): number => dateIn(c.get('house').config.timeZone, c.get('house').clock.now()).year

async function reportOf(c: Context<Env>): Promise<YearReport> {
  const house = c.get('house')
  const office = officeOfActor(deskActor(c), await allUnits(house.db))
  if (!office) throw forbidden('信访情况年度报告由信访部门编制，请向信访局索取。')
  const year = Number(c.req.query('year'))
  return readYear(house, office, Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : thisYear(c))
}
