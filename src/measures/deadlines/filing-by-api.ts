import type { Context } from 'hono'
import { acceptFiles } from '#core/casework/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Sent } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import type { FieldErrors } from '#ui/index.ts'

type Working = Omit<House, 'db'> & { db: Transaction }

/**
 * Files what came by the API once for its key, with its attachments. `pathOf` is where it is followed.
 *
 * @returns the number, where it is followed, and the key that its query code is made from
 */
export async function fileOnce(
  c: Context<Env>,
  sent: Sent,
  filing: {
    by: 'asker' | 'staff'
    before?: (() => Promise<void>) | undefined
    file(house: Working, from: { formKey: string; fileIds: string[] }): Promise<{ number: string }>
    pathOf(number: string): string
    /** By field, what the person can mend; null for anything else. */
    errorsOf(error: unknown): FieldErrors | null
  },
): Promise<{ number: string; location: string; formKey: string }> {
  const house = c.get('house')
  const formKeyOf = (owner: string) => `${owner}:${sent.fingerprint.toString('base64url')}`
  let fileIds: string[] = []
  const stored = await inFields(filing.errorsOf, () =>
    onceForKey(c, sent.fingerprint, {
      before: async (owner) => {
        await filing.before?.()
        fileIds = await acceptFiles(house, sent.files, formKeyOf(owner), filing.by)
      },
      act: async (tx, owner) => {
        const { number } = await filing.file({ ...house, db: tx }, { formKey: formKeyOf(owner), fileIds })
        return { status: 201, location: filing.pathOf(number) }
      },
    }),
  )
  const number = stored.location.slice(filing.pathOf('').length)
  return { number, location: stored.location, formKey: formKeyOf(stored.owner) }
}

async function inFields<T>(errorsOf: (error: unknown) => FieldErrors | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const errors = errorsOf(error)
    if (!errors) throw error
    throw invalidBody(inBody(errors))
  }
}
