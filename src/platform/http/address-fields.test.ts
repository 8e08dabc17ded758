import { expect, test } from 'vitest'
import { readPageKey, writePageKey } from './address-fields.ts'

const id = '019a0b0c-0d0e-7f10-8111-121314151617'

test('a page key comes back as it was written; a forged one is none', () => {
  const at = Temporal.Instant.from('2026-11-23T02:00:00.123456Z')
  expect(readPageKey(writePageKey(at, id))).toEqual({ at, id })
  for (const forged of [
    undefined,
    '',
    '_',
    `0000-01-01T00:00:00Z_${id}`,
    `2026-13-01T00:00:00Z_${id}`,
    `${at}_x`,
    `${at}`,
  ]) {
    expect(readPageKey(forged)).toBeUndefined()
  }
})
