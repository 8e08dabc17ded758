import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

type Taken = { headers: IncomingHttpHeaders; body: Buffer; path: string }

/** A push service on this machine that demands what RFC 8030 and RFC 8292 say, and browsers whose keys it does not know. */
export async function pushService() {
  const taken: Taken[] = []
  const answers: number[] = []
  const refusals: string[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const refusal = whyNot(request.headers, url())
    if (refusal) refusals.push(refusal)
    const status = refusal ? 403 : (answers.shift() ?? 201)
    if (status === 201) taken.push({ headers: request.headers, body: Buffer.concat(parts), path: request.url ?? '' })
    response.writeHead(status).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: url(),
    taken,
    /** Of the next requests, in order. */
    answers,
    refusals,
    /** One more browser: its subscription, and how it reads what is sent to it. */
    browser: (name: string) => {
      const keys = createECDH('prime256v1')
      keys.generateKeys()
      const auth = randomBytes(16)
      return {
        subscription: {
          endpoint: `${url()}/send/${name}`,
          keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
        },
        read: (body: Buffer) => decrypted(body, keys, auth),
      }
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** VAPID (RFC 8292 §2, §3): a token signed by the key it names, for this service, not over and not for longer than a day. */
function whyNot(headers: IncomingHttpHeaders, audience: string): string | null {
  if (headers['content-encoding'] !== 'aes128gcm') return 'encoding'
  if (!/^\d+$/.test(String(headers.ttl))) return 'ttl'
  if (headers.topic !== undefined && !/^[\w-]{1,32}$/.test(String(headers.topic))) return 'topic'
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  if (point.length !== 65) return 'key'
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  const isSigned = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) return 'signature'
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  const seconds = Number(exp) - Temporal.Now.instant().epochMilliseconds / 1000
  if (aud !== audience) return 'audience'
  if (!(seconds > 0 && seconds <= 86_400)) return 'expiry'
  return /^(mailto:|https:)/.test(String(sub)) ? null : 'subject'
}

/** RFC 8188 with the keys of RFC 8291: one record. */
function decrypted(body: Buffer, keys: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + keyLength)
  const record = body.subarray(21 + keyLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
  const shared = Buffer.from(hkdfSync('sha256', keys.computeSecret(sender), auth, info, 32))
  const of = (what: string, length: number) =>
    Buffer.from(hkdfSync('sha256', shared, salt, `Content-Encoding: ${what}\0`, length))
  const opening = createDecipheriv('aes-128-gcm', of('aes128gcm', 16), of('nonce', 12))
  opening.setAuthTag(record.subarray(-16))
  const plain = Buffer.concat([opening.update(record.subarray(0, -16)), opening.final()])
  // The last record ends with a 2, after which only zeros.
  return plain.subarray(0, plain.lastIndexOf(2)).toString()
}
