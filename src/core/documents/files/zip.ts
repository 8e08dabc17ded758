import { inflateRawSync } from 'node:zlib'

export type ZipEntry = { name: string; method: number; packed: number; size: number; offset: number }

export type Zip = {
  entries: ZipEntry[]
  /** More than 200 MB unpacked*, more than 5,000 parts*, or more than 200-fold* and over 10 MB; sizes as the directory claims them. */
  isBomb: boolean
  /** Unpacks one part, at most `most` bytes of it; null when it is broken or claims less than it holds. */
  read(entry: ZipEntry, most: number): Buffer | null
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50

/**
 * Reads the central directory only: enough to look into an office file, with no unpacking before its claims are weighed.
 * Null when there is no directory where one must be, or when it is ZIP64 (no office file within our size limit needs it).
 */
export function readZip(content: Uint8Array): Zip | null {
  const data = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const end = findEnd(data)
  if (end === null) return null
  const count = data.readUInt16LE(end + 10)
  const entries: ZipEntry[] = []
  let at = data.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || data.readUInt32LE(at) !== entrySignature) return null
    const nameLength = data.readUInt16LE(at + 28)
    entries.push({
      method: data.readUInt16LE(at + 10),
      packed: data.readUInt32LE(at + 20),
      size: data.readUInt32LE(at + 24),
      offset: data.readUInt32LE(at + 42),
      name: data.toString('utf8', at + 46, at + 46 + nameLength),
    })
    at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32)
  }
  return { entries, isBomb: isBomb(entries, content.length), read: (entry, most) => readEntry(data, entry, most) }
}

function findEnd(data: Buffer): number | null {
  for (let at = data.length - 22; at >= Math.max(0, data.length - 22 - 65_535); at--) {
    if (data.readUInt32LE(at) === endSignature) return at
  }
  return null
}

function isBomb(entries: ZipEntry[], packed: number): boolean {
  const unpacked = entries.reduce((sum, entry) => sum + entry.size, 0)
  const mega = 1024 * 1024
  return unpacked > 200 * mega || entries.length > 5000 || (unpacked > 10 * mega && unpacked > packed * 200)
}

function readEntry(data: Buffer, entry: ZipEntry, most: number): Buffer | null {
  const header = entry.offset
  if (header + 30 > data.length) return null
  const start = header + 30 + data.readUInt16LE(header + 26) + data.readUInt16LE(header + 28)
  const packed = data.subarray(start, start + entry.packed)
  try {
    if (entry.method === 0) return packed.subarray(0, most)
    return entry.method === 8
      ? inflateRawSync(packed, { maxOutputLength: Math.min(most, Math.max(1, entry.size)) })
      : null
  } catch {
    return null
  }
}
