import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { askWitnesses, enterRecord, publishEntries } from '#core/ledger/index.ts'
import { openCity, phone } from './journey.ts'
import { publishOne } from './publish-one.ts'

const city = openCity()

const run = async (args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, ['witness/main.mjs', ...args])).stdout

/** One bit of another byte. */
function changedAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

/** Still a number: of `a` or `f` one bit makes none, and what stands there second is read. */
function otherDigitAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed.write(changed.toString('latin1', at, at + 1) === '0' ? '1' : '0', at, 'latin1')
  return changed
}

test('published, seen in the record, checked in the own browser, and one changed byte is named', async () => {
  const number = await publishOne(city.house())
  await publishEntries(city.house())
  const reader = await city.anybody({ screen: phone })
  await reader.goes(`/letters/${number}`)
  await reader.unfolds('登记信息')
  await reader.follows('已存证，第 0 号', 'main')
  await reader.reads('这条记录已写进公布的检查点')
  await reader.follows('在我的浏览器里核对', 'main')
  const steps = reader.page.locator('.verify-steps')
  await expect.poll(() => steps.innerText(), { timeout: 20_000 }).toContain('一个字也没有改')

  const { id } = JSON.parse((await reader.asks('/ledger/leaves/0')).html)
  const document = Buffer.from((await reader.asks(`/ledger/documents/${id}`)).html)
  const choose = (name: string, buffer: Buffer) =>
    reader.page.setInputFiles('.verify-file input', { name, mimeType: 'application/octet-stream', buffer })
  await choose('原文', document)
  await expect.poll(() => steps.innerText()).toContain('“原文”与存证的一字不差')
  await choose('改过', changedAt(document, 20))
  await expect.poll(() => steps.innerText()).toContain('从第 21 个字节起不同')

  // The letter's own PDF: downloaded, in the record a moment later, and checked with nothing but the file.
  const fetched = await reader.page.request.get(`/letters/${number}/letter.pdf`)
  const pdf = await fetched.body()
  expect(fetched.headers()['content-type']).toBe('application/pdf')
  await publishEntries(city.house())
  await reader.goes('/verify')
  await choose('来信.pdf', pdf)
  await expect
    .poll(() => steps.innerText(), { timeout: 20_000 })
    .toMatch(/取到第 1 号记录[\s\S]*“来信.pdf”与存证的一字不差[\s\S]*合并 1 次[\s\S]*签名相符[\s\S]*尚无见证/)
  await choose('改过.pdf', changedAt(pdf, 1000))
  await expect.poll(() => steps.innerText()).toMatch(/“改过.pdf”与存证的不符[\s\S]*从第 1001 个字节起不同/)
  // The number in it, or the salt, changed: it is nobody's, or another.
  await choose('换号.pdf', otherDigitAt(pdf, pdf.indexOf('ledger-entry=') + 20))
  await expect.poll(() => steps.innerText()).toContain('里没有')
  await choose('换盐.pdf', changedAt(pdf, pdf.indexOf('ledger-salt=') + 14))
  await expect.poll(() => steps.innerText()).toContain('“换盐.pdf”与存证的不符')
  await choose('别家的.pdf', Buffer.from('%PDF-1.7 nothing of ours'))
  await expect.poll(() => steps.innerText()).toContain('里没有存证编号')

  // A proof file kept from then, when the record has grown since.
  const proof = await (await reader.page.request.get('/ledger/proofs/0')).body()
  for (let at = 0; at < 300; at++)
    await enterRecord(city.house().db, {
      ...{ type: 'trial', subjectType: 'trial', subjectId: String(at), version: 1, at: city.house().clock.now() },
      document: { at },
    })
  await publishEntries(city.house())
  await choose('0.tlog-proof', proof)
  await expect
    .poll(() => steps.innerText(), { timeout: 20_000 })
    .toMatch(/从那时的 2 条到现在的 302 条，只有增加，没有改动[\s\S]*这条记录在检查点里/)
  await choose('假的.tlog-proof', Buffer.from(proof.toString().replace('\n2\n', '\n3\n')))
  await expect.poll(() => steps.innerText()).toContain('签名不对')

  // A browser without WebCrypto (plain http, or an old one), and a body that has cosigned.
  const folder = mkdtempSync(join(tmpdir(), 'yangguang-witness-'))
  const key = (await run(['key', 'university.example/witness', join(folder, 'key')])).trim()
  const logKey = (await (await reader.page.request.get('/ledger/key')).text()).trim()
  const witness = spawn(process.execPath, [
    ...['witness/main.mjs', 'serve', join(folder, 'key'), '--log', logKey],
    ...['--state', join(folder, 'state'), '--port', '0'],
  ])
  onTestFinished(() => {
    witness.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  const [said] = (await once(witness.stdout.setEncoding('utf8'), 'data')) as [string]
  Object.assign(city.house().config, { witnesses: [{ key, url: /http:\S+?:\d+/.exec(said)?.[0] ?? '' }] })
  await askWitnesses(city.house())
  const old = await city.anybody()
  await old.page.addInitScript(() => Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined }))
  await old.goes('/verify?record=1')
  await expect
    .poll(() => old.page.locator('.verify-steps').innerText(), { timeout: 30_000 })
    .toMatch(
      /一个字也没有改[\s\S]*得到的总指纹相同[\s\S]*检查点的签名相符[\s\S]*university.example\/witness 的签名相符/,
    )
  await old.page.setInputFiles('.verify-file input', {
    ...{ name: '改过.pdf', mimeType: 'application/pdf', buffer: changedAt(pdf, 1000) },
  })
  await expect.poll(() => old.page.locator('.verify-steps').innerText()).toContain('从第 1001 个字节起不同')

  // Without script: the form leads there, and says what else can be done.
  const plain = await city.anybody({ script: false })
  await plain.goes('/verify')
  await plain.fills('网址、编号或存证号', number)
  await plain.presses('核对')
  await plain.reads('存证第 0 号', '这个浏览器没有开启脚本')
})
