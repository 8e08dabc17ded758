import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Gathering, Registration } from './gathering.ts'
import { gatheringRegistrations, gatherings } from './tables.ts'

export const organisers = ['editor', 'head'] as const

/** What is to come first, the nearest in front; then what was, the newest in front. */
export async function listGatherings(
  db: Db,
  now: Temporal.Instant,
): Promise<{ coming: Gathering[]; past: Gathering[] }> {
  const coming = await db
    .select()
    .from(gatherings)
    .where(gt(gatherings.endsAt, now))
    .orderBy(asc(gatherings.startsAt), asc(gatherings.id))
    .limit(50)
  const past = await db
    .select()
    .from(gatherings)
    .where(lte(gatherings.endsAt, now))
    .orderBy(desc(gatherings.startsAt), desc(gatherings.id))
    .limit(50)
  return { coming, past }
}

export async function findGathering(db: Db, number: string): Promise<Gathering> {
  const [gathering] = await db.select().from(gatherings).where(eq(gatherings.number, number))
  if (!gathering) throw notFound('活动')
  return gathering
}

const unitsOf = (actor: StaffActor): string[] =>
  actor.roles.filter(({ role }) => (organisers as readonly string[]).includes(role)).map(({ unitId }) => unitId)

/** Of the units at which one organises. */
export const ownGatherings = (db: Db, actor: StaffActor): Promise<Gathering[]> =>
  db
    .select()
    .from(gatherings)
    .where(inArray(gatherings.unitId, unitsOf(actor)))
    .orderBy(desc(gatherings.startsAt))
    .limit(100)

/** For whoever organises it; for others it is not at the desk. */
export async function needOwn(db: Db, actor: StaffActor, number: string, { lock = false } = {}): Promise<Gathering> {
  const reading = db
    .select()
    .from(gatherings)
    .where(and(eq(gatherings.number, number), inArray(gatherings.unitId, unitsOf(actor))))
  const [gathering] = await (lock ? reading.for('update') : reading)
  if (!gathering) throw notFound('活动')
  return gathering
}

export type Counts = { registered: number; invited: number; coming: number; declined: number }

/** How many; never who. */
export async function countsOf(db: Db, gatheringId: string): Promise<Counts> {
  const [row] = await db
    .select({
      registered: sql<number>`count(*) filter (where ${gatheringRegistrations.withdrawnAt} is null)::int`,
      invited: sql<number>`count(*) filter (where ${gatheringRegistrations.invitedAt} is not null)::int`,
      coming: sql<number>`count(*) filter (where ${gatheringRegistrations.answer} = 'coming')::int`,
      declined: sql<number>`count(*) filter (where ${gatheringRegistrations.answer} = 'declined')::int`,
    })
    .from(gatheringRegistrations)
    .where(eq(gatheringRegistrations.gatheringId, gatheringId))
  return row ?? { registered: 0, invited: 0, coming: 0, declined: 0 }
}

export async function registrationOf(db: Db, gatheringId: string, personId: string): Promise<Registration | null> {
  const [row] = await db
    .select()
    .from(gatheringRegistrations)
    .where(and(eq(gatheringRegistrations.gatheringId, gatheringId), eq(gatheringRegistrations.personId, personId)))
  return row ?? null
}

/** Those who take part in the draw. */
export const registered = (db: Db, gatheringId: string): Promise<Registration[]> =>
  db
    .select()
    .from(gatheringRegistrations)
    .where(and(eq(gatheringRegistrations.gatheringId, gatheringId), isNull(gatheringRegistrations.withdrawnAt)))
    .orderBy(asc(gatheringRegistrations.personId))

/** Those who are invited, for the people at the door. */
export const invited = (db: Db, gatheringId: string): Promise<Registration[]> =>
  db
    .select()
    .from(gatheringRegistrations)
    .where(and(eq(gatheringRegistrations.gatheringId, gatheringId), isNotNull(gatheringRegistrations.invitedAt)))
    .orderBy(asc(gatheringRegistrations.invitedAt), asc(gatheringRegistrations.personId))

export async function registeredMany(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: gatheringRegistrations.gatheringId, many: count() })
    .from(gatheringRegistrations)
    .where(and(inArray(gatheringRegistrations.gatheringId, [...ids]), isNull(gatheringRegistrations.withdrawnAt)))
    .groupBy(gatheringRegistrations.gatheringId)
  return new Map(rows.map(({ id, many }) => [id, many]))
}

export type HeldRegistration = { title: string; registeredAt: Temporal.Instant; withdrawnAt: Temporal.Instant | null }

/** What one person registered for, for themselves. */
export const registrationsOf = (db: Db, personId: string): Promise<HeldRegistration[]> =>
  db
    .select({
      title: gatherings.title,
      registeredAt: gatheringRegistrations.registeredAt,
      withdrawnAt: gatheringRegistrations.withdrawnAt,
    })
    .from(gatheringRegistrations)
    .innerJoin(gatherings, eq(gatherings.id, gatheringRegistrations.gatheringId))
    .where(eq(gatheringRegistrations.personId, personId))
    .orderBy(desc(gatheringRegistrations.registeredAt))
