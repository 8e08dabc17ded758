import { sql } from 'drizzle-orm'
import { kindOf } from '#core/matters/index.ts'
import { allDivisions, allUnits, type Division } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { type Audience, scopesOf } from './asked.ts'
import { monthAt, monthsOf, monthWords, rangeOf, readMonth, writeMonth } from './month.ts'
import { openNow } from './open-now.ts'

type Choice = { value: string; label: string }

export type Choices = { units: Choice[]; kinds: Choice[]; divisions: Choice[]; months: Choice[] }

/** What may be chosen: kinds that have figures, every open unit, counties, months since the first answer, newest first. */
export async function readChoices(
  { db, clock, config }: Pick<House, 'db' | 'clock' | 'config'>,
  audience: Audience,
): Promise<Choices> {
  const scopes = scopesOf(audience)
  const thisMonth = monthAt(clock.now(), config.timeZone)
  const [units, divisions, open, { rows }] = await Promise.all([
    allUnits(db),
    allDivisions(db),
    openNow(db, clock.now()),
    db.execute<{ kind: string; first: string }>(sql`
      select kind, to_char(min(month), 'YYYY-MM') as first from speed_months
      where version = 0 and scope = any(${sql.param([...scopes])}::text[]) group by kind`),
  ])
  const kinds = new Set([...rows, ...open.filter(({ scope }) => scopes.includes(scope))].map(({ kind }) => kind))
  const first = readMonth(rows.map((row) => row.first).sort()[0]) ?? thisMonth
  return {
    units: units.filter(({ active }) => active).map(({ id, shortName }) => ({ value: id, label: shortName })),
    kinds: [...kinds].sort().map((kind) => ({ value: kind, label: kindOf(kind).title })),
    divisions: countiesOf(divisions),
    months: monthsOf(rangeOf({ from: writeMonth(first) }, thisMonth))
      .reverse()
      .map((month) => ({ value: writeMonth(month), label: monthWords(month) })),
  }
}

/** Counties in the order of their codes; what lies nowhere in particular is filed at the city itself. */
const countiesOf = (divisions: readonly Division[]): Choice[] =>
  divisions
    .filter(({ level }) => level !== 'town')
    .map(({ code, name }) => ({ value: code, label: code.endsWith('00') ? `${name}（市本级）` : name }))
