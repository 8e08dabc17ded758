import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { demoPassword } from '#core/people/index.ts'

/** Somebody before a screen. What they do is awaited until the next page stands; every page they come to has to look right. */
export class Person {
  readonly name: string
  readonly page: Page
  private readonly context: BrowserContext
  readonly script: boolean
  /** Shapes of pages that axe has been over. */
  private readonly looked: Set<string>
  private status = 0
  private readonly faults: string[] = []

  constructor(
    name: string,
    context: BrowserContext,
    page: Page,
    { script, looked, home = [] }: { script: boolean; looked: Set<string>; home?: string[] },
  ) {
    this.name = name
    this.context = context
    this.page = page
    this.script = script
    this.looked = looked
    page.on('pageerror', (error) => this.faults.push(`script: ${error.message}`))
    page.on('console', (message) => {
      // The browser also calls every refusal (422) an error; the status of what a page loads is watched below.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.faults.push(`console: ${message.text()}`)
    })
    page.on('response', (response) => {
      const kind = response.request().resourceType()
      if (kind === 'document' || kind === 'xhr') this.status = response.status()
      else if (response.status() >= 400) this.faults.push(`${response.status()} ${response.url()}`)
    })
    // `home` are further names of this machine.
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (protocol.startsWith('http') && hostname !== '127.0.0.1' && !home.includes(hostname))
        this.faults.push(`third party: ${request.url()}`)
    })
  }

  async goes(path: string): Promise<void> {
    await this.page.goto(path)
    if (this.name && new URL(this.page.url()).pathname === '/sign-in') await this.signsIn()
    await this.looksRight()
  }

  /** What stands at an address, with the person's cookies but without showing the page. */
  async asks(path: string): Promise<{ status: number; html: string }> {
    const response = await this.context.request.get(path, { headers: { Accept: 'text/html' } })
    return { status: response.status(), html: await response.text() }
  }

  private async signsIn(): Promise<void> {
    await this.page.getByLabel('用户名').fill(this.name)
    await this.page.getByLabel('口令').fill(demoPassword)
    await this.arrives(() => this.page.getByRole('button', { name: '登录', exact: true }).click())
  }

  /** Presses the button of these words; `within` names the form or part when a page has several. */
  async presses(words: string, within = 'main'): Promise<void> {
    await this.arrives(() => this.page.locator(within).getByRole('button', { name: words, exact: true }).click())
    await this.looksRight()
  }

  async follows(words: string, within = 'body'): Promise<void> {
    await this.arrives(() => this.page.locator(within).getByRole('link', { name: words }).first().click())
    await this.looksRight()
  }

  async fills(label: string, words: string, within = 'main'): Promise<void> {
    await this.page.locator(within).getByLabel(label).first().fill(words)
  }

  async picks(label: string, option: string, within = 'main'): Promise<void> {
    await this.page.locator(within).getByLabel(label).first().selectOption({ label: option })
  }

  async ticks(label: string, within = 'main'): Promise<void> {
    // By its words, as people do: on a card of the form they cover the little box.
    const words = this.page.locator(within).locator('label.choice-label').getByText(label, { exact: true })
    await words.first().click()
  }

  async unfolds(words: string): Promise<void> {
    await this.page.locator('summary', { hasText: words }).first().click()
  }

  async attaches(files: { name: string; mimeType: string; buffer: Buffer }[], within = 'main'): Promise<void> {
    await this.page.locator(within).locator('input[type=file]').first().setInputFiles(files)
  }

  /** Keys pressed one after the other, without looking: nothing is loaded by them. */
  async types(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** A key that leads to another page. */
  async strikes(key: string): Promise<void> {
    await this.arrives(() => this.page.keyboard.press(key))
    await this.looksRight()
  }

  async reads(...words: string[]): Promise<void> {
    const text = await this.text()
    for (const each of words) expect(text, `on ${this.page.url()} (${this.status})`).toContain(each)
  }

  async readsNowhere(...words: string[]): Promise<void> {
    const html = await this.page.content()
    for (const each of words) expect(html, `on ${this.page.url()}`).not.toContain(each)
  }

  /** The words of the page as one line, what is folded away among them. */
  async text(): Promise<string> {
    return ((await this.page.locator('body').textContent()) ?? '').replace(/\s+/g, ' ')
  }

  path = (): string => new URL(this.page.url()).pathname

  answered = (): number => this.status

  /** 长辈版, high contrast, dark, as the buttons of every page set them: `elder.dark`. */
  async chooses(display: string): Promise<void> {
    const answer = await this.context.request.get('/')
    await this.context.addCookies([{ name: 'display', value: display, url: answer.url() }])
  }

  async leaves(): Promise<void> {
    await this.context.close()
  }

  private async arrives(deed: () => Promise<void>): Promise<void> {
    await Promise.all([this.page.waitForEvent('framenavigated'), deed()])
    await this.page.waitForLoadState()
  }

  /** No violation of WCAG 2.2 AA that axe knows, nothing wider than the screen, no error in the console, nothing from a third party. */
  async looksRight(): Promise<void> {
    const at = `${new URL(this.page.url()).pathname} (${this.page.viewportSize()?.width})`
    nothing(at, this.faults.splice(0))
    expect(this.status, at).toBeLessThan(500)
    nothing(`${at} is wider than the screen`, await this.tooWide())
    if (!this.script) return
    const sorts = await this.page.evaluate(sortsOfElements, [])
    const fresh = sorts.filter((sort) => !this.looked.has(sort))
    if (fresh.length === 0) return
    for (const sort of fresh) this.looked.add(sort)
    const axe = new AxeBuilder({ page: this.page })
      .options({ runOnly: standards, resultTypes: ['violations'] })
      .setLegacyMode()
    const isFew = fresh.length < fewSorts && !fresh.some((sort) => sort.startsWith('order'))
    if (isFew) {
      await this.page.evaluate(sortsOfElements, fresh)
      axe.include('[data-not-looked-at]')
    }
    const { violations } = await axe.analyze()
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    )
    nothing(at, found)
  }

  /** What sticks out at the right; without script the browser can still be asked from outside. */
  private async tooWide(): Promise<string[]> {
    const { width, scrollWidth } = await this.page.evaluate(() => ({
      width: window.innerWidth,
      scrollWidth: document.documentElement.scrollWidth,
    }))
    if (scrollWidth <= width) return []
    return this.page.evaluate(
      (limit) =>
        Array.from(document.querySelectorAll('body *'))
          .filter((element) => element.getBoundingClientRect().right > limit + 1)
          .slice(0, 5)
          .map((element) => `${element.tagName} ${element.className}`),
      width,
    )
  }
}

/** Throws with all of it: an assertion would shorten what was found. */
function nothing(at: string, found: string[]): void {
  if (found.length > 0) throw new Error(`${at}:\n${found.join('\n')}`)
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** With fewer that are new, axe is shown those alone; with more, or with headings in a new order, the whole page. */
const fewSorts = 20

/**
 * Every sort of element on the page (tag, classes, names, what it stands in) at its width, and the order of the headings: axe takes a second a page, and
 * where each sort was seen before there is no violation that those had not. Those of `fresh` are marked. In the browser, with nothing from outside.
 */
function sortsOfElements(fresh: readonly string[]): string[] {
  const valued = 'class role type scope aria-current aria-invalid'.split(' ')
  const named = 'alt aria-label aria-labelledby aria-describedby'.split(' ')
  const display = `${window.innerWidth} ${document.documentElement.className}`
  const of = (element: Element) =>
    [
      display,
      element.parentElement?.tagName,
      element.tagName,
      ...valued.map((name) => element.getAttribute(name)),
      ...named.map((name) => Boolean(element.getAttribute(name))),
      Boolean(element.firstChild),
    ].join()
  const all = Array.from(document.querySelectorAll('html *'), (element) => ({ element, sort: of(element) }))
  const headings = Array.from(document.querySelectorAll('h1, h2, h3, h4, h5, h6'), ({ tagName }) => tagName)
  const order = headings.filter((each, at) => each !== headings[at - 1]).join(' ')
  for (const { element, sort } of all) if (fresh.includes(sort)) element.setAttribute('data-not-looked-at', '')
  return [...new Set(all.map(({ sort }) => sort)), `order ${display} ${order}`]
}
