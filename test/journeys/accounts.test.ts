import { createHmac } from 'node:crypto'
import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { demoPassword, seedPeople } from '#core/people/index.ts'
import { type TestHouse, testHouse } from '../house.ts'
import { IdentityProvider } from '../identity-provider.ts'
import { launchBrowser } from '../setup/browser.ts'
import { fillsLetter, receiptOf } from './citizen.ts'
import { desktop, phone } from './journey.ts'
import { Person } from './person.ts'

/** Passkeys belong to a name, never to an address in figures: this city is reached as `localhost`. */
let house: TestHouse
let browser: Browser
let province: IdentityProvider
let address = ''
let stop = async (): Promise<void> => {}
const contexts: BrowserContext[] = []
const looked = new Set<string>()

beforeAll(async () => {
  const port = await new Promise<number>((resolve) => {
    const server = serve({ fetch: (request) => house.app.fetch(request), hostname: 'localhost', port: 0 }, (info) =>
      resolve(info.port),
    )
    stop = () => new Promise((done) => server.close(() => done()))
  })
  address = `http://localhost:${port}`
  const people = {
    chen: { name: '陈晓雨', phone_number: '13900002222', phone_number_verified: true },
  }
  province = await IdentityProvider.open(people, `${address}/sign-in/province/return`)
  house = await testHouse({ env: { ...province.env, LOG_LEVEL: 'error' } })
  await seedCalendar(house)
  await seedPeople(house)
  browser = await launchBrowser()
})
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  await house.db.execute(sql`truncate rate_limits`)
})
afterAll(async () => {
  await browser.close()
  await stop()
  await house.close()
  await province.close()
})

async function sits(screen: { width: number; height: number } = desktop): Promise<{ person: Person; page: Page }> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: screen.width, height: screen.height },
    reducedMotion: 'reduce',
    locale: 'zh-CN',
  })
  context.setDefaultTimeout(10_000)
  contexts.push(context)
  // The provider's own page asks for a font from elsewhere; it is no page of ours, and nothing leaves this machine.
  const elsewhere = 'fonts.googleapis.com'
  await context.route(`https://${elsewhere}/**`, (route) => route.abort())
  const page = await context.newPage()
  return { person: new Person('', context, page, { script: true, looked, home: ['localhost', elsewhere] }), page }
}

/** What an authenticator app shows: written here anew from RFC 6238, not with the code under test. */
function appShows(key: string, at: Temporal.Instant): string {
  const bits = [...key.replace(/ /g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at.epochMilliseconds / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const from = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function entersPassword(person: Person, username: string): Promise<void> {
  await person.goes('/sign-in?as=staff')
  await person.fills('用户名', username)
  await person.fills('口令', demoPassword)
  await person.presses('登录', 'form[action="/sign-in"]')
}

test('a dispatcher enrols an authenticator, signs in with it, and proves herself before she sees a phone number', async () => {
  const writer = await sits(phone)
  await fillsLetter(writer.person, {
    sort: '求助',
    title: '路灯不亮',
    body: '炳草岗大街的路灯一周都不亮了，晚上走路看不清。',
    phone: '13911113333',
  })
  await writer.person.presses('提交这封信')
  const letter = await receiptOf(writer.person)

  const { person, page } = await sits()
  await entersPassword(person, 'paidan')
  await person.goes('/account')
  await person.follows('启用验证器', 'main')
  const key = (await page.locator('main code').first().textContent()) ?? ''
  await person.fills('6 位数字', appShows(key, house.clock.now()))
  await person.presses('启用')
  await person.reads('只在这里显示这一次')
  expect(await page.locator('.recovery-codes li').count()).toBe(10)

  await page.context().clearCookies()
  house.clock.advance({ minutes: 1 })
  await entersPassword(person, 'paidan')
  expect(person.path()).toBe('/sign-in/second')
  await person.fills('动态验证码', '000000')
  await person.presses('登录')
  expect(person.answered()).toBe(422)
  await person.fills('动态验证码', appShows(key, house.clock.now()))
  await person.presses('登录')
  expect(person.path()).toBe('/desk')

  house.clock.advance({ minutes: 11 })
  await person.goes(`/desk/letters/${letter.number}`)
  await person.readsNowhere('13911113333')
  await person.unfolds('查看完整电话')
  await person.presses('查看并记入审计')
  await person.reads('请再确认一次是您本人')
  await person.fills('动态验证码', appShows(key, house.clock.now()))
  await person.presses('确认并继续')
  await person.reads('本次查看已记入审计记录')
  expect((await person.text()).replace(/\D/g, '')).toContain('13911113333')
})

test('a member of staff adds a passkey, signs in with it alone, and a copy of it is refused', async () => {
  const { person, page } = await sits()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options })
  await entersPassword(person, 'rexian')
  await person.goes('/account/passkeys')
  await person.fills('给它起个名字', '热线值班电脑')
  await person.presses('添加通行密钥')
  await person.reads('热线值班电脑', '办好了')

  await page.context().clearCookies()
  await person.goes('/sign-in?as=staff')
  await person.presses('用通行密钥登录')
  expect(person.path()).toBe('/desk')

  // With the password it is the second step.
  await page.context().clearCookies()
  await entersPassword(person, 'rexian')
  await person.presses('用通行密钥')
  expect(person.path()).toBe('/desk')

  // Sensitive acts ask for it again.
  house.clock.advance({ minutes: 11 })
  await person.goes('/account/passkeys')
  expect(person.path()).toBe('/step-up')
  await person.presses('用通行密钥')
  expect(person.path()).toBe('/account/passkeys')

  // A device that does not ask for finger, face or PIN proves only that it is there.
  await page.context().clearCookies()
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await person.goes('/sign-in?as=staff')
  await page.getByRole('button', { name: '用通行密钥登录' }).click()
  await page.getByText('没有完成').waitFor()
  expect(person.path()).toBe('/sign-in')
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })

  // The count in the answer is behind the one we know: there are two of this key.
  await house.db.execute(sql`update passkeys set counter = 1000000`)
  await person.goes('/sign-in?as=staff')
  await person.presses('用通行密钥登录')
  expect(person.answered()).toBe(422)
  await person.reads('这把通行密钥没有通过')

  await house.db.execute(sql`update passkeys set counter = 0`)
  await person.presses('用通行密钥登录')
  await person.goes('/account/passkeys')
  await person.unfolds('改名或移除')
  await person.fills('新名字', '值班室')
  await person.presses('改名')
  await person.reads('值班室')
  await person.unfolds('改名或移除')
  await person.presses('移除')
  await person.reads('还没有通行密钥')
})

test.each([phone, desktop])(
  'a citizen signs in by the province’s identity and sees their sessions, on the $name',
  async (screen) => {
    const { person, page } = await sits(screen)
    await person.goes('/sign-in?return=%2Faccount')
    await page.getByRole('link', { name: '用四川省统一身份认证登录' }).click()
    await page.waitForURL(/\/interaction\//)
    await page.locator('input[name=login]').fill('chen')
    await page.locator('input[name=password]').fill('anything')
    await page.locator('button[type=submit]').click()
    await page.waitForURL(`${address}/account`)
    await person.reads('陈晓雨', '就是这一次')
    await person.looksRight()
    await person.follows('代办授权', 'main')
    await person.follows('我替家人办', 'main')
    await person.presses('发验证码给家人')
    expect(person.answered()).toBe(422)
    await person.reads('请选择他（她）是您的什么人')
  },
)
