import { eq } from 'drizzle-orm'
import { indexDocument, removeDocument } from '#core/documents/index.ts'
import { act, type MatterState } from '#core/matters/index.ts'
import { allDivisions, divisionPath, unitsById } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { topicOfLetter } from '../../dispatching/index.ts'
import { classifiedOf } from '../letter.ts'
import { letterPublications, publicationVersions } from '../tables.ts'
import { announcePublication } from './announce-publication.ts'
import { enterPublication } from './enter-publication.ts'
import { type Publication, type PublicationVersion, type PublishedWords, publishingBar, weekOf } from './publication.ts'

/** The house with the act's transaction as its database. */
type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db }

export type Publishing = PublishedWords & { isRewritten: boolean }

/** When it is not now: an import publishes at the date of the paper. */
type When = { at?: Temporal.Instant; suppressNotices?: boolean }

/**
 * 公开: writes the masked words as the row that every public outlet reads, the event on the letter and the search row, in the caller's transaction.
 * Refuses what `publishingBar` bars, and words that name a state secret or abuse.
 */
export async function publishLetter(
  house: Working,
  actor: Actor,
  letter: MatterState,
  words: Publishing,
  when: When = {},
): Promise<{ publicationId: string }> {
  const bar = barOf(letter, words)
  if (bar) throw new Refusal('not-publishable', bar)
  checkWords(words)
  const { answer } = letter
  if (!answer) throw new Refusal('not-publishable', '还没有答复写信人，先答复后公开。')
  const at = when.at ?? house.clock.now()
  const publicationId = newId()
  const row = {
    id: publicationId,
    matterId: letter.id,
    number: letter.number,
    status: 'published' as const,
    version: 1,
    ...words,
    class: letter.class,
    topicId: await topicOfLetter(house.db, letter.id),
    ...(await placeAndUnit(house.db, letter.divisionCode, answer.unitId)),
    askedWeek: weekOf(dateIn(house.config.timeZone, letter.openedAt)),
    answeredOn: dateIn(house.config.timeZone, answer.at),
    solved: letter.rating?.solved ?? null,
    preparedBy: personOf(actor),
    publishedBy: personOf(actor),
    publishedAt: at,
  }
  const [written] = await house.db.insert(letterPublications).values(row).onConflictDoNothing().returning()
  if (!written)
    throw new Refusal('already-published', '这封信已经公开过：公开着的要改动请用“更正”；撤下的不能再公开。', {
      status: 409,
    })
  await keepVersion(house.db, written, 'publish', '', at, actor)
  await act(
    house,
    actor,
    letter.id,
    { type: 'publish', publicationId },
    { occurredAt: when.at, suppressNotices: when.suppressNotices },
  )
  await index(house, written)
  await announcePublication(house.db, 'letter.published', written, at)
  await touch(house.db, tagsOf(letter.number))
  return { publicationId }
}

/** 更正: a new version beside the old; the page says that it was corrected and why. */
export async function correctPublication(
  house: Working,
  actor: Actor,
  letter: MatterState,
  publication: Publication,
  words: Publishing,
  ground: string,
): Promise<void> {
  const bar = barOf(letter, words)
  if (bar) throw new Refusal('not-publishable', bar)
  checkWords(words)
  const at = house.clock.now()
  const [written] = await house.db
    .update(letterPublications)
    .set({ ...words, version: publication.version + 1 })
    .where(eq(letterPublications.id, publication.id))
    .returning()
  if (!written) throw new Error('publication vanished')
  await keepVersion(house.db, written, 'correct', ground, at, actor)
  await act(house, actor, letter.id, { type: 'correct', publicationId: publication.id, text: ground })
  await index(house, written)
  await announcePublication(house.db, 'letter.corrected', written, at)
  await touch(house.db, tagsOf(letter.number))
}

/** 撤下: every version's words go, from page, list and search at once; the fact, the time and the ground stay at the old address. */
export async function withdrawPublication(
  house: Working,
  actor: Actor,
  letter: MatterState,
  publication: Publication,
  ground: string,
): Promise<void> {
  const at = house.clock.now()
  const version = publication.version + 1
  const [written] = await house.db
    .update(letterPublications)
    .set({ status: 'withdrawn', title: '', body: '', reply: '', version, withdrawnAt: at, withdrawalGround: ground })
    .where(eq(letterPublications.id, publication.id))
    .returning()
  if (!written) throw new Error('publication vanished')
  await house.db
    .update(publicationVersions)
    .set({ title: null, body: null, reply: null })
    .where(eq(publicationVersions.publicationId, publication.id))
  await keepVersion(house.db, written, 'withdraw', ground, at, actor)
  await act(house, actor, letter.id, { type: 'unpublish', publicationId: publication.id, text: ground })
  await removeDocument(house.db, 'letter', publication.id)
  await announcePublication(house.db, 'letter.withdrawn', written, at)
  await touch(house.db, tagsOf(letter.number))
}

/** Puts back what was taken down: the same words under a new version, which says why. */
export async function restorePublication(
  house: Working,
  actor: Actor,
  letter: MatterState,
  publication: Publication,
  words: PublishedWords,
  ground: string,
): Promise<void> {
  const at = house.clock.now()
  const version = publication.version + 1
  const [written] = await house.db
    .update(letterPublications)
    .set({ ...words, status: 'published', version, withdrawnAt: null, withdrawalGround: null })
    .where(eq(letterPublications.id, publication.id))
    .returning()
  if (!written) throw new Error('publication vanished')
  await keepVersion(house.db, written, 'restore', ground, at, actor)
  await act(house, actor, letter.id, { type: 'publish', publicationId: publication.id })
  await index(house, written)
  await announcePublication(house.db, 'letter.published', written, at)
  await touch(house.db, tagsOf(letter.number))
}

const barOf = (letter: MatterState, words: { isRewritten: boolean }): string | null =>
  publishingBar(
    {
      ...classifiedOf(letter),
      isOwn: letter.marks.includes('own'),
      isEmergency: letter.marks.includes('emergency'),
      wantsPublic: letter.wantsPublic,
      isAnswered: letter.answer !== null,
    },
    words,
  )

/** A classification mark (保守国家秘密法 第22条), not the word in a sentence: 商业机密 is written by anybody. */
export const secrecyMark = /[绝机]密\s{0,2}★|秘密\s{0,2}★|★\s{0,2}[绝机秘]密/

function checkWords(words: PublishedWords): void {
  for (const part of ['title', 'body', 'reply'] as const) {
    if (words[part].trim() === '') throw new Refusal('empty', '这一栏不能为空。', { field: part })
    const mark = secrecyMark.exec(words[part])
    if (mark) {
      throw new Refusal('secret', `含有密级标识“${mark[0]}”，疑似涉密，不能公开。请删去或另册办理。`, { field: part })
    }
  }
}

async function placeAndUnit(db: Db, divisionCode: string, unitId: string) {
  const [divisions, units] = await Promise.all([allDivisions(db), unitsById(db, [unitId])])
  return {
    divisionCode,
    divisionName: divisionPath(divisions, divisionCode),
    unitId,
    unitName: units.get(unitId)?.name ?? '',
  }
}

/** The version beside those before, and in the public record. */
export async function keepVersion(
  db: Db,
  written: Publication,
  kind: PublicationVersion['act'],
  ground: string,
  at: Temporal.Instant,
  actor: Actor,
): Promise<void> {
  const words = kind === 'withdraw' ? { title: null, body: null, reply: null } : written
  const { title, body, reply } = words
  const kept = { version: written.version, act: kind, ground, title, body, reply, at }
  await db.insert(publicationVersions).values({ id: newId(), publicationId: written.id, ...kept, by: personOf(actor) })
  await enterPublication(db, written, kept)
}

async function index(house: Working, row: Publication): Promise<void> {
  if (!row.publishedAt) return
  await indexDocument(house.db, {
    subjectType: 'letter',
    subjectId: row.id,
    title: row.title,
    body: `${row.body}\n${row.reply}`,
    path: urls.letter(row.number),
    publishedOn: dateIn(house.config.timeZone, row.publishedAt),
    answeredOn: row.answeredOn,
    unitId: row.unitId,
    class: row.class,
    divisionCode: row.divisionCode,
  })
}

const personOf = (actor: Actor): string | null => (actor.kind === 'staff' ? actor.personId : null)

/** The cached pages that show a published letter: its own, every list, the figures. */
const tagsOf = (number: string): string[] => [`letter:${number}`, 'letters', 'stats']
