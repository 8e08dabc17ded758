import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import { eventsOf } from './event-rows.ts'
import type { MatterEvent } from './events.ts'
import { replay } from './evolve.ts'
import { checkNumber } from './number.ts'
import { queryCodeHash, sameCode } from './query-code.ts'
import { visibleTo } from './sight.ts'
import type { MatterState } from './state.ts'
import { type MatterRow, matterEvents, matters } from './tables.ts'

/** By id, or by number however it was typed. Null where there is none, or the actor may not see it: nobody can tell these apart. */
export async function findMatter(db: Db, actor: Actor, idOrNumber: string): Promise<MatterRow | null> {
  const number = isId(idOrNumber) ? null : checkNumber(idOrNumber)
  if (number && !number.ok) return null
  const named = number ? eq(matters.number, number.value) : eq(matters.id, idOrNumber)
  const [row] = await db
    .select()
    .from(matters)
    .where(and(named, visibleTo(actor)))
  return row ?? null
}

export type MatterRead = { row: MatterRow; state: MatterState; events: MatterEvent[] }

/** The row with its whole history, for a page of one matter. */
export async function readMatter(db: Db, actor: Actor, idOrNumber: string): Promise<MatterRead | null> {
  const row = await findMatter(db, actor, idOrNumber)
  if (!row) return null
  const events = await eventsOf(db, row.id)
  return { row, events, state: replay(row.id, events) }
}

/**
 * Who has both number and code follows the matter. One answer for a wrong number and a wrong code, and the same work for both: the hash is made and
 * compared either way. The caller throttles by address and number.
 */
export async function findByNumberAndCode(
  { db, secrets }: Pick<House, 'secrets'> & { db: Db },
  typedNumber: string,
  typedCode: string,
): Promise<MatterRow | null> {
  const number = checkNumber(typedNumber)
  const value = number.ok ? number.value : '0'
  const code = typedCode.normalize('NFKC').replace(/\D/g, '')
  const offered = queryCodeHash(secrets, value, code)
  const [row] = await db.select().from(matters).where(eq(matters.number, value))
  const isSame = sameCode(row?.queryCodeHash ?? Buffer.alloc(offered.length), offered)
  return row && isSame ? row : null
}

/** The main matter at the end of a chain of merges, for the asker of a merged one, who follows it from then on. Null when it was not merged. */
export async function mainOf(db: Db, matter: Pick<MatterRow, 'mergedIntoId'>): Promise<MatterRow | null> {
  let main: MatterRow | null = null
  for (let id = matter.mergedIntoId; id; id = main?.mergedIntoId ?? null) {
    const [row] = await db.select().from(matters).where(eq(matters.id, id))
    main = row ?? null
  }
  return main
}

/** Whether its words were erased. Waits for an erasure under way, and none comes before the end of this transaction: for what is about to keep words. */
export async function isErased(tx: Transaction, matterId: string): Promise<boolean> {
  await tx.execute(sql`select from matters where id = ${matterId} for share`)
  const erased = and(eq(matterEvents.matterId, matterId), eq(matterEvents.type, 'erased'))
  return (await tx.$count(matterEvents, erased)) > 0
}
