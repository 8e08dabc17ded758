// @ts-check
import { readFileSync } from 'node:fs'
import * as checks from './checks.mjs'
import { checkChance, checkOrder, checkTurn, readManifest, readResult } from './draw-checks.mjs'
import { unzip } from './zip.mjs'

const { Lie } = checks

/**
 * A draw from the ZIP that its page offers: what was published is in the record, and drawing again gives the same.
 * @param {import('./draw-checks.mjs').DrawCrypto} crypto @param {string} file @param {string | undefined} keyText @param {(line: string) => void} say
 */
export async function verifyDraw(crypto, file, keyText, say) {
  const files = unzip(readFileSync(file))
  const need = (/** @type {string} */ name) => {
    const found = files.get(name)
    if (!found) throw new Lie(`ZIP 里没有 ${name}`)
    return found
  }
  const ownKey = need('key.txt').toString('utf8').trim()
  const key = await checks.parseKey(crypto, keyText ?? ownKey)
  say(`公钥 ${keyText ?? ownKey}${keyText ? '' : '（随 ZIP 来的，请与别处得到的对一对）'}`)
  const places = []
  for (const name of ['manifest', 'result']) {
    const entry = need(`${name}.entry.json`)
    const { index, hashes, note } = checks.parseProof(need(`${name}.tlog-proof`).toString('utf8'))
    const checkpoint = checks.parseCheckpoint(await checks.openNote(crypto, Buffer.from(note), key))
    const root = await checks.rootByInclusion(
      crypto,
      await checks.leafHash(crypto, entry),
      index,
      checkpoint.size,
      hashes,
    )
    if (!checks.same(checkpoint.root, root)) throw new Lie(`${name}.json 的记录不在检查点的第 ${index} 号位置`)
    const salt = checks.fromHex(need(`${name}.salt`).toString('utf8').trim())
    if (!salt || !(await checks.isDocument(crypto, checks.readEntry(entry), salt, need(`${name}.json`))))
      throw new Lie(`${name}.json 与存证的指纹不符`)
    say(`${name}.json 是存证第 ${index} 号，一字未改`)
    places.push(index)
  }
  checkTurn(places[0] ?? 0, places[1] ?? 0)
  const manifest = readManifest(need('manifest.json'))
  const result = readResult(need('result.json'))
  if (result.manifest !== checks.readEntry(need('manifest.entry.json')).id) throw new Lie('结果指的不是这份方案')
  await checkChance(crypto, manifest, result)
  say(`一次性代码与方案的承诺相符；随机数来自 ${result.sources.map(({ name }) => name).join('、')}，请到来源处对一对`)
  const { members, drawn } = await checkOrder(crypto, manifest, result)
  say(`${members} 个标签重抽一遍，抽中的 ${drawn} 个和顺序完全相同`)
}
