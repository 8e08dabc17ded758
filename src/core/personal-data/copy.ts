import { registrationsOf } from '#core/gatherings/index.ts'
import { groupNumber, stateWords } from '#core/matters/index.ts'
import { heldAddresses, heldMessages } from '#core/notices/index.ts'
import { heldOfPerson, maskName, maskPhone } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { notFound } from '#platform/refusal.ts'
import { formatDateTime } from '#ui/index.ts'
import { type HeldMatter, heldOfMatter, mattersAskedBy } from './held-matters.ts'
import { readingsOfThings } from './readings.ts'

/** A copy to take away: the keys are the words a person reads, so that the file explains itself (个人信息保护法 第45条). */
export type Copied = { [key: string]: string | number | boolean | null | Copied | Copied[] }

export type CopiedMatter = Copied

const at = (house: House, instant: Temporal.Instant): string => formatDateTime(instant, house.config.timeZone)

/** `isProven`: by their account. Number and code may be on a receipt that somebody found, so by them name and phone stay masked. */
export async function copiedMatter(
  house: House,
  matterId: string,
  { isProven }: { isProven: boolean },
): Promise<CopiedMatter> {
  const held = await heldOfMatter(house, matterId)
  if (!held) throw notFound('办件')
  const contactIds = held.row.contactId ? [held.row.contactId] : []
  const [messages, readings] = await Promise.all([
    heldMessages(house, { contactIds }),
    readingsOfThings(house.db, [matterId]),
  ])
  const contact =
    held.contact && !isProven
      ? {
          ...held.contact,
          name: held.contact.name && maskName(held.contact.name),
          phone: held.contact.phone && maskPhone(held.contact.phone),
          address: null,
        }
      : held.contact
  return {
    ...matterWords(house, { ...held, contact }),
    发给您的消息: messageWords(house, messages),
    谁看过您的电话: readingWords(house, readings),
  }
}

export async function copiedPerson(house: House, personId: string): Promise<Copied> {
  const [person, ids] = await Promise.all([heldOfPerson(house, personId), mattersAskedBy(house, personId)])
  if (!person) throw notFound('账号')
  const held: HeldMatter[] = []
  for (const id of ids) {
    const one = await heldOfMatter(house, id)
    if (one) held.push(one)
  }
  const contactIds = held.flatMap(({ row }) => row.contactId ?? [])
  const [messages, addresses, readings, registrations] = await Promise.all([
    heldMessages(house, { personId, contactIds }),
    heldAddresses(house, personId),
    readingsOfThings(house.db, [...ids, personId]),
    registrationsOf(house.db, personId),
  ])
  return {
    账号: {
      姓名: person.name,
      手机号码: person.phone,
      ...(person.idNumber ? { 身份证号码: person.idNumber } : {}),
      ...(person.staffNumber ? { 工号: person.staffNumber } : {}),
      注册时间: at(house, person.createdAt),
    },
    绑定的邮箱微信和浏览器: addresses.map(({ medium, address }) => ({
      方式: { email: '邮箱', wechat: '微信', push: '浏览器通知' }[medium],
      地址: address,
    })),
    登录过的设备: person.sessions.map(({ device, seenAt }) => ({ 设备: device, 最近使用: at(house, seenAt) })),
    代办授权: person.mandates.map(({ subject, agent, from, until }) => ({
      为谁: subject,
      谁来办: agent,
      从: from.toString(),
      到: until.toString(),
    })),
    活动报名: registrations.map(({ title, registeredAt, withdrawnAt }) => ({
      活动: title,
      报名时间: at(house, registeredAt),
      撤回时间: withdrawnAt ? at(house, withdrawnAt) : null,
    })),
    来信: held.map((one) => matterWords(house, one)),
    发给您的消息: messageWords(house, messages),
    谁看过您的电话: readingWords(house, readings),
  }
}

function matterWords(house: House, { row, texts, contact, files }: HeldMatter): Copied {
  return {
    编号: groupNumber(row.number),
    提交时间: at(house, row.openedAt),
    状态: stateWords[row.state],
    联系方式: contact ? { 姓名: contact.name, 电话: contact.phone, 地址: contact.address } : null,
    文字: texts.map(({ name, body, createdAt }) => ({
      是什么: name,
      时间: at(house, createdAt),
      内容: body,
    })),
    附件: files.map(({ name, bytes, createdAt }) => ({ 文件名: name, 字节: bytes, 时间: at(house, createdAt) })),
  }
}

const messageWords = (house: House, messages: Awaited<ReturnType<typeof heldMessages>>): Copied[] =>
  messages.map((one) => ({ 时间: at(house, one.at), 方式: one.channel, 内容: one.text }))

const readingWords = (house: House, readings: Awaited<ReturnType<typeof readingsOfThings>>): Copied[] =>
  readings.map((one) => ({ 时间: at(house, one.at), 谁: one.by, 做了什么: one.act }))
