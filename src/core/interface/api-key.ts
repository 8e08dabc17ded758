import { timingSafeEqual } from 'node:crypto'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'

/** Id and secret as one text: `ygk_<32 hex>_<43 characters>`. The prefix lets scanners for leaked secrets know it. */
export const keyText = (id: string, secret: string): string => `ygk_${id.replaceAll('-', '')}_${secret}`

export function readKeyText(text: string): { id: string; secret: string } | null {
  const [, hex, secret] = /^ygk_([0-9a-f]{32})_([\w-]{43})$/.exec(text) ?? []
  const id = hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return id && secret && isId(id) ? { id, secret } : null
}

/**
 * 256 bits that follow from the form that asked for the key and from the house's master key: a second click on the form shows the same key again, and
 * nobody has to store it.
 */
export const secretOfForm = ({ secrets }: Pick<House, 'secrets'>, formKey: string): string =>
  secrets.lookupHash(formKey, 'api_keys.secret').toString('base64url')

/** The secret has 256 bits: a plain keyed hash is as good as a slow one. */
export const secretHash = ({ secrets }: Pick<House, 'secrets'>, secret: string): Buffer =>
  secrets.lookupHash(secret, 'api_keys.secret_hash')

export const sameSecret = (stored: Buffer, offered: Buffer): boolean =>
  stored.length === offered.length && timingSafeEqual(stored, offered)
