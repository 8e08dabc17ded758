import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { sameText } from '../channels/signature.ts'
import { bindWechat, unbindWechat } from '../preferences/bind-wechat.ts'
import { noteReceipt } from './receipts.ts'
import { readXml, textXml } from './wechat-xml.ts'

/** What the official account tells us: that it is ours (GET, `echostr`), receipts, who unfollows, and the code that binds an account. */
export const wechatCallbacks = routes()
  .get(urls.wechatEvents(), (c) => {
    if (!isOurs(c)) return c.text('BAD_SIGNATURE', 401)
    return c.text(c.req.query('echostr')?.slice(0, 100) ?? '')
  })
  .post(urls.wechatEvents(), async (c) => {
    if (!isOurs(c)) return c.text('BAD_SIGNATURE', 401)
    const house = c.get('house')
    const fields = readXml((await c.req.text()).slice(0, 20_000))
    const words = await takeEvent(house, fields)
    if (words === null) return c.text('success')
    const [to = '', from = ''] = [fields.FromUserName, fields.ToUserName]
    c.header('Content-Type', 'text/xml; charset=utf-8')
    return c.body(textXml({ to, from, at: house.clock.now(), words }))
  })

/** `signature` = SHA-1 of token, timestamp and nonce in order; WeChat's own rule. Not older than five minutes. */
function isOurs(c: Context<Env>): boolean {
  const house = c.get('house')
  const { wechat } = house.config.providers
  if (!wechat) throw notFound()
  const { signature = '', timestamp = '', nonce = '' } = c.req.query()
  if (!/^\d{9,12}$/.test(timestamp)) return false
  if (Math.abs(house.clock.now().epochMilliseconds / 1000 - Number(timestamp)) > 300) return false
  const expected = createHash('sha1').update([wechat.token, timestamp, nonce].sort().join('')).digest('hex')
  return sameText(signature, expected)
}

/** @returns what to say back, or null for nothing */
async function takeEvent(house: House, fields: Record<string, string>): Promise<string | null> {
  const { MsgType = '', Event = '', FromUserName: openid = '' } = fields
  if (MsgType === 'event' && Event === 'TEMPLATESENDJOBFINISH' && fields.MsgID) {
    const [status = '', why = ''] = (fields.Status ?? '').split(':').map((part) => part.trim().replaceAll(' ', '-'))
    await noteReceipt(house, {
      source: 'wechat',
      messageId: fields.MsgID,
      of: { providerId: fields.MsgID },
      isDelivered: status === 'success',
      code: /^[\w-]{1,40}$/.test(why || status) ? why || status : 'failed',
    })
    return null
  }
  if (MsgType === 'event' && Event === 'unsubscribe') {
    await unbindWechat(house, { openid })
    return null
  }
  const code = /^绑定\s*(\d{8})$/u.exec((fields.Content ?? '').normalize('NFKC').trim())?.[1]
  return MsgType === 'text' && code && openid ? bindWechat(house, openid, code) : null
}
