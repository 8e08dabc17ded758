// @ts-check
// A draw done again from its manifest and its result. Nothing that fetches or prints; `crypto` comes from outside (`checks.mjs`), with HMAC.

import { fromHex, hex, Lie } from './checks.mjs'

/**
 * @typedef {import('./checks.mjs').Crypto & { hmac(key: Uint8Array): Promise<(data: Uint8Array) => Promise<Uint8Array> | Uint8Array> | ((data: Uint8Array) => Promise<Uint8Array> | Uint8Array) }} DrawCrypto
 * @typedef {{ kind: string, name: string, at: string, bits: number, round?: number }} Source
 * @typedef {{ format: string, draw: string, purpose: string, title: string, rule: string, drawAt: string, head: string, sources: Source[],
 *   strata: { name: string, quota: number, substitutes: number, members: string[] }[], conflicts: { member: string, rule: string }[],
 *   sending?: { people: string[], perTask: number, most: number, conflicts: { task: string, person: string, rule: string }[] } }} Manifest
 * @typedef {{ format: string, draw: string, manifest: string, drawnAt: string, code: string, randomness: string,
 *   sources: { name: string, value: string | null, evidence: string | null }[], strata: { name: string, order: string[][] }[],
 *   sent: { task: string, people: string[][], passed: string[][] }[] }} Result
 */

const utf8 = new TextEncoder()
const read = (/** @type {Uint8Array} */ bytes) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))

/** @param {Uint8Array} bytes @returns {Manifest} */
export function readManifest(bytes) {
  const manifest = read(bytes)
  if (manifest?.format !== 'draw-manifest/1') throw new Lie('不是抽取方案')
  return manifest
}

/** @param {Uint8Array} bytes @returns {Result} */
export function readResult(bytes) {
  const result = read(bytes)
  if (result?.format === 'draw-cancelled/1') throw new Lie(`这次抽取已经撤销：${result.ground}`)
  if (result?.format !== 'draw-result/1') throw new Lie('不是抽取结果')
  return result
}

/**
 * What both must have told each other: one draw, the code that was promised, the sources that were named, and enough from outside.
 * @param {DrawCrypto} crypto @param {Manifest} manifest @param {Result} result
 */
export async function checkChance(crypto, manifest, result) {
  if (result.draw !== manifest.draw) throw new Lie('方案和结果不是同一次抽取的')
  const code = fromHex(result.code)
  if (!code || hex(await crypto.sha256(code)) !== manifest.head) throw new Lie('一次性代码不是方案里承诺的那一个')
  // Both as ISO in UTC with whole seconds, so that texts compare as times.
  if (result.drawnAt < manifest.drawAt) throw new Lie('在公布的抽取时刻之前就抽了')
  if (result.sources.length !== manifest.sources.length) throw new Lie('随机数的来源与方案不同')
  let outside = 0
  const bodies = new Set()
  for (const [at, source] of manifest.sources.entries()) {
    const given = result.sources[at]
    if (given?.name !== source.name) throw new Lie(`随机数的来源与方案不同：方案里是“${source.name}”`)
    if (given.value === null) {
      if (source.kind !== 'observer') throw new Lie(`“${source.name}”没有随机数`)
      continue
    }
    if (source.kind === 'observer') bodies.add(source.name)
    else outside += source.bits
    const signature = fromHex(given.evidence ?? '')
    if (source.kind === 'drand' && (!signature || hex(await crypto.sha256(signature)) !== given.value))
      throw new Lie(`“${source.name}”的随机数不是它的签名的散列`)
  }
  if (outside + (bodies.size > 1 ? bodies.size * 40 : 0) < 80) throw new Lie('外面来的随机数不够 80 位')
  const joined = result.sources.map(({ value }) => (value === null ? '' : `${value}/`)).join('')
  if (joined !== result.randomness) throw new Lie('随机数不是各个来源依次连起来的')
}

/**
 * Every position again, every order, who is drawn, who stands by, who is passed over, who is sent.
 * @param {DrawCrypto} crypto @param {Manifest} manifest @param {Result} result @param {(done: number, all: number) => void} [tell]
 */
export async function checkOrder(crypto, manifest, result, tell = () => {}) {
  const key = await (await crypto.hmac(/** @type {Uint8Array} */ (fromHex(result.code))))(
    utf8.encode(result.randomness),
  )
  const place = await crypto.hmac(key)
  const positionOf = async (/** @type {string[]} */ ...parts) =>
    hex(await place(utf8.encode(`${parts.join('|')}\u0001`)))
  const rules = new Map(manifest.conflicts.map(({ member, rule }) => [member, rule]))
  const all = manifest.strata.reduce((sum, { members }) => sum + members.length, 0)
  let done = 0
  const tasks = []
  for (const [at, { name, quota, substitutes, members }] of manifest.strata.entries()) {
    const told = result.strata[at]
    if (told?.name !== name || told.order.length !== members.length) throw new Lie(`“${name}”的名单与方案不同`)
    const order = []
    for (const member of members) {
      order.push({ member, position: await positionOf(manifest.draw, name, member) })
      if (++done % 5000 === 0) tell(done, all)
    }
    order.sort((a, b) => (a.position < b.position ? -1 : 1))
    let taken = 0
    for (const [index, { member, position }] of order.entries()) {
      const rule = rules.get(member)
      if (rule === undefined) taken++
      const outcome =
        rule !== undefined
          ? 'conflict'
          : taken <= quota
            ? 'drawn'
            : taken <= quota + substitutes
              ? 'substitute'
              : 'rest'
      const [toldMember, toldPosition, toldOutcome, toldRule] = told.order[index] ?? []
      if (toldMember !== member || toldPosition !== position)
        throw new Lie(`“${name}”第 ${index + 1} 位应是 ${member}，公布的是 ${toldMember}`)
      if (toldOutcome !== outcome || toldRule !== rule) throw new Lie(`“${name}”里 ${member} 的结果不对`)
      if (outcome === 'drawn') tasks.push(member)
    }
  }
  tell(all, all)
  await checkSent(manifest, result, tasks, positionOf)
  return { members: all, drawn: tasks.length }
}

/** @param {Manifest} manifest @param {Result} result @param {string[]} tasks @param {(...parts: string[]) => Promise<string>} positionOf */
async function checkSent(manifest, result, tasks, positionOf) {
  const { sending } = manifest
  if (result.sent.length !== (sending ? tasks.length : 0)) throw new Lie('派人的结果与抽中的不是一一对应')
  if (!sending) return
  const rules = new Map(sending.conflicts.map(({ task, person, rule }) => [`${task}|${person}`, rule]))
  const load = new Map()
  for (const [at, task] of tasks.entries()) {
    const order = []
    for (const person of sending.people)
      order.push({ person, position: await positionOf(manifest.draw, 'inspector', task, person) })
    order.sort((a, b) => (a.position < b.position ? -1 : 1))
    const people = []
    const passed = []
    for (const { person, position } of order) {
      if (people.length === sending.perTask) break
      const rule =
        rules.get(`${task}|${person}`) ?? ((load.get(person) ?? 0) >= sending.most ? '任务数已到上限' : undefined)
      if (rule !== undefined) passed.push([person, rule])
      else {
        people.push([person, position])
        load.set(person, (load.get(person) ?? 0) + 1)
      }
    }
    if (JSON.stringify(result.sent[at]) !== JSON.stringify({ passed, people, task }))
      throw new Lie(`派到 ${task} 的人不对`)
  }
}

/** Where the manifest stands in the record: before the result, or the list was made after the chance. @param {number} manifest @param {number} result */
export function checkTurn(manifest, result) {
  if (manifest >= result) throw new Lie('方案在存证里排在结果后面：不是先定方案再抽的')
}
