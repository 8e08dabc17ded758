import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { outbox } from '#core/notices/index.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { checkAudit } from './audit.ts'
import { demoAccounts, demoCitizens, demoPassword } from './demo-people.ts'
import { seedPeople } from './seed.ts'
import { staffOfUsername } from './staff.ts'
import { auditEntries, persons, sessions, staffRoles, users, verifications } from './tables.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.db.execute(sql`truncate rate_limits`)
})

const [meimei] = demoCitizens as [(typeof demoCitizens)[number]]

const post = (path: string, form: Record<string, string>, cookie = '') =>
  house.app.request(path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'Sec-Fetch-Site': 'same-origin', ...(cookie ? { Cookie: cookie } : {}) },
  })

const get = (path: string, cookie = '') =>
  house.app.request(path, { headers: { Accept: 'text/html', ...(cookie ? { Cookie: cookie } : {}) } })

const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .filter((cookie) => /^(__Secure-)?yangguang\.session_token=[^;]/.test(cookie))
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

const asStaff = (username: string, password = demoPassword, more: Record<string, string> = {}, cookie = '') =>
  post('/sign-in', { as: 'staff', username, password, ...more }, cookie)

/** The last code that went out to this number, as its owner reads it. */
async function lastCode(phone: string): Promise<string> {
  const { messages } = await outbox(house, { tail: phone.slice(-4) })
  return /验证码 (\d{6})/.exec(messages[0]?.text ?? '')?.[1] ?? 'no code'
}

async function asCitizen(phone: string, more: Record<string, string> = {}): Promise<Response> {
  await post('/sign-in/code', { phone })
  return post('/sign-in', { as: 'citizen', phone, code: await lastCode(phone), ...more })
}

describe('工作人员登录', () => {
  test('username and password lead to the desk, with a cookie that script cannot read', async () => {
    const response = await asStaff('paidan')
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe('/desk')
    const cookie = response.headers.getSetCookie().find((one) => one.includes('session_token')) ?? ''
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    expect(cookie).not.toContain('Secure')
    const account = await get('/account', cookieOf(response))
    expect(account.status).toBe(200)
    expect(account.headers.get('Cache-Control')).toContain('no-store')
    expect(await account.text()).toContain('周明月')
  })

  test.each(demoAccounts)('the demo account $username holds $role', async ({ username, role }) => {
    const response = await asStaff(username)
    expect(response.status).toBe(303)
    const person = await staffOfUsername(house.db, username)
    const roles = await house.db
      .select({ role: staffRoles.role })
      .from(staffRoles)
      .where(eq(staffRoles.personId, person?.id ?? ''))
    expect(roles).toEqual([{ role }])
  })

  test('goes back to where one came from, never to another site', async () => {
    const back = await asStaff('paidan', demoPassword, { return: '/desk/letters?state=opened' })
    expect(back.headers.get('Location')).toBe('/desk/letters?state=opened')
    for (const path of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const elsewhere = await asStaff('paidan', demoPassword, { return: path })
      expect(elsewhere.headers.get('Location')).toBe('/desk')
    }
  })

  test('the same sentence for a wrong password and for a name that nobody has', async () => {
    const [wrong, nobody, odd] = await Promise.all([
      asStaff('paidan', 'Wrong-password-1'),
      asStaff('meiyou', 'Wrong-password-1'),
      asStaff('a b<c>\0', 'x'),
    ])
    const sentence = /用户名或口令不对，请检查后再试。/
    for (const response of [wrong, nobody, odd]) {
      expect(response.status).toBe(422)
      expect(response.headers.getSetCookie()).toEqual([])
      expect(await response.text()).toMatch(sentence)
    }
  })

  test('a refused form comes back with the name but never with the password', async () => {
    const text = await (await asStaff('paidan', 'Wrong-password-1')).text()
    expect(text).toContain('value="paidan"')
    expect(text).not.toContain('Wrong-password-1')
  })

  test('five wrong passwords lock the name, also against the right one and the unknown', async () => {
    for (const username of ['chengban', 'meiyouren']) {
      for (let tries = 0; tries < 5; tries++) expect((await asStaff(username, 'wrong')).status).toBe(422)
      const locked = await asStaff(username)
      expect(locked.status).toBe(429)
      expect(await locked.text()).toContain('已锁定 15 分钟')
    }
    expect((await asStaff('fuzeren')).status).toBe(303)
  })

  test('tries in parallel are counted like tries in a row', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => asStaff('ducha', 'wrong')))
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(5)
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(7)
  })

  test('an invented X-Forwarded-For does not evade the limit', async () => {
    const tries = await Promise.all(
      Array.from({ length: 61 }, (_, at) =>
        house.app.request('/sign-in', {
          method: 'POST',
          body: new URLSearchParams({ as: 'staff', username: `a b${at}`, password: 'x' }),
          headers: { 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': `10.0.0.${at}` },
        }),
      ),
    )
    expect(tries.filter((answer) => answer.status === 429)).toHaveLength(1)
  })

  test('the right password after four wrong ones gives the tries back', async () => {
    for (let round = 0; round < 2; round++) {
      for (let tries = 0; tries < 4; tries++) await asStaff('lingdao', 'wrong')
      expect((await asStaff('lingdao')).status).toBe(303)
    }
  })

  test('every login makes a new token, and ends the session that came with it', async () => {
    const first = cookieOf(await asStaff('bianji'))
    const second = cookieOf(await asStaff('bianji', demoPassword, {}, first))
    expect(second).not.toBe('')
    expect(second).not.toBe(first)
    expect((await get('/account', first)).headers.get('Location')).toContain('/sign-in')
    expect((await get('/account', second)).status).toBe(200)
  })

  test('a forged or foreign token is nobody', async () => {
    const cookie = cookieOf(await asStaff('bianji'))
    const forged = cookie.replace(/=(.)/, (_, first: string) => `=${first === 'a' ? 'b' : 'a'}`)
    for (const bad of [forged, 'yangguang.session_token=x', 'yangguang.session_token=', `${cookie}x`])
      expect((await get('/account', bad)).status, bad).toBe(303)
  })
})

describe('登录的期限', () => {
  test('staff idle for 15 minutes are out; use keeps them in, twelve hours at most', async () => {
    const start = house.clock.now()
    const cookie = cookieOf(await asStaff('shenhe'))
    for (let minutes = 0; minutes < 710; minutes += 14) {
      house.clock.advance({ minutes: 14 })
      expect((await get('/account', cookie)).status, `${minutes}`).toBe(200)
    }
    house.clock.advance({ minutes: 14 })
    expect((await get('/account', cookie)).status).toBe(303)

    const idle = cookieOf(await asStaff('shenhe'))
    house.clock.advance({ minutes: 15 })
    expect((await get('/account', idle)).status).toBe(303)
    house.clock.set(start.toString())
  })

  test('a citizen stays for a week without use, for a month at most', async () => {
    const start = house.clock.now()
    const cookie = cookieOf(await asCitizen('15400000111'))
    for (let days = 0; days < 29; days += 6) {
      house.clock.advance({ hours: 6 * 24 - 1 })
      expect((await get('/account', cookie)).status).toBe(200)
    }
    house.clock.advance({ hours: 6 * 24 })
    expect((await get('/account', cookie)).status).toBe(303)

    const idle = cookieOf(await asCitizen('15400000112'))
    house.clock.advance({ hours: 7 * 24 })
    expect((await get('/account', idle)).status).toBe(303)
    house.clock.set(start.toString())
  })

  test('signing out ends the session; signing out everywhere ends all', async () => {
    const [here, there] = [cookieOf(await asStaff('jijian')), cookieOf(await asStaff('jijian'))]
    const out = await post('/sign-out', {}, here)
    expect(out.status).toBe(303)
    expect(out.headers.getSetCookie().some((one) => /session_token=;/.test(one) && /Max-Age=0/.test(one))).toBe(true)
    expect((await get('/account', here)).status).toBe(303)
    const third = cookieOf(await asStaff('jijian'))
    expect((await get('/account', there)).status).toBe(200)
    await post('/account/sign-out-everywhere', {}, there)
    for (const cookie of [there, third]) expect((await get('/account', cookie)).status).toBe(303)
  })

  test('a role counts only while it is in force', async () => {
    const person = await staffOfUsername(house.db, 'wuye.chengban1')
    const cookie = cookieOf(await asStaff('wuye.chengban1'))
    expect(await (await get('/account', cookie)).text()).toContain('承办人')
    await house.db
      .update(staffRoles)
      .set({ to: house.clock.now() })
      .where(eq(staffRoles.personId, person?.id ?? ''))
    expect(await (await get('/account', cookie)).text()).toContain('还没有角色')
  })
})

describe('市民登录', () => {
  test('phone, code, and one is in; the same person the next time', async () => {
    const asked = await post('/sign-in/code', { phone: '154 0000 0001' })
    expect(asked.status).toBe(200)
    expect(await asked.text()).toContain('验证码已发到 15400000001')
    const response = await post('/sign-in', { as: 'citizen', phone: meimei.phone, code: await lastCode(meimei.phone) })
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe('/my')
    expect(await (await get('/account', cookieOf(response))).text()).toContain(meimei.name)
    expect((await asCitizen(meimei.phone, { return: '/letters/new' })).headers.get('Location')).toBe('/letters/new')
  })

  test('a new number makes one person, the second time the same', async () => {
    const before = await house.db.$count(persons)
    const cookie = cookieOf(await asCitizen('15400000222'))
    expect(await (await get('/account', cookie)).text()).toContain('154****0222')
    await asCitizen('15400000222')
    expect(await house.db.$count(persons)).toBe(before + 1)
  })

  test('a code works once, and not after its time', async () => {
    await post('/sign-in/code', { phone: '15400000333' })
    const code = await lastCode('15400000333')
    expect((await post('/sign-in', { phone: '15400000333', code })).status).toBe(303)
    const again = await post('/sign-in', { phone: '15400000333', code })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('验证码不对或已过期')

    await post('/sign-in/code', { phone: '15400000333' })
    await house.db.update(verifications).set({ expiresAt: sql`now() - interval '1 second'` })
    const late = await post('/sign-in', { phone: '15400000333', code: await lastCode('15400000333') })
    expect(late.status).toBe(422)
  })

  test('guessing stops before it can succeed', async () => {
    await post('/sign-in/code', { phone: '15400000444' })
    const code = await lastCode('15400000444')
    const wrong = code === '000000' ? '111111' : '000000'
    for (let tries = 0; tries < 5; tries++)
      expect((await post('/sign-in', { phone: '15400000444', code: wrong })).status).toBe(422)
    expect((await post('/sign-in', { phone: '15400000444', code })).status).toBe(422)
    for (let tries = 0; tries < 4; tries++) await post('/sign-in', { phone: '15400000444', code: wrong })
    expect((await post('/sign-in', { phone: '15400000444', code })).status).toBe(429)
  })

  test('five codes in a quarter of an hour are enough', async () => {
    for (let tries = 0; tries < 5; tries++)
      expect((await post('/sign-in/code', { phone: '15400000555' })).status).toBe(200)
    const refused = await post('/sign-in/code', { phone: '15400000555' })
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('15 分钟后再试')
  })

  test('a wrong number comes back with what was typed and a sentence', async () => {
    const response = await post('/sign-in/code', { phone: '1540000' })
    expect(response.status).toBe(422)
    const text = await response.text()
    expect(text).toContain('value="1540000"')
    expect(text).toContain('现在是 7 位')
    expect(await (await post('/sign-in', { phone: '15400000001', code: '12ab' })).text()).toContain('6 位数字')
  })

  test('whoever is no member of staff finds no desk', async () => {
    const cookie = cookieOf(await asCitizen(meimei.phone))
    expect((await get('/desk/units', cookie)).status).toBe(404)
    const anonymous = await get('/desk/units?q=x')
    expect(anonymous.status).toBe(303)
    expect(anonymous.headers.get('Location')).toBe('/sign-in?return=%2Fdesk%2Funits%3Fq%3Dx')
  })
})

describe('不留痕迹', () => {
  test('an anonymous page sets no cookie', async () => {
    for (const path of ['/sign-in', '/sign-in?as=staff']) {
      const response = await get(path)
      expect(response.status).toBe(200)
      expect(response.headers.getSetCookie()).toEqual([])
    }
  })

  test('an anonymous page asks the database nothing', async () => {
    const asked: unknown[] = []
    const { query } = house.db.$client
    house.db.$client.query = ((...args: unknown[]) => {
      asked.push(args[0])
      return Reflect.apply(query, house.db.$client, args)
    }) as typeof query
    try {
      expect((await get('/sign-in')).status).toBe(200)
      expect(asked).toEqual([])
      await get('/account', cookieOf(await asStaff('paidan')))
      expect(asked.length).toBeGreaterThan(0)
    } finally {
      house.db.$client.query = query
    }
  })

  test('no phone, name or address of a person stands readable anywhere in the database', async () => {
    await asCitizen(meimei.phone)
    const { rows } = await house.db.execute<{ schema: string; name: string }>(
      sql`select schemaname as schema, tablename as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
    )
    expect(rows.length).toBeGreaterThan(10)
    const secrets = [...demoCitizens.flatMap(({ phone, name }) => [phone, name]), '周明月']
    const needles = secrets.flatMap((text) => [text, Buffer.from(text).toString('hex')])
    for (const table of rows) {
      const from = sql`${sql.identifier(table.schema)}.${sql.identifier(table.name)}`
      for (const needle of needles) {
        const found = await house.db.execute(
          sql`select 1 from ${from} as t where t::text like ${`%${needle}%`} limit 1`,
        )
        expect(found.rows, `${table.name} holds ${needle}`).toEqual([])
      }
    }
    // The search itself can find: the public number of the hotline stands where it should.
    const control = await house.db.execute(sql`select 1 from units as t where t::text like '%12345%'`)
    expect(control.rows).not.toEqual([])
    const stored = await house.db.select().from(sessions)
    expect(stored.every((session) => !session.ipAddress && !session.userAgent)).toBe(true)
  })

  test('what a person is found by is the keyed hash', async () => {
    const hash = house.secrets.lookupHash(meimei.phone, 'persons.phone')
    const [person] = await house.db.select().from(persons).where(eq(persons.phoneHash, hash))
    const [user] = await house.db
      .select()
      .from(users)
      .where(eq(users.phoneNumber, hash.toString('hex')))
    expect(person?.id).toBe(user?.id)
    expect(house.secrets.decrypt(person?.nameCipher ?? Buffer.alloc(0), 'persons.name')).toBe(meimei.name)
  })

  test('logins and refused logins are in the audit log, whose chain holds', async () => {
    const person = await staffOfUsername(house.db, 'zongchuang')
    await asStaff('zongchuang', 'wrong')
    await asStaff('zongchuang')
    const entries = await house.db
      .select({ act: auditEntries.act, outcome: auditEntries.outcome, actorId: auditEntries.actorId })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, person?.id ?? ''))
      .orderBy(auditEntries.id)
    expect(entries.slice(-2)).toEqual([
      { act: 'signIn', outcome: 'refused', actorId: null },
      { act: 'signIn', outcome: 'done', actorId: person?.id },
    ])
    expect((await checkAudit(house.db)).ok).toBe(true)
  })
})

test('behind https the cookie is Secure', async () => {
  const secure = await testHouse({ env: { PUBLIC_URL: 'https://ygzw.example' } })
  try {
    await seedPeople(secure)
    const response = await secure.app.request('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ as: 'staff', username: 'paidan', password: demoPassword }),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    })
    const cookie = response.headers.getSetCookie().find((one) => one.includes('session_token')) ?? ''
    expect(cookie).toMatch(/^__Secure-/)
    expect(cookie).toContain('Secure')
    const account = await secure.app.request('/account', { headers: { Cookie: cookieOf(response) } })
    expect(account.status).toBe(200)
  } finally {
    await secure.close()
  }
})
