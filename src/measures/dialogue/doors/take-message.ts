import { and, eq } from 'drizzle-orm'
import { matters } from '#core/matters/index.ts'
import { allDivisions } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import { type Database, type Db, sqlState, type Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { letterChoices } from '../letters/letter-choices.ts'
import { writeLetter } from '../letters/writing/write-letter.ts'
import { type Message, readMessage, type SentMessage } from './message.ts'
import type { MessageSource } from './sources.ts'
import { doorMessages } from './tables.ts'

export type Taken = { outcome: 'taken' | 'already'; matterId: string; number: string }
type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Database }

/** Reads what was sent by the rules of today. */
export async function readSentMessage(house: House, source: Pick<MessageSource, 'door'>, sent: SentMessage) {
  const [choices, divisions] = await Promise.all([letterChoices(house), allDivisions(house.db)])
  const { cityCode, timeZone } = house.config
  return readMessage(sent, { door: source.door, choices, divisions, cityCode, timeZone, now: house.clock.now() })
}

/**
 * Takes a message as a letter, opened now, once for each id of its source: letter, row and what `also` writes are one transaction.
 *
 * @throws Refusal `already-written` for the same words of the same author within a day under another id
 */
export async function takeMessage(
  house: Working,
  source: MessageSource,
  message: Message,
  also: (tx: Transaction, taken: Taken) => Promise<void> = async () => {},
): Promise<Taken> {
  const messageHash = house.secrets.lookupHash(message.id, 'door_messages.message_id')
  try {
    return await house.db.transaction(async (tx) => {
      const taken = (await takenBefore(tx, source, messageHash)) ?? {
        outcome: 'taken' as const,
        ...(await fileMessage({ ...house, db: tx }, source, message, messageHash)),
      }
      await also(tx, taken)
      return taken
    })
  } catch (error) {
    // Another process took it between the look and the write.
    if (sqlState(error) !== '23505') throw error
    const taken = await takenBefore(house.db, source, messageHash)
    if (!taken) throw error
    await house.db.transaction((tx) => also(tx, taken))
    return taken
  }
}

async function takenBefore(db: Db, source: MessageSource, messageHash: Buffer): Promise<Taken | null> {
  const [known] = await db
    .select({ matterId: matters.id, number: matters.number })
    .from(doorMessages)
    .innerJoin(matters, eq(matters.id, doorMessages.matterId))
    .where(and(eq(doorMessages.sourceId, source.id), eq(doorMessages.messageHash, messageHash)))
  return known ? { outcome: 'already', ...known } : null
}

async function fileMessage(
  house: Omit<Working, 'db'> & { db: Db },
  source: MessageSource,
  { id, author, letter, url, postedAt }: Message,
  messageHash: Buffer,
): Promise<Omit<Taken, 'outcome'>> {
  const formKey = `message:${source.id}:${messageHash.toString('base64url')}`
  const through = { door: source.door, sender: `${source.id}:${author}` }
  const { matterId, number } = await writeLetter(house, systemActor('media'), letter, { formKey, fileIds: [], through })
  await house.db.insert(doorMessages).values({
    matterId,
    sourceId: source.id,
    messageHash,
    messageId: id,
    url,
    postedAt,
    takenAt: house.clock.now(),
  })
  return { matterId, number }
}
