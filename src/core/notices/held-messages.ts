import { and, desc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { openBody } from './sealed.ts'
import { noticeAddresses, notices } from './tables.ts'
import { flagsOf } from './template.ts'

export type HeldMessage = { at: Temporal.Instant; title: string; channel: string; text: string }

/** What is kept of messages to a person and to contacts of their matters, newest first, in the clear: for themselves only. */
export async function heldMessages(
  { db, secrets }: Pick<House, 'db' | 'secrets'>,
  to: { personId?: string; contactIds: readonly string[] },
): Promise<HeldMessage[]> {
  const theirs = [
    ...(to.personId ? [eq(notices.toPersonId, to.personId)] : []),
    ...(to.contactIds.length > 0 ? [inArray(notices.toContactId, [...to.contactIds])] : []),
  ]
  if (theirs.length === 0) return []
  const rows = await db
    .select()
    .from(notices)
    .where(and(or(...theirs), isNotNull(notices.bodyCipher)))
    .orderBy(desc(notices.createdAt))
    .limit(1000)
  return rows.map(({ createdAt, template, channel, bodyCipher }) => ({
    at: createdAt,
    title: flagsOf(template).title,
    channel: channelNames[channel] ?? channel,
    text: bodyCipher ? openBody(secrets, bodyCipher).text : '',
  }))
}

const channelNames: Record<string, string> = {
  sms: '短信',
  email: '邮件',
  wechat: '微信',
  push: '浏览器通知',
  inbox: '站内信',
}

/** Addresses that this person has proved, in the clear. */
export async function heldAddresses(
  { db, secrets }: Pick<House, 'db' | 'secrets'>,
  personId: string,
): Promise<{ medium: 'email' | 'wechat' | 'push'; address: string }[]> {
  const rows = await db.select().from(noticeAddresses).where(eq(noticeAddresses.personId, personId))
  return rows.map(({ medium, addressCipher }) => ({
    medium,
    address: secrets.decrypt(addressCipher, `notice_addresses.${medium}`),
  }))
}
