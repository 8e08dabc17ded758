import { eq } from 'drizzle-orm'
import { systemActor } from '#platform/actor.ts'
import { type Database, sqlState } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { keyTaken, Rows, writeRows } from '#platform/rows.ts'
import { spentKeys } from '#platform/tables.ts'
import { codeOfForm, writeLetter } from '../letters/writing/write-letter.ts'
import type { RequestInput } from './request-form.ts'
import { open311Requests } from './tables.ts'

type FiledRequest = { number: string; code: string; isRepeat: boolean }

/** What is sent again within so long with the same key and the same words is the same request. */
const sameWithin = { minutes: 5 }

/**
 * Files a letter by Open311, once for the same key and body within five minutes: letter, row and spent key in one transaction. A repeat is answered with the
 * first number and code.
 *
 * @param body what was sent, of which only a keyed hash is kept
 */
export async function fileRequest(
  house: Pick<House, 'clock' | 'secrets' | 'config'> & { db: Database },
  keyId: string,
  input: RequestInput,
  body: string,
): Promise<FiledRequest> {
  const hash = house.secrets.lookupHash(`${keyId}\n${body}`, 'spent_keys.open311')
  const key = `open311:${hash.toString('base64url')}`
  const spentAt = house.clock.now()
  try {
    return await house.db.transaction(async (tx) => {
      const rows = new Rows()
      rows.spend({ key, bodyHash: hash, location: '', status: 201, spentAt, freeAt: spentAt.add(sameWithin) })
      await writeRows(tx, rows)
      const sender = input.sender === null ? {} : { sender: `${keyId}:${input.sender}` }
      const formKey = formKeyOf(key, spentAt)
      const from = { formKey, fileIds: [], through: { door: 'open311' as const, ...sender } }
      const filed = await writeLetter({ ...house, db: tx }, systemActor('open311'), input.letter, from)
      const { latitude = null, longitude = null } = input.position ?? {}
      const { matterId, number } = filed
      await tx
        .insert(open311Requests)
        .values({ matterId, keyId, filedAt: spentAt, latitude, longitude, mediaUrl: input.mediaUrl })
      await tx.update(spentKeys).set({ location: number }).where(eq(spentKeys.key, key))
      return { number, code: filed.code, isRepeat: false }
    })
  } catch (error) {
    const [first] =
      sqlState(error) === keyTaken ? await house.db.select().from(spentKeys).where(eq(spentKeys.key, key)) : []
    if (!first) throw error
    return { number: first.location, code: codeOfForm(house, formKeyOf(key, first.spentAt)), isRepeat: true }
  }
}

const formKeyOf = (key: string, spentAt: Temporal.Instant): string => `${key}:${spentAt.epochMilliseconds}`
