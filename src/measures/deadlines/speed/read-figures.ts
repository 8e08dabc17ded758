import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { countNames, type Figures, noFigures } from './figures.ts'
import { firstDay, type Range } from './month.ts'
import type { Scope } from './tables.ts'

export type FigureFilters = {
  range: Range
  scopes: readonly Scope[]
  unitIds?: readonly string[] | undefined
  kind?: string | undefined
  /** Six digits. */
  divisionCode?: string | undefined
}

/** Sums of one range, whole and by each of its parts; keys are `2026-11`, unit ids, kinds, codes. A key that is missing had no answer. */
export type FiguresOf = {
  all: Figures
  month: Map<string, Figures>
  unit: Map<string, Figures>
  kind: Map<string, Figures>
  division: Map<string, Figures>
}

/** Of a closed month its last version, of any other the running figures. */
const cells = ({ range, scopes, unitIds, kind, divisionCode }: FigureFilters): SQL => sql`
  select m.* from speed_months m left join (select month, max(version) as version from speed_books group by month) b on b.month = m.month
  where m.version = coalesce(b.version, 0)
    and m.month between ${firstDay(range.from).toString()}::date and ${firstDay(range.to).toString()}::date
    and m.scope = any(${sql.param([...scopes])}::text[])
    ${unitIds ? sql`and m.unit_id = any(${sql.param([...unitIds])}::uuid[])` : sql``}
    ${kind ? sql`and m.kind = ${kind}` : sql``}
    ${divisionCode ? sql`and m.division_code = ${divisionCode}` : sql``}`

const place = sql`
  case when grouping(month) = 0 then 'month' when grouping(unit_id) = 0 then 'unit' when grouping(kind) = 0 then 'kind'
    when grouping(division_code) = 0 then 'division' else 'all' end as part,
  coalesce(to_char(month, 'YYYY-MM'), unit_id::text, kind, division_code, '') as key`

/** Three statements over the cells of the range, each summing by all parts at once: some thousand rows a year, however many matters lie behind them. */
export async function readFigures(db: Db, filters: FigureFilters): Promise<FiguresOf> {
  const [counted, used, stops] = await Promise.all([
    db.execute<Record<string, string>>(sql`with m as (${cells(filters)}) select ${place}, ${sums} from m
      group by grouping sets ((), (month), (unit_id), (kind), (division_code))`),
    spread(db, sql`m.used`, filters),
    spread(db, sql`m.stops`, filters),
  ])
  const found: FiguresOf = { all: noFigures, month: new Map(), unit: new Map(), kind: new Map(), division: new Map() }
  for (const row of counted.rows) {
    const { part = 'all', key = '' } = row
    const counts = Object.fromEntries(countNames.map((name) => [name, Number(row[name] ?? 0)]))
    const days = used.get(`${part} ${key}`) ?? new Map<string, number>()
    const figures: Figures = {
      ...noFigures,
      ...counts,
      used: new Map([...days].map(([day, count]) => [Number(day), count])),
      stops: stops.get(`${part} ${key}`) ?? new Map<string, number>(),
    }
    if (part === 'all') found.all = figures
    else found[part as 'month' | 'unit' | 'kind' | 'division'].set(key, figures)
  }
  return found
}

const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const sums = sql.join(
  countNames.map((name) => sql`sum(${sql.identifier(columnOf(name))}) as ${sql.identifier(name)}`),
  sql`, `,
)

/** Of a column `{ name: count }`, the counts added up by name in each part: `<part> <key>` → name → count. */
async function spread(db: Db, column: SQL, filters: FigureFilters): Promise<Map<string, Map<string, number>>> {
  const { rows } = await db.execute<{ part: string; key: string; name: string; count: string }>(sql`
    with m as (${cells(filters)}) select ${place}, each.key as name, sum(each.value::bigint) as count
    from m, jsonb_each_text(${column}) each
    group by grouping sets ((each.key), (month, each.key), (unit_id, each.key), (kind, each.key), (division_code, each.key))`)
  const maps = new Map<string, Map<string, number>>()
  for (const { part, key, name, count } of rows) {
    const map = maps.get(`${part} ${key}`) ?? new Map<string, number>()
    maps.set(`${part} ${key}`, map.set(name, Number(count)))
  }
  return maps
}
