import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { type CipherName, loadOrMakeKey, newSalt, openSecrets } from './secrets.ts'

const key = 'a'.repeat(32)
const ciphers: CipherName[] = ['sm4-gcm', 'aes-256-gcm']

describe.each(ciphers)('%s', (cipher) => {
  const secrets = openSecrets({ key, cipher })

  test('gives back what was put in, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(secrets.decrypt(secrets.encrypt(text, context), context)).toBe(text)
      }),
    )
  })

  test('never writes the same bytes twice', () => {
    const written = new Set(
      Array.from({ length: 200 }, () => secrets.encrypt('王晓梅', 'persons.name').toString('hex')),
    )
    expect(written.size).toBe(200)
  })

  test('refuses every single changed bit', () => {
    const sealed = secrets.encrypt('15400000001', 'persons.phone')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(() => secrets.decrypt(changed, 'persons.phone'), `bit ${bit}`).toThrow()
    }
  })

  test('refuses what was cut short', () => {
    const sealed = secrets.encrypt('', 'persons.phone')
    for (let length = 0; length < sealed.length; length++)
      expect(() => secrets.decrypt(sealed.subarray(0, length), 'persons.phone')).toThrow()
  })

  test('refuses another column and another master key', () => {
    const sealed = secrets.encrypt('15400000001', 'persons.phone')
    expect(() => secrets.decrypt(sealed, 'persons.name')).toThrow()
    expect(() => openSecrets({ key: 'b'.repeat(32), cipher }).decrypt(sealed, 'persons.phone')).toThrow()
  })

  test('the look-up hash finds equals within one column only', () => {
    const hash = secrets.lookupHash('15400000001', 'persons.phone')
    expect(hash).toHaveLength(32)
    expect(secrets.lookupHash('15400000001', 'persons.phone').equals(hash)).toBe(true)
    expect(secrets.lookupHash('15400000002', 'persons.phone').equals(hash)).toBe(false)
    expect(secrets.lookupHash('15400000001', 'contacts.phone').equals(hash)).toBe(false)
    const other = openSecrets({ key: 'b'.repeat(32), cipher })
    expect(other.lookupHash('15400000001', 'persons.phone').equals(hash)).toBe(false)
  })
})

test('what was written under one cipher is read under the other', () => {
  const [sm4, aes] = [openSecrets({ key, cipher: 'sm4-gcm' }), openSecrets({ key, cipher: 'aes-256-gcm' })]
  expect(aes.decrypt(sm4.encrypt('东区', 'x'), 'x')).toBe('东区')
  expect(sm4.decrypt(aes.encrypt('东区', 'x'), 'x')).toBe('东区')
})

test('salted hashes and derived keys differ by salt and purpose', () => {
  const secrets = openSecrets({ key, cipher: 'sm4-gcm' })
  const salt = newSalt()
  expect(secrets.saltedHash(salt, '正文')).toBe(
    openSecrets({ key: 'b'.repeat(32), cipher: 'sm4-gcm' }).saltedHash(salt, '正文'),
  )
  expect(secrets.saltedHash(newSalt(), '正文')).not.toBe(secrets.saltedHash(salt, '正文'))
  expect(secrets.deriveKey('a')).not.toBe(secrets.deriveKey('b'))
  expect(secrets.deriveKey('a')).toMatch(/^[0-9a-f]{64}$/)
})

test('a short master key is refused', () => {
  expect(() => openSecrets({ key: 'short', cipher: 'sm4-gcm' })).toThrow('至少 32 个字符')
})

describe('the kept key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yangguang-key-'))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('is made once, for its owner only, and stays', () => {
    const made = loadOrMakeKey(folder)
    expect(made).toMatch(/^[0-9a-f]{64}$/)
    expect(loadOrMakeKey(folder)).toBe(made)
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toBe(made)
  })
})
