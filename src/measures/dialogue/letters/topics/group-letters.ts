import { and, arrayOverlaps, asc, desc, eq, gt, gte, inArray, lte, ne, notExists, sql } from 'drizzle-orm'
import { type Keyword, keywords } from '#core/documents/index.ts'
import type { Database, Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { letterPublications } from '../tables.ts'
import { letterTopics, sameConcerns, topicAnswers, topicLetters } from './tables.ts'
import { heatDays, leastLetters, namingWords, nearestOf, termsOf } from './topic.ts'

type Working = Pick<House, 'clock' | 'config'> & { db: Database }
type Waiting = Pick<typeof letterPublications.$inferSelect, 'id' | 'title' | 'body' | 'askedWeek'>

const batch = 100
const first = '00000000-0000-0000-0000-000000000000'
/** A topic that has slept for a year is another one when it comes again. */
const sleepsAfter = { days: 364 }

/**
 * Puts each newly published letter to the topic it belongs to, or begins one; takes out what is no longer public. Letters find topics by their words in an index:
 * what there is already is not read again. Runs beside everything; of two at once one does nothing. `all`: from the first letter on, not from the last.
 */
export async function groupLetters(house: Working, { all = false }: { all?: boolean } = {}): Promise<number> {
  let grouped = await takeOut(house)
  for (let after = all ? first : await lastGrouped(house.db); ; ) {
    const waiting = await ungrouped(house.db, after)
    const last = waiting.at(-1)
    if (!last) break
    const about = await keywords(waiting.map(({ title, body }) => `${title}。${title}。${body}`))
    const isMine = await house.db.transaction(async (tx) => {
      if (!(await lock(tx))) return false
      for (const [at, letter] of waiting.entries()) await join(tx, letter, about[at] ?? [], house.clock.now())
      return true
    })
    if (!isMine) return grouped
    grouped += waiting.length
    after = last.id
  }
  await warm(house)
  if (grouped > 0) await touch(house.db, ['topics'])
  return grouped
}

async function lock(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext('letter-topics')) as mine`,
  )
  return rows[0]?.mine === true
}

/** Where the last run ended, less ten minutes for what was slow to commit: ids begin with their milliseconds. */
async function lastGrouped(db: Db): Promise<string> {
  const [row] = await db
    .select({ id: topicLetters.publicationId })
    .from(topicLetters)
    .orderBy(desc(topicLetters.publicationId))
    .limit(1)
  if (!row) return first
  const since = (Number.parseInt(row.id.replaceAll('-', '').slice(0, 12), 16) - 600_000).toString(16).padStart(12, '0')
  return `${since.slice(0, 8)}-${since.slice(8)}-0000-0000-000000000000`
}

const ungrouped = (db: Db, after: string): Promise<Waiting[]> =>
  db
    .select({
      id: letterPublications.id,
      title: letterPublications.title,
      body: letterPublications.body,
      askedWeek: letterPublications.askedWeek,
    })
    .from(letterPublications)
    .where(
      and(
        eq(letterPublications.status, 'published'),
        gt(letterPublications.id, after),
        notExists(
          db.select({ one: sql`1` }).from(topicLetters).where(eq(topicLetters.publicationId, letterPublications.id)),
        ),
      ),
    )
    .orderBy(asc(letterPublications.id))
    .limit(batch)

async function join(tx: Transaction, letter: Waiting, about: Keyword[], now: Temporal.Instant): Promise<void> {
  const words = about.map(({ word }) => word)
  const near =
    words.length === 0
      ? []
      : await tx
          .select()
          .from(letterTopics)
          .where(
            and(
              arrayOverlaps(letterTopics.terms, words),
              gte(letterTopics.lastWeek, letter.askedWeek.subtract(sleepsAfter)),
              lte(letterTopics.lastWeek, letter.askedWeek.add(sleepsAfter)),
            ),
          )
          .orderBy(desc(letterTopics.letters), desc(letterTopics.id))
          .limit(200)
  const topic = nearestOf(about, near)
  const sum = termsOf([about], topic ?? undefined)
  const id = topic?.id ?? newId()
  if (topic) {
    const lastWeek =
      Temporal.PlainDate.compare(topic.lastWeek, letter.askedWeek) > 0 ? topic.lastWeek : letter.askedWeek
    await tx
      .update(letterTopics)
      .set({ ...sum, words: namingWords(sum), letters: topic.letters + 1, lastWeek })
      .where(eq(letterTopics.id, id))
  } else {
    await tx
      .insert(letterTopics)
      .values({ id, ...sum, words: namingWords(sum), letters: 1, lastWeek: letter.askedWeek, foundAt: now })
  }
  await tx.insert(topicLetters).values({ publicationId: letter.id, topicId: id }).onConflictDoNothing()
}

/** What was taken down leaves its topic, whose words are then those of the others alone. */
async function takeOut({ db }: Working): Promise<number> {
  const gone = await db
    .select({ publicationId: topicLetters.publicationId, topicId: topicLetters.topicId })
    .from(topicLetters)
    .innerJoin(letterPublications, eq(letterPublications.id, topicLetters.publicationId))
    .where(ne(letterPublications.status, 'published'))
    .limit(1000)
  for (const [topicId, out] of Map.groupBy(gone, (row) => row.topicId)) {
    await db.transaction(async (tx) => {
      if (!(await lock(tx))) return
      await tx.delete(topicLetters).where(
        inArray(
          topicLetters.publicationId,
          out.map(({ publicationId }) => publicationId),
        ),
      )
      await countAnew(tx, topicId)
    })
  }
  return gone.length
}

async function countAnew(tx: Transaction, topicId: string): Promise<void> {
  const left = await tx
    .select({ title: letterPublications.title, body: letterPublications.body, askedWeek: letterPublications.askedWeek })
    .from(topicLetters)
    .innerJoin(letterPublications, eq(letterPublications.id, topicLetters.publicationId))
    .where(eq(topicLetters.topicId, topicId))
    .orderBy(desc(topicLetters.publicationId))
    .limit(300)
  const letters = await tx.$count(topicLetters, eq(topicLetters.topicId, topicId))
  const weeks = left.map(({ askedWeek }) => askedWeek).sort(Temporal.PlainDate.compare)
  const lastWeek = weeks.at(-1)
  if (!lastWeek) {
    const isAnswered = (await tx.$count(topicAnswers, eq(topicAnswers.topicId, topicId))) > 0
    if (isAnswered)
      await tx.update(letterTopics).set({ terms: [], weights: [], letters: 0 }).where(eq(letterTopics.id, topicId))
    else await tx.delete(letterTopics).where(eq(letterTopics.id, topicId))
    return
  }
  const sum = termsOf(await keywords(left.map(({ title, body }) => `${title}。${title}。${body}`)))
  await tx
    .update(letterTopics)
    .set({ ...sum, words: namingWords(sum), letters, lastWeek })
    .where(eq(letterTopics.id, topicId))
}

/** 热度：the letters of the last twelve weeks and how many said 我也有这个问题, on the topic or on a letter of it. */
async function warm({ db, clock, config }: Working): Promise<void> {
  const since = clock.now().toZonedDateTimeISO(config.timeZone).toPlainDate().subtract({ days: heatDays }).toString()
  await db.execute(sql`
    update ${letterTopics} set heat = now.heat from (
      select t.id, (select count(*) from topic_letters l join letter_publications p on p.id = l.publication_id
          where l.topic_id = t.id and p.status = 'published' and p.asked_week >= ${since})::int
        + coalesce((select sum(c.count) from ${sameConcerns} c where c.day >= ${since}
          and ((c.subject_type = 'topic' and c.subject_id = t.id)
            or (c.subject_type = 'letter' and c.subject_id in (select publication_id from topic_letters where topic_id = t.id)))), 0)::int as heat
      from letter_topics t where t.letters >= ${leastLetters} and (t.heat > 0 or t.last_week >= ${since})
    ) now where now.id = ${letterTopics.id} and now.heat <> ${letterTopics.heat}`)
}
