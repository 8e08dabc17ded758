import { type Actor, type StaffActor, systemActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { askerOf } from '../ask-question.ts'
import { changeQuestion } from '../change-question.ts'
import { type Holding, type Interview, isLeftover, type Question, stateOf } from '../interview.ts'
import { checkWords, needQuestion } from '../moderate-question.ts'
import { findInterview, overdueInterviews, questionsOf } from '../read-interviews.ts'
import { forgetTyped } from './forget-question.ts'
import { letterOf } from './letter-of-question.ts'

function needOver(interview: Interview, question: Question): void {
  if (!['ended', 'cancelled'].includes(stateOf(interview)))
    throw new Refusal('not-over', '访谈结束以后才能书面答复或者转为来信；直播时请现场答复。', { status: 409 })
  if (!isLeftover(question)) throw new Refusal('settled', '这个问题已经答复、转办，或者审核没有通过。', { status: 409 })
}

/** 书面答复: by the unit that answers, or by who holds the interview; stands in the archive beside the question. */
export async function answerInWriting(
  house: Holding,
  actor: StaffActor,
  number: string,
  position: number,
  answer: string,
): Promise<void> {
  const { db, clock } = house
  const { interview, question } = await needQuestion(house, actor, number, position)
  needOver(interview, question)
  if (question.moderation !== 'passed')
    throw new Refusal('not-passed', '没有公开的问题不能在本页答复：请转为来信，答复到本人。', {
      field: `answer${position}`,
    })
  checkWords(answer, `answer${position}`, { isOfficial: true })
  const at = clock.now()
  await changeQuestion(house, { actor, act: 'interview.questionSettled', at }, question.id, {
    outcome: 'written',
    answer,
    settledAt: at,
    settledBy: actor.personId,
  })
  await touch(db, [`interview:${number}`])
}

/** 转为来信 */
export async function makeLetter(house: Holding, actor: StaffActor, number: string, position: number): Promise<void> {
  const { interview, question } = await needQuestion(house, actor, number, position)
  needOver(interview, question)
  await toLetter(house, actor, interview, question)
}

async function toLetter(house: Holding, actor: Actor, interview: Interview, question: Question): Promise<void> {
  const { db, clock } = house
  const at = clock.now()
  const { matterId } = await letterOf(house, systemActor('interview'), interview, {
    id: question.id,
    position: question.position,
    ...askerOf(house, question),
    body: question.body ?? '',
  })
  await changeQuestion(house, { actor, act: 'interview.questionSettled', at }, question.id, {
    outcome: 'matter',
    matterId,
    settledAt: at,
    settledBy: actor.kind === 'staff' ? actor.personId : null,
  })
  await touch(db, [`interview:${interview.number}`])
}

/** What is left when the days are over becomes letters by itself, each interview in a transaction of its own: nobody's question is forgotten because somebody forgot it. */
export async function makeLettersOfOverdue(house: House): Promise<void> {
  const actor = systemActor('clock')
  for (const { number } of await overdueInterviews(house.db, house.clock.now()))
    await house.db.transaction(async (tx) => {
      const own = { ...house, db: tx }
      const interview = await findInterview(tx, number, { lock: true })
      const left = (await questionsOf(tx, interview.id)).filter(isLeftover)
      for (const question of left) await toLetter(own, actor, interview, question)
      // One that was called off is never archived.
      if (interview.cancelledAt) await forgetTyped(tx, interview.id)
    })
}
