import { eq } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { RateLimit } from '#platform/http/rate-limit.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { emergencyIn } from '../letters/letter-words.ts'
import { tracksIn } from '../letters/tracks.ts'
import type { Filed } from '../letters/writing/write-letter.ts'
import { letterOf } from './archive/letter-of-question.ts'
import { type Holding, takesQuestions } from './interview.ts'
import { findInterview } from './read-interviews.ts'
import { interviewQuestions, interviews } from './tables.ts'

export type Asking = { name: string; phone: string | null; body: string; wantsPublic: boolean }

/** 本市自定: one hall shares an address. */
export const askings: RateLimit = {
  name: 'interview-questions',
  points: 10,
  seconds: 600,
  sentence: '这个网络在十分钟内已经提了很多问题。您写的都还在，请过几分钟再提交；急事请拨打 12345。',
}
/** So many can be looked through and answered by those who hold an interview. */
const mostQuestions = 500

/** The letter that it became at once, where it speaks of danger. */
export type Asked = { letter: Filed | null }

/**
 * 提问: waits for a moderator, seen by nobody else. One that speaks of danger is a letter at once, so that those on duty are called, and never waits.
 */
export async function askQuestion(
  house: Holding,
  actor: Actor,
  number: string,
  { name, phone, body, wantsPublic }: Asking,
): Promise<Asked> {
  const { db, clock, secrets } = house
  const interview = await findInterview(db, number, { lock: true })
  if (!takesQuestions(interview))
    throw new Refusal('over', '这场访谈已经结束，不再收新的问题。您可以写信来问，有编号、有期限、有答复。', {
      field: 'body',
    })
  if (interview.lastQuestion >= mostQuestions)
    throw new Refusal('full', `这场访谈已经收到 ${mostQuestions} 个问题，不能再收。您可以写信来问，一样有答复。`, {
      field: 'body',
    })
  if (tracksIn(body).some(({ id: track }) => track === 'discipline'))
    throw new Refusal(
      'report',
      '像是举报：访谈的提问，主持和答复的单位都看得到。举报请到“写信”选“举报”，不经过被举报的单位；也可以拨打 12388。您写的都还在，可以复制过去。',
      { field: 'body' },
    )
  const at = clock.now()
  const position = interview.lastQuestion + 1
  const id = newId()
  const letter = emergencyIn(body) ? await letterOf(house, actor, interview, { id, position, name, phone, body }) : null
  await db.update(interviews).set({ lastQuestion: position }).where(eq(interviews.id, interview.id))
  await db.insert(interviewQuestions).values({
    id,
    interviewId: interview.id,
    position,
    askedAt: at,
    nameCipher: secrets.encrypt(name, 'interview_questions.name'),
    phoneCipher: phone ? secrets.encrypt(phone, 'interview_questions.phone') : null,
    body,
    // What speaks of danger is never published.
    wantsPublic: wantsPublic && !letter,
    moderation: 'waiting',
    ...(letter && { outcome: 'matter' as const, settledAt: at, matterId: letter.matterId }),
  })
  await touch(db, [`interview:${number}`])
  return { letter }
}

/** What a moderator reads of whoever asked. */
export const askerOf = (
  { secrets }: Pick<Holding, 'secrets'>,
  { nameCipher, phoneCipher }: { nameCipher: Buffer | null; phoneCipher: Buffer | null },
): { name: string; phone: string | null } => ({
  name: nameCipher ? secrets.decrypt(nameCipher, 'interview_questions.name') : '',
  phone: phoneCipher ? secrets.decrypt(phoneCipher, 'interview_questions.phone') : null,
})
