import { execFile } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { checkLedger, enterRecord, publishEntries } from '#core/ledger/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import * as checks from '../verifier/checks.mjs'
import type { BenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'

const seconds = 5
const connections = 8
const proofs = 300
const mostDocuments = 120_000

/** The public record: entered, published, proved and checked, by us and by the program that citizens run. */
export async function benchLedger({ house, serve }: BenchCity, entries: number): Promise<BenchRow[]> {
  await publishEntries(house)
  const entered = await enterFor(house)
  const published = await publishAll(house)
  await fillTo(house, entries)
  const more = await publishAll(house)
  const size = await sizeOf(house)
  const began = performance.now()
  const faults = await checkLedger(house)
  const checked = performance.now() - began
  if (faults.length > 0) throw new Error(faults.join())
  const server = await serve()
  try {
    const base = `${server.base}/ledger`
    const tree = await verifyWhole(base, ['--tree'])
    // One request a document: a city's own record, not a province's.
    const whole = size <= mostDocuments ? await verifyWhole(base, []) : null
    return [
      { name: '存证：写入，8 个连接，每条一个事务', perSecond: entered },
      { name: '存证：排位、写文件、签名，随写入积下的', perSecond: published },
      { name: '存证：排位、写文件、签名，成批', perSecond: more },
      ...(await proofRows(base, size)),
      spanOf(`存证 ${size.toLocaleString('en')} 条：自查`, checked, size),
      spanOf(`存证 ${size.toLocaleString('en')} 条：核对程序，记录本身（--tree）`, tree, size),
      ...(whole === null ? [] : [spanOf(`存证 ${size.toLocaleString('en')} 条：核对程序，连同每份原文`, whole, size)]),
    ]
  } finally {
    await server.close()
  }
}

const spanOf = (name: string, milliseconds: number, size: number): BenchRow => ({
  name,
  perSecond: (size / milliseconds) * 1000,
  note: `${(milliseconds / 1000).toFixed(1)} 秒`,
})

/** As long as a published letter. */
const document = (id: string) => ({
  ...{ number: id, version: 1, ground: '', title: '炳草岗大街路灯不亮请维修', unitName: '市住房和城乡建设局' },
  body: '炳草岗大街公交站旁的三盏路灯都不亮，晚上看不清路。邻居们都反映过，希望尽快修好。'.repeat(4),
  reply: '您好，来信收悉。经核实情况属实，三盏路灯已于昨日修复，今后每周巡查一次。感谢您的来信。'.repeat(4),
})

function enter(tx: Db, { clock }: House): Promise<void> {
  const id = newId()
  const entry = { type: 'letter.published', subjectType: 'bench', subjectId: id, version: 1, at: clock.now() }
  return enterRecord(tx, { ...entry, document: document(id) })
}

async function enterFor(house: House): Promise<number> {
  const began = performance.now()
  const ends = began + seconds * 1000
  let count = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (; performance.now() < ends; count++) await house.db.transaction((tx) => enter(tx, house))
    }),
  )
  return (count / (performance.now() - began)) * 1000
}

async function fillTo(house: House, entries: number): Promise<void> {
  let left = entries - (await sizeOf(house))
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let batch = Math.min(left, 1000); batch > 0; batch = Math.min(left, 1000)) {
        left -= batch
        await house.db.transaction(async (tx) => {
          for (let at = 0; at < batch; at++) await enter(tx, house)
        })
      }
    }),
  )
}

async function publishAll(house: House): Promise<number> {
  const began = performance.now()
  return ((await publishEntries(house)) / (performance.now() - began)) * 1000
}

async function sizeOf({ db }: House): Promise<number> {
  const { rows } = await db.$client.query<{ size: string }>('select size from ledger_log')
  return Number(rows[0]?.size ?? 0)
}

/** Asked of the server one after the other, at places all over the record; then each checked as a citizen's program does. */
async function proofRows(base: string, size: number): Promise<BenchRow[]> {
  const text = async (path: string): Promise<string> => (await fetch(`${base}${path}`)).text()
  const key = await checks.parseKey(crypto, await text('/key'))
  const made: number[] = []
  const checked: number[] = []
  let bytes = 0
  for (let at = 0; at < proofs; at++) {
    const index = Math.floor((at * size) / proofs)
    const leaf = Buffer.from(await (await fetch(`${base}/leaves/${index}`)).arrayBuffer())
    let began = performance.now()
    const proof = await text(`/proofs/${index}`)
    made.push(performance.now() - began)
    bytes = Math.max(bytes, Buffer.byteLength(proof))
    began = performance.now()
    const { hashes, note } = checks.parseProof(proof)
    const checkpoint = checks.parseCheckpoint(await checks.openNote(crypto, Buffer.from(note), key))
    const root = await checks.rootByInclusion(
      crypto,
      await checks.leafHash(crypto, leaf),
      index,
      checkpoint.size,
      hashes,
    )
    checked.push(performance.now() - began)
    if (!checks.same(checkpoint.root, root)) throw new Error(`the proof of ${index} does not hold`)
  }
  return [
    { name: '存证：取一个证明', ...quantiles(made), bytes },
    { name: '存证：在 Node 里核对一个证明', ...quantiles(checked) },
  ]
}

const quantiles = (times: number[]): { p50: number; p99: number } => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

/** @returns milliseconds */
async function verifyWhole(base: string, more: string[]): Promise<number> {
  const began = performance.now()
  await promisify(execFile)(process.execPath, ['verifier/main.mjs', 'log', base, ...more])
  return performance.now() - began
}

const crypto: checks.Crypto = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  ed25519(message, key, signature) {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
    return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)
  },
}
