import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { runDraws } from '#core/draw/index.ts'
import { publishEntries } from '#core/ledger/index.ts'
import { closedLetters } from '../closed-letters.ts'
import { desktop, openCity, phone } from './journey.ts'

const city = openCity()

test('a draw is watched by two, done again in the browser and by the program, with the same result', async () => {
  const house = city.house()
  await closedLetters(house)
  const supervisor = await city.staff('ducha')
  await supervisor.goes('/desk/draws')
  await supervisor.follows('抽一批回访', 'main')
  await supervisor.fills('名称', '十月办结来信回访')
  await supervisor.fills('办结日期从', '2026-10-01')
  await supervisor.fills('到', '2026-11-20')
  await supervisor.fills('抽几件', '6')
  await supervisor.fills('候补几件', '2')
  await supervisor.fills('抽取日期', '2026-11-23')
  await supervisor.fills('抽取时刻', '10:30')
  await supervisor.ticks('演示信标')
  await supervisor.presses('公布方案')
  await supervisor.reads('十月办结来信回访', '等待抽取')
  const number = new URL(supervisor.page.url()).pathname.split('/').at(-1) ?? ''
  await publishEntries(house)
  await runDraws(house)

  house.clock.set('2026-11-23T10:29:56+08:00')
  const watchers = [await city.anybody({ screen: phone }), await city.anybody({ screen: desktop })]
  for (const watcher of watchers) {
    await watcher.goes(`/draws/${number}`)
    await watcher.reads('到时候结果会出现在这里，不用刷新')
  }
  house.clock.set('2026-11-23T10:30:01+08:00')
  await runDraws(house)
  await publishEntries(house)
  // Nobody touches anything: the result comes by itself, the same to both.
  const results = await Promise.all(
    watchers.map(async ({ page }) => {
      await page.getByText('在我的浏览器里重抽一遍').waitFor({ timeout: 30_000 })
      return page.locator('code.digest').allInnerTexts()
    }),
  )
  expect(results[0]?.length).toBeGreaterThan(8)
  expect(results[0]).toEqual(results[1])

  const [reader] = watchers
  if (!reader) throw new Error('nobody watches')
  await reader.page.getByRole('button', { name: '在我的浏览器里重抽一遍' }).click()
  await expect
    .poll(() => reader.page.locator('.verify-steps').innerText(), { timeout: 30_000 })
    .toContain('24 个标签都重算了一遍，抽中的 6 个和公布的完全相同')

  const file = join(mkdtempSync(join(tmpdir(), 'yangguang-draw-')), 'pack.zip')
  const answer = await house.app.request(`/draws/${number}/pack.zip`)
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  const { stdout } = await promisify(execFile)(process.execPath, ['verifier/main.mjs', 'draw', file])
  expect(stdout).toContain('抽中的 6 个和顺序完全相同')

  const plain = await city.anybody({ script: false })
  await plain.goes(`/draws/${number}`)
  await plain.reads('抽中', '不到八十行的程序')
})
