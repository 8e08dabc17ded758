import type { Unit } from '#core/people/index.ts'
import { type LikeGroup, likeGroupOf, likeGroups } from '#core/people/index.ts'
import { hiddenRows } from '#platform/small-counts.ts'
import type { Audience } from './asked.ts'
import type { Choices } from './choices.ts'
import { type Figures, noFigures } from './figures.ts'
import { monthsOf, monthWords, type Range, writeMonth } from './month.ts'
import type { OpenFigures } from './open-now.ts'
import type { FiguresOf } from './read-figures.ts'

export type BoardRow = {
  key: string
  label: string
  figures: Figures
  /** The same number of months before: trend before rank. */
  before: Figures
  /** Null where "now" has no meaning: of a month. */
  open: OpenFigures | null
  /** Not shown in public. */
  isHidden: boolean
  isOpenHidden: boolean
}

export type BoardRows = {
  total: BoardRow
  months: BoardRow[]
  groups: { id: LikeGroup; title: string; rows: BoardRow[] }[]
  kinds: BoardRow[]
  divisions: BoardRow[]
}

type Read = {
  audience: Audience
  range: Range
  now: FiguresOf
  before: FiguresOf
  openOf: (part: 'all' | 'unit' | 'kind' | 'division', key: string) => OpenFigures
  units: readonly Unit[]
  choices: Choices
}

/** The tables of a board. Units in the order of the directory: nobody is ranked, least of all by how much they were asked. */
export function boardRows({ audience, range, now, before, openOf, units, choices }: Read): BoardRows {
  const hide = audience === 'public' ? hidden : (rows: BoardRow[]) => rows
  const rowOf = (part: 'unit' | 'kind' | 'division', key: string, label: string): BoardRow => ({
    ...shown,
    key,
    label,
    figures: now[part].get(key) ?? noFigures,
    before: before[part].get(key) ?? noFigures,
    open: openOf(part, key),
  })
  const rowsOf = (part: 'kind' | 'division', of: Choices['kinds']) =>
    hide(of.map(({ value, label }) => rowOf(part, value, label)).filter(hasAnything))
  // Hidden over all groups at once: the groups add up to the total that is shown.
  const unitRows = hide(units.map((unit) => rowOf('unit', unit.id, unit.shortName)).filter(hasAnything))
  const groupOf = new Map(units.map((unit) => [unit.id, likeGroupOf(unit)]))
  const total = { ...shown, key: 'all', label: '合计', figures: now.all, before: before.all, open: openOf('all', '') }
  return {
    total: hide([total])[0] ?? total,
    months: hide(
      monthsOf(range).map((month) => ({
        ...shown,
        key: writeMonth(month),
        label: monthWords(month),
        figures: now.month.get(writeMonth(month)) ?? noFigures,
        before: noFigures,
        open: null,
      })),
    ),
    groups: likeGroups
      .map(({ id, title }) => ({ id, title, rows: unitRows.filter(({ key }) => groupOf.get(key) === id) }))
      .filter(({ rows }) => rows.length > 0),
    kinds: rowsOf('kind', choices.kinds),
    divisions: rowsOf('division', choices.divisions),
  }
}

const shown = { isHidden: false, isOpenHidden: false }

const hasAnything = ({ figures, before, open }: BoardRow): boolean =>
  figures.closed + before.closed + (open?.open ?? 0) > 0

function hidden(rows: BoardRow[]): BoardRow[] {
  const few = hiddenRows(rows, ({ figures }) => figures.closed)
  const fewOpen = hiddenRows(rows, ({ open }) => open?.open ?? 0)
  return rows.map((row) => ({ ...row, isHidden: few.has(row.key), isOpenHidden: fewOpen.has(row.key) }))
}
