import type { Context } from 'hono'
import { acceptFiles, NotFilled } from '#core/casework/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { Sent } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { onceForKey, type Stored } from '#platform/http/idempotency.ts'
import { Refusal } from '#platform/refusal.ts'
import type { GivenFiles } from '../breaches/happen-breach.ts'

/** What a field can mend is told by the field; `fieldOf` gives the name in the body to a field of the verb. */
export async function refusedInBody<T>(
  work: () => Promise<T>,
  fieldOf: Readonly<Record<string, string>> = {},
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotFilled) throw invalidBody(inBody(error.errors))
    if (error instanceof Refusal && error.status === 422 && error.field)
      throw invalidBody(inBody({ [fieldOf[error.field] ?? error.field]: error.message }))
    throw error
  }
}

/** The act once for its key, with the files that came along; a file that is not taken refuses the whole of it. */
export function onceWithFiles(
  c: Context<Env>,
  sent: Sent,
  by: 'asker' | 'staff',
  work: (tx: Transaction, files: GivenFiles) => Promise<Stored>,
): Promise<Stored> {
  let ids: string[] = []
  const ownerOf = (owner: string) => `${owner}:${sent.fingerprint.toString('base64url')}`
  return refusedInBody(() =>
    onceForKey(c, sent.fingerprint, {
      before: async (owner) => {
        ids = await acceptFiles(c.get('house'), sent.files, ownerOf(owner), by)
      },
      act: (tx, owner) => work(tx, { owner: ownerOf(owner), ids }),
    }),
  )
}
