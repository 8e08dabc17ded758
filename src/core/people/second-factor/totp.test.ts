import { expect, test } from 'vitest'
import { base32, stepAt, stepOfCode, totpAddress, totpCode } from './totp.ts'

const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)

/** RFC 6238 appendix B, the SHA-1 column; its eight digits end in our six. */
test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('the vector of the RFC at second %i', (seconds, code) => {
  expect(totpCode(secret, stepAt(at(seconds)))).toBe(code.slice(2))
})

test('a phone may be half a minute fast or slow, not more', () => {
  const now = at(1_800_000_000)
  const step = stepAt(now)
  for (const near of [step - 1, step, step + 1]) expect(stepOfCode(secret, totpCode(secret, near), now)).toBe(near)
  for (const far of [step - 2, step + 2]) expect(stepOfCode(secret, totpCode(secret, far), now)).toBeNull()
})

/** RFC 4648 §10. */
test.each([
  ['f', 'MY'],
  ['foob', 'MZXW6YQ'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of %s', (plain, coded) => {
  expect(base32(Buffer.from(plain))).toBe(coded)
})

test('the address that apps read', () => {
  expect(totpAddress(secret, '攀枝花市阳光政务', 'anquan')).toBe(
    `otpauth://totp/${encodeURIComponent('攀枝花市阳光政务')}:anquan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=${encodeURIComponent('攀枝花市阳光政务')}&algorithm=SHA1&digits=6&period=30`,
  )
})
