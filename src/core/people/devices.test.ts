import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { Visitor } from '../../../test/visitor.ts'
import { demoPassword } from './demo-people.ts'
import { deviceInWords } from './device.ts'
import { seedPeople } from './seed.ts'
import { sessions } from './tables.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.db.execute(sql`truncate rate_limits`)
})

describe('陌生人锁不住本人', () => {
  test('a stranger locks the name for strangers, not in a browser its owner has signed in with', async () => {
    const [owner, stranger] = [new Visitor(house), new Visitor(house)]
    await owner.staff('chengban')
    for (let tries = 0; tries < 6; tries++) await stranger.staff('chengban', 'wrong')
    expect((await new Visitor(house).staff('chengban')).status).toBe(429)
    expect((await owner.staff('chengban')).status).toBe(303)
  })

  test('in the known browser five wrong passwords lock too', async () => {
    const owner = new Visitor(house)
    await owner.staff('fuzeren')
    for (let tries = 0; tries < 5; tries++) expect((await owner.staff('fuzeren', 'wrong')).status).toBe(422)
    expect((await owner.staff('fuzeren')).status).toBe(429)
  })

  test('the mark of one name is none for another, and a forged one is none at all', async () => {
    const attacker = new Visitor(house)
    await attacker.staff('paidan')
    for (let tries = 0; tries < 5; tries++) expect((await attacker.staff('rexian', 'wrong')).status).toBe(422)
    expect((await attacker.staff('rexian')).status).toBe(429)
    attacker.cookies.set('known_device', 'AAAA.BBBB')
    expect((await attacker.staff('rexian')).status).toBe(429)
  })

  test('a new mark for each try gives no new tries', async () => {
    const attacker = new Visitor(house)
    for (let tries = 0; tries < 5; tries++) {
      attacker.cookies.set('known_device', `nonce${tries}.${'A'.repeat(43)}`)
      expect((await attacker.staff('bianji', 'wrong')).status).toBe(422)
    }
    expect((await attacker.staff('bianji')).status).toBe(429)
  })

  test('nor can a stranger use up the codes of a phone', async () => {
    const phone = '15400000003'
    const [owner, stranger] = [new Visitor(house), new Visitor(house)]
    await owner.citizen(phone)
    for (let tries = 0; tries < 6; tries++) await stranger.post('/sign-in/code', { phone })
    expect((await stranger.post('/sign-in/code', { phone })).status).toBe(429)
    expect((await owner.citizen(phone)).status).toBe(303)
  })

  test('the cookie names nobody and is sent to the sign-in pages only', async () => {
    const response = await new Visitor(house).staff('ducha')
    const mark = response.headers.getSetCookie().find((one) => one.startsWith('known_device=')) ?? ''
    expect(mark).toMatch(/Path=\/sign-in/)
    expect(mark).toMatch(/HttpOnly/)
    expect(mark).not.toContain('ducha')
  })
})

test('a code ends after five minutes by the clock of the house, however often it was tried', async () => {
  const phone = '15400000002'
  const citizen = new Visitor(house)
  await citizen.post('/sign-in/code', { phone })
  const code = await citizen.lastCode(phone)
  const as = 'citizen'
  expect((await citizen.post('/sign-in', { as, phone, code: code === '000000' ? '1' : '000000' })).status).toBe(422)
  house.clock.advance({ minutes: 5 })
  expect((await citizen.post('/sign-in', { as, phone, code })).status).toBe(422)
  expect((await citizen.citizen(phone)).status).toBe(303)
})

describe('登录在哪里', () => {
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 14_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.1'

  test('each with its device; one is ended, then all others', async () => {
    const [here, phone, third] = [new Visitor(house), new Visitor(house, iphone), new Visitor(house)]
    for (const one of [here, phone, third]) await one.staff('shenhe')
    const page = await (await here.get('/account')).text()
    expect(page).toContain('Windows 电脑，Chrome')
    expect(page).toContain('苹果手机，微信')
    expect(page).toContain('就是这一次')
    expect(page).not.toContain('AppleWebKit')
    const [row] = await house.db.select().from(sessions).where(sql`device = '苹果手机，微信'`)
    expect((await here.post(`/account/sessions/${row?.id}/end`)).status).toBe(303)
    expect((await phone.get('/desk')).headers.get('Location')).toContain('/sign-in')
    expect((await here.post('/account/sign-out-others')).status).toBe(303)
    expect((await third.get('/desk')).headers.get('Location')).toContain('/sign-in')
    expect((await here.get('/desk')).status).toBe(200)
  })

  test("another's session is not found", async () => {
    const [mine, theirs] = [new Visitor(house), new Visitor(house, iphone)]
    await mine.staff('jijian')
    await theirs.staff('lingdao')
    const [row] = await house.db.select().from(sessions).where(sql`device = '苹果手机，微信'`)
    expect((await mine.post(`/account/sessions/${row?.id}/end`)).status).toBe(404)
    expect((await theirs.get('/desk')).status).toBe(200)
  })

  test('the whole user agent is kept nowhere', async () => {
    await new Visitor(house, `${iphone} secret-build-77`).staff('jijian', demoPassword)
    expect(JSON.stringify((await house.db.execute(sql`select * from sessions`)).rows)).not.toContain('secret-build')
  })
})

test.each([
  [undefined, '其他设备'],
  ['Mozilla/5.0 (Linux; Android 7.0; MI 5) Chrome/87.0 Mobile Safari/537.36', '安卓手机或平板，Chrome'],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0', 'Windows 电脑，Edge'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/14.0 Safari/605.1.15', '苹果电脑，Safari'],
  ['curl/8.0', '其他设备'],
])('%s is %s', (agent, words) => {
  expect(deviceInWords(agent)).toBe(words)
})

test('a session whose first proof is missing does not read as proven', async () => {
  const person = new Visitor(house)
  await person.staff('paidan')
  await house.db.execute(sql`update sessions set proved_at = null`)
  expect((await person.get('/account/passkeys')).headers.get('Location')).toContain('/step-up')
})
