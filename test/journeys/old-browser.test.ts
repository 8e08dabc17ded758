import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openCity } from './journey.ts'
import { publicPages, screens } from './public-pages.ts'
import { publishOne } from './publish-one.ts'

const city = openCity()
let letter = ''
beforeAll(async () => {
  letter = await publishOne(city.house())
})

/** What Chrome 87 or Safari 14.0 leave out of a sheet: whole rules over a selector, single lines over a property. */
function asOldBrowsersRead(css: string): string {
  const withoutRules = css.replace(/[^{}]*:(?:focus-visible|is|where|has|user-invalid)\b[^{}]*\{[^{}]*\}/g, '')
  const properties =
    'aspect-ratio|inset|text-wrap|accent-color|content-visibility|translate|scale|rotate|scrollbar-gutter|overflow-anchor|gap|row-gap|column-gap'
  return withoutRules.replace(/\{([^{}]*)\}/g, (_, rule: string) => {
    const isGrid = /display:(?:inline-)?grid/.test(rule) || !/display:(?:inline-)?flex/.test(rule)
    const kept = rule.split(';').filter((line) => {
      const [property = ''] = line.split(':')
      return !new RegExp(`^(?:${properties})$`).test(property.trim()) || (isGrid && property.trim().endsWith('gap'))
    })
    return `{${kept.join(';')}}`
  })
}

/** Runs before any script of the page: what came after 2020 is not there. */
function takeAway(): void {
  const gone = (from: object, ...names: string[]) => {
    for (const name of names) Reflect.deleteProperty(from, name)
  }
  gone(Array.prototype, 'at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with')
  gone(String.prototype, 'at', 'isWellFormed', 'toWellFormed')
  gone(Object, 'hasOwn', 'groupBy')
  gone(Promise, 'withResolvers', 'try')
  gone(URL, 'canParse', 'parse')
  gone(window, 'structuredClone', 'reportError', 'requestIdleCallback', 'HTMLDialogElement', 'scheduler')
  gone(Element.prototype, 'checkVisibility')
  gone(HTMLElement.prototype, 'inert', 'showPopover', 'togglePopover')
  gone(HTMLFormElement.prototype, 'requestSubmit')
  gone(AbortSignal, 'timeout', 'any')
  gone(Crypto.prototype, 'randomUUID')
}

async function becomesOld(page: Page): Promise<void> {
  await page.addInitScript(takeAway)
  await page.route('**/*.css', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: asOldBrowsersRead(await answer.text()) })
  })
}

test.each(screens)('every public page is whole and usable in a browser of 2020, on the $name', async (screen) => {
  const reader = await city.anybody({ screen })
  await becomesOld(reader.page)
  for (const display of ['', 'elder']) {
    if (display) {
      await reader.goes('/')
      await reader.presses('长辈版', '.site-utility')
    }
    for (const path of publicPages(letter)) {
      await reader.page.goto(path)
      expect(await reader.page.locator('h1').first().isVisible(), path).toBe(true)
      expect(await reader.page.evaluate(overlapping), `${path}: one over the other`).toEqual([])
      expect(await reader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThan(1)
    }
  }
})

test('what is taken away is really gone', async () => {
  expect(
    asOldBrowsersRead('.a:focus-visible{color:red}.b{display:flex;gap:1px}.c{display:grid;gap:1px}.d{inset:0;top:0}'),
  ).toBe('.b{display:flex}.c{display:grid;gap:1px}.d{top:0}')
  const reader = await city.anybody()
  await becomesOld(reader.page)
  await reader.goes('/')
  expect(await reader.page.evaluate(() => 'structuredClone' in window || 'at' in Array.prototype)).toBe(false)
})

/** Runs in the page: buttons and links of the main part that lie over one another, so that one of them cannot be pressed. */
function overlapping(): string[] {
  const boxes = [
    ...document.querySelectorAll<HTMLElement>(
      'main .btn, main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), main select',
    ),
  ]
    .map((each) => ({ each, box: each.getBoundingClientRect() }))
    .filter(({ each, box }) => box.width > 1 && box.height > 1 && getComputedStyle(each).opacity !== '0')
  const found: string[] = []
  for (const [at, one] of boxes.entries())
    for (const other of boxes.slice(at + 1)) {
      if (one.each.contains(other.each) || other.each.contains(one.each)) continue
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      if (wide > 2 && high > 2) found.push(`${one.each.textContent?.trim()} / ${other.each.textContent?.trim()}`)
    }
  return found
}
