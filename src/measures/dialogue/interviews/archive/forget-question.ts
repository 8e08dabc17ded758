import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '#platform/database.ts'
import { touch } from '#platform/page-cache/index.ts'
import { interviewQuestions } from '../tables.ts'

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
