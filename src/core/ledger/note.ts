import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** C2SP signed-note: a text, an empty line, and lines of who signed it. */

const ed25519 = 0x01
const cosignature = 0x04

export type VerifierKey = { name: string; id: number; type: number; key: Buffer }
export type Signer = { name: string; verifierKey: string; sign(text: string): string }

/** Of 32 bytes; the same seed is the same signer. */
export function signerOf(name: string, seed: Buffer): Signer {
  if (!isName(name)) throw new Error(`no name for a key: ${name}`)
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const key = publicBytes(createPublicKey(secret))
  const id = keyIdOf(name, ed25519, key)
  return {
    name,
    verifierKey: `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(ed25519), key]).toString('base64')}`,
    sign(text) {
      if (!text.endsWith('\n')) throw new Error('a note ends with its line')
      return `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), secret)]).toString('base64')}\n`
    },
  }
}

/** `name+hex8+base64`; null where it is none or its id is not that of name and key. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  const bytes = exactBase64(encoded)
  const type = bytes?.[0]
  if (!bytes || !isName(name) || (type !== ed25519 && type !== cosignature) || bytes.length !== 33) return null
  const key = bytes.subarray(1)
  if (keyIdOf(name, type, key).toString('hex') !== id) return null
  return { name, id: Number.parseInt(id, 16), type, key }
}

export type OpenedNote = { text: string; signedBy: VerifierKey[]; times: Map<string, number> }

/**
 * The text and who of the known signed it. Unknown signers are passed over; a known one whose signature does not hold makes the whole note invalid, as does
 * every byte out of place.
 * @throws Error
 */
export function openNote(bytes: Uint8Array, known: readonly VerifierKey[]): OpenedNote {
  const note = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  if ([...note].some((sign) => sign < ' ' && sign !== '\n')) throw new Error('a note has no control characters')
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) throw new Error('a note has a text, an empty line and signatures')
  const text = note.slice(0, end + 1)
  const lines = note
    .slice(end + 2)
    .slice(0, -1)
    .split('\n')
  const signedBy: VerifierKey[] = []
  const times = new Map<string, number>()
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? []
    const signature = exactBase64(encoded)
    if (!isName(name) || !signature || signature.length < 5) throw new Error('a line of signatures is not one')
    const id = signature.readUInt32BE(0)
    const signer = known.find((each) => each.name === name && each.id === id)
    if (!signer || signedBy.includes(signer)) continue
    const time = isSigned(text, signer, signature.subarray(4))
    if (time === null) throw new Error(`the signature of ${name} does not hold`)
    signedBy.push(signer)
    if (signer.type === cosignature) times.set(name, time)
  }
  if (signedBy.length === 0) throw new Error('nobody known has signed')
  return { text, signedBy, times }
}

/** Unix seconds of a cosignature, 0 of a plain one; null where it does not hold. */
function isSigned(text: string, { type, key }: VerifierKey, signature: Buffer): number | null {
  if (type === ed25519) return holds(Buffer.from(text), key, signature) ? 0 : null
  if (signature.length !== 72) return null
  const time = Number(signature.readBigUInt64BE(0))
  return holds(Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), key, signature.subarray(8)) ? time : null
}

const holds = (message: Buffer, key: Buffer, signature: Buffer): boolean =>
  signature.length === 64 &&
  verify(null, message, createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }), signature)

/** SHA256(name ‖ 0x0A ‖ type ‖ key)[:4] */
const keyIdOf = (name: string, type: number, key: Buffer): Buffer =>
  createHash('sha256').update(name).update(Buffer.of(0x0a, type)).update(key).digest().subarray(0, 4)

const isName = (name: string): boolean => name !== '' && name.isWellFormed() && !/[\s+]/u.test(name)

/** Decoded, encoded again and compared: Node's decoder takes almost anything. */
export function exactBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text && text !== '' ? bytes : null
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spki = Buffer.from('302a300506032b6570032100', 'hex')
const publicBytes = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(spki.length)
