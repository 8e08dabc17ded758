import { randomInt } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { countTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { Refusal } from '#platform/refusal.ts'
import { queueNotice } from '../queue-notice.ts'
import { noticeAddresses, noticeProofs } from '../tables.ts'
import { defineTemplates } from '../template.ts'
import { emailHash } from './address-hash.ts'

/** 本市自定. */
const codeMinutes = 10
const codesOfPerson: RateLimit = {
  name: 'email-codes',
  points: 5,
  seconds: 3600,
  sentence: '获取验证码的次数太多了，请过一小时再试。',
}
const triesOfPerson: RateLimit = {
  name: 'email-tries',
  points: 5,
  seconds: 900,
  sentence: '验证码输错的次数太多了，请过一刻钟再试。',
}

defineTemplates({
  'notices.emailCode': {
    version: 1,
    title: '邮箱验证码',
    legal: true,
    echo: true,
    sample: { code: '204815', minutes: '10' },
    sms: (v) =>
      `邮箱验证码 ${v.code}，${v.minutes} 分钟内有效，填在网站“消息设置”里，就能用这个邮箱收消息。不是您本人操作的，不用理会。`,
  },
})

/** Takes what a person typed; a mail programme's display name, a second address or a line break is refused. */
export function checkEmail(typed: string): { ok: true; value: string } | { ok: false; message: string } {
  const value = typed.normalize('NFKC').trim()
  if (value === '') return { ok: false, message: '请填写邮箱地址。' }
  const isAddress = /^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/.test(
    value,
  )
  return isAddress && value.length <= 254
    ? { ok: true, value }
    : { ok: false, message: '邮箱地址应像 wang@example.com 这样，只填一个。' }
}

const codeHash = (house: Pick<House, 'secrets'>, personId: string, code: string): Buffer =>
  house.secrets.lookupHash(`${personId} ${code}`, 'notice_proofs.email')

/** Sends a code to the address; it is used for messages only once the code came back. */
export async function askForEmail(house: House, tx: Transaction, personId: string, typed: string): Promise<void> {
  const checked = checkEmail(typed)
  if (!checked.ok) throw new Refusal('email', checked.message, { field: 'email' })
  await countTry(house, codesOfPerson, personId)
  const code = String(randomInt(100_000, 1_000_000))
  const proof = {
    addressCipher: house.secrets.encrypt(checked.value, 'notice_proofs.email'),
    codeHash: codeHash(house, personId, code),
    expiresAt: house.clock.now().add({ minutes: codeMinutes }),
  }
  await tx
    .insert(noticeProofs)
    .values({ personId, medium: 'email', ...proof })
    .onConflictDoUpdate({ target: [noticeProofs.personId, noticeProofs.medium], set: proof })
  await queueNotice(tx, house, {
    template: 'notices.emailCode',
    to: { email: checked.value },
    variables: { code, minutes: String(codeMinutes) },
    at: house.clock.now(),
  })
}

export async function confirmEmail(house: House, tx: Transaction, personId: string, typed: string): Promise<void> {
  const code = typed.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) throw new Refusal('code', '验证码是 6 位数字，请看邮件。', { field: 'code' })
  await countTry(house, triesOfPerson, personId)
  const [proof] = await tx
    .delete(noticeProofs)
    .where(
      and(
        eq(noticeProofs.personId, personId),
        eq(noticeProofs.medium, 'email'),
        eq(noticeProofs.codeHash, codeHash(house, personId, code)),
        gt(noticeProofs.expiresAt, house.clock.now()),
      ),
    )
    .returning()
  if (!proof?.addressCipher)
    throw new Refusal('wrong-code', '验证码不对或已过期，请检查邮件，或重新获取验证码。', { field: 'code' })
  const email = house.secrets.decrypt(proof.addressCipher, 'notice_proofs.email')
  const address = {
    addressCipher: house.secrets.encrypt(email, 'notice_addresses.email'),
    addressHash: emailHash(house.secrets, email),
    confirmedAt: house.clock.now(),
  }
  await tx
    .insert(noticeAddresses)
    .values({ personId, medium: 'email', ...address })
    .onConflictDoUpdate({ target: [noticeAddresses.personId, noticeAddresses.medium], set: address })
}

/** Both the address in use and one that waits for its code. */
export async function removeEmail(tx: Transaction, personId: string): Promise<void> {
  for (const table of [noticeAddresses, noticeProofs])
    await tx.delete(table).where(and(eq(table.personId, personId), eq(table.medium, 'email')))
}
