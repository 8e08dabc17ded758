import { eq } from 'drizzle-orm'
import { audit } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Holding } from './interview.ts'
import { interviewQuestions } from './tables.ts'

type Act = 'interview.questionPassed' | 'interview.questionRefused' | 'interview.questionSettled'

/** Whatever becomes of a question: its row and, in the same transaction, who did it. */
export async function changeQuestion(
  { db }: Holding,
  { actor, act, at }: { actor: Actor; act: Act; at: Temporal.Instant },
  questionId: string,
  change: Partial<typeof interviewQuestions.$inferInsert>,
): Promise<void> {
  await db.update(interviewQuestions).set(change).where(eq(interviewQuestions.id, questionId))
  await audit(db, { actor, act, subjectType: 'interviewQuestion', subjectId: questionId, at })
}
