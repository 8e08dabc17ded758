import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as checks from '../../../verifier/checks.mjs'
import { canonical } from './canonical.ts'
import { checkpointText, parseCheckpoint } from './checkpoint.ts'
import { consistencyProof, emptyRoot, inclusionProof, leafHash, nodeHash, rootOf } from './merkle.ts'
import { openNote, parseVerifierKey, signerOf } from './note.ts'
import {
  appendEntries,
  appendHashes,
  cutTile,
  entriesIn,
  parseTilePath,
  subtreesIn,
  type Tile,
  tilePath,
} from './tiles.ts'

/** Proofs are checked by the program that citizens run; the server only makes them. */
const crypto: checks.Crypto = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  ed25519: () => false,
}
const rootByInclusion = (leaf: Buffer, index: number, size: number, proof: Buffer[]) =>
  checks.rootByInclusion(crypto, leaf, index, size, proof)
const isConsistent = (old: number, oldRoot: Buffer, size: number, root: Buffer, proof: Buffer[]) =>
  checks.isConsistent(crypto, { size: old, root: oldRoot }, { size, root }, proof)

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A tree whose tiles lie in a map, grown by so many leaves at a time. */
async function tree(entries: Buffer[], steps = [entries.length]) {
  const tiles = new Map<string, Buffer>()
  const read = async ({ level, index }: { level: number; index: number }) => tiles.get(`${level}/${index}`) ?? null
  let size = 0
  for (const step of steps) {
    const more = entries.slice(size, size + step)
    const changed: Tile[] = [
      ...(await appendHashes(read, size, more.map(leafHash))),
      ...(await appendEntries(read, size, more)),
    ]
    for (const { level, index, data } of changed) tiles.set(`${level}/${index}`, data)
    size += more.length
  }
  return { tiles, read, subtrees: subtreesIn(read), size }
}

/** By the definition of RFC 6962, over all leaves. */
function plainRoot(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot
  if (leaves.length === 1) return leaves[0] as Buffer
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return nodeHash(plainRoot(leaves.slice(0, half)), plainRoot(leaves.slice(half)))
}

const entriesOf = (count: number) => Array.from({ length: count }, (_, at) => Buffer.from(`entry ${at}`))

describe('the tree', () => {
  test('hashes of RFC 6962', () => {
    expect(hex(leafHash(Buffer.alloc(0)))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
    expect(hex(leafHash(Buffer.from('L123456')))).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    )
    expect(hex(nodeHash(Buffer.from('N123'), Buffer.from('N456')))).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    )
    expect(hex(emptyRoot)).toBe(createHash('sha256').digest('hex'))
  })

  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  test.each([
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('the root of %i known leaves', async (count, root) => {
    const { subtrees } = await tree(leaves.slice(0, count).map((text) => Buffer.from(text, 'hex')))
    expect(hex(await rootOf(subtrees, 0, count))).toBe(root)
  })

  test('grown in any steps it has the root of its leaves, and every proof leads there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 }), async (steps) => {
        const entries = entriesOf(steps.reduce((a, b) => a + b, 0))
        const hashes = entries.map(leafHash)
        const { subtrees, size } = await tree(entries, steps)
        const root = await rootOf(subtrees, 0, size)
        expect(hex(root)).toBe(hex(plainRoot(hashes)))
        for (const index of [0, size - 1, Math.floor(size / 2), Math.floor(size / 3)]) {
          const proof = await inclusionProof(subtrees, index, size)
          expect(hex((await rootByInclusion(hashes[index] as Buffer, index, size, proof)) ?? Buffer.alloc(0))).toBe(
            hex(root),
          )
          const wrong = await rootByInclusion(hashes[index] as Buffer, index, size, proof.slice(1))
          expect(checks.same(root, wrong)).toBe(size === 1)
        }
        for (const old of new Set([1, steps[0] ?? 1, Math.ceil(size / 2), size])) {
          const oldRoot = plainRoot(hashes.slice(0, old))
          const proof = await consistencyProof(subtrees, old, size)
          expect(await isConsistent(old, oldRoot, size, root, proof), `${old} of ${size}`).toBe(true)
          expect(await isConsistent(old, leafHash(Buffer.from('another')), size, root, proof)).toBe(false)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('256 tiles and more: levels above hold the hashes of full tiles', async () => {
    const entries = entriesOf(66_000)
    const { subtrees, tiles } = await tree(entries)
    expect(hex(await rootOf(subtrees, 0, entries.length))).toBe(hex(plainRoot(entries.map(leafHash))))
    expect(tiles.get('1/0')?.length).toBe(8192)
    expect(tiles.get('2/0')?.length).toBe(32)
    const proof = await inclusionProof(subtrees, 65_999, 66_000)
    expect(await rootByInclusion(leafHash(entries[65_999] as Buffer), 65_999, 66_000, proof)).toEqual(
      await rootOf(subtrees, 0, 66_000),
    )
  })
})

describe('tiles', () => {
  test.each([
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/2/x001/x234/067.p/12', { level: 2, index: 1_234_067, width: 12 }],
    ['tile/entries/005.p/255', { level: -1, index: 5, width: 255 }],
  ])('%s', (path, asked) => {
    expect(parseTilePath(path)).toEqual(asked)
    expect(tilePath(asked)).toBe(path)
  })

  test.each([
    'tile/0/x001/x234',
    'tile/0/001/002',
    'tile/0/x001/0002',
    'tile/0/x001/002.p/256',
    'tile/0/001.p/0',
    'tile/0/x000/001',
    'tile/00/001',
    'tile/64/001',
    'tile/entries/1',
    'tile/0/001/',
  ])('%s is refused', (path) => expect(parseTilePath(path)).toBeNull())

  test('a partial tile stays what it was', async () => {
    const entries = entriesOf(300)
    const early = await tree(entries.slice(0, 270))
    const late = await tree(entries, [270, 30])
    for (const level of [0, -1]) {
      const before = early.tiles.get(`${level}/1`) ?? Buffer.alloc(0)
      const after = late.tiles.get(`${level}/1`) ?? Buffer.alloc(0)
      expect(cutTile({ level, data: after }, 14)).toEqual(before)
      expect(cutTile({ level, data: after }, 45)).toBeNull()
    }
    expect(entriesIn(late.tiles.get('-1/1') ?? Buffer.alloc(0))).toEqual(entries.slice(256))
  })
})

describe('notes', () => {
  const key = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
  const text = 'This is an example message.\n'
  const line =
    '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'
  const known = [parseVerifierKey(key)].filter((each) => each !== null)

  test('the known note is opened', () => {
    expect(known).toHaveLength(1)
    expect(openNote(Buffer.from(`${text}\n${line}`), known)).toMatchObject({ text, signedBy: known })
  })

  test('a signer whom nobody knows is passed over, one is needed', () => {
    const other = signerOf('example.com/other', Buffer.alloc(32, 7))
    expect(openNote(Buffer.from(`${text}\n${other.sign(text)}${line}`), known).signedBy).toEqual(known)
    expect(() => openNote(Buffer.from(`${text}\n${other.sign(text)}`), known)).toThrow('nobody known')
  })

  test('what is signed here is opened by its key', () => {
    const signer = signerOf('a.example/ledger', createHash('sha256').update('seed').digest())
    const own = parseVerifierKey(signer.verifierKey)
    expect(openNote(Buffer.from(`${text}\n${signer.sign(text)}`), own ? [own] : []).text).toBe(text)
  })

  test('every change of one byte is refused', () => {
    const note = Buffer.from(`${text}\n${line}`)
    for (let at = 0; at < note.length; at++) {
      for (const change of [1, 0x20, 0x80]) {
        const changed = Buffer.from(note)
        changed[at] = (changed[at] ?? 0) ^ change
        expect(() => openNote(changed, known), `byte ${at}`).toThrow()
      }
    }
  })

  test.each(['', 'x+y', key.replace('530d903a', '530d903b'), `${key}=`, key.replace('Aek', 'Bek'), `a b${key}`])(
    '%j is no key',
    (other) => expect(parseVerifierKey(other)).toBeNull(),
  )
})

describe('checkpoints and canonical JSON', () => {
  test('three lines and back', () => {
    const checkpoint = { origin: 'a.example/ledger', size: 4_294_967_297, root: leafHash(Buffer.from('a')) }
    expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint)
  })
  test.each(['', 'a\n01\n', 'a\n1\nAA==\n', `a\n1\n${'A'.repeat(43)}\n`, `\n1\n${'A'.repeat(43)}=\n`])(
    '%j is none',
    (text) => expect(parseCheckpoint(text)).toBeNull(),
  )
  test('RFC 8785', () => {
    expect(canonical({ b: [1, 'é', null, true], a: { '\u20ac': 1, '1': 1e21, ö: 0.1 } })).toBe(
      '{"a":{"1":1e+21,"ö":0.1,"€":1},"b":[1,"é",null,true]}',
    )
    expect(() => canonical('\ud800')).toThrow()
    expect(() => canonical(Number.NaN)).toThrow()
  })
})
