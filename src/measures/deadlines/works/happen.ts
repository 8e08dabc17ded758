import { and, eq, gte, max, sql } from 'drizzle-orm'
import { attachFiles } from '#core/documents/index.ts'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { enterWorkEvent } from './enter-event.ts'
import { eventsOf, milestonesOf, type OpenWork, type Working } from './open-work.ts'
import {
  type MilestoneRow,
  type WorkEventData,
  type WorkEventRow,
  workEvents,
  workMilestones,
  workRatings,
  works,
} from './tables.ts'
import { isPublicSource, noRatings, type Projection, projectWork, type Ratings } from './work.ts'

/** Files that came with the form, still pending under its key. */
export type GivenFiles = { owner: string; ids: string[] }

export type Happening = {
  type: WorkEventRow['type']
  unitId: string
  milestoneId?: string
  words?: string
  data?: WorkEventData
  files?: GivenFiles
}

/**
 * Writes what was done and brings the rows of the work up to it, in the act's transaction, under the lock of `open…`. Public pages that show it are dropped.
 * Returns the event's id.
 */
export async function happen(
  house: Working,
  actor: StaffActor,
  { row }: Pick<OpenWork, 'row'>,
  happening: Happening,
): Promise<string> {
  const at = house.clock.now()
  const id = newId()
  const event: WorkEventRow = {
    id,
    workId: row.id,
    type: happening.type,
    milestoneId: happening.milestoneId ?? null,
    unitId: happening.unitId,
    personId: actor.personId,
    words: happening.words ?? null,
    data: happening.data ?? {},
    at,
    publishedAt: null,
    publishedBy: null,
  }
  await house.db.insert(workEvents).values(event)
  if (isPublicSource(row.source)) await enterWorkEvent(house.db, row, event)
  const { files } = happening
  if (files) await attachFiles(house.db, house, { ...files, matterId: id, visibility: 'staff' })
  await reproject(house.db, row.id)
  await audit(house.db, {
    actor,
    act: `work.${happening.type}`,
    subjectType: 'work',
    subjectId: row.id,
    at,
    details: { eventId: id },
  })
  if (isPublicSource(row.source)) await touch(house.db, tagsOf(row.number))
  return id
}

export const tagsOf = (number: string): string[] => ['works', `work:${number}`]

export async function reproject(db: Db, workId: string): Promise<void> {
  const milestones = await milestonesOf(db, workId)
  const { milestones: now, ...facts } = await projectionOf(db, workId, milestones)
  await db.update(works).set(facts).where(eq(works.id, workId))
  for (const milestone of milestones) {
    const given = now.get(milestone.id)
    if (!given || isSame(given, milestone)) continue
    const isMoved = !given.dueOn.equals(milestone.dueOn)
    await db
      .update(workMilestones)
      .set({ ...given, ...(isMoved && { soonToldOn: null, lateToldOn: null }) })
      .where(eq(workMilestones.id, milestone.id))
  }
}

type Dated = Pick<MilestoneRow, 'dueOn' | 'provedAt'>

export const isSame = (one: Dated, other: Dated): boolean =>
  one.dueOn.equals(other.dueOn) && String(one.provedAt) === String(other.provedAt)

/** What the events of a work come to, with the citizens' ratings where they can matter. */
export async function projectionOf(db: Db, workId: string, milestones: readonly MilestoneRow[]): Promise<Projection> {
  const events = await eventsOf(db, workId)
  const projection = projectWork(milestones, events)
  return projection.provedAt
    ? projectWork(milestones, events, await ratingsSince(db, workId, projection.provedAt))
    : projection
}

/** How the users rated it since its last proof. */
export async function ratingsSince(db: Db, workId: string, provedAt: Temporal.Instant): Promise<Ratings> {
  const [row] = await db
    .select({
      accepted: sql<number>`(count(*) filter (where ${workRatings.usersSay} = 'accepted'))::int`,
      all: sql<number>`count(*)::int`,
      lastAt: max(workRatings.at),
    })
    .from(workRatings)
    .where(and(eq(workRatings.workId, workId), gte(workRatings.at, provedAt)))
  return row ?? noRatings
}
