import { and, count, desc, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import { openBody } from '../sealed.ts'
import { notices } from '../tables.ts'
import { flagsOf } from '../template.ts'

export type InboxMessage = {
  id: string
  matterId: string | null
  createdAt: Temporal.Instant
  title: string
  text: string
  isNew: boolean
}

export type Inbox = { messages: InboxMessage[]; unread: number; nextKey: string | null }

const size = 20

/** What is kept of a person's messages; erased ones have no words any more and are left out. */
const of = (personId: string) => and(eq(notices.toPersonId, personId), isNotNull(notices.bodyCipher))

export async function unreadOf(house: Pick<House, 'db'>, personId: string): Promise<number> {
  const [row] = await house.db
    .select({ unread: count() })
    .from(notices)
    .where(and(of(personId), isNull(notices.readAt)))
  return row?.unread ?? 0
}

/** The newest first, 20 a page. `after`: the id of the last one seen; somebody else's leads to the beginning. */
export async function inboxOf(
  house: Pick<House, 'db' | 'secrets'>,
  personId: string,
  after: string | undefined,
): Promise<Inbox> {
  const [last] =
    after && isId(after)
      ? await house.db
          .select({ id: notices.id, createdAt: notices.createdAt })
          .from(notices)
          .where(and(of(personId), eq(notices.id, after)))
      : []
  const older =
    last &&
    or(lt(notices.createdAt, last.createdAt), and(eq(notices.createdAt, last.createdAt), lt(notices.id, last.id)))
  const [rows, unread] = await Promise.all([
    house.db
      .select()
      .from(notices)
      .where(and(of(personId), older))
      .orderBy(desc(notices.createdAt), desc(notices.id))
      .limit(size + 1),
    unreadOf(house, personId),
  ])
  const shown = rows.slice(0, size)
  return {
    messages: shown.map(({ id, matterId, createdAt, template, bodyCipher, readAt }) => ({
      id,
      matterId,
      createdAt,
      title: flagsOf(template).title,
      text: bodyCipher ? openBody(house.secrets, bodyCipher).text : '',
      isNew: readAt === null,
    })),
    unread,
    nextKey: rows.length > size ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** 全部标为已读: those that were there when the page was shown. */
export async function readInbox(house: Pick<House, 'db' | 'clock'>, personId: string, until: string): Promise<void> {
  const [newest] = await house.db
    .select({ createdAt: notices.createdAt })
    .from(notices)
    .where(and(of(personId), eq(notices.id, until)))
  if (!newest) return
  await house.db
    .update(notices)
    .set({ readAt: house.clock.now() })
    .where(
      and(
        of(personId),
        isNull(notices.readAt),
        or(lt(notices.createdAt, newest.createdAt), eq(notices.createdAt, newest.createdAt)),
      ),
    )
}
