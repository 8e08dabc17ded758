import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { rulesToday } from '#core/calendar/index.ts'
import { suggestMasks } from '#core/documents/index.ts'
import { answerStands, matters, visibleTo } from '#core/matters/index.ts'
import { audit, unitsById } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import type { MessageDoor } from './tables.ts'
import { doorMessages, messageSources } from './tables.ts'

/** An answer on its way to the place where was asked. */
export type Reply = {
  id: string
  number: string
  title: string
  door: MessageDoor
  source: string
  /** The source's own id; null once the letter was erased. */
  messageId: string | null
  url: string | null
  unit: string
  answeredAt: Temporal.Instant
  /** As it may stand there: in public without names and numbers of persons, in a private message as it is. */
  text: string
  postedBackAt: Temporal.Instant | null
}

export type RepliesList = 'waiting' | 'done'
const size = 50

/** A second answer (二次办理) has to go back as well. */
const isBack = sql`${doorMessages.postedBackAt} >= ${matters.answeredAt}`
const where: Record<RepliesList, SQL | undefined> = {
  waiting: and(answerStands(), or(isNull(doorMessages.postedBackAt), sql`not (${isBack})`)),
  done: and(isNotNull(matters.answeredAt), isBack),
}

/** Answers that wait to be brought back, the oldest first; or those that were, the newest first. By key. */
export async function readReplies(
  house: Pick<House, 'db'>,
  actor: StaffActor,
  list: RepliesList,
  { after, limit = size }: { after?: PageKey | undefined; limit?: number } = {},
): Promise<{ replies: Reply[]; hasMore: boolean }> {
  const isWaiting = list === 'waiting'
  const at = isWaiting ? matters.answeredAt : doorMessages.postedBackAt
  const beyond =
    after &&
    sql`(${at}, ${matters.id}) ${sql.raw(isWaiting ? '>' : '<')} (${after.at.toString()}::timestamptz, ${after.id}::uuid)`
  const rows = await house.db
    .select({ matter: matters, message: doorMessages, source: messageSources })
    .from(doorMessages)
    .innerJoin(matters, eq(matters.id, doorMessages.matterId))
    .innerJoin(messageSources, eq(messageSources.id, doorMessages.sourceId))
    .where(and(visibleTo(actor), where[list], beyond))
    .orderBy(...(isWaiting ? [asc(at), asc(matters.id)] : [desc(at), desc(matters.id)]))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const [words, units] = await Promise.all([
    wordsOf(
      house.db,
      shown.map(({ matter }) => matter.id),
    ),
    unitsById(
      house.db,
      shown.map(({ matter }) => matter.holderUnitId),
    ),
  ])
  const replies = shown.flatMap(({ matter, message, source }): Reply[] => {
    if (!matter.answeredAt) return []
    const { title, reply } = words.get(matter.id) ?? { title: '', reply: '' }
    return [
      {
        id: matter.id,
        number: matter.number,
        title,
        door: source.door,
        source: source.name,
        messageId: message.messageId,
        url: message.url,
        unit: units.get(matter.holderUnitId)?.name ?? '',
        answeredAt: matter.answeredAt,
        text: source.door === 'wechat' ? reply : suggestMasks(reply).masked,
        postedBackAt: message.postedBackAt,
      },
    ]
  })
  return { replies, hasMore: rows.length > limit }
}

/** Title and the newest answer of each, which the last event of its kind names. */
async function wordsOf(db: Db, ids: readonly string[]): Promise<Map<string, { title: string; reply: string }>> {
  const { rows } = await db.execute<{ id: string; title: string | null; reply: string | null }>(sql`
    select m.id, (select body from matter_texts t where t.matter_id = m.id and t.part = 'title' order by t.created_at desc limit 1) as title,
      (select t.body from matter_events e join matter_texts t on t.id = (e.data->'text'->>'id')::uuid
        where e.matter_id = m.id and e.type = 'answered' order by e.seq desc limit 1) as reply
    from matters m where m.id = any(${`{${ids.join(',')}}`}::uuid[])`)
  return new Map(rows.map(({ id, title, reply }) => [id, { title: title ?? '', reply: reply ?? '' }]))
}

/** 已回到原处: who says so and when. Only of what this person sees and what has been answered; the rest is passed over. @returns how many */
export async function postBack(
  house: Pick<House, 'clock'> & { db: Db },
  actor: StaffActor,
  ids: readonly string[],
): Promise<number> {
  const at = house.clock.now()
  const theirs = house.db
    .select({ id: matters.id })
    .from(matters)
    .where(and(inArray(matters.id, [...ids]), visibleTo(actor), answerStands()))
  const marked = await house.db
    .update(doorMessages)
    .set({ postedBackAt: at, postedBackBy: actor.personId })
    .where(inArray(doorMessages.matterId, theirs))
    .returning({ id: doorMessages.matterId })
  for (const { id } of marked)
    await audit(house.db, { actor, act: 'doors.postBack', subjectType: 'matter', subjectId: id, at })
  return marked.length
}

export type Unanswered = {
  id: string
  number: string
  title: string
  source: string | null
  channel: string
  holder: string
  writtenOn: Temporal.PlainDate
  /** HOT-14: an inspection fails the whole site from here on. */
  failsOn: Temporal.PlainDate
  isPast: boolean
}

/** Letters and messages near three months without an answer or past it, the oldest first (HOT-14); a month ahead is 本市自定. */
export async function readUnanswered(
  house: Pick<House, 'db' | 'clock' | 'config'>,
  actor: StaffActor,
): Promise<Unanswered[]> {
  const today = dateIn(house.config.timeZone, house.clock.now())
  const months = await failsAfter(house)
  const cutoff = today.subtract({ months: Math.max(0, months - 1) })
  const until = cutoff.add({ days: 1 }).toZonedDateTime({ timeZone: house.config.timeZone }).toInstant()
  const writtenAt = sql<string>`least(${matters.openedAt}, ${doorMessages.postedAt})`
  const rows = await house.db
    .select({ matter: matters, source: messageSources.name, postedAt: doorMessages.postedAt })
    .from(matters)
    .leftJoin(doorMessages, eq(doorMessages.matterId, matters.id))
    .leftJoin(messageSources, eq(messageSources.id, doorMessages.sourceId))
    .where(
      and(
        visibleTo(actor),
        eq(matters.kind, 'letter'),
        isNull(matters.parentId),
        isNull(matters.closedAt),
        isNull(matters.answeredAt),
        or(lt(matters.openedAt, until), lt(doorMessages.postedAt, until)),
      ),
    )
    .orderBy(sql`${writtenAt} asc`, asc(matters.id))
    .limit(200)
  const [words, units] = await Promise.all([
    wordsOf(
      house.db,
      rows.map(({ matter }) => matter.id),
    ),
    unitsById(
      house.db,
      rows.map(({ matter }) => matter.holderUnitId),
    ),
  ])
  return rows.map(({ matter, source, postedAt }) => {
    const first = postedAt && Temporal.Instant.compare(postedAt, matter.openedAt) < 0 ? postedAt : matter.openedAt
    const writtenOn = dateIn(house.config.timeZone, first)
    const failsOn = writtenOn.add({ months })
    return {
      id: matter.id,
      number: matter.number,
      title: words.get(matter.id)?.title ?? '',
      source,
      channel: matter.channel,
      holder: units.get(matter.holderUnitId)?.shortName ?? '',
      writtenOn,
      failsOn,
      isPast: Temporal.PlainDate.compare(failsOn, today) <= 0,
    }
  })
}

/** As the rule in force says it: 3个月. */
async function failsAfter(house: Pick<House, 'db' | 'clock' | 'config'>): Promise<number> {
  const { span } = (await rulesToday(house))('HOT-14')
  return Number.parseInt(span, 10)
}

type InTime = { inTime: number; of: number }
export type DoorFigures = { mailbox: InTime; media: InTime; mailboxWithin: string }

/** HOT-11 over the last thirty days: letters of the mailbox dispatched in time, messages taken within three minutes of being written. */
export async function doorFigures(house: Pick<House, 'db' | 'clock' | 'config'>): Promise<DoorFigures> {
  const from = house.clock.now().subtract({ hours: 24 * 30 })
  const { span } = (await rulesToday(house))('HOT-11-mailbox')
  const hours = Number.parseInt(span, 10)
  const [mailbox, media] = await Promise.all([
    house.db
      .select({
        inTime: sql<number>`count(*) filter (where ${matters.dispatchedAt} <= ${matters.openedAt} + make_interval(hours => ${hours}))::int`,
        of: sql<number>`count(*)::int`,
      })
      .from(matters)
      .where(
        and(
          eq(matters.kind, 'letter'),
          ne(matters.class, 'report'),
          eq(matters.channel, 'web'),
          isNull(matters.parentId),
          gt(matters.openedAt, from),
          // Still within its time and not yet dispatched: neither kept nor broken.
          or(isNotNull(matters.dispatchedAt), lte(matters.openedAt, house.clock.now().subtract({ hours }))),
        ),
      ),
    house.db
      .select({
        inTime: sql<number>`count(*) filter (where ${doorMessages.takenAt} <= ${doorMessages.postedAt} + interval '3 minutes')::int`,
        of: sql<number>`count(*)::int`,
      })
      .from(doorMessages)
      .where(gt(doorMessages.postedAt, from)),
  ])
  const none = { inTime: 0, of: 0 }
  return { mailbox: mailbox[0] ?? none, media: media[0] ?? none, mailboxWithin: span }
}
