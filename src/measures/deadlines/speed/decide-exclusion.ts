import { and, eq, gte, inArray } from 'drizzle-orm'
import { audit, defineAuditActs, requireRole } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { deciding, decidingRole, isSampled, refuseCheck } from './exclusion.ts'
import { lockExclusion } from './exclusions.ts'
import { firstDay, monthAt } from './month.ts'
import { speedChanged, speedExclusions } from './tables.ts'

defineAuditActs({ confirmExclusion: '同意剔除', refuseExclusion: '不同意剔除', checkExclusion: '抽查剔除' })

type Acting = Pick<House, 'clock' | 'config'> & { db: Db }

/** Second person, of another role: only then an answer leaves the adjusted rate. */
export async function decideExclusion(house: Acting, actor: Actor, id: string, isConfirmed: boolean): Promise<void> {
  requireRole(actor, ...deciding, 'head')
  const row = await lockExclusion(house.db, actor, id)
  if (!row) throw notFound('剔除')
  const role = decidingRole(actor, row)
  const at = house.clock.now()
  const sampled = isConfirmed && isSampled(id, await isFirstOfMonth(house, at))
  await house.db
    .update(speedExclusions)
    .set({
      status: isConfirmed ? 'confirmed' : 'refused',
      decidedBy: actor.personId,
      decidedRole: role,
      decidedAt: at,
      sampled,
    })
    .where(eq(speedExclusions.id, id))
  const act = isConfirmed ? 'confirmExclusion' : 'refuseExclusion'
  await audit(house.db, {
    actor,
    act,
    subjectType: 'matter',
    subjectId: row.matterId,
    at,
    details: { seq: row.seq, role },
  })
  if (isConfirmed) await countAnew(house.db, row.matterId)
}

/** 督查 looks at one that was drawn: it stands, or it counts again. */
export async function checkExclusion(house: Acting, actor: Actor, id: string, stands: boolean): Promise<void> {
  requireRole(actor, 'supervisor')
  const row = await lockExclusion(house.db, actor, id)
  if (!row) throw notFound('剔除')
  refuseCheck(actor, row)
  const at = house.clock.now()
  await house.db
    .update(speedExclusions)
    .set({ status: stands ? 'confirmed' : 'overturned', checkedBy: actor.personId, checkedAt: at })
    .where(eq(speedExclusions.id, id))
  const details = { seq: row.seq, stands }
  await audit(house.db, { actor, act: 'checkExclusion', subjectType: 'matter', subjectId: row.matterId, at, details })
  if (!stands) await countAnew(house.db, row.matterId)
}

/** By the roll-up, which alone writes sums. */
async function countAnew(db: Db, matterId: string): Promise<void> {
  await db.insert(speedChanged).values({ matterId })
  await touch(db, ['speed'])
}

/** None has been agreed to in this month so far. Two at the same moment may both be first, which only makes the sample larger. */
async function isFirstOfMonth({ db, config }: Acting, at: Temporal.Instant): Promise<boolean> {
  const since = firstDay(monthAt(at, config.timeZone)).toZonedDateTime(config.timeZone).toInstant()
  const agreed = inArray(speedExclusions.status, ['confirmed', 'overturned'])
  return (await db.$count(speedExclusions, and(agreed, gte(speedExclusions.decidedAt, since)))) === 0
}
