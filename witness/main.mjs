#!/usr/bin/env node
// @ts-check
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import * as checks from '../verifier/checks.mjs'

const spki = Buffer.from('302a300506032b6570032100', 'hex')
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const cosignature = 4

/** @type {checks.Crypto} */
const crypto = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  ed25519: (message, key, signature) =>
    signature.length === 64 &&
    verify(null, message, createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }), signature),
}

/** @param {string} file */
function readKey(file) {
  const { name, seed } = JSON.parse(readFileSync(file, 'utf8'))
  const secret = createPrivateKey({
    key: Buffer.concat([pkcs8, Buffer.from(seed, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  })
  const key = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(spki.length)
  const id = createHash('sha256').update(name).update(Buffer.of(10, cosignature)).update(key).digest().subarray(0, 4)
  const verifierKey = `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(cosignature), key]).toString('base64')}`
  return { name, secret, id, verifierKey }
}

/** What was seen last, by the origin of the log. Kept before anything is signed: a witness that forgets could sign another history. */
class Memory {
  /** @param {string} file */
  constructor(file) {
    this.file = file
    /** @type {Record<string, { size: number, root: string }>} */
    this.seen = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  }
  /** @param {string} origin @param {{ size: number, root: string }} checkpoint */
  keep(origin, checkpoint) {
    this.seen[origin] = checkpoint
    const draft = `${this.file}.new`
    const opened = openSync(draft, 'w', 0o600)
    writeSync(opened, JSON.stringify(this.seen))
    fsyncSync(opened)
    closeSync(opened)
    renameSync(draft, this.file)
  }
}

/** C2SP tlog-witness: the answer to one `add-checkpoint`. @param {{ key: ReturnType<typeof readKey>, log: checks.Key, memory: Memory }} house @param {string} body @returns {Promise<{ status: number, body?: string }>} */
async function addCheckpoint({ key, log, memory }, body) {
  const end = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, end).split('\n')
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1]
  const proof = lines.map(checks.fromBase64)
  if (end < 0 || old === undefined || proof.length > 63 || !proof.every((hash) => hash?.length === 32))
    return { status: 400 }
  const note = body.slice(end + 2)
  let text = ''
  try {
    text = await checks.openNote(crypto, Buffer.from(note), log)
  } catch {
    return { status: note.startsWith(`${log.name}\n`) ? 403 : 404 }
  }
  const checkpoint = checks.parseCheckpoint(text)
  const seen = memory.seen[checkpoint.origin] ?? { size: 0, root: '' }
  if (Number(old) > checkpoint.size) return { status: 400 }
  if (Number(old) !== seen.size) return { status: 409, body: `${seen.size}\n` }
  const root = Buffer.from(checkpoint.root).toString('hex')
  const holds =
    seen.size === 0
      ? proof.length === 0
      : await checks.isConsistent(
          crypto,
          { size: seen.size, root: Buffer.from(seen.root, 'hex') },
          checkpoint,
          /** @type {Uint8Array[]} */ (proof),
        )
  // The same size under another root is a fork, whatever the proof says.
  if (seen.size === checkpoint.size && seen.size > 0 && seen.root !== root)
    return { status: 409, body: `${seen.size}\n` }
  if (!holds) return { status: 422 }
  memory.keep(checkpoint.origin, { size: checkpoint.size, root })
  const time = Math.floor(secondsNow())
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), key.secret)
  const at = Buffer.alloc(8)
  at.writeBigUInt64BE(BigInt(time))
  return { status: 200, body: `— ${key.name} ${Buffer.concat([key.id, at, signature]).toString('base64')}\n` }
}

/** Seconds since 1970, without `Temporal`: Node 20 has none. */
const secondsNow = () => (performance.timeOrigin + performance.now()) / 1000

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { log: { type: 'string' }, state: { type: 'string' }, port: { type: 'string', default: '8081' } },
  })
  const [what, first = '', second = ''] = positionals
  if (what === 'key' && first && second) {
    writeFileSync(second, JSON.stringify({ name: first, seed: randomBytes(32).toString('hex') }), {
      mode: 0o600,
      flag: 'wx',
    })
    process.stdout.write(`${readKey(second).verifierKey}\n`)
    return
  }
  if (what !== 'serve' || !first || !values.log || !values.state) {
    process.stderr.write(
      '用法：main.mjs key 名称 密钥文件 ｜ main.mjs serve 密钥文件 --log 公钥 --state 文件 [--port 8081]\n',
    )
    process.exitCode = 1
    return
  }
  const house = {
    key: readKey(first),
    log: await checks.parseKey(crypto, values.log),
    memory: new Memory(values.state),
  }
  // One after the other: two checkpoints at once must not both follow the same one.
  let turn = Promise.resolve()
  const server = createServer((request, response) => {
    if (request.method !== 'POST' || request.url !== '/add-checkpoint') {
      response.writeHead(404).end()
      return
    }
    /** @type {Buffer[]} */
    const parts = []
    let length = 0
    request.on('data', (part) => {
      length += part.length
      if (length > 65_536) request.destroy()
      else parts.push(part)
    })
    request.on('end', () => {
      turn = turn.then(async () => {
        const answer = await addCheckpoint(house, Buffer.concat(parts).toString()).catch(() => ({ status: 400 }))
        const type = answer.status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8'
        response.writeHead(answer.status, { 'Content-Type': type }).end('body' in answer ? answer.body : undefined)
      })
    })
  })
  server.listen(Number(values.port), '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : values.port
    process.stdout.write(`见证程序已启动：http://127.0.0.1:${port}，公钥 ${house.key.verifierKey}\n`)
  })
}

await main()
