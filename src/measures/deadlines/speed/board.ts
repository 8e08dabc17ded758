import { sql } from 'drizzle-orm'
import { loadRules } from '#core/calendar/index.ts'
import { kindOf } from '#core/matters/index.ts'
import { allDivisions, allUnits, withBelow } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Book, readBooks } from './books.ts'
import { type CountedExclusions, countExclusions } from './exclusions.ts'
import { type Figures, noFigures } from './figures.ts'
import { type LikeGroup, likeGroupOf, likeGroups } from './like-groups.ts'
import {
  type Month,
  monthAt,
  monthsOf,
  monthWords,
  type Range,
  rangeBefore,
  rangeOf,
  readMonth,
  writeMonth,
} from './month.ts'
import { addOpen, nothingOpen, type OpenCell, type OpenFigures, openNow } from './open-now.ts'
import { type FigureFilters, readFigures } from './read-figures.ts'
import { hiddenRows } from './small-counts.ts'
import type { Scope } from './tables.ts'

/** Everybody, or staff who oversee: what they may read, and whether small counts are shown. */
export type Audience = 'public' | 'desk'

/** As an address asks. */
export type Asked = {
  unit?: string | undefined
  kind?: string | undefined
  division?: string | undefined
  from?: string | undefined
  to?: string | undefined
  group?: string | undefined
}

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

export type Board = {
  audience: Audience
  asked: Asked
  range: Range
  thisMonth: Month
  countedAt: Temporal.Instant
  total: BoardRow
  months: BoardRow[]
  groups: { id: LikeGroup; title: string; rows: BoardRow[] }[]
  kinds: BoardRow[]
  divisions: BoardRow[]
  /** Grounds of stops, by their words. */
  stops: { label: string; count: number }[]
  exclusions: CountedExclusions
  books: Book[]
  choices: Choices
}

export type Choices = {
  units: { value: string; label: string }[]
  kinds: { value: string; label: string }[]
  divisions: { value: string; label: string }[]
  months: { value: string; label: string }[]
}

export const scopesOf = (audience: Audience): Scope[] => (audience === 'public' ? ['public'] : ['public', 'desk'])

type Reading = Pick<House, 'db' | 'clock' | 'config'>

/** All that a page, its charts, its files and the API show of one question, from the same figures. */
export async function readBoard({ db, clock, config }: Reading, audience: Audience, asked: Asked): Promise<Board> {
  const countedAt = clock.now()
  const thisMonth = monthAt(countedAt, config.timeZone)
  const range = rangeOf(asked, thisMonth)
  const scopes = scopesOf(audience)
  const [units, divisions, open] = await Promise.all([allUnits(db), allDivisions(db), openNow(db)])
  const filters: FigureFilters = {
    range,
    scopes,
    unitIds: asked.unit ? withBelow(units, asked.unit).map(({ id }) => id) : undefined,
    kind: asked.kind,
    divisionCode: asked.division,
  }
  const [now, before, books, exclusions, stopWords, choices] = await Promise.all([
    readFigures(db, filters),
    readFigures(db, { ...filters, range: rangeBefore(range) }),
    readBooks(db, range, scopes),
    countExclusions(db, audience === 'public' ? { range, scopes } : filters),
    stopGroundWords(db),
    readChoices({ db, clock, config }, audience),
  ])
  const openOf = openBy(open, filters)
  const rowOf = (part: 'unit' | 'kind' | 'division', key: string, label: string): BoardRow => ({
    key,
    label,
    figures: now[part].get(key) ?? noFigures,
    before: before[part].get(key) ?? noFigures,
    open: openOf(part, key),
    isHidden: false,
    isOpenHidden: false,
  })
  const hide = audience === 'public' ? hidden : (rows: BoardRow[]) => rows
  const seen = ({ figures, before, open }: BoardRow) => figures.closed + before.closed + (open?.open ?? 0) > 0
  const total = { key: 'all', label: '合计', figures: now.all, before: before.all, open: openOf('all', ''), ...shown }
  const ofUnits = units
    .map((unit) => ({ unit, row: rowOf('unit', unit.id, unit.shortName) }))
    .filter(({ row }) => seen(row))
  return {
    audience,
    asked,
    range,
    thisMonth,
    countedAt,
    total: hide([total])[0] ?? total,
    months: hide(
      monthsOf(range).map((month) => ({
        key: writeMonth(month),
        label: monthWords(month),
        figures: now.month.get(writeMonth(month)) ?? noFigures,
        before: noFigures,
        open: null,
        ...shown,
      })),
    ),
    // In the order of the directory: nobody is ranked, least of all by how much they were asked.
    groups: likeGroups
      .map(({ id, title }) => ({
        id,
        title,
        rows: hide(ofUnits.filter(({ unit }) => likeGroupOf(unit) === id).map(({ row }) => row)),
      }))
      .filter(({ rows }) => rows.length > 0),
    kinds: hide(choices.kinds.map(({ value, label }) => rowOf('kind', value, label)).filter(seen)),
    divisions: hide(
      divisions
        .filter(({ level }) => level !== 'town')
        .map(({ code, name }) => rowOf('division', code, level(code, name)))
        .filter(seen),
    ),
    stops: [...now.all.stops]
      .map(([ground, count]) => ({ label: stopWords.get(ground) ?? ground, count }))
      .sort((a, b) => b.count - a.count),
    exclusions,
    books,
    choices,
  }
}

const shown = { isHidden: false, isOpenHidden: false }

function hidden(rows: BoardRow[]): BoardRow[] {
  const few = hiddenRows(rows, ({ figures }) => figures.closed)
  const fewOpen = hiddenRows(rows, ({ open }) => open?.open ?? 0)
  return rows.map((row) => ({ ...row, isHidden: few.has(row.key), isOpenHidden: fewOpen.has(row.key) }))
}

/** Sums what is open under the same filters, by any part. */
function openBy(cells: readonly OpenCell[], { scopes, unitIds, kind, divisionCode }: FigureFilters) {
  const wanted = cells.filter(
    (cell) =>
      scopes.includes(cell.scope) &&
      (!unitIds || unitIds.includes(cell.unitId)) &&
      (!kind || cell.kind === kind) &&
      (!divisionCode || cell.divisionCode === divisionCode),
  )
  const sums = new Map<string, OpenFigures>()
  for (const cell of wanted) {
    for (const at of ['all ', `unit ${cell.unitId}`, `kind ${cell.kind}`, `division ${cell.divisionCode}`])
      sums.set(at, addOpen(sums.get(at) ?? nothingOpen, cell))
  }
  return (part: 'all' | 'unit' | 'kind' | 'division', key: string): OpenFigures =>
    sums.get(`${part} ${key}`) ?? nothingOpen
}

/** The same ground has the same words in every rule. */
async function stopGroundWords(db: Db): Promise<Map<string, string>> {
  const { rules } = await loadRules(db)
  return new Map(
    rules.flatMap(({ stopGrounds }) => stopGrounds.map(({ ground, title }): [string, string] => [ground, title])),
  )
}

/** What may be chosen: kinds that have figures, every open unit, counties, months since the first answer. */
export async function readChoices({ db, clock, config }: Reading, audience: Audience): Promise<Choices> {
  const scopes = scopesOf(audience)
  const thisMonth = monthAt(clock.now(), config.timeZone)
  const [units, divisions, open, { rows }] = await Promise.all([
    allUnits(db),
    allDivisions(db),
    openNow(db),
    db.execute<{ kind: string; first: string }>(sql`
      select kind, to_char(min(month), 'YYYY-MM') as first from speed_months
      where version = 0 and scope = any(${sql.param([...scopes])}::text[]) group by kind`),
  ])
  const kinds = new Set([...rows, ...open.filter(({ scope }) => scopes.includes(scope))].map(({ kind }) => kind))
  const first = readMonth(rows.map((row) => row.first).sort()[0]) ?? thisMonth
  return {
    units: units.filter(({ active }) => active).map(({ id, shortName }) => ({ value: id, label: shortName })),
    kinds: [...kinds].sort().map((kind) => ({ value: kind, label: kindOf(kind).title })),
    divisions: divisions
      .filter(({ level }) => level !== 'town')
      .map(({ code, name }) => ({ value: code, label: level(code, name) })),
    months: monthsOf(rangeOf({ from: writeMonth(first) }, thisMonth))
      .reverse()
      .map((month) => ({ value: writeMonth(month), label: monthWords(month) })),
  }
}

/** What lies nowhere in particular is filed at the city itself. */
const level = (code: string, name: string): string => (code.endsWith('00') ? `${name}（市本级）` : name)
