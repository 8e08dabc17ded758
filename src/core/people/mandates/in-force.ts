import { and, eq, gte, isNotNull, isNull, lte, type SQL } from 'drizzle-orm'
import type { Acting, Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { nameOf } from '../staff.ts'
import { persons } from '../tables.ts'
import { enterprises, mandates } from './tables.ts'

type Citizen = Extract<Actor, { kind: 'citizen' }>

/** Agreed by both, begun, not over, not ended: only then somebody acts for another. Days are the city's. */
export const inForce = (today: Temporal.PlainDate): SQL | undefined =>
  and(isNotNull(mandates.acceptedAt), isNull(mandates.endedAt), lte(mandates.from, today), gte(mandates.until, today))

/** Looked up at every request of a session that uses it: what has ended opens nothing any more. */
export async function mandateInForce(
  house: Pick<House, 'clock' | 'config' | 'secrets'> & { db: Db },
  mandateId: string,
  agentId: string,
): Promise<Acting | null> {
  const today = house.clock.now().toZonedDateTimeISO(house.config.timeZone).toPlainDate()
  const [found] = await house.db
    .select({ mandate: mandates, enterprise: enterprises, principal: persons })
    .from(mandates)
    .innerJoin(persons, eq(persons.id, mandates.principalId))
    .leftJoin(enterprises, eq(enterprises.id, mandates.enterpriseId))
    .where(and(eq(mandates.id, mandateId), eq(mandates.agentId, agentId), isNull(persons.closedAt), inForce(today)))
  if (!found) return null
  const { mandate, enterprise, principal } = found
  if (!enterprise)
    return { mandateId: mandate.id, kind: 'family', subjectId: principal.id, name: nameOf(house.secrets, principal) }
  // A representative who has changed since gives no mandates any more.
  if (!enterprise.confirmedAt || enterprise.representativeId !== principal.id) return null
  return { mandateId: mandate.id, kind: 'enterprise', subjectId: enterprise.id, name: enterprise.name }
}

export const actingFor = (actor: Citizen, acting: Acting): Citizen => ({
  ...actor,
  acting,
  tokens: [...actor.tokens, `subject:${acting.subjectId}`],
})
