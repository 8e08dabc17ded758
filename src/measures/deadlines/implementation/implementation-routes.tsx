import type { Context } from 'hono'
import { z } from 'zod'
import { asCsv, asXlsx, type SheetForm } from '#core/documents/index.ts'
import {
  type Addressee,
  addresseesOf,
  countImplementation,
  departments,
  departmentsOf,
  type Implementation,
  notice,
  sentenceAt,
  slugOf,
  sumOver,
} from '#core/implementation/index.ts'
import { allUnits, type Unit } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { type Chosen, ImplementationPage } from './implementation-page.tsx'
import { implementationSheet } from './implementation-sheet.ts'
import { SentencePage } from './sentence-page.tsx'
import { firstYear, type Quarter, spanOf, spanText } from './span.ts'
import { tableOf } from './table.ts'

/** What cannot be read is left out: this year, the whole of it, everybody. */
const query = z.object({
  year: z.coerce.number().int().min(firstYear).max(2100).optional().catch(undefined),
  quarter: z.coerce.number().int().min(1).max(4).optional().catch(undefined),
  addressee: z
    .union([z.uuid(), z.literal(departments)])
    .optional()
    .catch(undefined),
})

const breadcrumbs = [
  { href: urls.home(), label: '首页' },
  { href: urls.implementation(), label: '落实对照表' },
]

export const implementationRoutes = routes()
  .get(urls.implementation(), async (c) => {
    const read = await readTable(c.get('house'), c.req.query())
    kept(c)
    return page(
      c,
      '落实对照表',
      <ImplementationPage {...read} table={tableOf(read.figures, read.shown)} countedAt={read.figures.countedAt} />,
      {
        breadcrumbs,
        description: `${notice.title}每一句话落实得怎么样，由办理记录数出来`,
      },
    )
  })
  .get(urls.implementationFile('xlsx'), async (c) => {
    const content = await asXlsx([await sheetOf(c)])
    return c.body(
      new Uint8Array(content),
      200,
      headers('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'),
    )
  })
  .get(urls.implementationFile('csv'), async (c) =>
    c.body(asCsv(await sheetOf(c)), 200, headers('text/csv; charset=utf-8', 'csv')),
  )
  .get('/implementation/:sentence{[1-9]-[1-9]}', async (c) => {
    const found = sentenceAt(c.req.param('sentence'))
    if (!found) throw notFound()
    const { figures, shown, chosen, all } = await readTable(c.get('house'), c.req.query())
    const counted = figures.counted.filter(({ evidence }) => evidence.sentence === found.sentence.id)
    const wanted = new Set(shown.flatMap(({ unitIds }) => unitIds))
    const units = all
      .filter(({ id }) => wanted.has(id))
      .map(({ id, shortName }) => ({ id, name: shortName, counts: counted.map((one) => sumOver(one, [id])) }))
      .filter(({ counts }) => counts.some((count) => count > 0))
    kept(c)
    const rows = tableOf(figures, shown)
      .flatMap(({ sentences }) => sentences)
      .find(({ sentence }) => sentence.id === found.sentence.id)
    return page(
      c,
      `${found.sentence.id} · 落实对照表`,
      <SentencePage
        {...found}
        rows={rows?.rows ?? []}
        units={units}
        addressee={chosen.addressee ? shown[0] : undefined}
        chosen={chosen}
        countedAt={figures.countedAt}
      />,
      {
        breadcrumbs: [
          ...breadcrumbs,
          { href: urls.implementationSentence(slugOf(found.sentence.id)), label: found.sentence.id },
        ],
      },
    )
  })

async function sheetOf(c: Context<Env>): Promise<SheetForm> {
  const { figures, shown, chosen } = await readTable(c.get('house'), c.req.query())
  return implementationSheet(tableOf(figures, shown), shown, spanText(chosen.year, chosen.quarter))
}

const headers = (type: string, extension: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="implementation.${extension}"; filename*=UTF-8''${encodeURIComponent('落实对照表')}.${extension}`,
  'Cache-Control': 'no-cache',
})

/** Figures of many rooms: no tag of theirs says when to drop it, so it lives a minute at most. */
const kept = (c: Context<Env>): void => cacheable(c, { tags: ['stats'], query: Object.keys(query.shape), seconds: 60 })

export type ReadTable = {
  figures: Implementation
  chosen: Chosen
  thisYear: number
  addressees: Addressee[]
  departments: Addressee[]
  shown: Addressee[]
  all: Unit[]
}

/** What an address of the table asks for, counted. */
export async function readTable(house: House, asked: Record<string, string>): Promise<ReadTable> {
  const { year, quarter, addressee } = query.parse(asked)
  const thisYear = dateIn(house.config.timeZone, house.clock.now()).year
  const all = await allUnits(house.db)
  const [addressees, single] = [addresseesOf(all), departmentsOf(all)]
  const one = [...addressees, ...single].find(({ id }) => id === addressee)
  const chosen: Chosen = {
    year: year && year <= thisYear ? year : thisYear,
    ...(quarter && { quarter: quarter as Quarter }),
    ...(one && { addressee: one.id }),
  }
  const figures = await countImplementation(house, spanOf(chosen.year, chosen.quarter, house.config.timeZone))
  return { figures, chosen, thisYear, addressees, departments: single, shown: one ? [one] : addressees, all }
}
