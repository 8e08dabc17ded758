import { matterTexts, type TextPart } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { newSalt } from '#platform/secrets.ts'
import type { Working } from './acts/act.ts'

/** Keeps what a person typed in a row that `erase` deletes; answers its id, by which an event may name it. */
export async function keepText(
  house: Pick<Working, 'db' | 'clock'>,
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
