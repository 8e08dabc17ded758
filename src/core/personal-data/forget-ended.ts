import { and, asc, eq, exists, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { contacts, type ErasureGround, erase, kindOf, matters, matterTexts, readMatter } from '#core/matters/index.ts'
import { personsForgotten } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import { before, retention } from '#platform/retention.ts'

const batch = 100

/** What was written for somebody else by a mandate is not the writer's to take along. */
const isOwn = sql`not exists (select from unnest(${matters.audience}) as held(token) where held.token like 'subject:%')`

/**
 * Erases what has served its time, and what ended since its asker closed their account. One transaction a matter: a process that dies goes on the next night.
 * Imported letters were public before they came and name nobody: they stay. @returns how many
 */
export async function forgetEnded(house: House): Promise<number> {
  const timeIsOver = before(house.clock.now(), house.config.timeZone, retention.endedMatters)
  let forgotten = 0
  forgotten += await eraseAll(house, lte(matters.closedAt, timeIsOver), 'retention')
  forgotten += await eraseAll(house, and(personsForgotten(house.db, matters.askerPersonId), isOwn), 'account-closed')
  return forgotten
}

async function eraseAll(house: House, which: SQL | undefined, ground: ErasureGround): Promise<number> {
  const { db } = house
  let forgotten = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const due = await db
      .select({ id: matters.id })
      .from(matters)
      .where(
        and(
          sql`${matters.id} > ${after}`,
          which,
          isNotNull(matters.closedAt),
          isNull(matters.parentId),
          ne(matters.channel, 'import'),
          or(
            exists(db.select({ one: sql`1` }).from(matterTexts).where(eq(matterTexts.matterId, matters.id))),
            exists(db.select({ one: sql`1` }).from(contacts).where(eq(contacts.id, matters.contactId))),
          ),
        ),
      )
      .orderBy(asc(matters.id))
      .limit(batch)
    for (const { id } of due) if (await eraseDue(house, id, ground)) forgotten++
    const last = due.at(-1)
    if (!last || due.length < batch) return forgotten
    after = last.id
  }
}

/** A matter that has changed in between (reopened, erased by somebody) is left as it is. */
async function eraseDue(house: House, id: string, ground: ErasureGround): Promise<boolean> {
  const read = await readMatter(house.db, systemActor('retention'), id)
  if (!read || read.state.erased) return false
  if (ground !== 'retention' && kindOf(read.row.kind).mustKeep?.(read.state)) return false
  try {
    await erase(house, systemActor('retention'), id, ground)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
