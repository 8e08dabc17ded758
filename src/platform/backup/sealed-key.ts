import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { type CipherName, openSecrets } from '../secrets.ts'

/** Half of a derived key: whoever reads it can check a master key, and make nothing of it. */
export const keyCheckOf = (key: string, cipher: CipherName): string =>
  openSecrets({ key, cipher }).deriveKey('backup/key-check').slice(0, 32)

const stretched = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase, salt, 32, { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 })

/** The master key under a passphrase, so that a backup alone opens no name and no phone. */
export function sealKey(key: string, passphrase: string): string {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const sealing = createCipheriv('aes-256-gcm', stretched(passphrase, salt), nonce)
  const body = Buffer.concat([sealing.update(key, 'utf8'), sealing.final()])
  return Buffer.concat([salt, nonce, sealing.getAuthTag(), body]).toString('base64url')
}

/** Null for the wrong passphrase. */
export function unsealKey(sealed: string, passphrase: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const opening = createDecipheriv(
      'aes-256-gcm',
      stretched(passphrase, bytes.subarray(0, 16)),
      bytes.subarray(16, 28),
    )
    opening.setAuthTag(bytes.subarray(28, 44))
    return Buffer.concat([opening.update(bytes.subarray(44)), opening.final()]).toString('utf8')
  } catch {
    return null
  }
}
