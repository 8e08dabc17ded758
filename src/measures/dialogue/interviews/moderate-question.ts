import { and, eq } from 'drizzle-orm'
import { findAbuse, suggestMasks } from '#core/documents/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { touch } from '#platform/page-cache/index.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { askerOf } from './ask-question.ts'
import { changeQuestion } from './change-question.ts'
import type { Holding, Interview, Question, RefusalGround } from './interview.ts'
import { isHolder, needAtDesk } from './read-interviews.ts'
import { interviewQuestions } from './tables.ts'

/** What the moderator is shown to begin with: names, numbers and homes hidden; the name as surname or handle. */
export function suggestedWords(house: Pick<Holding, 'secrets'>, question: Question): { name: string; body: string } {
  const { name } = askerOf(house, question)
  return { name: shownNameOf(name), body: suggestMasks(question.body ?? '', { names: [name] }).masked }
}

/** 王小明 → 王**; a handle that is no name stays, unless a number stands in it. */
function shownNameOf(name: string): string {
  if (name === '' || /\d{5,}/.test(name)) return '网友'
  const { masked } = suggestMasks(`我叫${name}。`)
  return masked.slice(2, -1) || '网友'
}

/** The question under the lock of its interview, for who moderates. */
export async function needQuestion(
  { db }: Pick<Holding, 'db'>,
  actor: StaffActor,
  number: string,
  position: number,
): Promise<{ interview: Interview; question: Question }> {
  const interview = await needAtDesk(db, actor, number, { lock: true })
  const [question] = await db
    .select()
    .from(interviewQuestions)
    .where(and(eq(interviewQuestions.interviewId, interview.id), eq(interviewQuestions.position, position)))
  if (!question) throw notFound('问题')
  return { interview, question }
}

export function needModerator(actor: StaffActor, interview: Interview): void {
  if (!isHolder(actor, interview)) throw forbidden('提问由主持访谈的单位审核。')
}

/** 审核通过: from now on everybody reads the words given here, never those that were typed. */
export async function passQuestion(
  house: Holding,
  actor: StaffActor,
  number: string,
  position: number,
  words: { name: string; body: string },
): Promise<void> {
  const { db, clock } = house
  const { interview, question } = await needQuestion(house, actor, number, position)
  needModerator(actor, interview)
  if (interview.archivedAt) throw new Refusal('archived', '访谈已经归档，不能再改。', { status: 409 })
  if (!question.wantsPublic)
    throw new Refusal('private', '提问的人没有同意公开，只能答复本人：请转为来信办理。', { field: `body${position}` })
  if (question.moderation !== 'waiting' || question.outcome)
    throw new Refusal('moderated', '这个问题已经审核过了。', { status: 409 })
  checkWords(`${words.name}\n${words.body}`, `body${position}`)
  const at = clock.now()
  await changeQuestion(house, { actor, act: 'interview.questionPassed', at }, question.id, {
    moderation: 'passed',
    shownName: words.name,
    shownBody: words.body,
    moderatedAt: at,
    moderatedBy: actor.personId,
  })
  await touch(db, [`interview:${number}`])
}

/** Marks of what must not be on the net at all. */
const secrecyMark = /绝密|机密|秘密★|★|内部(?:资料|文件|传阅)/

/**
 * What nobody can pass: a mark of secrecy, abuse, somebody's number or home. Names are for the moderator to judge: a public person may stand. In the words
 * of an office its own lines and places stay.
 */
export function checkWords(text: string, field: string, { isOfficial = false } = {}): void {
  const bad = secrecyMark.exec(text)?.[0] ?? findAbuse(text)[0]?.word
  if (bad) throw new Refusal('words', `里面有不能公开的词：“${bad}”，请删去。`, { field })
  const kept = isOfficial
    ? ['name', 'staffNumber', 'address', 'email', 'plate', 'schoolClass']
    : ['name', 'staffNumber']
  const span = suggestMasks(text, { isOfficial }).spans.find(({ kind }) => !kept.includes(kind))
  if (span)
    throw new Refusal('masking', `里面像是有号码或者住址：“${text.slice(span.start, span.end)}”，请隐去再公开。`, {
      field,
    })
}

/** 不公开: with its ground, of which the archive shows only how many. Whoever left a telephone may still write a letter. */
export async function refuseQuestion(
  house: Holding,
  actor: StaffActor,
  number: string,
  position: number,
  ground: RefusalGround,
): Promise<void> {
  const { db, clock } = house
  const { interview, question } = await needQuestion(house, actor, number, position)
  needModerator(actor, interview)
  if (interview.archivedAt) throw new Refusal('archived', '访谈已经归档，不能再改。', { status: 409 })
  if (question.moderation !== 'waiting' || question.outcome)
    throw new Refusal('moderated', '这个问题已经审核过了。', { status: 409 })
  const at = clock.now()
  await changeQuestion(house, { actor, act: 'interview.questionRefused', at }, question.id, {
    moderation: 'refused',
    ground,
    moderatedAt: at,
    moderatedBy: actor.personId,
  })
  await touch(db, [`interview:${number}`])
}
