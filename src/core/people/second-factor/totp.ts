import { createHmac } from 'node:crypto'

const halfMinute = 30_000
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Which half minute since 1970 an instant lies in (RFC 6238 §4.2). */
export const stepAt = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / halfMinute)

/** RFC 6238 over RFC 4226 with SHA-1 and six digits: what every authenticator app understands. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = digest.readUInt8(digest.length - 1) & 15
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

/** The half minute that a code belongs to: this one, the one before or the one after, as phones run fast and slow. Null: none. */
export function stepOfCode(secret: Uint8Array, code: string, at: Temporal.Instant): number | null {
  const now = stepAt(at)
  return [now, now - 1, now + 1].find((step) => totpCode(secret, step) === code) ?? null
}

/** RFC 4648 without padding, as apps want it. */
export function base32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('')
}

/** What the QR code says to the app; the account is the user name, never a person's. */
export const totpAddress = (secret: Uint8Array, issuer: string, account: string): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`
