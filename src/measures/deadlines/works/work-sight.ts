import { type SQL, sql } from 'drizzle-orm'
import { coveringTokens, type Unit } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { works } from './tables.ts'
import { isPublicSource, type WorkSource } from './work.ts'

type TreeUnit = Pick<Unit, 'id' | 'ancestors'> & Partial<Pick<Unit, 'kind' | 'parentId'>>

/**
 * Who sees a work at the desk: everybody at the units that do it or will use it, whoever leads or supervises them from above, the supervisors and leaders of
 * the unit that gave it; and everybody where it was promised to everybody.
 */
export function audienceOf(
  work: {
    source: WorkSource
    leadUnitId: string
    jointUnitIds: readonly string[]
    userUnitIds: readonly string[]
    giverUnitId: string
  },
  units: ReadonlyMap<string, TreeUnit>,
): string[] {
  const known = (id: string): TreeUnit => units.get(id) ?? { id, ancestors: [] }
  const doing = [work.leadUnitId, ...work.jointUnitIds]
  return [
    ...new Set([
      ...[...doing, ...work.userUnitIds].flatMap((id) => actingFor(id, units)).map((id) => `unit:${id}`),
      ...doing.flatMap((id) => coveringTokens(known(id), ['head', 'leader', 'supervisor'])),
      ...coveringTokens(known(work.giverUnitId), ['leader', 'supervisor']),
      ...(isPublicSource(work.source) ? ['public'] : []),
    ]),
  ]
}

/** Those whose people act for a unit: its own, and for a government those of its office. */
export function actingFor(unitId: string, units: ReadonlyMap<string, TreeUnit>): string[] {
  if (units.get(unitId)?.kind !== 'government') return [unitId]
  const offices = [...units.values()].filter(({ kind, parentId }) => kind === 'office' && parentId === unitId)
  return [unitId, ...offices.map(({ id }) => id)]
}

/** At the desk stands what is one's own business; what is public to everybody has its public page. */
export function seenAtDesk(actor: Actor): SQL {
  if (actor.kind === 'system') return sql`true`
  return overlaps(actor.tokens.filter((token) => token !== 'public'))
}

export const isPublic: SQL = overlaps(['public'])

function overlaps(tokens: readonly string[]): SQL {
  return sql`${works.audience} && ${sql.param([...tokens], works.audience)}`
}
