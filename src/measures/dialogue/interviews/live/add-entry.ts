import { eq, sql } from 'drizzle-orm'
import { attachFiles } from '#core/documents/index.ts'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { touch } from '#platform/page-cache/index.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import { leftoversDue } from '../archive/leftovers-due.ts'
import { changeQuestion } from '../change-question.ts'
import type { Entry, Holding, Interview } from '../interview.ts'
import { stateOf } from '../interview.ts'
import { checkWords, needModerator, needQuestion } from '../moderate-question.ts'
import { isHolder, needAtDesk } from '../read-interviews.ts'
import { interviewEntries, interviews } from '../tables.ts'

/** Every process that has readers listens to it; the payload is the interview's id. */
export const liveChannel = 'interviews_live'

/** Two hours of talk are two hundred; nobody reads more than this. */
const mostEntries = 1000

type NewEntry = Pick<Entry, 'kind' | 'speaker' | 'words'> &
  Partial<Pick<Entry, 'fileId' | 'pictureWords' | 'link' | 'corrects' | 'questionId'>>

/** The next entry, under the lock of its interview, told to all readers when the act is committed and not before. */
async function append(house: Holding, actor: StaffActor, interview: Interview, entry: NewEntry): Promise<number> {
  const { db, clock } = house
  const seq = interview.lastSeq + 1
  if (seq > mostEntries) throw new Refusal('entries', `一场访谈最多 ${mostEntries} 条。`, { field: 'words' })
  await db.insert(interviewEntries).values({
    ...entry,
    interviewId: interview.id,
    seq,
    at: clock.now(),
    by: actor.personId,
  })
  await db.update(interviews).set({ lastSeq: seq }).where(eq(interviews.id, interview.id))
  await db.execute(sql`select pg_notify(${liveChannel}, ${interview.id})`)
  await touch(db, [`interview:${interview.number}`])
  return seq
}

async function needLive(house: Holding, actor: StaffActor, number: string): Promise<Interview> {
  const interview = await needAtDesk(house.db, actor, number, { lock: true })
  if (!isHolder(actor, interview)) throw forbidden('文字直播由主持访谈的单位发布。')
  if (stateOf(interview) !== 'live') throw new Refusal('not-live', '访谈不在直播中。', { status: 409 })
  return interview
}

/** 开始直播 */
export async function openInterview(house: Holding, actor: StaffActor, number: string): Promise<void> {
  const { db, clock } = house
  const interview = await needAtDesk(db, actor, number, { lock: true })
  if (!isHolder(actor, interview)) throw forbidden('访谈由主持的单位开始。')
  if (stateOf(interview) !== 'announced') throw new Refusal('begun', '访谈已经开始、结束或者取消了。', { status: 409 })
  const at = clock.now()
  if (Temporal.Instant.compare(at, interview.startsAt.subtract({ minutes: 30 })) < 0)
    throw new Refusal('too-early', '还没有到预告的时间：最早可以在预告时间前 30 分钟开始。', { status: 409 })
  await db.update(interviews).set({ startedAt: at }).where(eq(interviews.id, interview.id))
  await append(house, actor, interview, { kind: 'opened', speaker: '主持人', words: '访谈开始。' })
  await audit(db, { actor, act: 'interview.opened', subjectType: 'interview', subjectId: interview.id, at })
  await touch(db, ['interviews'])
}

/** 结束直播: from now on the days run within which what was not answered becomes a letter. */
export async function closeInterview(house: Holding, actor: StaffActor, number: string): Promise<void> {
  const { db, clock } = house
  const interview = await needLive(house, actor, number)
  const at = clock.now()
  await append(house, actor, interview, {
    kind: 'closed',
    speaker: '主持人',
    words: '访谈结束。没有来得及回答的问题，会书面答复或者转为来信办理，结果登在本页。',
  })
  await db
    .update(interviews)
    .set({ endedAt: at, leftoversDueAt: await leftoversDue(house, at) })
    .where(eq(interviews.id, interview.id))
  await audit(db, { actor, act: 'interview.closed', subjectType: 'interview', subjectId: interview.id, at })
  await touch(db, ['interviews'])
}

export type Words = {
  speaker: string
  words: string
  link: string | null
  /** A pending upload of this form. */
  picture: { id: string; owner: string; words: string } | null
  corrects: number | null
}

/** 文字直播: one entry; a correction is another, and names the one it corrects. */
export async function addWords(house: Holding, actor: StaffActor, number: string, input: Words): Promise<void> {
  const { speaker, words, link, picture, corrects } = input
  const interview = await needLive(house, actor, number)
  if (corrects !== null && (corrects < 1 || corrects > interview.lastSeq))
    throw new Refusal('corrects', '没有这一条，请重新选择要更正的内容。', { field: 'words' })
  checkWords(words, 'words', { isOfficial: true })
  if (picture)
    await attachFiles(house.db, house, {
      ids: [picture.id],
      owner: picture.owner,
      matterId: interview.id,
      visibility: 'published',
    })
  await append(house, actor, interview, {
    kind: corrects === null ? 'words' : 'correction',
    speaker,
    words,
    link,
    corrects,
    ...(picture && { fileId: picture.id, pictureWords: picture.words }),
  })
}

/** 提给嘉宾: the question as it was passed comes into the live text. */
export async function raiseQuestion(
  house: Holding,
  actor: StaffActor,
  number: string,
  position: number,
): Promise<void> {
  const { question } = await needQuestion(house, actor, number, position)
  const interview = await needLive(house, actor, number)
  needModerator(actor, interview)
  if (question.moderation !== 'passed' || !question.shownBody || !question.shownName)
    throw new Refusal('not-passed', '先审核通过，再提给嘉宾。', { status: 409 })
  await append(house, actor, interview, {
    kind: 'question',
    speaker: question.shownName,
    words: question.shownBody,
    questionId: question.id,
  })
}

/** 现场答复: what was said in answer, as an entry; the question is settled by it. */
export async function answerOnAir(
  house: Holding,
  actor: StaffActor,
  number: string,
  position: number,
  { speaker, words }: { speaker: string; words: string },
): Promise<void> {
  const { clock } = house
  const { question } = await needQuestion(house, actor, number, position)
  const interview = await needLive(house, actor, number)
  if (question.moderation !== 'passed') throw new Refusal('not-passed', '先审核通过，再答复。', { status: 409 })
  if (question.outcome) throw new Refusal('settled', '这个问题已经答复过了。', { status: 409 })
  checkWords(words, `answer${position}`, { isOfficial: true })
  const seq = await append(house, actor, interview, { kind: 'words', speaker, words, questionId: question.id })
  const at = clock.now()
  await changeQuestion(house, { actor, act: 'interview.questionSettled', at }, question.id, {
    outcome: 'onAir',
    answerSeq: seq,
    settledAt: at,
    settledBy: actor.personId,
  })
}
