import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Rows } from '#platform/rows.ts'
import { addressOf, personOf, type Recipient } from './addresses.ts'
import { sealBody, sealedAddress, textHash } from './sealed.ts'
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
  /** An import of old letters tells nobody: the row is kept as `suppressed`, without body or address, and no job is made. */
  suppressed?: boolean
}

/**
 * Writes the notice and its delivery job in the transaction of the act: it goes out exactly when the act is committed. By which medium and when
 * (preferences, quiet hours) is settled at delivery, not here. A recipient with neither number nor account gives a `suppressed` row, so
 * that a missing number never refuses an act.
 * Returns the notice's id.
 */
export async function queueNotice(tx: Db, house: Pick<House, 'secrets'>, notice: Queued): Promise<string> {
  const row = noticeRow(house, notice, notice.suppressed ? null : await addressOf(tx, house, notice.to))
  const written = await tx.insert(notices).values(row).onConflictDoNothing().returning({ id: notices.id })
  if (row.state === 'queued' && written.length > 0)
    await enqueue(tx, 'notices:deliver', { id: row.id }, { key: jobKey(row.id) })
  return row.id
}

/**
 * The same among the rows of an act that are written together. `phone`: of a contact that is only being written with them, and so cannot be looked up.
 */
export async function draftNotice(
  rows: Rows,
  house: Pick<House, 'secrets'> & { db: Db },
  { phone, ...notice }: Queued & { phone?: string | null },
): Promise<void> {
  const address =
    phone === undefined && !notice.suppressed ? await addressOf(house.db, house, notice.to) : (phone ?? null)
  const row = noticeRow(house, notice, notice.suppressed ? null : address)
  rows.insert(notices, row)
  if (row.state === 'queued') rows.enqueue('notices:deliver', { id: row.id }, { key: jobKey(row.id) })
}

const jobKey = (id: string): string => `notice:${id}`

function noticeRow(house: Pick<House, 'secrets'>, notice: Queued, address: string | null) {
  const template = templateOf(notice.template)
  const text = render(notice.template, template, notice.variables)
  const personId = personOf(notice.to)
  // Without a number a person still has an inbox.
  const isSent = !notice.suppressed && (address !== null || personId !== null)
  return {
    id: notice.id ?? newId(),
    template: notice.template,
    templateVersion: template.version,
    channel: 'email' in notice.to ? 'email' : 'sms',
    toPersonId: personId,
    toContactId: 'contactId' in notice.to ? notice.to.contactId : null,
    matterId: notice.matterId ?? null,
    createdAt: notice.at,
    ...(isSent
      ? {
          state: 'queued' as const,
          nextAttemptAt: notice.at,
          ...(address !== null && sealedAddress(house.secrets, address)),
          bodyCipher: sealBody(house.secrets, { text, variables: notice.variables }),
          textHash: textHash(house.secrets, text),
        }
      : { state: 'suppressed' as const, failure: notice.suppressed ? 'suppressed' : 'no-address' }),
  }
}
