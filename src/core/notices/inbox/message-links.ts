import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'

/** Matter → the page on which this reader sees it; what they may not see has none. */
type Look = (db: Db, actor: Actor, matterIds: string[]) => Promise<ReadonlyMap<string, string>>

const asked: { look?: Look } = {}

/** The room that keeps matters says where a message leads; notices itself reads no table of its. */
export function defineMessageLinks(look: Look): void {
  asked.look = look
}

export async function messageLinks(
  db: Db,
  actor: Actor,
  matterIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(matterIds.filter((id) => id !== null))]
  return ids.length > 0 && asked.look ? asked.look(db, actor, ids) : new Map()
}
