import { type CipherGCMTypes, createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomFromStore } from './random.ts'

export type CipherName = 'sm4-gcm' | 'aes-256-gcm'

/**
 * Column encryption and keyed look-up hashes. A context is the column's name (`persons.phone`): what was written for one
 * column neither decrypts nor matches in another.
 */
export type Secrets = {
  /** Version byte, nonce (12), tag (16), ciphertext. Two calls with the same text never give the same bytes. */
  encrypt(text: string, context: string): Buffer
  /** Throws when a bit was changed, or when it was written for another context or under another master key. */
  decrypt(sealed: Uint8Array, context: string): string
  /** 32 bytes; equal texts of one context give equal hashes, so that a row is found without its text. */
  lookupHash(text: string, context: string): Buffer
  /** Hex, independent of the master key: whoever holds text and salt can check an event (see `matter_texts`). */
  saltedHash(salt: string, text: string): string
  /** Hex key of 32 bytes for another part of the house, e.g. the signature of session cookies. */
  deriveKey(purpose: string): string
}

type Version = 1 | 2

const ciphers: Record<Version, string> = { 1: 'sm4-gcm', 2: 'aes-256-gcm' }

// Node's types do not know that its OpenSSL has SM4 in this mode.
const gcm = (version: Version) => ciphers[version] as CipherGCMTypes

const nonceLength = 12
const tagLength = 16

/**
 * What is already stored stays readable after a change of `cipher`: each value names its own. The look-up hash goes with the
 * cipher (HMAC-SM3 beside SM4, HMAC-SHA256 beside AES), so `cipher` is chosen before the first person is entered.
 */
export function openSecrets({ key, cipher }: { key: string; cipher: CipherName }): Secrets {
  if (key.length < 32) throw new Error('主密钥至少 32 个字符')
  const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', key, 'yangguang', info, length))
  const keys = { 1: derive('column/sm4-gcm', 16), 2: derive('column/aes-256-gcm', 32) }
  const writing: Version = cipher === 'sm4-gcm' ? 1 : 2
  const digest = cipher === 'sm4-gcm' ? 'sm3' : 'sha256'
  const lookupKey = derive(`lookup/${digest}`, 32)

  return {
    encrypt(text, context) {
      const nonce = randomFromStore(nonceLength)
      const sealing = createCipheriv(gcm(writing), keys[writing], nonce, { authTagLength: tagLength })
      sealing.setAAD(boundTo(writing, context))
      const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
      return Buffer.concat([Buffer.of(writing), nonce, sealing.getAuthTag(), body])
    },
    decrypt(sealed, context) {
      const version = sealed[0]
      if ((version !== 1 && version !== 2) || sealed.length < 1 + nonceLength + tagLength)
        throw new Error('not a sealed value')
      const nonce = sealed.subarray(1, 1 + nonceLength)
      const tag = sealed.subarray(1 + nonceLength, 1 + nonceLength + tagLength)
      const opening = createDecipheriv(gcm(version), keys[version], nonce, { authTagLength: tagLength })
      opening.setAAD(boundTo(version, context))
      opening.setAuthTag(tag)
      const body = sealed.subarray(1 + nonceLength + tagLength)
      return Buffer.concat([opening.update(body), opening.final()]).toString('utf8')
    },
    lookupHash: (text, context) => createHmac(digest, lookupKey).update(`${context}\0${text}`).digest(),
    saltedHash: (salt, text) => createHmac('sha256', salt).update(text).digest('hex'),
    deriveKey: (purpose) => derive(`purpose/${purpose}`, 32).toString('hex'),
  }
}

const boundTo = (version: Version, context: string): Buffer => Buffer.from(`${version}\0${context}`)

export const newSalt = (): string => randomFromStore(16).toString('hex')

/**
 * The master key of this installation: made at the first start, kept in the data folder, readable by its owner only. Whoever
 * loses it loses every name and phone in the database, so a backup takes it along.
 */
export function loadOrMakeKey(dataDir: string): string {
  const file = join(dataDir, 'secret.key')
  mkdirSync(dataDir, { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600 })
  try {
    // Linked, not written, into place: a process that dies here leaves no half key, and of two starters one wins.
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    unlinkSync(draft)
  }
  chmodSync(file, 0o600)
  return readFileSync(file, 'utf8').trim()
}
