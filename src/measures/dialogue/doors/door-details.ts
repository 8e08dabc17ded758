import { eq } from 'drizzle-orm'
import type { MatterRow } from '#core/matters/index.ts'
import type { Db } from '#platform/database.ts'
import { doorWord } from '../letters/door.ts'
import { open311Requests } from '../open311/tables.ts'
import { doorMessages, messageSources } from './tables.ts'

export type DoorDetails = {
  way: string
  /** Where it was written, or a picture that the writer named: a link of a stranger. */
  link: { label: string; href: string } | null
  postedAt: Temporal.Instant | null
  postedBackAt: Temporal.Instant | null
}

/** What a door has of its own, for the desk: one look-up, by the door. */
export async function doorDetails(db: Db, row: Pick<MatterRow, 'id' | 'channel'>): Promise<DoorDetails> {
  const plain = { way: doorWord(row.channel), link: null, postedAt: null, postedBackAt: null }
  if (row.channel === 'open311') {
    const [request] = await db.select().from(open311Requests).where(eq(open311Requests.matterId, row.id))
    return { ...plain, link: request?.mediaUrl ? { label: '来信人给的图片网址', href: request.mediaUrl } : null }
  }
  const [message] = await db
    .select()
    .from(doorMessages)
    .innerJoin(messageSources, eq(messageSources.id, doorMessages.sourceId))
    .where(eq(doorMessages.matterId, row.id))
  if (!message) return plain
  const { url, postedAt, postedBackAt } = message.door_messages
  return {
    way: `${plain.way}（${message.message_sources.name}）`,
    link: url ? { label: '留言的原处', href: url } : null,
    postedAt,
    postedBackAt,
  }
}
