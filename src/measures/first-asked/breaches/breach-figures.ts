import { sql } from 'drizzle-orm'
import { allUnits, type Unit, withBelow } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { type BreachKind, kindIds } from './words.ts'

/** Of a unit and a kind: how many were raised, and what became of them. Nothing of any person. */
export type BreachCounts = {
  unitId: string
  unit: string
  kind: BreachKind
  raised: number
  upheld: number
  tolerated: number
  unfounded: number
}

const overseeing = ['head', 'leader', 'supervisor']

/** Units that the actor oversees: their own and those below, and those over which their body has the power. */
function overseen(actor: StaffActor, all: readonly Unit[]): Unit[] {
  const ids = new Set(
    actor.roles.flatMap(({ role, unitId }) => {
      const line = overseeing.includes(role) ? withBelow(all, unitId) : []
      const body = role === 'discipline' || role === 'head' ? all.filter((unit) => unit.competentUnitId === unitId) : []
      return [...line, ...body].map(({ id }) => id)
    }),
  )
  return all.filter(({ id }) => ids.has(id))
}

/** In the order of the directory; what the clock proposed and nobody took up is no breach. */
export async function breachCounts(
  db: Db,
  actor: StaffActor,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<BreachCounts[]> {
  const units = overseen(actor, await allUnits(db))
  if (units.length === 0) return []
  const ids = `{${units.map(({ id }) => id).join(',')}}`
  const { rows } = await db.execute<{ unitId: string; kind: BreachKind } & Record<string, number>>(sql`
    select unit_id as "unitId", kind, count(*)::int as raised,
      (count(*) filter (where outcome = 'graded'))::int as upheld,
      (count(*) filter (where outcome = 'tolerated'))::int as tolerated,
      (count(*) filter (where outcome = 'unfounded'))::int as unfounded
    from breaches
    where unit_id = any(${ids}::uuid[]) and raised_at >= ${from.toString()}::timestamptz and raised_at < ${to.toString()}::timestamptz
      and state <> 'proposed' and not (state = 'declined' and source = 'clock')
    group by 1, 2`)
  return units.flatMap(({ id, shortName }) =>
    kindIds.flatMap((kind) => {
      const row = rows.find((one) => one.unitId === id && one.kind === kind)
      return row
        ? [
            {
              ...{ unitId: id, unit: shortName, kind, raised: row.raised ?? 0, upheld: row.upheld ?? 0 },
              ...{ tolerated: row.tolerated ?? 0, unfounded: row.unfounded ?? 0 },
            },
          ]
        : []
    }),
  )
}
