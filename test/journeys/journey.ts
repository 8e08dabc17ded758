import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { checkMatters } from '#core/matters/index.ts'
import { seedPeople } from '#core/people/index.ts'
import { checkPublications } from '#measures/dialogue/index.ts'
import { type TestHouse, testHouse } from '../house.ts'
import { launchBrowser } from '../setup/browser.ts'
import { Person } from './person.ts'

export const phone = { name: '手机', width: 390, height: 844 } as const
export const desktop = { name: '电脑', width: 1440, height: 900 } as const
export type Screen = { name: string; width: number; height: number }

/** `script: false` is an old phone, or one whose script did not arrive; axe cannot run there, the width is still measured. */
type Sitting = { screen?: Screen; script?: boolean }

/** What axe has seen, in any city of this run. */
const looked = new Set<string>()

/** A city of its own for the tests of one file: people, calendar, a served app, a browser. What a failed journey looked like is kept. */
export function openCity(options: { at?: string } = {}) {
  let house: TestHouse
  let browser: Browser
  let address = ''
  let stop = async (): Promise<void> => {}
  let present: Person[] = []

  beforeAll(async () => {
    // Whatever breaks says where in the run's output.
    house = await testHouse({ ...options, env: { LOG_LEVEL: 'error' } })
    await seedCalendar(house)
    await seedPeople(house)
    const server = serve({ fetch: house.app.fetch, hostname: '127.0.0.1', port: 0 }, (info) => {
      address = `http://127.0.0.1:${info.port}`
    })
    await new Promise<void>((resolve) => server.once('listening', resolve))
    stop = () => new Promise((resolve) => server.close(() => resolve()))
    browser = await launchBrowser()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, present)
    for (const person of present) await person.leaves()
    present = []
  })
  afterAll(async () => {
    await browser.close()
    await stop()
    await house.close()
  })

  async function sits(name: string, { screen = desktop, script = true }: Sitting): Promise<Person> {
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width: screen.width, height: screen.height },
      javaScriptEnabled: script,
      reducedMotion: 'reduce',
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
    context.setDefaultTimeout(30_000)
    const person = new Person(name, context, await context.newPage(), { script, looked })
    present.push(person)
    return person
  }

  return {
    house: () => house,
    anybody: (sitting: Sitting = {}) => sits('', sitting),
    /** A member of staff signs in when first asked to, and again after a quarter of an hour without a click. */
    staff: (username: string, sitting: Sitting = {}) => sits(username, sitting),
    /** Moves the clock on, and lets the throttles forget, which count by the real one. */
    passes: async (duration: Temporal.DurationLike) => {
      house.clock.advance(duration)
      await house.db.execute(sql`truncate rate_limits`)
    },
    /** The log of every matter replays to its row, and what is public agrees with the letters. */
    recordsHold: async () => {
      expect(await checkMatters(house)).toEqual([])
      expect(await checkPublications(house.db)).toEqual([])
    },
  }
}

async function keepPictures(test: string, people: Person[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yangguang-journey-'))
  for (const [at, person] of people.filter(({ page }) => !page.isClosed() && page.url() !== 'about:blank').entries()) {
    await person.page.screenshot({ path: join(folder, `${at}-${person.name || '市民'}.png`), fullPage: true })
    console.error(`“${test}” stopped here: ${folder}, ${person.page.url()}`)
  }
}
