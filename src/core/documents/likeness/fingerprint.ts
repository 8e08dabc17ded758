import { createHmac } from 'node:crypto'
import { fold, likelyWords, runsOf } from '../search/words.ts'
import { formulas } from './formulas.ts'

/**
 * What two texts can be compared by without reading them. `shingles`: its words and pairs of neighbouring words as keyed hashes of 32 bits, in order.
 * `bands`: few numbers of which texts that are alike share at least one, to be looked up in an index. Without the key neither tells a word.
 */
export type Fingerprint = { shingles: Uint32Array; bands: number[] }

/**
 * Each band holds the smallest of two hashings: of texts that share s of their shingles, one in 1 - (1 - s²)^48 is found. Half alike: all; a fifth: six of
 * seven; a fiftieth: two of a hundred.
 */
const bandCount = 48
const rowsOfBand = 2

/** Longer texts are told apart by their beginning; a letter has at most 5,000 characters. */
const mostCharacters = 20_000

/** Pure, about 2 ms for a letter; of many texts one after the other `fingerprints`. */
export function fingerprint(key: string, text: string): Fingerprint {
  const keyed = new Set<number>()
  for (const shingle of shinglesOf(text)) keyed.add(createHmac('sha256', key).update(shingle).digest().readUInt32BE(0))
  const shingles = Uint32Array.from(keyed).sort()
  return { shingles, bands: bandsOf(shingles) }
}

/** Words of two characters and more, without those that stand in every letter, and each pair of neighbours. */
function shinglesOf(text: string): Set<string> {
  const shingles = new Set<string>()
  let before: string | null = null
  for (const run of runsOf(fold(text.slice(0, mostCharacters)))) {
    const words = run.isHan ? likelyWords(run.text).map(({ word }) => word) : [run.text]
    for (const word of words) {
      if (run.isHan && (word.length < 2 || formulas.has(word))) continue
      shingles.add(word)
      if (before !== null) shingles.add(`${before} ${word}`)
      before = word
    }
  }
  return shingles
}

/** MinHash: the smallest value under each of the hashings is the same for two sets as often as they share their members. */
function bandsOf(shingles: Uint32Array): number[] {
  if (shingles.length === 0) return []
  return Array.from({ length: bandCount }, (_, band) => {
    let joined = band
    for (let row = 0; row < rowsOfBand; row++) joined = mixed(joined, smallest(shingles, band * rowsOfBand + row))
    // As `integer` of the database.
    return joined | 0
  })
}

function smallest(shingles: Uint32Array, hashing: number): number {
  const seed = mixed(0x9e3779b9, hashing + 1)
  let least = 0xffffffff
  for (const shingle of shingles) {
    const value = mixed(seed, shingle)
    if (value < least) least = value
  }
  return least
}

/** The finisher of MurmurHash3 over two numbers of 32 bits. */
function mixed(one: number, other: number): number {
  let h = Math.imul(one ^ (one >>> 15), 0x2c1b3c6d) ^ other
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const shared = (one: Uint32Array, other: Uint32Array): number => {
  let count = 0
  for (let at = 0, there = 0; at < one.length && there < other.length; ) {
    const difference = (one[at] as number) - (other[there] as number)
    if (difference === 0) count++
    if (difference <= 0) at++
    if (difference >= 0) there++
  }
  return count
}

/** What both share of what either has: 0 … 1 (Jaccard). */
export function likeness(one: Uint32Array, other: Uint32Array): number {
  const both = shared(one, other)
  const either = one.length + other.length - both
  return either === 0 ? 0 : both / either
}

/** How much of `one` stands in `other` too: 0 … 1. */
export const contained = (one: Uint32Array, other: Uint32Array): number =>
  one.length === 0 ? 0 : shared(one, other) / one.length

/** `one` without what stands in any of the others. */
export function without(one: Uint32Array, others: readonly Uint32Array[]): Uint32Array {
  const gone = new Set(others.flatMap((other) => [...other]))
  return one.filter((shingle) => !gone.has(shingle))
}

/** As `bytea`. */
export const packed = (shingles: Uint32Array): Buffer => {
  const bytes = Buffer.alloc(shingles.length * 4)
  shingles.forEach((shingle, at) => {
    bytes.writeUInt32BE(shingle, at * 4)
  })
  return bytes
}

export const unpacked = (bytes: Buffer): Uint32Array =>
  Uint32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readUInt32BE(at * 4))
