import type { Context } from 'hono'
import { z } from 'zod'
import { asCsv, asXlsx } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { divisionField, unitField } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { formatDate, formatDateTime } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classWord } from '../letter.ts'
import { publishedLetters } from '../publishing/publications.ts'
import { readStatistics } from './statistics.ts'
import { asOneTable, statisticsSheets } from './statistics-sheets.ts'

const filters = z.object({
  class: z.enum(['consult', 'help', 'complaint', 'suggestion', 'praise']).optional().catch(undefined),
  topic: unitField,
  unit: unitField,
  division: divisionField,
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
})

/** 本市自定: what anybody may ask for at a click is made while they wait. */
const mostLetters = 1000

/** What the public pages show, as files. Before `/letters/:number`. */
export const downloadRoutes = routes()
  .get(urls.letterStatisticsFile('xlsx'), async (c) => {
    return workbook(c, '来信统计', await asXlsx(await sheetsOf(c)))
  })
  .get(urls.letterStatisticsFile('csv'), async (c) =>
    c.body(asCsv(asOneTable(await sheetsOf(c))), 200, headers('text/csv; charset=utf-8', '来信统计', 'csv')),
  )
  .get(urls.lettersFile(), async (c) => {
    const { db } = c.get('house')
    const { letters, hasMore } = await publishedLetters(db, filters.parse(c.req.query()), { size: mostLetters })
    const columns = [
      { label: '编号', width: 24 },
      { label: '题目', width: 44 },
      { label: '类别', width: 10 },
      { label: '地点', width: 20 },
      { label: '答复单位', width: 26 },
      { label: '来信那一周（周一）', width: 18 },
      { label: '答复日期', width: 14 },
      { label: '是否解决', width: 10 },
    ]
    const rows = letters.map((letter) => [
      groupNumber(letter.number),
      letter.title,
      classWord(letter.class),
      letter.divisionName,
      letter.unitName,
      formatDate(letter.askedWeek),
      formatDate(letter.answeredOn),
      letter.solved === null ? '未评价' : letter.solved ? '已解决' : '未解决',
    ])
    const name = hasMore ? `最近${mostLetters}封` : '来信公开'
    return workbook(c, '来信公开', await asXlsx([{ name, columns, rows }]))
  })

async function sheetsOf(c: Context<Env>) {
  const { year } = filters.parse(c.req.query())
  const { db, clock, config } = c.get('house')
  const statistics = await readStatistics(db, clock.now(), year)
  return statisticsSheets(statistics, { year, asOf: formatDateTime(statistics.countedAt, config.timeZone) })
}

const headers = (type: string, name: string, extension: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="letters.${extension}"; filename*=UTF-8''${encodeURIComponent(name)}.${extension}`,
  'Cache-Control': 'no-cache',
})

const workbook = (c: Context<Env>, name: string, content: Uint8Array): Response =>
  c.body(
    new Uint8Array(content),
    200,
    headers('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name, 'xlsx'),
  )
