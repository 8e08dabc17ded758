#!/usr/bin/env node
// @ts-check
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as checks from './checks.mjs'
import { verifyDraw } from './draw.mjs'

const { Lie } = checks

/** @type {import('./draw-checks.mjs').DrawCrypto} */
const crypto = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmac: (key) => (data) => createHmac('sha256', key).update(data).digest(),
  ed25519(message, key, signature) {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
    return (
      signature.length === 64 &&
      verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)
    )
  },
}

const usage = `用法：
  verify log URL [--key 公钥] [--state 文件] [--witness 见证公钥]… [--tree]
  verify proof 文件 --key 公钥 [--entry 记录] [--document 原文 --salt 随机数]
  （原文是本站的 PDF 时，随机数在 PDF 里，不用写）
  verify draw ZIP [--key 公钥]`

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      state: { type: 'string' },
      document: { type: 'string' },
      salt: { type: 'string' },
      entry: { type: 'string' },
      tree: { type: 'boolean' },
      witness: { type: 'string', multiple: true },
    },
  })
  const [what, given = ''] = positionals
  if (what === 'log' && given) return verifyLog(given.replace(/\/$/, ''), values)
  if (what === 'draw' && given) return verifyDraw(crypto, given, values.key, say)
  if (what === 'proof' && given && values.key) return verifyProof(given, values)
  throw new Lie(usage)
}

/** The whole log, from its first entry to the checkpoint that stands now. @param {string} base @param {{ key?: string, state?: string, witness?: string[], tree?: boolean }} asked */
async function verifyLog(base, { key: givenKey, state, witness = [], tree = false }) {
  const keyText = givenKey ?? new TextDecoder().decode(await need(`${base}/key`))
  const key = await checks.parseKey(crypto, keyText)
  say(`公钥 ${keyText.trim()}${givenKey ? '' : '（从网站取得，请与别处得到的对一对）'}`)
  const note = await need(`${base}/checkpoint`)
  const checkpoint = checks.parseCheckpoint(await checks.openNote(crypto, note, key))
  if (checkpoint.origin !== key.name) throw new Lie(`检查点是 ${checkpoint.origin} 的，公钥是 ${key.name} 的`)
  say(`检查点 ${checkpoint.size} 条记录，签名相符`)
  for (const text of witness) {
    const known = await checks.parseKey(crypto, text)
    const time = await checks.cosignedAt(crypto, note, known)
    if (time === null) throw new Lie(`见证机构 ${known.name} 没有为这个检查点签名`)
    say(`见证机构 ${known.name} 的签名相符`)
  }

  /** @type {Uint8Array[]} */
  const entries = []
  await eachOf(Math.ceil(checkpoint.size / 256), async (bundle) => {
    const found = checks.entriesIn(await need(`${base}/${checks.tilePath('entries', bundle, checkpoint.size)}`))
    if (found.length !== Math.min(256, checkpoint.size - bundle * 256)) throw new Lie(`第 ${bundle} 包记录的条数不对`)
    for (const [at, entry] of found.entries()) entries[bundle * 256 + at] = entry
  })
  const leaves = []
  for (const entry of entries) leaves.push(await checks.leafHash(crypto, entry))
  if (!checks.same(await checks.rootOf(crypto, leaves), checkpoint.root))
    throw new Lie('全部记录重算出的总指纹与检查点不符：有记录被改、被删或被插入')
  say('全部记录的总指纹与检查点相符')

  if (state && existsSync(state)) {
    const before = JSON.parse(readFileSync(state, 'utf8'))
    if (before.origin !== checkpoint.origin) throw new Lie('上次看到的不是这个记录')
    if (before.size > checkpoint.size) throw new Lie(`记录变少了：上次 ${before.size} 条，现在 ${checkpoint.size} 条`)
    if (checks.hex(await checks.rootOf(crypto, leaves, before.size)) !== before.root)
      throw new Lie(`前 ${before.size} 条与上次看到的不同：历史被换掉了`)
    say(`从上次的 ${before.size} 条到现在，只有增加，没有改动`)
  }

  if (tree) say('没有核对原文（--tree）')
  let shown = 0
  await eachOf(tree ? 0 : entries.length, async (index) => {
    const entry = checks.readEntry(/** @type {Uint8Array} */ (entries[index]))
    const answer = await ask(`${base}/documents/${entry.id}`)
    const document = new Uint8Array(await answer.arrayBuffer())
    if (answer.status === 404) return
    const salt = checks.fromHex(answer.headers.get('Ledger-Salt') ?? '')
    if (!salt || !(await checks.isDocument(crypto, entry, salt, document)))
      throw new Lie(`第 ${index} 号记录（${entry.type}，${entry.at}）公开的原文与记下的指纹不符`)
    shown++
  })
  if (!tree) say(`${shown} 份公开的原文与指纹相符，${entries.length - shown} 份没有公开的原文（只记指纹，或已撤下）`)
  if (state)
    writeFileSync(
      state,
      JSON.stringify({ origin: checkpoint.origin, size: checkpoint.size, root: checks.hex(checkpoint.root) }),
    )
}

/** One proof file. @param {string} file @param {{ key?: string, document?: string, salt?: string, entry?: string }} asked */
async function verifyProof(file, { key: keyText = '', document, salt, entry: entryFile }) {
  const key = await checks.parseKey(crypto, keyText)
  const { index, hashes, note } = checks.parseProof(readFileSync(file, 'utf8'))
  const checkpoint = checks.parseCheckpoint(await checks.openNote(crypto, Buffer.from(note), key))
  say(`检查点 ${checkpoint.size} 条记录，签名相符`)
  if (!entryFile) throw new Lie('请用 --entry 给出记录原文（在网站的 /ledger/entries/编号 页上下载）')
  const bytes = readFileSync(entryFile)
  const root = await checks.rootByInclusion(
    crypto,
    await checks.leafHash(crypto, bytes),
    index,
    checkpoint.size,
    hashes,
  )
  if (!checks.same(checkpoint.root, root)) throw new Lie(`这条记录不在检查点的第 ${index} 号位置`)
  say(`第 ${index} 号记录在检查点里`)
  if (!document) return
  const held = readFileSync(document)
  const bytesOfSalt = salt ? checks.fromHex(salt) : checks.markIn(held)?.salt
  if (!bytesOfSalt || !(await checks.isDocument(crypto, checks.readEntry(bytes), bytesOfSalt, held)))
    throw new Lie('原文与记下的指纹不符')
  say('原文与指纹相符')
}

/** From 0 to before `count`, sixteen at a time; the first failure ends it. @param {number} count @param {(at: number) => Promise<void>} work */
async function eachOf(count, work) {
  let next = 0
  const worker = async () => {
    for (let at = next++; at < count; at = next++) await work(at)
  }
  await Promise.all(Array.from({ length: 16 }, worker))
}

/** @param {string} url */
async function ask(url) {
  const answer = await fetch(url)
  if (!answer.ok && answer.status !== 404) throw new Lie(`${url} 没有取到：${answer.status}`)
  return answer
}

/** @param {string} url */
async function need(url) {
  const answer = await ask(url)
  if (answer.status === 404) throw new Lie(`${url} 不存在`)
  return new Uint8Array(await answer.arrayBuffer())
}

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`)

main().then(
  () => say('全部相符。'),
  (error) => {
    process.stderr.write(`${error instanceof Lie ? error.message : error.stack}\n`)
    process.exitCode = 1
  },
)
