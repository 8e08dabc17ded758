import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto'

/** What is signed, line by line; both directions sign the same way. `timestamp` is in seconds since 1970. */
export type Signed = { method: string; path: string; timestamp: string; nonce: string; body: string }

/** Hex of HMAC-SHA256 over method, path, timestamp, nonce and the SHA-256 of the body, each on a line. */
export const signatureOf = (secret: string, { method, path, timestamp, nonce, body }: Signed): string =>
  createHmac('sha256', secret)
    .update([method, path, timestamp, nonce, createHash('sha256').update(body).digest('hex')].join('\n'))
    .digest('hex')

export function signedHeaders(
  key: { keyId: string; secret: string },
  about: { method: string; path: string; body: string; now: Temporal.Instant },
): Record<string, string> {
  const timestamp = String(Math.floor(about.now.epochMilliseconds / 1000))
  const nonce = randomUUID()
  return {
    'X-Key-Id': key.keyId,
    'X-Timestamp': timestamp,
    'X-Nonce': nonce,
    'X-Signature': signatureOf(key.secret, { ...about, timestamp, nonce }),
  }
}

export const sameText = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A signature of the last five minutes with this key over exactly these bytes. */
export function isSigned(
  key: { keyId: string; secret: string },
  header: (name: string) => string | undefined,
  about: { method: string; path: string; body: string; now: Temporal.Instant },
): boolean {
  const [keyId = '', timestamp = '', nonce = '', signature = ''] = [
    header('X-Key-Id'),
    header('X-Timestamp'),
    header('X-Nonce'),
    header('X-Signature'),
  ]
  if (!/^\d{9,12}$/.test(timestamp) || nonce === '') return false
  const age = Math.abs(about.now.epochMilliseconds / 1000 - Number(timestamp))
  if (age > 300 || !sameText(keyId, key.keyId)) return false
  return sameText(signature, signatureOf(key.secret, { ...about, timestamp, nonce }))
}
