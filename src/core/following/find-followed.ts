import { eq } from 'drizzle-orm'
import type { Why } from '#core/casework/index.ts'
import { askerOf, type MatterRead, type MatterRow, matters, readMatter } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import type { Opened } from './follow-room.tsx'
import { followedKind } from './followed-kinds.ts'

export type FollowedMatter = {
  row: MatterRow
  /** The asker as the engine knows them: by account, as the unit that asked, or by number and code. */
  asker: Actor
  byCode: boolean
}

/** A matter opened by its cookie, or asked by the citizen or the unit that is signed in; null for everybody else, whether it exists or not. */
export async function findFollowedMatter(
  house: Pick<House, 'db'>,
  number: string,
  actor: Actor,
  openedId: string | null,
): Promise<FollowedMatter | null> {
  const [row] = await house.db.select().from(matters).where(eq(matters.number, number))
  if (!row || !followedKind(row.kind)) return null
  if (isOwn(actor, row)) return { row, asker: actor, byCode: false }
  return row.id === openedId ? { row, asker: askerOf(row.id), byCode: true } : null
}

/** What a room makes of such a matter, if it is of its kind. */
export async function readFollowed<View extends { why: Why[] }>(
  house: House,
  kind: string,
  followed: FollowedMatter | null,
  view: (house: House, read: MatterRead) => Promise<View>,
): Promise<(View & Opened) | null> {
  if (followed?.row.kind !== kind) return null
  const { row, asker, byCode } = followed
  const read = await readMatter(house.db, asker, row.id)
  return read && { ...(await view(house, read)), matterId: row.id, asker, byCode }
}

/** Written by or for the citizen, or by somebody whom this citizen acts for now; or asked by a unit that this member of staff works at. */
function isOwn(actor: Actor, row: MatterRow): boolean {
  if (actor.kind === 'staff') return row.askerUnitId !== null && actor.tokens.includes(`unit:${row.askerUnitId}`)
  if (actor.kind !== 'citizen') return false
  return (
    row.askerPersonId === actor.personId ||
    actor.tokens.some((token) => token.startsWith('subject:') && row.audience.includes(token))
  )
}
