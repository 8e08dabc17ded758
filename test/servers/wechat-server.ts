import { createHash } from 'node:crypto'
import { listen } from './listen.ts'

const account = { appId: 'wx0123456789abcdef', appSecret: 'local-app-secret', token: 'LocalToken2026' }

type Template = {
  touser: string
  template_id: string
  client_msg_id: string
  url?: string
  data: Record<string, { value: string }>
}

/**
 * A local official-account interface: `cgi-bin/token` gives a token that ends the one before it, `message/template/send` demands the
 * newest, drops repeats of `client_msg_id` and answers with WeChat's error codes.
 */
export async function wechatServer() {
  const sent = new Map<string, Template & { msgid: number }>()
  const answers: (number | 'never' | 'html' | 'taken-then-lost')[] = []
  let tokens = 0
  const current = () => `token-${tokens}`
  const server = await listen((request, body, response) => {
    const url = new URL(request.url ?? '', 'http://local')
    const say = (answer: object) => response.writeHead(200).end(JSON.stringify(answer))
    if (url.pathname === '/cgi-bin/token') {
      const { grant_type: grant, appid, secret } = Object.fromEntries(url.searchParams)
      if (grant !== 'client_credential' || appid !== account.appId) return void say({ errcode: 40013, errmsg: 'appid' })
      if (secret !== account.appSecret) return void say({ errcode: 40125, errmsg: 'secret' })
      tokens++
      return void say({ access_token: current(), expires_in: 7200 })
    }
    if (url.searchParams.get('access_token') !== current()) return void say({ errcode: 40001, errmsg: 'token' })
    const answer = answers.shift() ?? 0
    if (answer === 'never') return
    if (answer === 'html') return void response.writeHead(502).end('<html>Bad Gateway</html>')
    if (typeof answer === 'number' && answer !== 0) return void say({ errcode: answer, errmsg: 'as asked' })
    const message = JSON.parse(body) as Template
    if (Object.values(message.data).some(({ value }) => [...value].length > 20 || value === ''))
      return void say({ errcode: 47003, errmsg: 'argument invalid' })
    const first = sent.get(message.client_msg_id) ?? { ...message, msgid: 1000 + sent.size }
    sent.set(message.client_msg_id, first)
    if (answer === 'taken-then-lost') return void response.destroy()
    say({ errcode: 0, errmsg: 'ok', msgid: first.msgid })
  })

  const signed = (at: Temporal.Instant): string => {
    const timestamp = String(Math.floor(at.epochMilliseconds / 1000))
    const nonce = '20261123'
    const signature = createHash('sha1').update([account.token, timestamp, nonce].sort().join('')).digest('hex')
    return String(new URLSearchParams({ signature, timestamp, nonce }))
  }
  return {
    env: {
      WECHAT_URL: server.url,
      WECHAT_NAME: '阳光政务',
      WECHAT_APP_ID: account.appId,
      WECHAT_APP_SECRET: account.appSecret,
      WECHAT_TOKEN: account.token,
      WECHAT_TEMPLATE_ID: 'TEMPLATE-1',
    },
    sent,
    answers,
    tokens: () => tokens,
    /** Somebody else asks for a token, which ends ours. */
    endToken: () => {
      tokens++
    },
    signed,
    /** An event as WeChat posts it. */
    xml: (fields: Record<string, string | number>): string =>
      `<xml>${Object.entries(fields)
        .map(([name, value]) => `<${name}>${typeof value === 'number' ? value : `<![CDATA[${value}]]>`}</${name}>`)
        .join('\n')}</xml>`,
    close: server.close,
  }
}
