import { asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import { allUnits } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/id.ts'
import { forbidden, notFound } from '#platform/refusal.ts'
import { conferenceItems, conferenceMeetings, conferenceMembers, type ItemKind, type itemDecisions } from './tables.ts'

export type Member = typeof conferenceMembers.$inferSelect
export type Meeting = typeof conferenceMeetings.$inferSelect
export type Item = typeof conferenceItems.$inferSelect
export type ItemDecision = (typeof itemDecisions)[number]

export const itemKindWords: Record<ItemKind, string> = {
  add: '列入计划',
  change: '调整计划',
  strike: '从计划中取消',
  other: '其他议题',
}
export const decisionWords: Record<ItemDecision, string> = { accepted: '通过', declined: '没有通过' }

/** The convenor in front, then in the order in which they joined. */
export const membersNow = (db: Db): Promise<Member[]> =>
  db
    .select()
    .from(conferenceMembers)
    .where(isNull(conferenceMembers.until))
    .orderBy(desc(conferenceMembers.isConvenor), asc(conferenceMembers.since), asc(conferenceMembers.id))

const shownMeetings = 50

export type MeetingWithItems = Meeting & { items: Item[] }

/** The newest in front, each with its agenda: two statements, however many. */
export async function latestMeetings(db: Db): Promise<MeetingWithItems[]> {
  const meetings = await db
    .select()
    .from(conferenceMeetings)
    .orderBy(desc(conferenceMeetings.heldAt), desc(conferenceMeetings.id))
    .limit(shownMeetings)
  const items = await itemsOf(
    db,
    meetings.map(({ id }) => id),
  )
  return meetings.map((meeting) => ({ ...meeting, items: items.filter(({ meetingId }) => meetingId === meeting.id) }))
}

const itemsOf = async (db: Db, meetingIds: string[]): Promise<Item[]> =>
  meetingIds.length === 0
    ? []
    : db
        .select()
        .from(conferenceItems)
        .where(inArray(conferenceItems.meetingId, meetingIds))
        .orderBy(asc(conferenceItems.position))

/** Whoever changes it locks it: an item is not put on an agenda that is being concluded. */
export async function findMeeting(db: Db, id: string, { lock = false } = {}): Promise<MeetingWithItems> {
  const reading = db.select().from(conferenceMeetings).where(eq(conferenceMeetings.id, id))
  const [meeting] = isId(id) ? await (lock ? reading.for('update') : reading) : []
  if (!meeting) throw notFound('会议')
  return { ...meeting, items: await itemsOf(db, [meeting.id]) }
}

/** Editors of the convening unit keep members, meetings and plan; before there is one, those of the mailbox office begin. */
export async function needConvenor(db: Db, actor: StaffActor): Promise<void> {
  const convenor = (await membersNow(db)).find(({ isConvenor }) => isConvenor)
  const begins = convenor?.unitId ?? (await allUnits(db)).find(({ isMailboxDesk }) => isMailboxDesk)?.id
  const isOurs = actor.roles.some(({ role, unitId }) => role === 'editor' && unitId === begins)
  if (!isOurs) throw forbidden('联席会议由召集单位的信息发布员召集和记录。')
}
