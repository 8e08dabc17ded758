import { z } from '@hono/zod-openapi'
import { addOperation, describeApi, newApi, readQuery } from '#core/interface/index.ts'
import { smallCountsRule } from '#platform/small-counts.ts'
import { urls } from '#urls.ts'
import { type Board, readBoard } from './board.ts'
import type { BoardRow } from './board-rows.ts'
import { formulas } from './figures.ts'
import { readMonth, writeMonth } from './month.ts'
import { type OpenFigures, oldestDays } from './open-now.ts'
import { figureColumns } from './written-figures.ts'

const month = (name: string, description: string) =>
  z
    .string()
    .refine((text) => readMonth(text) !== null, `${name} 应是月份，例如 2026-11。`)
    .optional()
    .openapi({ description, example: '2026-11' })

const query = z.strictObject({
  unit: z.uuid('unit 应是单位 id。').optional().openapi({ description: '单位的 id，含下属单位' }),
  kind: z
    .string()
    .regex(/^[a-z][\w-]{0,40}$/i, 'kind 应是事项种类，例如 letter。')
    .optional()
    .openapi({ description: '事项种类', example: 'letter' }),
  division: z
    .string()
    .regex(/^\d{6}$/, 'division 应是 6 位行政区划代码。')
    .optional()
    .openapi({ description: '县（区），行政区划代码（GB/T 2260）', example: '510402' }),
  from: month('from', '从哪个月；不填是 to 之前一年'),
  to: month('to', '到哪个月；不填是本月'),
})

const formulaOf = (key: string): string | undefined =>
  key in formulas ? formulas[key as keyof typeof formulas] : undefined

const figuresShape = z
  .object(
    Object.fromEntries(
      figureColumns.map(({ key, label }) => [
        key,
        z
          .number()
          .nullable()
          .openapi({ description: `${label}。${formulaOf(key) ?? ''}` }),
      ]),
    ),
  )
  .openapi('SpeedFigures')

const openShape = z
  .object({
    open: z.int(),
    green: z.int(),
    yellow: z.int(),
    red: z.int(),
    hung: z.int(),
    paused: z.int(),
    waiting: z.int(),
    oldestDays: z.int().nullable(),
  })
  .openapi('SpeedOpen', { description: `${formulas.open}hung：${formulas.hung}` })

const rowShape = z
  .object({
    key: z.string().openapi({ description: '月份、单位 id、事项种类或区划代码' }),
    label: z.string(),
    figures: figuresShape.nullable().openapi({ description: '件数少、不公开的是 null' }),
    open: openShape.nullable().openapi({ description: '现在正在办理的；件数少、不公开的，和按月的，是 null' }),
  })
  .openapi('SpeedRow')

const answerShape = z
  .object({
    from: z.string(),
    to: z.string(),
    countedAt: z.iso.datetime({ offset: true }),
    total: rowShape,
    months: z.array(rowShape),
    units: z.array(z.object({ group: z.string(), title: z.string(), rows: z.array(rowShape) })),
    kinds: z.array(rowShape),
    divisions: z.array(rowShape),
    stops: z
      .array(z.object({ ground: z.string(), count: z.int().nullable() }))
      .openapi({ description: formulas.stopped }),
    onTheSpot: z
      .int()
      .nullable()
      .openapi({ description: `${formulas.onTheSpot}按事项或县（区）问的，是 null` }),
    exclusions: z
      .array(z.object({ ground: z.string(), count: z.int() }))
      .openapi({ description: '全市剔除的件次，按公布的理由' }),
    closedMonths: z
      .array(
        z.object({
          month: z.string(),
          version: z.int(),
          at: z.iso.datetime({ offset: true }),
          ground: z.string().nullable(),
        }),
      )
      .openapi({ description: '已关账的月份；version 大于 1 的是更正，ground 是依据' }),
  })
  .openapi('Speed')

/** The public figures as JSON: the same as the page, hidden where it hides. */
export const speedApi = describeApi(newApi())

addOperation(
  speedApi,
  {
    method: 'get',
    path: urls.apiSpeed(),
    group: '办理时效',
    summary: '办理时效',
    description: `各单位、各类事项、各县（区）、各月的办结、按时率、用时和正在办理。${smallCountsRule}同类单位才放在一起，按机构顺序，不排名次。`,
    query,
    answer: { description: '与“办理时效”页面相同的数字', schema: answerShape },
  },
  async (c) => {
    const house = c.get('house')
    const board = await readBoard(house, 'public', readQuery(c, query))
    return c.json({
      from: writeMonth(board.range.from),
      to: writeMonth(board.range.to),
      countedAt: board.countedAt.toString(),
      total: shown(board.total, board),
      months: board.months.map((row) => shown(row, board)),
      units: board.groups.map(({ id, title, rows }) => ({
        group: id,
        title,
        rows: rows.map((row) => shown(row, board)),
      })),
      kinds: board.kinds.map((row) => shown(row, board)),
      divisions: board.divisions.map((row) => shown(row, board)),
      stops: board.total.isHidden ? [] : board.stops.map(({ label, count }) => ({ ground: label, count })),
      onTheSpot: board.onTheSpot,
      exclusions: board.exclusions,
      closedMonths: board.books.map(({ month, version, at, ground }) => ({
        month,
        version,
        at: at.toString(),
        ground,
      })),
    })
  },
)

function shown({ key, label, figures, open, isHidden, isOpenHidden }: BoardRow, { countedAt }: Board) {
  return {
    key,
    label,
    figures: isHidden ? null : Object.fromEntries(figureColumns.map((column) => [column.key, column.value(figures)])),
    open: open && !isOpenHidden ? openShown(open, countedAt) : null,
  }
}

/** How old the oldest is in days, as on the page; as an instant it would name one matter. */
function openShown(open: OpenFigures, now: Temporal.Instant) {
  const { oldest: _, ...counts } = open
  return { ...counts, oldestDays: oldestDays(open, now) }
}
