import { z } from '@hono/zod-openapi'
import { type Api, addOperation, readQuery } from '#core/interface/index.ts'
import { unitKinds } from '#core/people/index.ts'
import { urls } from '#urls.ts'
import { readFigures } from '../figures/figures.ts'

const query = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2100).optional().openapi({ description: '哪一年；不写是最近十二个月' }),
  group: z.enum(unitKinds).optional().openapi({ description: '哪一类单位' }),
})

const count = z.int()
const counts = {
  spot: count.openapi({ description: '当场答复' }),
  done: count.openapi({ description: '当场办结的窗口业务' }),
  registered: count.openapi({ description: '登记的首问事项' }),
  guided: count.openapi({ description: '其中登记时就引导到别的单位的' }),
  toTheEnd: count.openapi({ description: '已经答复并且办结的' }),
  dropped: count.openapi({ description: '过期没有答复，或者超期才答复' }),
  bounces: count.openapi({ description: '退转次数' }),
  offered: count.openapi({ description: '别的单位转来的' }),
  accepted: count,
  returned: count,
  lapsed: count.openapi({ description: '逾期没有接的' }),
  medianHours: z.number().nullable().openapi({ description: '从转出到接下的小时数，中位数' }),
  thanks: count,
}

/** The figures of the public page. */
export function addFiguresOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiFirstAsked(),
      group: '首问责任统计',
      summary: '各单位首问责任的数字',
      query,
      answer: {
        description: '总数、上一年同期、各单位、各月、从哪里转到哪里',
        schema: z
          .object({
            countedAt: z.iso.datetime(),
            all: z.object(counts),
            before: z.object(counts),
            units: z.array(z.object({ unitId: z.string(), unit: z.string(), kind: z.string(), ...counts })),
            months: z.array(
              z.object({
                month: z.string(),
                spot: count,
                registered: count,
                bounces: count,
                medianHours: z.number().nullable(),
              }),
            ),
            flows: z.array(z.object({ from: z.string(), to: z.string(), accepted: count, returned: count })),
            lengths: z.array(z.object({ units: count, matters: count })),
          })
          .openapi('FirstAskedFigures'),
      },
    },
    async (c) => {
      const { db, clock, config } = c.get('house')
      const { year, group } = readQuery(c, query)
      const figures = await readFigures(db, clock.now(), config.timeZone, { year, group })
      const { countedAt, all, before, units, months, flows, lengths } = figures
      return c.json({ countedAt, all, before, units, months, flows, lengths })
    },
  )
}
