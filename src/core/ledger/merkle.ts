import { createHash } from 'node:crypto'

/** RFC 6962 §2.1: an entry, two subtrees, nothing. */
export const leafHash = (entry: Uint8Array): Buffer => createHash('sha256').update(leafMark).update(entry).digest()
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(nodeMark).update(left).update(right).digest()
export const emptyRoot = createHash('sha256').digest()

const leafMark = Buffer.of(0)
const nodeMark = Buffer.of(1)

/** Hashes of whole subtrees, wherever they are kept: that of the `index`-th subtree of 2^`height` leaves. */
export type Subtrees = (height: number, index: number) => Promise<Buffer>

/** Of leaves `from` to before `to`; `from` is a multiple of the largest power of two below the width, as in every split of §2.1. */
export async function rootOf(subtrees: Subtrees, from: number, to: number): Promise<Buffer> {
  const width = to - from
  if (width === 0) return emptyRoot
  if (isPowerOfTwo(width)) return subtrees(Math.log2(width), from / width)
  const middle = from + splitOf(width)
  return nodeHash(await rootOf(subtrees, from, middle), await rootOf(subtrees, middle, to))
}

/** §2.1.1: what a leaf needs to reach the root of the tree of `size`, from the leaf upwards. */
export async function inclusionProof(subtrees: Subtrees, index: number, size: number): Promise<Buffer[]> {
  if (index < 0 || index >= size) throw new Error(`no leaf ${index} in a tree of ${size}`)
  const path = async (from: number, to: number): Promise<Buffer[]> => {
    if (to - from === 1) return []
    const middle = from + splitOf(to - from)
    return index < middle
      ? [...(await path(from, middle)), await rootOf(subtrees, middle, to)]
      : [...(await path(middle, to)), await rootOf(subtrees, from, middle)]
  }
  return path(0, size)
}

/** §2.1.2: what shows that the tree of `old` leaves is the beginning of the tree of `size`. */
export async function consistencyProof(subtrees: Subtrees, old: number, size: number): Promise<Buffer[]> {
  if (old < 1 || old > size) throw new Error(`no tree of ${old} in a tree of ${size}`)
  const path = async (from: number, to: number, isKnown: boolean): Promise<Buffer[]> => {
    if (old === to) return isKnown ? [] : [await rootOf(subtrees, from, to)]
    const middle = from + splitOf(to - from)
    return old <= middle
      ? [...(await path(from, middle, isKnown)), await rootOf(subtrees, middle, to)]
      : [...(await path(middle, to, false)), await rootOf(subtrees, from, middle)]
  }
  return path(0, size, true)
}

// Bit operators work on 32 bits and are of no use here.
const isPowerOfTwo = (width: number): boolean => 2 ** Math.floor(Math.log2(width)) === width

/** The largest power of two smaller than `width`. */
function splitOf(width: number): number {
  let half = 1
  while (half * 2 < width) half *= 2
  return half
}
