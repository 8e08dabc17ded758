import { expect, test } from 'vitest'
import { publishEntries } from '#core/ledger/index.ts'
import { openCity, phone } from './journey.ts'
import { publishOne } from './publish-one.ts'

const city = openCity()

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
  const changed = Buffer.from(document)
  changed[20] = (changed[20] ?? 0) ^ 1
  const choose = (name: string, buffer: Buffer) =>
    reader.page.setInputFiles('.verify-file input', { name, mimeType: 'application/json', buffer })
  await choose('原文', document)
  await expect.poll(() => steps.innerText()).toContain('“原文”与存证的一字不差')
  await choose('改过', changed)
  await expect.poll(() => steps.innerText()).toContain('从第 21 个字节起不同')

  // Without script: the form leads there, and says what else can be done.
  const plain = await city.anybody({ script: false })
  await plain.goes('/verify')
  await plain.fills('网址、编号或存证号', number)
  await plain.presses('核对')
  await plain.reads('存证第 0 号', '这个浏览器没有开启脚本')
})
