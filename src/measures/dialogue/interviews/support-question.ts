import { randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Env } from '#platform/http/env.ts'
import type { RateLimit } from '#platform/http/rate-limit.ts'
import { isId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import type { Holding } from './interview.ts'
import { interviewQuestions, interviewSupports, interviews } from './tables.ts'

export const supportings: RateLimit = {
  name: 'interview-supports',
  points: 60,
  seconds: 600,
  sentence: '点得太频繁了，请过几分钟再点。',
}

/**
 * The key of this browser. Set by the first click, never by reading a page, and sent back to this one address alone: no page is read with it. Short-lived:
 * an interview is over by then.
 */
export function supporterOf(c: Context<Env>): string {
  const known = getCookie(c, 'supporter')
  if (known && /^[\w-]{22}$/.test(known)) return known
  const fresh = randomBytes(16).toString('base64url')
  const maxAge = 60 * 24 * 3600
  setCookie(c, 'supporter', fresh, { path: urls.interviewSupports(), maxAge, sameSite: 'Lax', httpOnly: true })
  return fresh
}

/** 我也想问: counts once for a browser. Returns where the question stands. */
export async function supportQuestion(
  { db, secrets }: Pick<Holding, 'db' | 'secrets'>,
  questionId: string,
  supporter: string,
): Promise<string> {
  const [found] = isId(questionId)
    ? await db
        .select({ number: interviews.number, position: interviewQuestions.position })
        .from(interviewQuestions)
        .innerJoin(interviews, eq(interviews.id, interviewQuestions.interviewId))
        .where(
          and(
            eq(interviewQuestions.id, questionId),
            eq(interviewQuestions.moderation, 'passed'),
            isNull(interviews.endedAt),
            isNull(interviews.cancelledAt),
          ),
        )
    : []
  if (!found) throw notFound('问题')
  const supporterHash = secrets.lookupHash(`${questionId} ${supporter}`, 'interview_supports.supporter')
  const entered = await db
    .insert(interviewSupports)
    .values({ questionId, supporterHash })
    .onConflictDoNothing()
    .returning({ questionId: interviewSupports.questionId })
  if (entered.length > 0) {
    await db
      .update(interviewQuestions)
      .set({ supports: sql`${interviewQuestions.supports} + 1` })
      .where(eq(interviewQuestions.id, questionId))
    await touch(db, [`interview:${found.number}`])
  }
  return `${urls.interview(found.number)}#question-${found.position}`
}
