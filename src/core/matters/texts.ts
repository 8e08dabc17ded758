import { eq } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import type { Rows } from '#platform/rows.ts'
import { newSalt } from '#platform/secrets.ts'
import type { TextRef } from './events.ts'
import { type MatterTextRow, matterTexts } from './tables.ts'
import type { TextPart } from './words.ts'

/** A text on its way: the event gets `ref`, the deletable row the rest. */
export type NewText = { ref: TextRef; salt: string; body: string }

/** NUL, which PostgreSQL cannot keep, is dropped; nothing else is changed, or the hash would not be that of what was typed. */
export function newText({ secrets }: Pick<House, 'secrets'>, part: TextPart, typed: string): NewText {
  const body = typed.replaceAll('\0', '')
  const salt = newSalt()
  return { ref: { id: newId(), part, hash: secrets.saltedHash(salt, body) }, salt, body }
}

export function keepTexts(
  rows: Rows,
  matterId: string,
  texts: readonly NewText[],
  by: string | null,
  createdAt: Temporal.Instant,
): void {
  rows.insert(
    matterTexts,
    ...texts.map(({ ref, salt, body }) => ({ id: ref.id, matterId, part: ref.part, salt, body, createdAt, by })),
  )
}

/** All texts of a matter that are still there, by id. Whoever asks has found the matter by `findMatter` before. */
export async function textsOfMatter(db: Db, matterId: string): Promise<Map<string, MatterTextRow>> {
  const rows = await db.select().from(matterTexts).where(eq(matterTexts.matterId, matterId))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Keeps what a person typed, beside the events, in a row that `erase` deletes; answers its id. In the caller's transaction, after the matter was found. */
export async function keepText(
  house: Pick<House, 'clock'> & { db: Db },
  actor: Actor,
  matterId: string,
  part: TextPart,
  body: string,
): Promise<string> {
  const id = newId()
  await house.db.insert(matterTexts).values({
    id,
    matterId,
    part,
    salt: newSalt(),
    body,
    createdAt: house.clock.now(),
    by: actor.kind === 'staff' || actor.kind === 'citizen' ? actor.personId : null,
  })
  return id
}
