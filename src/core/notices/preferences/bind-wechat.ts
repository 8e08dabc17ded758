import { randomInt } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { countTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { Refusal } from '#platform/refusal.ts'
import { noticeAddresses, noticeProofs } from '../tables.ts'
import { wechatHash } from './address-hash.ts'

/** 本市自定: eight digits live ten minutes, and one WeChat account guesses five times a quarter of an hour. */
const bindMinutes = 10
const tries: RateLimit = { name: 'wechat-bind', points: 5, seconds: 900, sentence: '试的次数太多了，请过一刻钟再试。' }

const codeHash = (house: Pick<House, 'secrets'>, code: string): Buffer =>
  house.secrets.lookupHash(code, 'notice_proofs.wechat')

/** A code to send to the official account: whoever sends it from their WeChat gets this person's messages there. */
export async function makeWechatCode(house: Pick<House, 'secrets' | 'clock'>, tx: Db, personId: string): Promise<void> {
  const code = String(randomInt(10_000_000, 100_000_000))
  const proof = {
    // Kept to be shown again on the person's own page: no address of ours carries a code.
    addressCipher: house.secrets.encrypt(code, 'notice_proofs.wechat'),
    codeHash: codeHash(house, code),
    expiresAt: house.clock.now().add({ minutes: bindMinutes }),
  }
  await tx
    .insert(noticeProofs)
    .values({ personId, medium: 'wechat', ...proof })
    .onConflictDoUpdate({ target: [noticeProofs.personId, noticeProofs.medium], set: proof })
}

/** @returns what to say in WeChat */
export async function bindWechat(house: House, openid: string, code: string): Promise<string> {
  try {
    await countTry(house, tries, openid)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  return house.db.transaction(async (tx) => {
    const [proof] = await tx
      .delete(noticeProofs)
      .where(
        and(
          eq(noticeProofs.medium, 'wechat'),
          eq(noticeProofs.codeHash, codeHash(house, code)),
          gt(noticeProofs.expiresAt, house.clock.now()),
        ),
      )
      .returning()
    if (!proof) return '绑定码不对或已过期，请在网站“消息设置”里重新取一个。'
    const address = {
      addressCipher: house.secrets.encrypt(openid, 'notice_addresses.wechat'),
      addressHash: wechatHash(house.secrets, openid),
      confirmedAt: house.clock.now(),
    }
    // One WeChat belongs to one person: the newer binding takes the place of the older.
    await tx.delete(noticeAddresses).where(isWechat(address.addressHash))
    await tx
      .insert(noticeAddresses)
      .values({ personId: proof.personId, medium: 'wechat', ...address })
      .onConflictDoUpdate({ target: [noticeAddresses.personId, noticeAddresses.medium], set: address })
    return '已绑定。您在阳光政务的消息会发到这里；可随时在网站“消息设置”里解除。'
  })
}

const isWechat = (hash: Buffer) => and(eq(noticeAddresses.medium, 'wechat'), eq(noticeAddresses.addressHash, hash))

/** By the person on our page, or by WeChat when they stop following. */
export async function unbindWechat(
  house: Pick<House, 'secrets'> & { db: Db },
  who: { openid: string } | { personId: string },
): Promise<void> {
  await house.db
    .delete(noticeAddresses)
    .where(
      'openid' in who
        ? isWechat(wechatHash(house.secrets, who.openid))
        : and(eq(noticeAddresses.medium, 'wechat'), eq(noticeAddresses.personId, who.personId)),
    )
}
