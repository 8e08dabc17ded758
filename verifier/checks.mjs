// @ts-check
// What has to be computed, and nothing that fetches or prints: the same in Node and in a browser. Hashing and signatures come from outside (`crypto` below).

/**
 * @typedef {{
 *   sha256(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array,
 *   ed25519(message: Uint8Array, key: Uint8Array, signature: Uint8Array): Promise<boolean> | boolean,
 * }} Crypto
 * @typedef {{ name: string, id: string, type: number, key: Uint8Array }} Key
 * @typedef {{ origin: string, size: number, root: Uint8Array }} Checkpoint
 */

/** What does not hold, in a sentence that can be shown. */
export class Lie extends Error {}

const utf8 = new TextEncoder()

/** @param {Uint8Array[]} parts */
export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** @param {Uint8Array} a @param {Uint8Array | null | undefined} b */
export const same = (a, b) => b != null && a.length === b.length && a.every((byte, at) => byte === b[at])

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** @param {string} text @returns {Uint8Array | null} */
export const fromHex = (text) =>
  /^([0-9a-f]{2})+$/.test(text) ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) : null

/** Decoded and encoded again: a lenient decoder hides a change. @param {string} text @returns {Uint8Array | null} */
export function fromBase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
    return text !== '' && btoa(String.fromCharCode(...bytes)) === text ? bytes : null
  } catch {
    return null
  }
}

/** @param {Crypto} crypto @param {Uint8Array} entry */
export const leafHash = (crypto, entry) => crypto.sha256(join(Uint8Array.of(0), entry))
/** @param {Crypto} crypto @param {Uint8Array} left @param {Uint8Array} right */
const nodeHash = (crypto, left, right) => crypto.sha256(join(Uint8Array.of(1), left, right))

/** Root of the first `size` leaves, RFC 6962 §2.1. @param {Crypto} crypto @param {Uint8Array[]} leaves @returns {Promise<Uint8Array>} */
export async function rootOf(crypto, leaves, size = leaves.length) {
  if (size === 0) return crypto.sha256(new Uint8Array())
  /** @type {{ width: number, hash: Uint8Array }[]} */
  const way = []
  for (let at = 0; at < size; at++) {
    let width = 1
    let hash = /** @type {Uint8Array} */ (leaves[at])
    // Not `at(-1)`: browsers of 2020 have none.
    for (let left = way[way.length - 1]; left?.width === width; left = way[way.length - 1]) {
      way.pop()
      hash = await nodeHash(crypto, left.hash, hash)
      width *= 2
    }
    way.push({ width, hash })
  }
  let root = /** @type {Uint8Array} */ (way.pop()?.hash)
  for (let left = way.pop(); left; left = way.pop()) root = await nodeHash(crypto, left.hash, root)
  return root
}

/** Where the proof leads; null where it is not as long as index and size demand. @param {Crypto} crypto @param {Uint8Array} leaf @param {number} index @param {number} size @param {Uint8Array[]} proof */
export async function rootByInclusion(crypto, leaf, index, size, proof) {
  if (!(index >= 0 && index < size)) return null
  let [at, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      hash = await nodeHash(crypto, sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else hash = await nodeHash(crypto, hash, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hash : null
}

/** Whether the later tree begins with the earlier one (RFC 9162 §2.1.4.2). @param {Crypto} crypto @param {{ size: number, root: Uint8Array }} old @param {{ size: number, root: Uint8Array }} now @param {Uint8Array[]} proof */
export async function isConsistent(crypto, old, now, proof) {
  if (old.size < 1 || old.size > now.size) return false
  if (old.size === now.size) return proof.length === 0 && same(old.root, now.root)
  const path = Number.isInteger(Math.log2(old.size)) ? [old.root, ...proof] : [...proof]
  const first = path.shift()
  if (!first) return false
  let [at, last] = [old.size - 1, now.size - 1]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  let [oldHash, hash] = [first, first]
  for (const sibling of path) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      oldHash = await nodeHash(crypto, sibling, oldHash)
      hash = await nodeHash(crypto, sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else hash = await nodeHash(crypto, hash, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && same(oldHash, old.root) && same(hash, now.root)
}

/** @param {Crypto} crypto @param {string} text @returns {Promise<Key>} */
export async function parseKey(crypto, text) {
  const [, name = '', id = '', encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? []
  const bytes = fromBase64(encoded)
  const type = bytes?.[0] ?? 0
  if (bytes?.length !== 33 || (type !== 1 && type !== 4)) throw new Lie('公钥的格式不对')
  const sum = await crypto.sha256(join(utf8.encode(name), Uint8Array.of(10), bytes))
  if (hex(sum.subarray(0, 4)) !== id) throw new Lie('公钥的编号与公钥不符')
  return { name, id, type, key: bytes.subarray(1) }
}

/**
 * The text of a signed note, if the key's owner signed it.
 * @param {Crypto} crypto @param {Uint8Array} bytes @param {Key} key @returns {Promise<string>}
 */
export async function openNote(crypto, bytes, key) {
  let note = ''
  try {
    note = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Lie('检查点不是 UTF-8 文字')
  }
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) throw new Lie('检查点没有签名')
  const text = note.slice(0, end + 1)
  let isSigned = false
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? []
    const signature = fromBase64(encoded)
    if (!signature || signature.length < 5) throw new Lie('检查点里有一行不是签名')
    if (name !== key.name || hex(signature.subarray(0, 4)) !== key.id) continue
    if (!(await crypto.ed25519(utf8.encode(text), key.key, signature.subarray(4)))) throw new Lie('检查点的签名不对')
    isSigned = true
  }
  if (!isSigned) throw new Lie(`检查点没有 ${key.name} 的签名`)
  return text
}

/**
 * When a witness signed the note, in seconds since 1970; null where it did not.
 * @param {Crypto} crypto @param {Uint8Array} bytes @param {Key} witness @returns {Promise<number | null>}
 */
export async function cosignedAt(crypto, bytes, witness) {
  const note = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? []
    const signature = fromBase64(encoded)
    if (name !== witness.name || signature?.length !== 76 || hex(signature.subarray(0, 4)) !== witness.id) continue
    const time = Number(new DataView(signature.buffer, signature.byteOffset + 4, 8).getBigUint64(0))
    const message = utf8.encode(`cosignature/v1\ntime ${time}\n${text}`)
    if (!(await crypto.ed25519(message, witness.key, signature.subarray(12))))
      throw new Lie(`见证机构 ${name} 的签名不对`)
    return time
  }
  return null
}

/** @param {string} text @returns {Checkpoint} */
export function parseCheckpoint(text) {
  const [origin = '', size = '', root = ''] = text.split('\n')
  const hash = fromBase64(root)
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size) || hash?.length !== 32) throw new Lie('检查点的格式不对')
  return { origin, size: Number(size), root: hash }
}

/** @param {string} text @returns {{ index: number, hashes: Uint8Array[], note: string }} */
export function parseProof(text) {
  const blank = text.indexOf('\n\n')
  const [mark, place = '', ...lines] = text.slice(0, blank).split('\n')
  const hashes = lines.map(fromBase64)
  const index = /^index (0|[1-9]\d{0,15})$/.exec(place)?.[1]
  if (blank < 0 || mark !== 'c2sp.org/tlog-proof@v1' || index === undefined) throw new Lie('不是证明文件')
  if (!hashes.every((hash) => hash?.length === 32)) throw new Lie('证明文件里有一行不是指纹')
  return { index: Number(index), hashes: /** @type {Uint8Array[]} */ (hashes), note: text.slice(blank + 2) }
}

/** @param {Uint8Array} bundle @returns {Uint8Array[]} */
export function entriesIn(bundle) {
  const entries = []
  for (let at = 0; at < bundle.length; ) {
    const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0)
    if (at + 2 + length > bundle.length) throw new Lie('一包记录没有写完')
    entries.push(bundle.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return entries
}

/** Where tile `n` of a level of a log of `size` lies, as far as it is filled. @param {number | 'entries'} level @param {number} n @param {number} size */
export function tilePath(level, n, size) {
  const groups =
    String(n)
      .padStart(Math.ceil(String(n).length / 3) * 3, '0')
      .match(/\d{3}/g) ?? []
  const width = Math.min(256, Math.floor(size / (level === 'entries' ? 1 : 256 ** level)) - n * 256)
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${name}${width < 256 ? `.p/${width}` : ''}`
}

/** @typedef {(level: number, n: number) => Promise<Uint8Array>} ReadTile */

/** Tiles of a log of `size`, each fetched once. @param {number} size @param {(path: string) => Promise<Uint8Array>} fetchPath @returns {ReadTile} */
export function tileReader(size, fetchPath) {
  /** @type {Map<string, Promise<Uint8Array>>} */
  const known = new Map()
  return (level, n) => {
    const path = tilePath(level, n, size)
    const found = known.get(path) ?? fetchPath(path)
    known.set(path, found)
    return found
  }
}

/** Of the `index`-th subtree of 2^`height` leaves. @param {Crypto} crypto @param {ReadTile} read @param {number} height @param {number} index */
async function subtree(crypto, read, height, index) {
  const level = Math.floor(height / 8)
  const width = 2 ** (height % 8)
  const first = (index * width) % 256
  const tile = await read(level, Math.floor((index * width) / 256))
  if (tile.length < (first + width) * 32) throw new Lie('一个指纹文件没有写完')
  return rootOf(
    crypto,
    Array.from({ length: width }, (_, at) => tile.subarray((first + at) * 32, (first + at + 1) * 32)),
  )
}

/** Largest power of two below `width`. @param {number} width */
function splitOf(width) {
  let half = 1
  while (half * 2 < width) half *= 2
  return half
}

/** Root of leaves `from` to before `to`, as they stand in the tiles. @param {Crypto} crypto @param {ReadTile} read @param {number} from @param {number} to @returns {Promise<Uint8Array>} */
export async function rootInTiles(crypto, read, from, to) {
  const width = to - from
  if (Number.isInteger(Math.log2(width))) return subtree(crypto, read, Math.log2(width), from / width)
  const middle = from + splitOf(width)
  return nodeHash(crypto, await rootInTiles(crypto, read, from, middle), await rootInTiles(crypto, read, middle, to))
}

/** What leads a leaf to the root of the tree of `size`, RFC 6962 §2.1.1. @param {Crypto} crypto @param {ReadTile} read @param {number} index @param {number} size @returns {Promise<Uint8Array[]>} */
export async function inclusionInTiles(crypto, read, index, size) {
  /** @param {number} from @param {number} to @returns {Promise<Uint8Array[]>} */
  const path = async (from, to) => {
    if (to - from === 1) return []
    const middle = from + splitOf(to - from)
    return index < middle
      ? [...(await path(from, middle)), await rootInTiles(crypto, read, middle, to)]
      : [...(await path(middle, to)), await rootInTiles(crypto, read, from, middle)]
  }
  return path(0, size)
}

/** What shows that the tree of `size` begins with that of `old`, §2.1.2. @param {Crypto} crypto @param {ReadTile} read @param {number} old @param {number} size @returns {Promise<Uint8Array[]>} */
export async function consistencyInTiles(crypto, read, old, size) {
  /** @param {number} from @param {number} to @param {boolean} isKnown @returns {Promise<Uint8Array[]>} */
  const path = async (from, to, isKnown) => {
    if (old === to) return isKnown ? [] : [await rootInTiles(crypto, read, from, to)]
    const middle = from + splitOf(to - from)
    return old <= middle
      ? [...(await path(from, middle, isKnown)), await rootInTiles(crypto, read, middle, to)]
      : [...(await path(middle, to, false)), await rootInTiles(crypto, read, from, middle)]
  }
  return path(0, size, true)
}

/** What a PDF of ours says of itself among its keywords. @param {Uint8Array} pdf @returns {{ id: string, salt: Uint8Array } | null} */
export function markIn(pdf) {
  const said = /ledger-entry=([0-9a-f-]{36}) ledger-salt=([0-9a-f]{32})/.exec(new TextDecoder('latin1').decode(pdf))
  const salt = fromHex(said?.[2] ?? '')
  return said?.[1] && salt ? { id: said[1], salt } : null
}

/** @param {Uint8Array} entry @returns {{ type: string, id: string, at: string, digest: string, sm3: string }} */
export function readEntry(entry) {
  try {
    const said = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(entry))
    if (Object.keys(said).sort().join() === 'at,digest,id,sm3,type') return said
  } catch {}
  throw new Lie('一条记录的格式不对')
}

/** @param {Crypto} crypto @param {{ digest: string }} entry @param {Uint8Array} salt @param {Uint8Array} document */
export const isDocument = async (crypto, entry, salt, document) =>
  hex(await crypto.sha256(join(salt, document))) === entry.digest
