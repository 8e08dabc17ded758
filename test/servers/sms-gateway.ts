import { createHash, createHmac, randomUUID } from 'node:crypto'
import { listen } from './listen.ts'

export type Sms = { noticeId: string; to: string; text: string; template: string; messageId: string }

/** How the gateway behaves towards one request; `good` is the protocol. */
export type Mood = 'good' | 'html' | 'error' | 'malformed' | 'never' | 'taken-then-error' | { code: string }

const key = { keyId: 'city', secret: 'local-gateway-secret-local-gateway' }

/** Written anew here, not imported: the adapter has to agree with the protocol, not with itself. */
const signature = (method: string, path: string, timestamp: string, nonce: string, body: string): string =>
  createHmac('sha256', key.secret)
    .update(`${method}\n${path}\n${timestamp}\n${nonce}\n${createHash('sha256').update(body).digest('hex')}`)
    .digest('hex')

/**
 * A local SMS gateway that speaks the signed protocol of `channels/sms.ts`: it refuses what is not signed or replayed, sends each
 * `noticeId` once however often it is asked, and answers what became of one.
 */
export async function smsGateway(now: () => Temporal.Instant) {
  const sent = new Map<string, Sms>()
  const nonces = new Set<string>()
  const moods: Mood[] = []
  let refusedSignatures = 0
  let asked = 0

  const server = await listen((request, body, response) => {
    asked++
    const path = request.url ?? ''
    const { 'x-key-id': keyId, 'x-timestamp': timestamp, 'x-nonce': nonce, 'x-signature': given } = request.headers
    const say = (status: number, answer: object) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
    const expected = signature(request.method ?? '', path, String(timestamp), String(nonce), body)
    const isOld = Math.abs(now().epochMilliseconds / 1000 - Number(timestamp)) > 300
    if (keyId !== key.keyId || given !== expected || isOld || nonces.has(String(nonce))) {
      refusedSignatures++
      return void say(401, { code: 'BAD_SIGNATURE' })
    }
    nonces.add(String(nonce))
    if (request.method === 'GET') {
      const found = sent.get(path.split('/').at(-1) ?? '')
      return void (found ? say(200, { code: 'OK', messageId: found.messageId }) : say(404, { code: 'NOT_FOUND' }))
    }
    const mood = moods.shift() ?? 'good'
    if (mood === 'never') return
    if (mood === 'html') return void response.writeHead(200).end('<html><title>网关登录</title></html>')
    if (mood === 'error') return void response.writeHead(500).end('<h1>Internal Server Error</h1>')
    if (mood === 'malformed') return void response.writeHead(200).end('{"code":"OK","messageId":')
    if (typeof mood === 'object') return void say(400, mood)
    const asks = JSON.parse(body) as Omit<Sms, 'messageId'>
    const first = sent.get(asks.noticeId) ?? { ...asks, messageId: randomUUID() }
    sent.set(asks.noticeId, first)
    if (mood === 'taken-then-error') return void response.destroy()
    say(200, { code: 'OK', messageId: first.messageId })
  })

  return {
    /** For `readConfig`. */
    env: { SMS_URL: `${server.url}/v1`, SMS_KEY_ID: key.keyId, SMS_SECRET: key.secret, SMS_SENDER: '1069012345' },
    sent,
    /** Of the next requests to send, in order. */
    moods,
    refusedSignatures: () => refusedSignatures,
    asked: () => asked,
    /** Headers and body of a callback of the gateway; `change` spoils them. */
    callback: (path: string, content: object, change: { timestamp?: string; secretBody?: string } = {}) => {
      const body = JSON.stringify(content)
      const timestamp = change.timestamp ?? String(Math.floor(now().epochMilliseconds / 1000))
      const nonce = randomUUID()
      return {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json',
          'X-Key-Id': key.keyId,
          'X-Timestamp': timestamp,
          'X-Nonce': nonce,
          'X-Signature': signature('POST', path, timestamp, nonce, change.secretBody ?? body),
        },
      }
    },
    close: server.close,
  }
}
