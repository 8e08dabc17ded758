import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { Visitor } from '../../../../test/visitor.ts'
import { demoPassword } from '../demo-people.ts'
import { seedPeople } from '../seed.ts'
import { staffOfUsername } from '../staff.ts'
import { auditEntries } from '../tables.ts'
import { recoveryCodes, totpSecrets } from './tables.ts'
import { stepAt, totpCode } from './totp.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.db.execute(sql`truncate rate_limits`)
  // Each test in a half minute of its own: no code is taken twice.
  house.clock.advance({ minutes: 2 })
})

const idOf = async (username: string): Promise<string> => (await staffOfUsername(house.db, username))?.id ?? ''

/** What the person's app shows, `steps` half minutes from now. */
async function appShows(username: string, steps = 0): Promise<string> {
  const [row] = await house.db
    .select()
    .from(totpSecrets)
    .where(eq(totpSecrets.personId, await idOf(username)))
  if (!row) return 'no app'
  const secret = Buffer.from(house.secrets.decrypt(row.secretCipher, 'totp_secrets.secret'), 'base64')
  return totpCode(secret, stepAt(house.clock.now()) + steps)
}

/** Signs in, enrols, and reads the recovery codes. */
async function enrolled(username: string): Promise<{ person: Visitor; recovery: string[] }> {
  const person = new Visitor(house)
  await person.staff(username)
  await person.get('/account/authenticator')
  const shown = await (await person.post('/account/authenticator', { code: await appShows(username) })).text()
  return { person, recovery: shown.match(/\d{4} \d{4} \d{4}/g) ?? [] }
}

async function atSecondStep(username: string): Promise<Visitor> {
  const person = new Visitor(house)
  const response = await person.staff(username)
  expect(response.headers.get('Location')).toBe('/sign-in/second?return=%2Fdesk')
  return person
}

const auditOf = async (username: string): Promise<string[]> =>
  (
    await house.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, await idOf(username)))
  ).map(({ act, outcome }) => (outcome === 'done' ? act : `${act} refused`))

describe('验证器', () => {
  test('the page shows a QR code and a key; a wrong code enrols nothing; the right one gives ten recovery codes', async () => {
    const person = new Visitor(house)
    await person.staff('paidan')
    const page = await (await person.get('/account/authenticator')).text()
    expect(page).toContain('src="data:image/png;base64,')
    expect(page).toMatch(/<code>([A-Z2-7]{4} ){7}[A-Z2-7]{4}<\/code>/)
    const wrong = await person.post('/account/authenticator', { code: '000000' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('验证码不对')
    const right = await person.post('/account/authenticator', { code: await appShows('paidan') })
    expect(right.headers.get('Cache-Control')).toBe('no-store')
    const codes = (await right.text()).match(/\d{4} \d{4} \d{4}/g) ?? []
    expect(new Set(codes).size).toBe(10)
    expect(await auditOf('paidan')).toContain('enrolTotp')
    const text = JSON.stringify((await house.db.execute(sql`select * from totp_secrets, recovery_codes`)).rows)
    for (const code of codes) expect(text).not.toContain(code.replace(/ /g, ''))
  })

  test('an enrolment that was not finished asks nothing at sign-in', async () => {
    const person = new Visitor(house)
    await person.staff('bianji')
    await person.get('/account/authenticator')
    expect((await new Visitor(house).staff('bianji')).headers.get('Location')).toBe('/desk')
  })

  test('after the password the second step is asked; until then nobody is signed in', async () => {
    await enrolled('ducha')
    house.clock.advance({ seconds: 60 })
    const person = await atSecondStep('ducha')
    const held = person.token
    expect((await person.get('/desk')).headers.get('Location')).toContain('/sign-in')
    expect((await person.get('/account')).headers.get('Location')).toContain('/sign-in')
    expect(await (await person.get('/sign-in/second')).text()).toContain('动态验证码')
    const inside = await person.post('/sign-in/second', { code: await appShows('ducha'), return: '/desk/letters' })
    expect(inside.headers.get('Location')).toBe('/desk/letters')
    expect(person.token).not.toBe(held)
    expect((await person.get('/desk')).status).toBe(200)
  })

  test('a code is taken once, also by two at the same moment; the next one is taken', async () => {
    await enrolled('shenhe')
    house.clock.advance({ seconds: 60 })
    const both = await Promise.all([atSecondStep('shenhe'), atSecondStep('shenhe')])
    const code = await appShows('shenhe')
    const answers = await Promise.all(both.map((one) => one.post('/sign-in/second', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    const late = await atSecondStep('shenhe')
    const again = await late.post('/sign-in/second', { code })
    expect(await again.text()).toContain('已经用过')
    expect((await late.post('/sign-in/second', { code: await appShows('shenhe', -1) })).status).toBe(422)
    expect((await late.post('/sign-in/second', { code: await appShows('shenhe', 1) })).status).toBe(303)
  })

  test('five wrong codes close the second step, whoever knows the password', async () => {
    await enrolled('jijian')
    house.clock.advance({ seconds: 60 })
    const person = await atSecondStep('jijian')
    for (let tries = 0; tries < 5; tries++)
      expect((await person.post('/sign-in/second', { code: '000000' })).status).toBe(422)
    const closed = await (await atSecondStep('jijian')).post('/sign-in/second', { code: await appShows('jijian') })
    expect(closed.status).toBe(429)
    expect(await auditOf('jijian')).toContain('signIn refused')
  })

  test('the second step waits five minutes', async () => {
    await enrolled('lingdao')
    const person = await atSecondStep('lingdao')
    house.clock.advance({ minutes: 5 })
    const late = await person.post('/sign-in/second', { code: await appShows('lingdao') })
    expect(late.headers.get('Location')).toContain('/sign-in?')
  })

  test('a recovery code opens once, typed with or without spaces', async () => {
    const { recovery } = await enrolled('rexian')
    const [first = '', second = ''] = recovery
    expect((await (await atSecondStep('rexian')).post('/sign-in/second', { code: first })).status).toBe(303)
    const again = await (await atSecondStep('rexian')).post('/sign-in/second', { code: first })
    expect(await again.text()).toContain('恢复码不对或已经用过')
    const plain = second.replace(/ /g, '')
    expect((await (await atSecondStep('rexian')).post('/sign-in/second', { code: plain })).status).toBe(303)
    expect(await house.db.$count(recoveryCodes, eq(recoveryCodes.personId, await idOf('rexian')))).toBe(8)
  })

  test('it ends with password and code together', async () => {
    const { person } = await enrolled('xitong')
    house.clock.advance({ seconds: 60 })
    const code = await appShows('xitong')
    expect((await person.post('/account/authenticator/end', { password: 'Wrong-1', code })).status).toBe(422)
    expect((await person.post('/account/authenticator/end', { password: demoPassword, code: '000000' })).status).toBe(
      422,
    )
    const ended = await person.post('/account/authenticator/end', { password: demoPassword, code })
    expect(ended.headers.get('Location')).toBe('/account')
    expect((await new Visitor(house).staff('xitong')).headers.get('Location')).toBe('/desk')
  })

  test('the security administrator takes it away; the sessions end and the log says so', async () => {
    const { person } = await enrolled('zongchuang')
    const admin = new Visitor(house)
    await admin.staff('anquan')
    const id = await idOf('zongchuang')
    expect(await (await admin.get(`/desk/accounts/${id}`)).text()).toContain('双重验证：已设置')
    expect((await admin.post(`/desk/accounts/${id}/second-factor-end`)).status).toBe(303)
    expect((await person.get('/desk')).headers.get('Location')).toContain('/sign-in')
    expect((await new Visitor(house).staff('zongchuang')).headers.get('Location')).toBe('/desk')
    expect(await auditOf('zongchuang')).toContain('endSecondFactor')
  })

  test('citizens sign in by phone; the authenticator is not theirs', async () => {
    const citizen = new Visitor(house)
    await citizen.citizen('15400000001')
    expect((await citizen.get('/account/authenticator')).status).toBe(403)
    expect((await new Visitor(house).get('/account/authenticator')).headers.get('Location')).toContain('/sign-in')
  })
})

test('outside the demo an administrator works only with a second factor', async () => {
  const city = await testHouse({ env: { DEMO: 'off' } })
  try {
    const [first] = await seedPeople(city)
    await city.db.execute(sql`update persons set must_change_password = false`)
    const admin = new Visitor(city)
    await admin.staff(first?.username ?? '', first?.password)
    expect((await admin.get('/desk')).headers.get('Location')).toBe('/account')
    expect(await (await admin.get('/account')).text()).toContain('请先设置双重验证')
    await admin.get('/account/authenticator')
    const [row] = await city.db.select().from(totpSecrets)
    const secret = Buffer.from(
      city.secrets.decrypt(row?.secretCipher ?? Buffer.alloc(0), 'totp_secrets.secret'),
      'base64',
    )
    await admin.post('/account/authenticator', { code: totpCode(secret, stepAt(city.clock.now())) })
    expect((await admin.get('/desk')).status).toBe(200)
  } finally {
    await city.close()
  }
})

describe('再次确认', () => {
  test('ten minutes after the last proof the password is asked, the form goes along, and the token is new', async () => {
    const admin = new Visitor(house)
    await admin.staff('anquan')
    const path = `/desk/accounts/${await idOf('paidan')}/unlocking`
    const closing = `/desk/accounts/${await idOf('chengban')}/closure`
    expect((await admin.post(path)).status).toBe(303)
    house.clock.advance({ minutes: 10 })
    const asked = await admin.post(closing, { note: '写了一半的话' })
    expect(asked.status).toBe(403)
    const page = await asked.text()
    expect(page).toContain('请再确认一次是您本人')
    expect(page).toContain('value="写了一半的话"')
    expect(page).toContain(`action="${closing}"`)
    expect(await auditOf('chengban')).not.toContain('closeAccount')

    const formKey = /name="formKey" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const wrong = await admin.post(closing, { formKey, stepUpPassword: 'Wrong-password-1' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain(`value="${formKey}"`)
    const before = admin.token
    const old = new Map(admin.cookies)
    const done = await admin.post(closing, { formKey, stepUpPassword: demoPassword })
    expect(done.status).toBe(303)
    expect(admin.token).not.toBe(before)
    expect(await auditOf('chengban')).toContain('closeAccount')
    expect(await auditOf('anquan')).toContain('stepUp')
    expect((await admin.get('/desk')).status).toBe(200)

    const thief = new Visitor(house)
    for (const [name, value] of old) thief.cookies.set(name, value)
    expect((await thief.get('/desk')).headers.get('Location')).toContain('/sign-in')
    await admin.post(`/desk/accounts/${await idOf('chengban')}/reopening`)
  })

  test('who has an authenticator is asked for it, and the password is not enough', async () => {
    const { person } = await enrolled('fuzeren')
    house.clock.advance({ minutes: 10 })
    const path = '/account/recovery-codes'
    expect(await (await person.post(path)).text()).toContain('动态验证码')
    expect((await person.post(path, { stepUpPassword: demoPassword })).status).toBe(422)
    const done = await person.post(path, { stepUpCode: await appShows('fuzeren') })
    expect((await done.text()).match(/\d{4} \d{4} \d{4}/g)).toHaveLength(10)
  })

  test('a page that is only read sends to the question and back', async () => {
    const person = new Visitor(house)
    await person.staff('shenji')
    house.clock.advance({ minutes: 11 })
    const away = await person.get('/account/passkeys')
    expect(away.headers.get('Location')).toBe('/step-up?return=%2Faccount%2Fpasskeys')
    expect(await (await person.get('/step-up?return=%2Faccount%2Fpasskeys')).text()).toContain('name="stepUpPassword"')
    const back = await person.post('/step-up', { return: '/account/passkeys', stepUpPassword: demoPassword })
    expect(back.headers.get('Location')).toBe('/account/passkeys')
    expect((await person.get('/account/passkeys')).status).toBe(200)
    const elsewhere = await person.post('/step-up', { return: 'https://evil.example/' })
    expect(elsewhere.headers.get('Location')).toBe('/account')
  })

  test('a citizen is asked for a new code from their own phone', async () => {
    const citizen = new Visitor(house)
    await citizen.citizen('15400000002')
    house.clock.advance({ minutes: 11 })
    const asked = await citizen.post('/account/mandates', { form: 'give', phone: '15400000003', until: '2026-12-31' })
    expect(await asked.text()).toContain('向我的手机发验证码')
    const sent = await citizen.post('/account/mandates', { stepUpSend: 'yes', form: 'give' })
    expect(await sent.text()).toContain('name="stepUpCode"')
    const fields = { form: 'give', phone: '15400000003', until: '2026-12-31' }
    const wrong = await citizen.post('/account/mandates', { ...fields, stepUpCode: '000000' })
    expect(wrong.status).toBe(422)
    const done = await citizen.post('/account/mandates', {
      ...fields,
      stepUpCode: await citizen.lastCode('15400000002'),
    })
    expect(done.headers.get('Location')).toBe('/account/mandates')
  })
})
