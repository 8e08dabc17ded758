import { createHash } from 'node:crypto'
import type { House } from '#platform/house.ts'
import { noteReceipt } from './receipts.ts'

/** What a mail server says about a mail of ours that it could not deliver (RFC 3464). */
export type Bounce = { noticeId: string; isDelivered: boolean; code: string }

/**
 * Reads a delivery status notification: `Action` and `Status` of its machine-readable part, and the Message-ID of the mail that it speaks of, which is made
 * of our notice's id. Null for anything else: a holiday answer, a mail of somebody, a report that it will be tried again (`delayed`).
 */
export function readBounce(mail: string, domain: string): Bounce | null {
  const lines = mail.slice(0, 200_000).split(/\r?\n/)
  const fieldOf = (pattern: RegExp): string | undefined => lines.map((line) => pattern.exec(line)?.[1]).find(Boolean)
  const action = fieldOf(/^Action:\s{0,20}(\w{1,20})/i)?.toLowerCase()
  const status = fieldOf(/^Status:\s{0,20}(\d\.\d{1,3}\.\d{1,3})/i)
  const ours = new RegExp(
    `^Message-ID:\\s{0,20}<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@${escaped(domain)}>`,
    'i',
  )
  const noticeId = fieldOf(ours)?.toLowerCase()
  if (!noticeId || !status || (action !== 'failed' && action !== 'delivered')) return null
  return { noticeId, isDelivered: action === 'delivered', code: `smtp-${status}` }
}

const escaped = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '\\$&')

/** `dist/main.js bounce`, to which the mail server pipes what comes to our sending address. @returns what was done with it, for its log */
export async function takeBounce(house: House, mail: string): Promise<string> {
  const { mail: configured } = house.config.providers
  if (!configured) return '没有配置邮件（MAIL_FROM），退信无从对应。'
  const bounce = readBounce(mail, configured.from.split('@')[1] ?? '')
  if (!bounce) return '不是本站邮件的退信，没有处理。'
  const { noticeId, isDelivered, code } = bounce
  const messageId = createHash('sha256').update(mail).digest('hex')
  const isNew = await noteReceipt(house, { source: 'email', messageId, of: { noticeId }, isDelivered, code })
  return isNew ? `已记下：消息 ${noticeId} ${isDelivered ? '已送达' : '没有送到'}（${code}）。` : '这封退信以前处理过。'
}
