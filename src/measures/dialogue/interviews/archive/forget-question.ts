import { eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '#platform/database.ts'
import { touch } from '#platform/page-cache/index.ts'
import { interviewQuestions, interviewSupports } from '../tables.ts'

/** With an erased letter goes the question that it came from: who asked, what was typed, and what the page showed of it. */
export async function forgetQuestion(tx: Transaction, matterId: string): Promise<void> {
  const forgotten = await tx
    .update(interviewQuestions)
    .set({
      nameCipher: null,
      phoneCipher: null,
      body: null,
      shownName: sql`case when shown_name is not null then '网友' end`,
      shownBody: sql`case when shown_body is not null then '（已依法删除）' end`,
    })
    .where(eq(interviewQuestions.matterId, matterId))
    .returning({ id: interviewQuestions.id })
  if (forgotten.length > 0) await touch(tx, ['interviews'])
}

/** What was typed and by whom, and who clicked: needed by nobody once every question has come to something. What the public reads stays. */
export async function forgetTyped(tx: Transaction, interviewId: string): Promise<void> {
  const ofInterview = eq(interviewQuestions.interviewId, interviewId)
  await tx.update(interviewQuestions).set({ nameCipher: null, phoneCipher: null, body: null }).where(ofInterview)
  await tx
    .delete(interviewSupports)
    .where(
      inArray(
        interviewSupports.questionId,
        tx.select({ id: interviewQuestions.id }).from(interviewQuestions).where(ofInterview),
      ),
    )
}
