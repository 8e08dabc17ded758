import { beforeAll, expect, test } from 'vitest'
import { ownPages } from './citizen.ts'
import { desktop, openCity, phone, type Screen } from './journey.ts'
import type { Person } from './person.ts'
import { publicPages, statusOf } from './public-pages.ts'
import { publishOne } from './publish-one.ts'

const city = openCity()
let letter = ''
beforeAll(async () => {
  letter = await publishOne(city.house())
})

/** With a script on one screen and without on the other: what a page is does not hang on both at once. */
test('every public page stands whole, with script on the phone and without on the computer', async () => {
  await walks(await city.anybody({ screen: phone }), publicPages(letter))
  await walks(await city.anybody({ screen: desktop, script: false }), publicPages(letter))
})

test('every page of a citizen stands whole, without script on the phone and with it on the computer', async () => {
  for (const screen of [phone, desktop]) {
    const citizen = await city.anybody({ screen, script: screen === desktop })
    await walks(citizen, await ownPages(city, citizen, `139111${screen.width % 100}001`))
  }
})

test.each(['elder.dark', 'contrast.dark'])('every other public page can be read in the display %s', async (display) => {
  const reader = await city.anybody({ screen: phone })
  await reader.chooses(display)
  const odd = display === 'elder.dark' ? 0 : 1
  await walks(
    reader,
    publicPages(letter).filter((_, at) => at % 2 === odd),
  )
})

test('on paper a page is its words: no menu, white in every display, nothing cut', async () => {
  const reader = await city.anybody({ screen: paper })
  await reader.chooses('contrast.dark')
  await reader.page.emulateMedia({ media: 'print' })
  const faults: string[] = []
  for (const path of publicPages(letter)) {
    await reader.page.goto(path)
    for (const fault of await reader.page.evaluate(faultsOnPaper)) faults.push(`${path}: ${fault}`)
  }
  expect(faults).toEqual([])
})

test('the look over a page sees what is planted', async () => {
  const reader = await city.anybody({ screen: phone, script: false })
  await reader.goes('/follow')
  await reader.page.evaluate(() => {
    const main = document.querySelector('main')
    main?.insertAdjacentHTML('beforeend', '<a href="#gone">去</a><i id="twice"></i><i id="twice"></i>')
    main?.insertAdjacentHTML('beforeend', '<p class="cut">这一行长得放不下，后面的字被切掉</p>')
    for (const [name, value] of [
      ['width', '40px'],
      ['overflow', 'hidden'],
      ['white-space', 'nowrap'],
    ] as const)
      document.querySelector<HTMLElement>('.cut')?.style.setProperty(name, value)
    main?.insertAdjacentHTML('beforeend', '<button type="button">什么也不做</button>')
  })
  expect(await reader.page.evaluate(faultsOfLooks)).toEqual([
    'leads nowhere: #gone',
    'twice: twice',
    'cut: 这一行长得放不下，后面的字',
  ])
  expect(await reader.page.evaluate(deadButtons)).toEqual(['什么也不做'])
})

/** A4 at the density of a screen. */
const paper: Screen = { name: '电脑', width: 794, height: 1123 }

async function walks(person: Person, paths: string[]): Promise<void> {
  expect(paths.length).toBeGreaterThan(12)
  for (const path of paths) {
    await person.goes(path)
    expect(person.answered(), path).toBe(statusOf(path))
    expect(await person.page.locator('h1').count(), `${path}: one title`).toBe(1)
    expect(await person.page.evaluate(faultsOfLooks), path).toEqual([])
    if (!person.script) expect(await person.page.evaluate(deadButtons), path).toEqual([])
  }
}

/** Runs in the page: links to places that are not there, places named twice, words cut off. */
function faultsOfLooks(): string[] {
  const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => id)
  const isCut = (element: Element): boolean => {
    const { overflowX, display, textOverflow } = getComputedStyle(element)
    const isMeant = element.closest('.visually-hidden') !== null || textOverflow === 'ellipsis'
    if (isMeant || display === 'inline' || overflowX === 'visible' || overflowX === 'auto') return false
    return element.scrollWidth > element.clientWidth + 2
  }
  return [
    ...Array.from(document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]'), ({ hash }) => hash)
      .filter((hash) => hash.length > 1 && !ids.includes(decodeURIComponent(hash.slice(1))))
      .map((hash) => `leads nowhere: ${hash}`),
    ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`)),
    ...Array.from(document.querySelectorAll('body *'))
      .filter((each) => each.children.length === 0 && each.textContent?.trim() && isCut(each))
      .map((each) => `cut: ${each.textContent?.trim().slice(0, 13)}`),
  ]
}

/** Runs in a page whose script never came: what looks like a button and does nothing. */
const deadButtons = (): string[] =>
  Array.from(document.querySelectorAll<HTMLButtonElement>('button'))
    .filter((button) => button.offsetParent !== null && (button.type === 'button' || !button.form))
    .map(({ textContent }) => textContent?.trim() ?? '')

/** Runs in a page as it would be printed. */
function faultsOnPaper(): string[] {
  const isSeen = (element: Element) => element.getBoundingClientRect().height > 0
  const faults = Array.from(document.querySelectorAll('header nav, .site-footer, .breadcrumbs, .skip-link'))
    .filter(isSeen)
    .map(({ className }) => `on paper: ${className}`)
  const white = getComputedStyle(document.body).backgroundColor
  if (white !== 'rgb(255, 255, 255)') faults.push(`the paper is ${white}`)
  if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the paper')
  return faults
}
