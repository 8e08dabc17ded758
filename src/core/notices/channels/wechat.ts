import { z } from 'zod'
import type { House } from '#platform/house.ts'
import type { ProviderConfig } from '#platform/provider-config.ts'
import { urls } from '#urls.ts'
import { type Channel, DeliveryFailure, type Message } from '../channel.ts'
import { askProvider } from './ask-provider.ts'
import { accessToken } from './wechat-token.ts'

type Account = NonNullable<ProviderConfig['wechat']>

const answered = z.object({ errcode: z.number().int(), msgid: z.union([z.number(), z.string()]).optional() })

const tokenEnded = new Set([40001, 40014, 42001])
/** Not following, no such person or template, refused by the person or the platform: asking again changes nothing. */
const forGood = new Set([40003, 40037, 43004, 43019, 43101, 43107, 47003])

/**
 * Template messages of an official account. `client_msg_id` is the notice's id: WeChat drops a repeat for ten minutes and promises
 * nothing after them, so what is in doubt is tried again for nine. The message names what it is about and leads to our inbox; the words themselves stay here.
 */
export function wechatChannel(house: House, account: Account, timeout = 8_000): Channel {
  const post = async (token: string, body: string) => {
    const url = new URL(`${account.url}/cgi-bin/message/template/send`)
    url.searchParams.set('access_token', token)
    const headers = { 'Content-Type': 'application/json; charset=utf-8' }
    return askProvider(url, { method: 'POST', headers, body, timeout })
  }
  return {
    name: 'wechat',
    atOnce: 6,
    dropsRepeats: Temporal.Duration.from({ minutes: 9 }),
    send: async (message, sending) => {
      const body = JSON.stringify(templateMessage(house, account, message))
      let token = await accessToken(house, account, timeout)
      await sending.beforeHandOver()
      let answer = await post(token, body)
      // Once: a token refused twice is a fault of the account, and waits like any other.
      if (tokenEnded.has(answered.safeParse(answer.json).data?.errcode ?? 0)) {
        token = await accessToken(house, account, timeout, token)
        answer = await post(token, body)
      }
      const read = answered.safeParse(answer.json)
      if (!read.success) throw new DeliveryFailure(`wechat-http-${answer.status}`, true, true)
      const { errcode, msgid } = read.data
      if (errcode !== 0) throw new DeliveryFailure(`wechat-${errcode}`, !forGood.has(errcode))
      return { providerId: msgid === undefined ? null : String(msgid) }
    },
    wasSent: async () => 'unknown',
  }
}

function templateMessage(house: House, account: Account, message: Message) {
  const time = message.at
    .toZonedDateTimeISO(house.config.timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
  const values = {
    title: message.title,
    number: (message.variables.number ?? '').replace(/\s/g, '') || '—',
    time: time.replace('T', ' '),
  }
  return {
    touser: message.to,
    template_id: account.templateId,
    client_msg_id: message.noticeId,
    ...(house.config.publicUrl && { url: house.config.publicUrl + urls.myMessages() }),
    // WeChat refuses a `thing` of more than 20 characters.
    data: Object.fromEntries(
      Object.entries(account.fields).map(([field, what]) => [
        field,
        { value: [...values[what]].slice(0, 20).join('') },
      ]),
    ),
  }
}
