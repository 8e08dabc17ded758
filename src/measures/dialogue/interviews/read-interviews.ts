import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { answerStands } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import {
  type Entry,
  type Guest,
  type Interview,
  isOwed,
  owedGrounds,
  type Question,
  type ShownQuestion,
} from './interview.ts'
import { interviewEntries, interviewGuests, interviewQuestions, interviews } from './tables.ts'

const pageSize = 20

/** What is live or to come, the nearest in front. */
export const comingInterviews = (db: Db): Promise<Interview[]> =>
  db
    .select()
    .from(interviews)
    .where(and(isNull(interviews.endedAt), isNull(interviews.cancelledAt)))
    .orderBy(asc(interviews.startsAt), asc(interviews.id))
    .limit(50)

/** What is over or called off, the newest in front, by key: `before` is the last one read. */
export async function pastInterviews(
  db: Db,
  before: string | undefined,
): Promise<{ past: Interview[]; next: string | null }> {
  const [edge] = before && isId(before) ? await db.select().from(interviews).where(eq(interviews.id, before)) : []
  const rows = await db
    .select()
    .from(interviews)
    .where(
      and(
        sql`(${interviews.endedAt} is not null or ${interviews.cancelledAt} is not null)`,
        edge &&
          or(
            lt(interviews.startsAt, edge.startsAt),
            and(eq(interviews.startsAt, edge.startsAt), lt(interviews.id, edge.id)),
          ),
      ),
    )
    .orderBy(desc(interviews.startsAt), desc(interviews.id))
    .limit(pageSize + 1)
  const past = rows.slice(0, pageSize)
  return { past, next: rows.length > pageSize ? (past.at(-1)?.id ?? null) : null }
}

export async function findInterview(db: Db, number: string, { lock = false } = {}): Promise<Interview> {
  const reading = db.select().from(interviews).where(eq(interviews.number, number))
  const [interview] = await (lock ? reading.for('update') : reading)
  if (!interview) throw notFound('访谈')
  return interview
}

const unitsWith = (actor: StaffActor, ...roles: string[]): string[] =>
  actor.roles.filter(({ role }) => roles.includes(role)).map(({ unitId }) => unitId)

/** Editors of the unit that holds it moderate; handlers and heads of the unit that answers settle questions. */
export const holding = (actor: StaffActor): SQL | undefined => inArray(interviews.unitId, unitsWith(actor, 'editor'))
const answering = (actor: StaffActor): SQL | undefined =>
  inArray(interviews.leadUnitId, unitsWith(actor, 'handler', 'head'))

export const isHolder = (actor: StaffActor, { unitId }: Interview): boolean =>
  unitsWith(actor, 'editor').includes(unitId)

/** At the desk of one of the two; for everybody else it is not there. */
export async function needAtDesk(db: Db, actor: StaffActor, number: string, { lock = false } = {}): Promise<Interview> {
  const reading = db
    .select()
    .from(interviews)
    .where(and(eq(interviews.number, number), or(holding(actor), answering(actor))))
  const [interview] = await (lock ? reading.for('update') : reading)
  if (!interview) throw notFound('访谈')
  return interview
}

export const deskInterviews = (db: Db, actor: StaffActor): Promise<Interview[]> =>
  db
    .select()
    .from(interviews)
    .where(or(holding(actor), answering(actor)))
    .orderBy(desc(interviews.startsAt), desc(interviews.id))
    .limit(100)

/** Over, with questions that are neither answered nor letters: what somebody of either desk has to do by a day. */
export const interviewsWithLeftovers = async (
  db: Db,
  actor: StaffActor,
): Promise<(Pick<Interview, 'number' | 'title' | 'leftoversDueAt'> & { leftovers: number })[]> =>
  db
    .select({
      number: interviews.number,
      title: interviews.title,
      leftoversDueAt: interviews.leftoversDueAt,
      leftovers: leftoversOf,
    })
    .from(interviews)
    .where(
      and(
        or(holding(actor), answering(actor)),
        sql`${interviews.leftoversDueAt} is not null`,
        isNull(interviews.archivedAt),
        sql`(${interviews.endedAt} is not null or ${leftoversOf} > 0)`,
      ),
    )
    .orderBy(asc(interviews.leftoversDueAt))
    .limit(20)

/** In a statement over `interviews`. */
const leftoversOf = sql<number>`(select count(*)::int from interview_questions q where q.interview_id = interviews.id
  and q.outcome is null and (q.moderation <> 'refused' or q.ground in (${sql.join(
    owedGrounds.map((ground) => sql`${ground}`),
    sql`, `,
  )})))`

/** Called off, with words that were typed. */
const keepsTyped = sql`(cancelled_at is not null and exists (select from interview_questions q where q.interview_id = interviews.id and q.body is not null))`

/** Past their day, for the clock. */
export const overdueInterviews = (db: Db, now: Temporal.Instant): Promise<Interview[]> =>
  db
    .select()
    .from(interviews)
    .where(
      and(
        lte(interviews.leftoversDueAt, now),
        isNull(interviews.archivedAt),
        sql`(${leftoversOf} > 0 or ${keepsTyped})`,
      ),
    )
    .orderBy(asc(interviews.leftoversDueAt))
    .limit(50)

export const guestsOf = (db: Db, interviewId: string): Promise<Guest[]> =>
  db
    .select()
    .from(interviewGuests)
    .where(eq(interviewGuests.interviewId, interviewId))
    .orderBy(asc(interviewGuests.position))

/** The live text from an entry on, in order. */
export const entriesAfter = (db: Db, interviewId: string, seq: number): Promise<Entry[]> =>
  db
    .select()
    .from(interviewEntries)
    .where(and(eq(interviewEntries.interviewId, interviewId), gt(interviewEntries.seq, seq)))
    .orderBy(asc(interviewEntries.seq))

/** All of them, with what was typed: for the desk alone. */
export const questionsOf = (db: Db, interviewId: string): Promise<Question[]> =>
  db
    .select()
    .from(interviewQuestions)
    .where(eq(interviewQuestions.interviewId, interviewId))
    .orderBy(asc(interviewQuestions.position))

/** What a moderator has passed, as passed; of one that became a letter its number only where the letter is public. */
export async function shownQuestions(db: Db, interviewId: string): Promise<ShownQuestion[]> {
  const { rows } = await db.execute<Row>(sql`
    select q.id, q.position, q.supports, q.outcome, q.answer, q.answer_seq as "answerSeq", q.shown_name as name, q.shown_body as body,
      q.settled_at::text as "settledAt", q.asked_at::text as "askedAt", p.number, ${answerStands('m')} as "isAnswered"
    from interview_questions q left join matters m on m.id = q.matter_id
      left join letter_publications p on p.matter_id = q.matter_id and p.status = 'published'
    where q.interview_id = ${interviewId}::uuid and q.moderation = 'passed'
    order by q.supports desc, q.position`)
  return rows.map(({ number, isAnswered, settledAt, askedAt, ...row }) => ({
    ...row,
    askedAt: instantOf(askedAt),
    settledAt: settledAt === null ? null : instantOf(settledAt),
    letter: row.outcome === 'matter' ? { number: number ?? '', isAnswered } : null,
  }))
}

type Row = Omit<ShownQuestion, 'settledAt' | 'askedAt' | 'letter'> & {
  settledAt: string | null
  askedAt: string
  number: string | null
  isAnswered: boolean
}

const instantOf = (text: string): Temporal.Instant => Temporal.Instant.from(text.replace(' ', 'T'))

export type QuestionCounts = {
  all: number
  waiting: number
  passed: number
  leftovers: number
  /** Kept from the page at the wish of whoever asked; they are letters. */
  hidden: number
  refused: { ground: string; many: number }[]
}

/** How many of which; never a word of them. */
export async function countQuestions(db: Db, interviewId: string): Promise<QuestionCounts> {
  const rows = await db
    .select({
      moderation: interviewQuestions.moderation,
      ground: interviewQuestions.ground,
      wantsPublic: interviewQuestions.wantsPublic,
      isOpen: sql<boolean>`${interviewQuestions.outcome} is null`,
      many: sql<number>`count(*)::int`,
    })
    .from(interviewQuestions)
    .where(eq(interviewQuestions.interviewId, interviewId))
    .groupBy(
      interviewQuestions.moderation,
      interviewQuestions.ground,
      interviewQuestions.wantsPublic,
      sql`${interviewQuestions.outcome} is null`,
    )
  const sum = (of: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(of).reduce((total, { many }) => total + many, 0)
  return {
    all: sum(() => true),
    waiting: sum(({ moderation, isOpen }) => moderation === 'waiting' && isOpen),
    passed: sum(({ moderation }) => moderation === 'passed'),
    leftovers: sum((row) => row.isOpen && isOwed(row)),
    hidden: sum(({ moderation, isOpen }) => moderation === 'waiting' && !isOpen),
    refused: [
      ...Map.groupBy(
        rows.filter(({ moderation }) => moderation === 'refused'),
        ({ ground }) => ground ?? '',
      ),
    ].map(([ground, same]) => ({ ground, many: same.reduce((total, { many }) => total + many, 0) })),
  }
}

/** By the line of the plan that each carries out; called-off ones carry out nothing. */
export async function interviewsOfPlan(
  db: Db,
  keys: string[],
): Promise<Map<string, { number: string; title: string }>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .select({ key: interviews.planKey, number: interviews.number, title: interviews.title })
    .from(interviews)
    .where(and(inArray(interviews.planKey, keys), isNull(interviews.cancelledAt)))
  return new Map(rows.flatMap(({ key, ...row }) => (key ? [[key, row]] : [])))
}
