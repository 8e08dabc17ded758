import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { maskedAddress } from '../outbox.ts'
import { usualWishes } from '../route-of.ts'
import { noticeAddresses, noticePreferences, noticeProofs } from '../tables.ts'

export const preferencesForm = z.object({
  channels: z.array(z.enum(['sms', 'email', 'wechat', 'push'])).transform((all) => [...new Set(all)]),
  quiet: z.literal('yes').optional(),
})

export type Preferences = {
  channels: readonly string[]
  quiet: boolean
  /** Masked; null when none is proved. */
  email: string | null
  /** An address that waits for its code, masked. */
  awaited: string | null
  hasWechat: boolean
  /** Some browser of theirs is told. */
  hasPush: boolean
  /** The code to send to the official account, while it counts. */
  wechatCode: string | null
}

export async function readPreferences(house: House, personId: string): Promise<Preferences> {
  const [[wishes], addresses, proofs] = await Promise.all([
    house.db.select().from(noticePreferences).where(eq(noticePreferences.personId, personId)),
    house.db.select().from(noticeAddresses).where(eq(noticeAddresses.personId, personId)),
    house.db
      .select()
      .from(noticeProofs)
      .where(and(eq(noticeProofs.personId, personId), gt(noticeProofs.expiresAt, house.clock.now()))),
  ])
  const email = addresses.find(({ medium }) => medium === 'email')
  const proofOf = (medium: string): string | null => {
    const cipher = proofs.find((one) => one.medium === medium)?.addressCipher
    return cipher ? house.secrets.decrypt(cipher, `notice_proofs.${medium}`) : null
  }
  const awaited = proofOf('email')
  return {
    channels: (wishes ?? usualWishes).channels,
    quiet: (wishes ?? usualWishes).quiet,
    email: email ? maskedAddress(house.secrets.decrypt(email.addressCipher, 'notice_addresses.email')) : null,
    awaited: awaited && maskedAddress(awaited),
    hasWechat: addresses.some(({ medium }) => medium === 'wechat'),
    hasPush: addresses.some(({ medium }) => medium === 'push'),
    wechatCode: proofOf('wechat'),
  }
}

export async function savePreferences(
  house: Pick<House, 'clock'>,
  tx: Db,
  personId: string,
  { channels, quiet }: z.infer<typeof preferencesForm>,
): Promise<void> {
  const wishes = { channels, quiet: quiet === 'yes', updatedAt: house.clock.now() }
  await tx
    .insert(noticePreferences)
    .values({ personId, ...wishes })
    .onConflictDoUpdate({ target: noticePreferences.personId, set: wishes })
}
