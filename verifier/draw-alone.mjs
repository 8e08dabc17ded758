// 重抽一遍：在解压后的文件夹里运行 node verify.mjs。只用 Node 自带的功能（20 以上），一眼看得完。
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const read = (name) => readFileSync(new URL(name, import.meta.url))
const text = (name) => read(name).toString('utf8').trim()
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()
const hmac = (key, data) => createHmac('sha256', key).update(data).digest()
const need = (holds, lie) => holds || process.exit(console.error(lie) ?? 1)

// 一、方案和结果都在签名公布的检查点里（RFC 6962、C2SP tlog-proof）。
// Base64 has plus signs of its own.
const [, keyName, keyBytes] = /^([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(text('key.txt'))
const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(keyBytes, 'base64').subarray(1)])
const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' })
function placeOf(name) {
  const entry = read(`${name}.entry.json`)
  const digest = sha256(Buffer.from(text(`${name}.salt`), 'hex'), read(`${name}.json`)).toString('hex')
  need(JSON.parse(entry).digest === digest, `${name}.json 与存证的指纹不符`)
  const proof = read(`${name}.tlog-proof`).toString('utf8')
  const [, place, ...lines] = proof.slice(0, proof.indexOf('\n\n')).split('\n')
  const note = proof.slice(proof.indexOf('\n\n') + 2)
  const body = note.slice(0, note.lastIndexOf('\n\n') + 1)
  const line = note.split('\n').find((one) => one.startsWith(`— ${keyName} `)) ?? ''
  const signature = Buffer.from(line.split(' ')[2] ?? '', 'base64').subarray(4)
  need(verify(null, Buffer.from(body), publicKey, signature), '检查点的签名不对')
  let [at, last, hash] = [Number(place.split(' ')[1]), Number(body.split('\n')[1]) - 1, sha256(Buffer.of(0), entry)]
  const index = at
  for (const sibling of lines.map((one) => Buffer.from(one, 'base64'))) {
    if (at % 2 === 1 || at === last) {
      hash = sha256(Buffer.of(1), sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else hash = sha256(Buffer.of(1), hash, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  need(last === 0 && hash.toString('base64') === body.split('\n')[2], `${name}.json 不在检查点里`)
  return index
}
need(placeOf('manifest') < placeOf('result'), '方案在结果之后才存证')

// 二、一次性代码是先前承诺的，随机数是外面来的、依次连起来的。
const [manifest, result] = [JSON.parse(text('manifest.json')), JSON.parse(text('result.json'))]
need(sha256(Buffer.from(result.code, 'hex')).toString('hex') === manifest.head, '一次性代码不是方案承诺的')
const names = ({ sources }) => sources.map(({ name }) => name).join()
need(names(result) === names(manifest), '来源与方案不同')
const joined = result.sources.map(({ value }) => (value === null ? '' : `${value}/`)).join('')
need(joined === result.randomness, '随机数不是各个来源依次连起来的')

// 三、重抽：HMAC 从小到大排，前几个抽中，后几个候补；回避的跳过。
const key = hmac(Buffer.from(result.code, 'hex'), result.randomness)
const position = (...label) => hmac(key, `${label.join('|')}\u0001`).toString('hex')
const conflicts = new Map(manifest.conflicts.map(({ member, rule }) => [member, rule]))
const byPosition = (a, b) => (a[1] < b[1] ? -1 : 1)
const sort = (list, ...label) => list.map((one) => [one, position(...label, one)]).sort(byPosition)
const tasks = []
const strata = manifest.strata.map(({ name, quota, substitutes, members }) => {
  let taken = 0
  const order = sort(members, manifest.draw, name).map(([member, hash]) => {
    if (conflicts.has(member)) return [member, hash, 'conflict', conflicts.get(member)]
    taken += 1
    if (taken <= quota) tasks.push(member)
    return [member, hash, taken <= quota ? 'drawn' : taken <= quota + substitutes ? 'substitute' : 'rest']
  })
  return { name, order }
})
need(JSON.stringify(strata) === JSON.stringify(result.strata), '重抽的结果与公布的不同')
const { people = [], perTask, most, conflicts: pairs = [] } = manifest.sending ?? {}
const load = new Map()
for (const [at, task] of manifest.sending ? tasks.entries() : []) {
  const free = (one) => !pairs.some((pair) => pair.task === task && pair.person === one) && (load.get(one) ?? 0) < most
  const order = sort(people, manifest.draw, 'inspector', task)
  const sent = order.filter(([one]) => free(one)).slice(0, perTask)
  for (const [one] of sent) load.set(one, (load.get(one) ?? 0) + 1)
  need(JSON.stringify(sent) === JSON.stringify(result.sent[at].people), `派到 ${task} 的人不对`)
}
const all = strata.flatMap(({ order }) => order).length
console.log(`相符：${manifest.title}，重抽 ${all} 个标签，抽中 ${tasks.length} 个。`)
