import { desc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openLog } from '#platform/log.ts'
import { dumpOf, tablesWith } from '../../../../test/dump.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { IdentityProvider } from '../../../../test/identity-provider.ts'
import { Visitor } from '../../../../test/visitor.ts'
import { demoCitizens } from '../demo-people.ts'
import { seedPeople } from '../seed.ts'
import { staffOfUsername } from '../staff.ts'
import { accounts, auditEntries, persons, users } from '../tables.ts'

const [meimei, dashan] = demoCitizens as [(typeof demoCitizens)[number], (typeof demoCitizens)[number]]

let house: TestHouse
let province: IdentityProvider
let logged = ''

beforeAll(async () => {
  province = await IdentityProvider.open(
    {
      newcomer: {
        name: '省里来的人',
        phone_number: '13900001111',
        phone_number_verified: true,
        id_number: '11010519491231002X',
        email: 'newcomer@example.org',
      },
      leaver: {
        name: '要走的人',
        phone_number: '13900002222',
        phone_number_verified: true,
        id_number: '110105194912310011',
      },
      meimei: { name: '王晓梅', phone_number: meimei.phone, phone_number_verified: true },
      other: { name: '后来的人', phone_number: meimei.phone, phone_number_verified: true },
      boaster: { name: '自称的人', phone_number: dashan.phone, phone_number_verified: false },
      clerk: { name: '周明月', staff_number: '100001' },
      stranger: { name: '没有账号', staff_number: '999999' },
    },
    'http://localhost/sign-in/province/return',
  )
  house = await testHouse({
    env: { ...province.env, LOG_LEVEL: 'trace' },
    log: openLog('trace', {
      write: (line) => {
        logged += line
      },
    }),
  })
  await seedPeople(house)
})
afterAll(async () => {
  await house.close()
  await province.close()
})
beforeEach(async () => {
  province.fault = 'none'
  await house.db.execute(sql`truncate rate_limits`)
})

/** The provider's own pages, walked as a browser does, until it sends back to us. @returns path and query of that */
async function atProvider(address: string, login: string | 'cancel'): Promise<string> {
  const jar = new Map<string, string>()
  const walk = async (to: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(to, province.issuer), {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie ? { Cookie: cookie } : {}) },
    })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    await response.body?.cancel()
    return response
  }
  let next = address
  for (let steps = 0; steps < 8; steps++) {
    if (next.startsWith('http://localhost/')) return next.slice('http://localhost'.length)
    const isQuestion = next.includes('/interaction/')
    const body = new URLSearchParams({ prompt: 'login', login, password: 'x' })
    const response = isQuestion
      ? login === 'cancel'
        ? await walk(`${next}/abort`)
        : await walk(next, { method: 'POST', body })
      : await walk(next)
    next = response.headers.get('Location') ?? ''
  }
  throw new Error(`the provider never sent back: ${next}`)
}

async function starts(visitor: Visitor, query = ''): Promise<string> {
  const response = await visitor.get(`/sign-in/province${query}`)
  expect(response.status).toBe(303)
  return response.headers.get('Location') ?? ''
}

async function signsIn(login: string, query = ''): Promise<{ visitor: Visitor; response: Response }> {
  const visitor = new Visitor(house)
  const response = await visitor.get(await atProvider(await starts(visitor, query), login))
  return { visitor, response }
}

const reasonIn = async (visitor: Visitor, response: Response): Promise<string> =>
  (await visitor.get(response.headers.get('Location') ?? '')).text()

const personOf = async (visitor: Visitor): Promise<string> => (await visitor.get('/account')).text()

describe('从统一身份登录', () => {
  test('the page offers it by a link; the request has PKCE, state and nonce', async () => {
    const page = await (await new Visitor(house).get('/sign-in')).text()
    expect(page).toContain('用四川省统一身份认证登录')
    expect(page).toContain('href="/sign-in/province?as=citizen"')
    const address = new URL(await starts(new Visitor(house)))
    expect(address.origin).toBe(province.issuer)
    expect(address.searchParams.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(address.searchParams.get(name)?.length).toBeGreaterThan(20)
  })

  test('a newcomer gets an account; the second time it is the same one', async () => {
    const { visitor, response } = await signsIn('newcomer', '?return=%2Fletters%2Fnew')
    expect(response.headers.get('Location')).toBe('/letters/new')
    expect(await personOf(visitor)).toContain('省里来的人')
    const before = await house.db.$count(persons)
    await signsIn('newcomer')
    expect(await house.db.$count(persons)).toBe(before)
    // The same person by phone code.
    const byPhone = new Visitor(house)
    await byPhone.citizen('13900001111')
    expect(await personOf(byPhone)).toContain('省里来的人')
    expect(await house.db.$count(persons)).toBe(before)
  })

  test('no claim stands readable in any column, job, log line or figure, and no token of the provider; the control is found', async () => {
    await signsIn('newcomer')
    const claims = ['13900001111', '省里来的人', '11010519491231002X', 'newcomer@example.org', 'newcomer']
    const dump = await dumpOf(house.db)
    for (const claim of claims) expect(tablesWith(dump, claim), claim).toEqual([])
    for (const account of await house.db.select().from(accounts).where(eq(accounts.providerId, 'oidc')))
      expect([account.accessToken, account.refreshToken, account.idToken]).toEqual([null, null, null])
    const figures = await (await new Visitor(house).get('/metrics')).text()
    expect(logged).toContain('/sign-in/province/return')
    for (const claim of claims) expect(logged + figures, claim).not.toContain(claim)

    // What somebody forgot to encrypt would be found, as text and as bytes.
    await house.db.execute(sql`insert into verifications (id, identifier, value, expires_at, created_at, updated_at)
      values (gen_random_uuid(), 'newcomer@example.org', 'x', now(), now(), now())`)
    await house.db.execute(sql`update persons set name_cipher = ${Buffer.from('省里来的人')} where name_cipher is not null
      and id in (select user_id from accounts where provider_id = 'oidc' limit 1)`)
    const spoilt = await dumpOf(house.db)
    expect(tablesWith(spoilt, 'newcomer@example.org')).toEqual(['public.verifications'])
    expect(tablesWith(spoilt, '省里来的人')).toEqual(['public.persons'])
    await house.db.execute(sql`delete from verifications where identifier = 'newcomer@example.org'`)
    const whole = house.secrets.encrypt('省里来的人', 'persons.name')
    await house.db.execute(
      sql`update persons set name_cipher = ${whole} where name_cipher = ${Buffer.from('省里来的人')}`,
    )
  })

  test('whoever closes the account leaves nothing of the identity behind, and is somebody new the next time', async () => {
    const { visitor } = await signsIn('leaver')
    const [{ userId } = { userId: '' }] = await house.db
      .select({ userId: accounts.userId })
      .from(accounts)
      .where(eq(accounts.providerId, 'oidc'))
      .orderBy(desc(accounts.createdAt), desc(accounts.id))
    expect((await visitor.post('/account/data/closure', { understood: 'yes' })).headers.get('Location')).toBe('/')
    expect(await house.db.select().from(accounts).where(eq(accounts.userId, userId))).toEqual([])
    const [row] = await house.db.select().from(persons).where(eq(persons.id, userId))
    expect(row).toMatchObject({ nameCipher: null, phoneHash: null, idNumberCipher: null, idNumberHash: null })
    const before = await house.db.$count(persons)
    await signsIn('leaver')
    expect(await house.db.$count(persons)).toBe(before + 1)
  })

  test('a phone that the provider has verified leads to the account it belongs to', async () => {
    const { visitor } = await signsIn('meimei')
    const byPhone = new Visitor(house)
    await byPhone.citizen(meimei.phone)
    expect(await personOf(visitor)).toContain(meimei.name)
    expect(await personOf(byPhone)).toContain(meimei.name)
    const acts = (await house.db.select().from(auditEntries)).map(({ act }) => act)
    expect(acts).toContain('linkIdentity')
  })

  test('the same phone under another identity has changed hands and is not linked', async () => {
    await signsIn('meimei')
    const { visitor, response } = await signsIn('other')
    expect(await reasonIn(visitor, response)).toContain('已属于另一个人的账号')
    expect((await visitor.get('/account')).status).toBe(303)
  })

  test('a phone that nobody verified makes nobody its owner', async () => {
    const { visitor } = await signsIn('boaster')
    const page = await personOf(visitor)
    expect(page).toContain('自称的人')
    expect(page).not.toContain(dashan.name)
    const [user] = await house.db.select().from(users).where(eq(users.phoneNumber, dashan.phone))
    expect(user).toBeUndefined()
  })

  test('staff are found by their number, and never made', async () => {
    const { visitor, response } = await signsIn('clerk', '?as=staff')
    expect(response.headers.get('Location')).toBe('/desk')
    expect(await personOf(visitor)).toContain('周明月')
    expect((await staffOfUsername(house.db, 'paidan'))?.staffNumber).toBe('100001')
    const before = await house.db.$count(persons)
    for (const login of ['stranger', 'newcomer']) {
      const refused = await signsIn(login, '?as=staff')
      expect(await reasonIn(refused.visitor, refused.response)).toContain('没有与您的工号对应的工作人员账号')
    }
    expect(await house.db.$count(persons)).toBe(before)
  })
})

describe('不顺利的时候', () => {
  const saysNo = async (response: Response, sentence: string) => {
    expect(response.status).toBe(303)
    const address = response.headers.get('Location') ?? ''
    expect(address).toMatch(/^\/sign-in\?/)
    expect(address).not.toMatch(/code=|state=/)
    const again = await house.app.request(address)
    expect(again.status).toBe(422)
    const page = await again.text()
    expect(page).toContain(sentence)
    // The other ways in stand below.
    expect(page).toContain('获取验证码')
    expect(response.headers.getSetCookie().some((one) => /session_token=[^;]/.test(one))).toBe(false)
  }

  test('cancelled there', async () => {
    const { response } = await signsIn('cancel')
    await saysNo(response, '您在四川省统一身份认证取消了登录')
  })

  test('another state, no state, a flow of another browser, a flow twice, a flow too old', async () => {
    const visitor = new Visitor(house)
    const back = await atProvider(await starts(visitor), 'newcomer')
    await saysNo(await new Visitor(house).get(back), '不是在这个浏览器里开始的')
    await saysNo(await visitor.get(back.replace(/state=[^&]+/, 'state=other')), '已经过期')
    await saysNo(await visitor.get(back), '已经过期')
    const twice = await signsIn('newcomer')
    expect(twice.response.status).toBe(303)
    const late = new Visitor(house)
    const lateBack = await atProvider(await starts(late), 'newcomer')
    house.clock.advance({ minutes: 10 })
    await saysNo(await late.get(lateBack), '已经过期')
  })

  test('an answer of another issuer', async () => {
    const visitor = new Visitor(house)
    const back = await atProvider(await starts(visitor), 'newcomer')
    const forged = back.replace(/iss=[^&]+/, `iss=${encodeURIComponent('https://evil.example')}`)
    expect(forged).not.toBe(back)
    await saysNo(await visitor.get(forged), '不是四川省统一身份认证发出的')
    const without = new Visitor(house)
    const stripped = (await atProvider(await starts(without), 'newcomer')).replace(/&?iss=[^&]+/, '')
    await saysNo(await without.get(stripped), '不是四川省统一身份认证发出的')
  })

  test('another nonce, another signature', async () => {
    const visitor = new Visitor(house)
    const address = (await starts(visitor)).replace(/nonce=[^&]+/, 'nonce=of-somebody-else')
    await saysNo(await visitor.get(await atProvider(address, 'newcomer')), '没有通过核对')
    const unsigned = new Visitor(house)
    const back = await atProvider(await starts(unsigned), 'newcomer')
    province.fault = 'otherKeys'
    await saysNo(await unsigned.get(back), '没有通过核对')
  })

  test('a code of somebody else: the verifier does not fit', async () => {
    const [mine, theirs] = [new Visitor(house), new Visitor(house)]
    const back = await atProvider(await starts(mine), 'newcomer')
    const code = /code=[^&]+/.exec(await atProvider(await starts(theirs), 'meimei'))?.[0] ?? ''
    await saysNo(await mine.get(back.replace(/code=[^&]+/, code)), '没有通过核对')
  })

  test.each(['html', 'otherIssuer', 'slow'] as const)('the provider answers %s', async (fault) => {
    house.clock.advance({ minutes: 11 })
    province.fault = fault
    await saysNo(await new Visitor(house).get('/sign-in/province'), '现在连不上，不是您的问题')
  })

  test('the provider is down', async () => {
    const gone = await IdentityProvider.open({}, 'http://localhost/x')
    const city = await testHouse({ env: gone.env })
    await gone.close()
    const response = await city.app.request('/sign-in/province?as=staff')
    const page = await (await city.app.request(response.headers.get('Location') ?? '')).text()
    expect(page).toContain('现在连不上')
    expect(page).toContain('name="password"')
    await city.close()
  })

  test('where none is configured there is no such door', async () => {
    const city = await testHouse()
    expect((await city.app.request('/sign-in/province')).status).toBe(404)
    expect((await city.app.request('/sign-in/province/return?code=x&state=y')).status).toBe(404)
    expect(await (await city.app.request('/sign-in')).text()).not.toContain('统一身份')
    await city.close()
  })
})
