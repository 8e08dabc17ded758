import { z } from 'zod'
import type { House } from '#platform/house.ts'

type Secrets = House['secrets']

const body = z.object({ text: z.string(), variables: z.record(z.string(), z.string()) })

export type NoticeBody = z.infer<typeof body>

export const sealBody = (secrets: Secrets, content: NoticeBody): Buffer =>
  secrets.encrypt(JSON.stringify(content), 'notices.body')

export const openBody = (secrets: Secrets, cipher: Buffer): NoticeBody =>
  body.parse(JSON.parse(secrets.decrypt(cipher, 'notices.body')))

export const sealedAddress = (
  secrets: Secrets,
  address: string,
): { addressCipher: Buffer; addressTailHash: Buffer; addressHash: Buffer } => ({
  addressCipher: secrets.encrypt(address, 'notices.address'),
  addressTailHash: tailHash(secrets, address),
  addressHash: addressHash(secrets, address),
})

export const openAddress = (secrets: Secrets, cipher: Buffer): string => secrets.decrypt(cipher, 'notices.address')

/** Of the last four characters, keyed: the outbox page can filter by them without keeping them readable. */
export const tailHash = (secrets: Secrets, address: string): Buffer =>
  secrets.lookupHash(address.slice(-4), 'notices.tail')

export const addressHash = (secrets: Secrets, address: string): Buffer => secrets.lookupHash(address, 'notices.address')

/**
 * Of the words alone: what a phone or a paste does to spaces, full-width forms and punctuation makes no difference, nor does the 【签名】 that a
 * gateway puts before or after.
 */
export const textHash = (secrets: Secrets, text: string): Buffer =>
  secrets.lookupHash(
    text
      .replace(/【[^】]{1,20}】/gu, '')
      .normalize('NFKC')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase(),
    'notices.text',
  )
