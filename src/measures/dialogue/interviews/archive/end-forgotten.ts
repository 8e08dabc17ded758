import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import { audit } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { enterInterview, hideInterview } from '../enter-interview.ts'
import { liveChannel } from '../live/add-entry.ts'
import { findInterview } from '../read-interviews.ts'
import { interviews } from '../tables.ts'
import { leftoversDue } from './leftovers-due.ts'

/** 本市自定: so long after its announced end nobody is talking any more. */
const hoursAfter = 12

/**
 * An interview that nobody opened is called off, one that nobody closed is over: from then on the days run within which every question becomes a letter, and no
 * more are taken. Each in a transaction of its own; done again after a crash.
 */
export async function endForgotten(house: House): Promise<void> {
  const at = house.clock.now()
  const forgotten = await house.db
    .select({ number: interviews.number })
    .from(interviews)
    .where(
      and(
        isNull(interviews.endedAt),
        isNull(interviews.cancelledAt),
        lte(interviews.endsAt, at.subtract({ hours: hoursAfter })),
      ),
    )
    .limit(50)
  for (const { number } of forgotten)
    await house.db.transaction(async (tx) => {
      const interview = await findInterview(tx, number, { lock: true })
      if (interview.endedAt || interview.cancelledAt) return
      const leftoversDueAt = await leftoversDue({ ...house, db: tx }, at)
      const ground = '到了时间没有举行'
      const over = interview.startedAt
        ? { endedAt: at, leftoversDueAt }
        : { cancelledAt: at, cancelledGround: ground, leftoversDueAt }
      await tx.update(interviews).set(over).where(eq(interviews.id, interview.id))
      if (!interview.startedAt) {
        await enterInterview({ ...house, db: tx }, interview, 'interview.cancelled', at, { ground })
        await hideInterview({ ...house, db: tx }, interview)
      }
      await tx.execute(sql`select pg_notify(${liveChannel}, ${interview.id})`)
      const act = interview.startedAt ? 'interview.closed' : 'interview.cancelled'
      await audit(tx, { actor: systemActor('clock'), act, subjectType: 'interview', subjectId: interview.id, at })
      await touch(tx, ['interviews', `interview:${number}`])
    })
}
