import { sql } from 'drizzle-orm'
import { type CountedIn, countedIn } from '#core/matters/index.ts'
import type { Db } from '#platform/database.ts'
import { keptFor } from '#platform/kept.ts'
import { lamp } from './lamp.ts'
import type { FigureFilters } from './read-figures.ts'
import type { Scope } from './tables.ts'

/** What is under way now, counted by unit, kind and place. Red is what the law says is late: what only its unit's promise says is late counts as yellow. */
export type OpenFigures = {
  /** Not answered and not ended; 挂账 is among them. */
  open: number
  green: number
  yellow: number
  red: number
  /** 挂账 */
  hung: number
  /** Whose clock stands now. */
  paused: number
  /** Answered, and the asker has not said anything yet: beside the open ones, not among them. */
  waiting: number
  oldest: Temporal.Instant | null
}

const nothingOpen: OpenFigures = {
  open: 0,
  green: 0,
  yellow: 0,
  red: 0,
  hung: 0,
  paused: 0,
  waiting: 0,
  oldest: null,
}

export type OpenCell = OpenFigures & { scope: Scope; unitId: string; kind: string; divisionCode: string }

type Row = Record<'open' | 'green' | 'yellow' | 'red' | 'hung' | 'paused' | 'waiting', string> & {
  unit: string
  kind: string
  class: string
  division: string
  reported: string | null
  main_kind: string | null
  main_class: string | null
  oldest: string | null
}

type Kept = { cells: OpenCell[]; until: number }

const kept = keptFor(600, async () => ({ now: null as Kept | null }))

/**
 * Everything open, summed by the database over the partial index of open matters. Where that takes more than half a second it stands for ten times as long
 * as it took: the page with its charts and files would ask for it again each time.
 */
export async function openNow(db: Db, now: Temporal.Instant): Promise<OpenCell[]> {
  const memory = await kept(db)
  const started = performance.now()
  if (memory.now && started < memory.now.until) return memory.now.cells
  const cells = await countOpen(db, now)
  const took = performance.now() - started
  memory.now = took > 500 ? { cells, until: performance.now() + 10 * took } : null
  return cells
}

async function countOpen(db: Db, now: Temporal.Instant): Promise<OpenCell[]> {
  const { rows } = await db.execute<Row>(sql`
    with o as (select m.*, m.state <> 'answered' as is_open,
        ${lamp(now, { light: sql`m.light`, lawDueAt: sql`m.law_due_at` })} as lamp, p.kind as main_kind, p.class as main_class
      from matters m left join matters p on p.id = m.parent_id where m.closed_at is null)
    select holder_unit_id as unit, kind, class, left(division_code, 6) as division, max(reported_unit_id::text) as reported, main_kind, main_class,
      count(*) filter (where is_open) as open,
      count(*) filter (where is_open and lamp = 'green') as green,
      count(*) filter (where is_open and lamp = 'yellow') as yellow,
      count(*) filter (where is_open and lamp = 'red') as red,
      count(*) filter (where is_open and 'hung' = any(marks)) as hung,
      count(*) filter (where is_open and paused) as paused,
      count(*) filter (where not is_open) as waiting,
      min(opened_at) filter (where is_open)::text as oldest
    from o group by holder_unit_id, kind, class, left(division_code, 6), reported_unit_id is null, main_kind, main_class`)
  return rows.flatMap(cellOf)
}

function cellOf(row: Row): OpenCell[] {
  const main = row.main_kind && row.main_class ? { kind: row.main_kind, class: row.main_class } : null
  const scope: CountedIn = countedIn({ kind: row.kind, class: row.class, reportedUnitId: row.reported }, main)
  if (scope === 'nowhere') return []
  const { unit: unitId, kind, division: divisionCode, oldest } = row
  return [
    {
      scope,
      unitId,
      kind,
      divisionCode,
      open: Number(row.open),
      green: Number(row.green),
      yellow: Number(row.yellow),
      red: Number(row.red),
      hung: Number(row.hung),
      paused: Number(row.paused),
      waiting: Number(row.waiting),
      oldest: oldest ? Temporal.Instant.from(oldest) : null,
    },
  ]
}

const addOpen = (a: OpenFigures, b: OpenFigures): OpenFigures => ({
  open: a.open + b.open,
  green: a.green + b.green,
  yellow: a.yellow + b.yellow,
  red: a.red + b.red,
  hung: a.hung + b.hung,
  paused: a.paused + b.paused,
  waiting: a.waiting + b.waiting,
  oldest: earlier(a.oldest, b.oldest),
})

type OpenFilters = Pick<FigureFilters, 'scopes' | 'unitIds' | 'kind' | 'divisionCode'>

/** Sums what is open under filters, by any part. */
export function openBy(cells: readonly OpenCell[], { scopes, unitIds, kind, divisionCode }: OpenFilters) {
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

/** How long the oldest has been open, in whole days; null of nothing. */
export const oldestDays = ({ oldest }: OpenFigures, now: Temporal.Instant): number | null =>
  oldest ? Math.floor(now.since(oldest).total('hours') / 24) : null

function earlier(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (!a || !b) return a ?? b
  return Temporal.Instant.compare(a, b) <= 0 ? a : b
}
