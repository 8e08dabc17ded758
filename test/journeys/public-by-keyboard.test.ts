import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { ownPages } from './citizen.ts'
import { openCity, phone } from './journey.ts'
import type { Person } from './person.ts'
import { publicPages, screens } from './public-pages.ts'
import { publishOne } from './publish-one.ts'

const city = openCity()
let letter = ''
beforeAll(async () => {
  letter = await publishOne(city.house())
})

type Stop = { at: number; words: string; isSeen: boolean; isOnScreen: boolean }

test.each(screens)(
  'with the keyboard alone every control of every other public page is reached and shows where one is, on the $name',
  async (screen) => {
    const reader = await city.anybody({ screen })
    expect(await everyControl(reader, '/', 'body')).toBeGreaterThan(20)
    let controls = 0
    // The order of the controls is that of the page, on both screens; each page is gone through on one of them.
    const odd = screen === phone ? 0 : 1
    for (const path of publicPages(letter).filter((_, at) => at % 2 === odd))
      controls += await everyControl(reader, path, 'main')
    expect(controls).toBeGreaterThan(120)
  },
)

test('and of every page of a citizen', async () => {
  const citizen = await city.anybody()
  for (const path of await ownPages(city, citizen, '13922200001')) await everyControl(citizen, path, 'main')
})

/** The reference of the API has hundreds, all alike. */
const mostControls = 60

/** In the whole page, or in its own part: the head and the foot are the same on each. */
async function everyControl(person: Person, path: string, part: 'body' | 'main'): Promise<number> {
  await person.goes(path)
  const wanted = (await person.page.evaluate(markControls, part)).slice(0, mostControls)
  const stops = await tabThrough(person.page, wanted.length + 15, part)
  const reached = new Set(stops.map(({ at }) => at))
  expect(
    wanted.filter((_, at) => !reached.has(at)),
    `${path}: never reached`,
  ).toEqual([])
  expect(
    stops.filter(({ isSeen }) => !isSeen).map(({ words }) => words),
    `${path}: no ring`,
  ).toEqual([])
  expect(
    stops.filter(({ isOnScreen }) => !isOnScreen).map(({ words }) => words),
    `${path}: off the screen`,
  ).toEqual([])
  return reached.size
}

test('the first key on a page leads past the menus', async () => {
  const reader = await city.anybody()
  await reader.goes('/letters')
  await reader.types('Tab')
  expect(await reader.page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
  await reader.types('Enter', 'Tab')
  expect(await reader.page.evaluate(() => document.activeElement?.closest('main')?.id)).toBe('main')
})

test('on the phone the menu opens by its key, and the next one leads into it', async () => {
  const reader = await city.anybody({ screen: phone })
  await reader.goes('/')
  await reader.page.locator('.site-menu > summary').focus()
  await reader.types('Enter', 'Tab')
  expect(
    await reader.page.evaluate(() => document.activeElement?.closest('.site-menu nav')?.getAttribute('aria-label')),
  ).toBe('主菜单（手机）')
})

test('the check sees a control without a ring and one that no key reaches', async () => {
  const reader = await city.anybody()
  await reader.goes('/follow')
  await reader.page.evaluate(() => {
    const bare = document.querySelector<HTMLElement>('main button')
    bare?.style.setProperty('outline', 'none', 'important')
    bare?.style.setProperty('box-shadow', 'none', 'important')
    document.querySelector('main input:not([type=hidden])')?.setAttribute('tabindex', '-1')
  })
  const wanted = await reader.page.evaluate(markControls, 'body')
  const stops = await tabThrough(reader.page, wanted.length + 15, 'body')
  expect(stops.filter(({ isSeen }) => !isSeen).length).toBe(1)
  expect(wanted.length - new Set(stops.filter(({ at }) => at >= 0).map(({ at }) => at)).size).toBe(1)
})

/** Runs in the page: numbers what a person could use, and says it in words. Of a group of radio buttons the key stops at one. */
function markControls(part: string): string[] {
  const groups = new Set<string>()
  const within = document.querySelector(part)
  const controls = [
    ...(within?.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary') ?? []),
  ].filter((each) => {
    const box = each.getBoundingClientRect()
    if (box.width === 0 || box.height === 0 || each.matches(':disabled, [type=hidden]')) return false
    // What is folded away is reached once it is unfolded.
    if (!each.checkVisibility({ visibilityProperty: true })) return false
    if (!(each instanceof HTMLInputElement) || each.type !== 'radio') return true
    if (groups.has(each.name)) return false
    groups.add(each.name)
    return true
  })
  return controls.map((each, at) => {
    const name = each instanceof HTMLInputElement && each.type === 'radio' ? `radio ${each.name}` : String(at)
    each.dataset.keyStop = name
    return `${each.tagName} ${(each.textContent || each.getAttribute('name') || '').trim().slice(0, 20)}`
  })
}

/** From the beginning of the part to its end; a page that begins elsewhere, at its errors, is put back to its beginning. */
async function tabThrough(page: Page, most: number, part: 'body' | 'main'): Promise<Stop[]> {
  await page.evaluate((name) => {
    const start = document.querySelector<HTMLElement>(name)
    start?.setAttribute('tabindex', '-1')
    start?.focus({ preventScroll: true })
  }, part)
  const stops: Stop[] = []
  for (let count = 0; count < most; count++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(stoppedAt, part)
    // A date field has several stops of its own: year, month, day, calendar.
    if (stop && stop.at >= 0 && stop.at === stops.at(-1)?.at) continue
    if (!stop || stops.some(({ at }) => at >= 0 && at === stop.at)) break
    stops.push(stop)
  }
  return stops
}

/** Runs in the page: where the focus is, and whether a person sees it there. */
function stoppedAt(part: string): Stop | null {
  const here = document.activeElement
  if (!(here instanceof HTMLElement) || here === document.body || !here.closest(part)) return null
  const marked = [...document.querySelectorAll<HTMLElement>('[data-key-stop]')]
  const radio = here instanceof HTMLInputElement && here.type === 'radio' ? `radio ${here.name}` : null
  const at = marked.findIndex((each) => (radio ? each.dataset.keyStop === radio : each === here))
  const rings = [here, here.closest('label'), here.nextElementSibling, here.parentElement].filter(
    (each) => each !== null,
  )
  // A card's link is as large as its card: its ring is that of what it is stretched by.
  const styles = [...rings.map((each) => getComputedStyle(each)), getComputedStyle(here, '::after')]
  const isSeen = styles.some((style) => style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2)
  const box = here.getBoundingClientRect()
  const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  return {
    at,
    words: `${here.tagName} ${(here.textContent || here.getAttribute('name') || '').trim().slice(0, 20)}`,
    isSeen,
    isOnScreen,
  }
}
