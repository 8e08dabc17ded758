import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { addressOf, type Recipient } from './addresses.ts'
import type { Medium } from './channel.ts'
import { sealBody, sealedAddress } from './sealed.ts'
import { notices } from './tables.ts'
import { render, templateOf, type Variables } from './template.ts'

export type Queued = {
  /** Where the same notice may be asked for again (a job that was cut off): the second time changes nothing. */
  id?: string
  template: string
  to: Recipient
  variables: Variables
  matterId?: string
  at: Temporal.Instant
  medium?: Medium
  /** An import of old letters tells nobody: the row is kept as `suppressed`, without body or address, and no job is made. */
  suppressed?: boolean
}

/**
 * Writes the notice and its delivery job in the transaction of the act: it goes out exactly when the act is committed.
 * A recipient without a number gives a `suppressed` row, so that a missing number never refuses an act.
 * Returns the notice's id.
 */
export async function queueNotice(tx: Db, house: Pick<House, 'secrets'>, notice: Queued): Promise<string> {
  const template = templateOf(notice.template)
  const text = render(notice.template, template, notice.variables)
  const address = notice.suppressed ? null : await addressOf(tx, house, notice.to)
  const id = notice.id ?? newId()
  const written = await tx
    .insert(notices)
    .values({
      id,
      template: notice.template,
      templateVersion: template.version,
      channel: notice.medium ?? 'sms',
      toPersonId: 'personId' in notice.to ? notice.to.personId : null,
      toContactId: 'contactId' in notice.to ? notice.to.contactId : null,
      matterId: notice.matterId ?? null,
      createdAt: notice.at,
      ...(address === null
        ? { state: 'suppressed' as const, failure: notice.suppressed ? 'suppressed' : 'no-address' }
        : {
            state: 'queued' as const,
            nextAttemptAt: notice.at,
            ...sealedAddress(house.secrets, address),
            bodyCipher: sealBody(house.secrets, { text, variables: notice.variables }),
          }),
    })
    .onConflictDoNothing()
    .returning({ id: notices.id })
  if (address !== null && written.length > 0) await enqueue(tx, 'notices:deliver', { id }, { key: `notice:${id}` })
  return id
}
