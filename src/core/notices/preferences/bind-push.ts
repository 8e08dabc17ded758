import { and, eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import { subscriptionOf } from '../channels/push.ts'
import { noticeAddresses } from '../tables.ts'
import { pushHash } from './address-hash.ts'

/** Of this browser: a person has one that is told, the last in which they agreed. */
export async function bindPush(
  { secrets, clock, config }: Pick<House, 'secrets' | 'clock' | 'config'>,
  tx: Db,
  personId: string,
  typed: string,
): Promise<void> {
  const read = subscriptionOf.safeParse(jsonOf(typed))
  // Only https goes over networks that are not ours.
  if (!read.success || (!read.data.endpoint.startsWith('https:') && config.webhookNetworks.length === 0)) {
    throw new Refusal('push', '浏览器没有给出可用的通知地址，请再点一次，或换一种方式。', { field: 'push' })
  }
  const { endpoint, keys } = read.data
  const address = {
    addressCipher: secrets.encrypt(JSON.stringify({ endpoint, keys }), 'notice_addresses.push'),
    addressHash: pushHash(secrets, endpoint),
    confirmedAt: clock.now(),
  }
  // A browser that somebody else used before tells them nothing any more.
  await tx
    .delete(noticeAddresses)
    .where(and(eq(noticeAddresses.medium, 'push'), eq(noticeAddresses.addressHash, address.addressHash)))
  await tx
    .insert(noticeAddresses)
    .values({ personId, medium: 'push', ...address })
    .onConflictDoUpdate({ target: [noticeAddresses.personId, noticeAddresses.medium], set: address })
}

export async function unbindPush(tx: Db, personId: string): Promise<void> {
  await tx
    .delete(noticeAddresses)
    .where(and(eq(noticeAddresses.medium, 'push'), eq(noticeAddresses.personId, personId)))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
