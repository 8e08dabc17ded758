import { and, eq, gt } from 'drizzle-orm'
import { contacts, groupNumber, matters, matterTexts } from '#core/matters/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Rows } from '#platform/rows.ts'
import { spentKeys } from '#platform/tables.ts'
import { urls } from '#urls.ts'
import type { Through } from '../door.ts'
import type { AnyLetter } from './letter-form.tsx'

/**
 * Within a day the same words from the same phone are one letter; a third party learns nothing, who would have to know both. Words and phone are a
 * key, kept as its hash and spent by the filing: of fifty at the same moment one is filed, and nobody waits for a lock.
 *
 * 举报 is left out: whoever got hold of its text could find out by trying phones who wrote it.
 */
export function spendWords(
  rows: Rows,
  house: Pick<House, 'secrets' | 'clock'>,
  letter: AnyLetter,
  location: string,
  through?: Through,
): void {
  const hash = wordsHash(house, letter, through)
  if (letter.sort === 'report' || !hash) return
  const spentAt = house.clock.now()
  const freeAt = spentAt.add({ hours: 24 })
  rows.spend({ key: keyOf(hash), bodyHash: hash, location, status: 303, spentAt, freeAt })
}

/** Refuses with the number of the first letter. Words whose letter has been erased since are free again. */
export async function refuseRepeated(
  house: Pick<House, 'secrets' | 'clock'> & { db: Db },
  letter: AnyLetter,
  through?: Through,
): Promise<void> {
  const hash = wordsHash(house, letter, through)
  if (letter.sort === 'report' || !hash) return
  const key = keyOf(hash)
  const [spent] = await house.db
    .select({ location: spentKeys.location })
    .from(spentKeys)
    .where(and(eq(spentKeys.key, key), gt(spentKeys.freeAt, house.clock.now())))
  if (!spent) return
  const [earlier] = await house.db
    .select({ number: matters.number })
    .from(matters)
    .innerJoin(contacts, eq(contacts.id, matters.contactId))
    .innerJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'body')))
    .where(
      and(eq(matters.number, spent.location.slice(urls.followMatter('').length)), eq(matterTexts.body, letter.body)),
    )
  if (earlier) {
    throw new Refusal(
      'already-written',
      `一天之内，${letter.phone ? '用这个手机号' : '同一个人'}已经提交过内容完全相同的信，编号 ${groupNumber(earlier.number)}，正在办理，不用再提交。有新的情况，请在“查我的信”里写补充说明。`,
    )
  }
  // The very letter we looked for: another one filed meanwhile keeps its key.
  await house.db.delete(spentKeys).where(and(eq(spentKeys.key, key), eq(spentKeys.location, spent.location)))
}

/** Null: of this sender nothing is known by which two letters could be told to be one. */
function wordsHash({ secrets }: Pick<House, 'secrets'>, { phone, body }: AnyLetter, through?: Through): Buffer | null {
  // Danger is told as often as somebody is in it.
  if (through?.isEmergency) return null
  const sender = phone ?? (through?.sender ? `${through.door}:${through.sender}` : null)
  return sender === null ? null : secrets.lookupHash(`${sender}\0${body}`, 'letters.words')
}

const keyOf = (hash: Buffer): string => `words:${hash.toString('base64url')}`
