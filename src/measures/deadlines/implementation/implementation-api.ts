import { z } from '@hono/zod-openapi'
import { departments } from '#core/implementation/index.ts'
import { addOperation, describeApi, newApi, readQuery } from '#core/interface/index.ts'
import { urls } from '#urls.ts'
import { readTable } from './implementation-routes.tsx'
import { firstYear } from './span.ts'
import { tableOf } from './table.ts'

const query = z.strictObject({
  year: z.coerce
    .number('year 应是年份。')
    .int('year 应是年份。')
    .min(firstYear, `year 从 ${firstYear} 起。`)
    .max(2100, 'year 应是年份。')
    .optional()
    .openapi({ type: 'integer', description: '年份，不填是今年' }),
  quarter: z.coerce
    .number('quarter 应是 1 到 4。')
    .int('quarter 应是 1 到 4。')
    .min(1, 'quarter 应是 1 到 4。')
    .max(4, 'quarter 应是 1 到 4。')
    .optional()
    .openapi({ type: 'integer', description: '季度，不填是全年' }),
  addressee: z
    .union([z.uuid(), z.literal(departments)], 'addressee 应是县（区）政府、管委会或部门的 id，或者 departments。')
    .optional()
    .openapi({ description: '只看一个对象；不填是全部七个' }),
})

const shape = z
  .object({
    year: z.int(),
    quarter: z.int().nullable(),
    countedAt: z.iso.datetime({ offset: true }),
    addressees: z.array(z.object({ id: z.string(), name: z.string() })),
    sentences: z.array(
      z.object({
        id: z.string().openapi({ example: '五-1' }),
        measure: z.string(),
        text: z.string(),
        isLived: z.boolean().openapi({ description: 'false 是尚无记录' }),
        evidence: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            measureWord: z.string(),
            formula: z.string(),
            counts: z.array(z.int()).openapi({ description: '顺序同 addressees' }),
            all: z.int(),
          }),
        ),
      }),
    ),
  })
  .openapi('Implementation')

export const implementationApi = describeApi(newApi())

addOperation(
  implementationApi,
  {
    method: 'get',
    path: urls.apiImplementation(),
    group: '落实对照表',
    summary: '九条措施每一句话的落实情况',
    description: '由办理记录数出来，没有人填报；只有数量。',
    query,
    answer: { description: '对照表', schema: shape },
  },
  async (c) => {
    readQuery(c, query)
    const { figures, chosen, shown } = await readTable(c.get('house'), c.req.query())
    return c.json({
      year: chosen.year,
      quarter: chosen.quarter ?? null,
      countedAt: figures.countedAt,
      addressees: shown.map(({ id, name }) => ({ id, name })),
      sentences: tableOf(figures, shown).flatMap(({ measure, sentences }) =>
        sentences.map(({ sentence, rows, isLived }) => ({
          id: sentence.id,
          measure: `${measure.numeral}、${measure.title}`,
          text: sentence.text,
          isLived,
          evidence: rows.map(({ evidence: { id, title, measureWord, formula }, counts, all }) => ({
            id,
            title,
            measureWord,
            formula,
            counts,
            all,
          })),
        })),
      ),
    })
  },
)
