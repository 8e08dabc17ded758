import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { desktop, openCity, phone } from './journey.ts'
import { publishOne } from './publish-one.ts'

const city = openCity()
let letter = ''
beforeAll(async () => {
  letter = await publishOne(city.house())
})

/** The machine has no voice: this one says nothing, takes a moment for each sentence, and keeps what it was given. */
function giveVoice(): void {
  const said: string[] = []
  let speaking: { voice: SpeechSynthesisUtterance; timer: number } | null = null
  const synthesis = {
    said,
    speak(voice: SpeechSynthesisUtterance) {
      said.push(voice.text)
      const timer = window.setTimeout(() => {
        speaking = null
        voice.dispatchEvent(new Event('end'))
      }, 60)
      speaking = { voice, timer }
    },
    cancel() {
      if (!speaking) return
      const { voice, timer } = speaking
      clearTimeout(timer)
      speaking = null
      setTimeout(() => voice.dispatchEvent(new Event('error')))
    },
  }
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true })
}

const saidOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window.speechSynthesis as unknown as { said: string[] }).said)

test.each([phone, desktop])(
  '长辈版 reads the page aloud, waits and goes on where it stopped, on the $name',
  async (screen) => {
    const reader = await city.anybody({ screen })
    await reader.page.addInitScript(giveVoice)
    await reader.goes(`/letters/${letter}`)
    const button = reader.page.locator('read-aloud [data-read]')
    expect(await button.isVisible()).toBe(false)
    await reader.presses('长辈版', '.site-utility')
    expect(await button.textContent()).toContain('朗读本页')
    await button.click()
    expect(await button.textContent()).toContain('暂停朗读')
    await expect.poll(async () => (await saidOn(reader.page)).length).toBeGreaterThan(3)
    expect(await reader.page.locator('main .is-read').count()).toBe(1)
    await button.click()
    expect(await button.textContent()).toContain('继续朗读')
    const paused = await saidOn(reader.page)
    await reader.page.waitForTimeout(250)
    expect(await saidOn(reader.page)).toEqual(paused)
    await button.click()
    await expect.poll(async () => button.textContent(), { timeout: 15_000 }).toContain('朗读本页')
    const said = await saidOn(reader.page)
    // The sentence in which it was stopped is begun anew; none is left out, none said twice.
    const [again, ...rest] = said.slice(paused.length)
    expect(again).toBe(paused.at(-1))
    const whole = [...paused, ...rest]
    expect(whole.join('')).toContain('三盏路灯已于昨日修复，今后每周巡查一次。')
    expect(whole.filter((sentence) => sentence.includes('每周巡查')).length).toBe(1)
    expect(await reader.page.locator('.is-read').count()).toBe(0)
    await button.click()
    await reader.page.getByRole('button', { name: '停止', exact: true }).click()
    expect(await button.textContent()).toContain('朗读本页')
  },
)

test('without script, or without a voice, there is no button that does nothing', async () => {
  const still = await city.anybody({ script: false })
  await still.goes('/')
  await still.presses('长辈版', '.site-utility')
  expect(await still.page.locator('read-aloud').isVisible()).toBe(false)
  const mute = await city.anybody()
  await mute.page.addInitScript(() => Reflect.deleteProperty(window, 'speechSynthesis'))
  await mute.goes('/')
  await mute.presses('长辈版', '.site-utility')
  expect(await mute.page.locator('read-aloud').isVisible()).toBe(false)
})

const weChat =
  'Mozilla/5.0 (Linux; Android 10; HMA-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.30 WeChat/arm64'

test('in WeChat a file leads to a page that says where to open it, and back; elsewhere it is the file', async () => {
  const reader = await city.anybody({ screen: phone })
  await reader.page.context().setExtraHTTPHeaders({ 'User-Agent': weChat })
  await reader.goes('/rules/due?from=2026-09-21&amount=7')
  await reader.follows('放进手机日历', 'main')
  await reader.reads('请在浏览器里打开', '在浏览器打开')
  expect(reader.answered()).toBe(200)
  await reader.follows('回到刚才的页面', 'main')
  await reader.reads('2026年10月8日')
  const elsewhere = await city.house().app.request('/rules/due.ics?from=2026-09-21&amount=7')
  expect(elsewhere.headers.get('Content-Type')).toContain('text/calendar')
  const atWork = await city
    .house()
    .app.request('/rules/due.ics?from=2026-09-21&amount=7', { headers: { 'User-Agent': `${weChat} wxwork/4.1` } })
  expect(atWork.headers.get('Content-Disposition')).toContain('attachment')
})

test('a page that sent somebody to a file is gone back to only when it is ours', async () => {
  const headers = { 'User-Agent': weChat, Host: 'site', Referer: 'https://elsewhere.example/trap' }
  const shown = await city.house().app.request('/rules/due.ics?from=2026-09-21&amount=7', { headers })
  const page = await shown.text()
  expect(page).toContain('回到刚才的页面')
  expect(page).not.toContain('trap')
  expect(shown.headers.get('Content-Disposition')).toBeNull()
  expect(shown.headers.get('Content-Type')).toContain('text/html')
})
