import { nodeHash, type Subtrees } from './merkle.ts'

/** C2SP tlog-tiles: 256 hashes to a tile; level `-1` holds the entries themselves, as bundles. */
export const tileWidth = 256
export const hashLength = 32

export type TileKey = { level: number; index: number }

/** `tile/0/x001/x234/067.p/12`: what is asked for, or null where it is no path of the standard. */
export function parseTilePath(path: string): (TileKey & { width: number }) | null {
  const found = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!found) return null
  const [, level = '', groups = '', partial] = found
  const width = partial ? Number(partial) : tileWidth
  // No leading group of zeros, and a partial tile is less than a whole one.
  if (/^x000/.test(groups) || (partial && width >= tileWidth) || Number(level) > 63) return null
  const index = Number(groups.replaceAll(/[x/]/g, ''))
  return Number.isSafeInteger(index) ? { level: level === 'entries' ? -1 : Number(level), index, width } : null
}

/** 1234067 → `x001/x234/067`. */
export function tilePath({ level, index, width }: TileKey & { width: number }): string {
  const groups = String(index)
    .padStart(Math.ceil(String(index).length / 3) * 3, '0')
    .match(/\d{3}/g)
  const name = groups?.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level < 0 ? 'entries' : level}/${name}${width < tileWidth ? `.p/${width}` : ''}`
}

export type ReadTile = (key: TileKey) => Promise<Buffer | null>

/** Whole subtrees out of tiles: those of level L hold the hashes of 256^L leaves each. */
export const subtreesIn =
  (read: ReadTile): Subtrees =>
  async (height, index) => {
    const level = Math.floor(height / 8)
    const width = 2 ** (height % 8)
    const first = index * width
    const tile = await read({ level, index: Math.floor(first / tileWidth) })
    const begin = (first % tileWidth) * hashLength
    const hashes: Buffer[] = []
    for (let at = 0; at < width; at++) {
      const hash = tile?.subarray(begin + at * hashLength, begin + (at + 1) * hashLength)
      if (hash?.length !== hashLength) throw new Error(`tile ${level}/${index} lacks a hash`)
      hashes.push(hash)
    }
    return foldUp(hashes)
  }

/** Of a power of two of hashes. */
function foldUp(hashes: Buffer[]): Buffer {
  const [first, second] = hashes
  if (!first) throw new Error('nothing to fold')
  if (!second) return first
  const above: Buffer[] = []
  for (let at = 0; at < hashes.length; at += 2) above.push(nodeHash(hashes[at] as Buffer, hashes[at + 1] as Buffer))
  return foldUp(above)
}

/** What stands for a full tile one level up; null where it is not full. */
export const tileRoot = (tile: Buffer): Buffer | null =>
  tile.length === tileWidth * hashLength
    ? foldUp(Array.from({ length: tileWidth }, (_, at) => tile.subarray(at * hashLength, (at + 1) * hashLength)))
    : null

export type Tile = TileKey & { data: Buffer }

/** The tiles that change when these leaves follow the first `size`, each as far as it is filled then. A tile that is full gives its hash to the level above. */
export async function appendHashes(read: ReadTile, size: number, leaves: readonly Buffer[]): Promise<Tile[]> {
  const changed: Tile[] = []
  let added: readonly Buffer[] = leaves
  let at = size
  for (let level = 0; added.length > 0; level++) {
    const full: Buffer[] = []
    for (let done = 0; done < added.length; ) {
      const index = Math.floor((at + done) / tileWidth)
      const filled = (at + done) % tileWidth
      const more = added.slice(done, done + tileWidth - filled)
      const before = filled === 0 ? Buffer.alloc(0) : await read({ level, index })
      if (before?.length !== filled * hashLength) throw new Error(`tile ${level}/${index} is not as long as the tree`)
      const data = Buffer.concat([before, ...more])
      changed.push({ level, index, data })
      const root = tileRoot(data)
      if (root) full.push(root)
      done += more.length
    }
    at = Math.floor(at / tileWidth)
    added = full
  }
  return changed
}

/** Bundles of entries, each with its length before it in two bytes. */
export async function appendEntries(read: ReadTile, size: number, entries: readonly Buffer[]): Promise<Tile[]> {
  const changed: Tile[] = []
  for (let done = 0; done < entries.length; ) {
    const index = Math.floor((size + done) / tileWidth)
    const filled = (size + done) % tileWidth
    const more = entries.slice(done, done + tileWidth - filled)
    const before = filled === 0 ? Buffer.alloc(0) : await read({ level: -1, index })
    if (!before || entriesIn(before).length !== filled) throw new Error(`bundle ${index} is not as long as the tree`)
    changed.push({
      level: -1,
      index,
      data: Buffer.concat([before, ...more.flatMap((entry) => [lengthOf(entry), entry])]),
    })
    done += more.length
  }
  return changed
}

const mostBytes = 65_535

function lengthOf(entry: Buffer): Buffer {
  if (entry.length > mostBytes) throw new Error(`an entry has at most ${mostBytes} bytes`)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(entry.length)
  return length
}

export function entriesIn(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = []
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + bundle.readUInt16BE(at)
    if (end > bundle.length) throw new Error('a bundle ends within an entry')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}

/** The first `width` of what a tile holds; null where it does not hold so many. A partial tile stays what it was when more have come. */
export function cutTile({ level, data }: Pick<Tile, 'level' | 'data'>, width: number): Buffer | null {
  if (level >= 0) return data.length >= width * hashLength ? data.subarray(0, width * hashLength) : null
  const entries = entriesIn(data)
  if (entries.length < width) return null
  return data.subarray(
    0,
    entries.slice(0, width).reduce((sum, entry) => sum + 2 + entry.length, 0),
  )
}
