import { eq, sql } from 'drizzle-orm'
import { parseCrontab } from 'graphile-worker'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { staffActor } from './actors.ts'
import { audit, checkAudit, sealAudit } from './audit.ts'
import { demoAccounts, demoCitizens, demoPassword } from './demo-people.ts'
import { peopleJobs } from './jobs.ts'
import { seedPeople } from './seed.ts'
import { staffOfUsername } from './staff.ts'
import { auditEntries, units } from './tables.ts'
import { allUnits } from './units.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.db.execute(sql`truncate rate_limits`)
})

const post = (path: string, form: Record<string, string>, cookie = '') =>
  house.app.request(path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'Sec-Fetch-Site': 'same-origin', Accept: 'text/html', ...(cookie ? { Cookie: cookie } : {}) },
  })

const get = (path: string, cookie = '') =>
  house.app.request(path, { headers: { Accept: 'text/html', ...(cookie ? { Cookie: cookie } : {}) } })

const signIn = (username: string, password = demoPassword) => post('/sign-in', { as: 'staff', username, password })

async function cookieOf(username: string, password = demoPassword): Promise<string> {
  const response = await signIn(username, password)
  const cookie = response.headers.getSetCookie().find((one) => one.includes('session_token=')) ?? ''
  return cookie.split(';')[0] ?? ''
}

const idOfStaff = async (username: string) => (await staffOfUsername(house.db, username))?.id ?? ''
const unitNamed = async (name: string) => (await allUnits(house.db)).find((unit) => unit.name === name)?.id ?? ''
const actsOn = async (subjectId: string) =>
  (
    await house.db
      .select({ act: auditEntries.act, details: auditEntries.details })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, subjectId))
      .orderBy(auditEntries.id)
  ).filter(({ act }) => act !== 'signIn')

const newUnit = async (more: Record<string, string> = {}) => ({
  formKey: newId(),
  name: '攀枝花市数据局',
  shortName: '市数据局',
  kind: 'department',
  parentId: await unitNamed('攀枝花市人民政府'),
  divisionCode: '510400',
  competentUnitId: await unitNamed('攀枝花市纪委监委'),
  phone: '',
  uscc: '',
  ...more,
})

const newStaff = (more: Record<string, string> = {}) => ({
  formKey: newId(),
  name: '蓝天明',
  staffNumber: '900001',
  username: 'lantianming',
  password: 'First-Pass-word-1',
  ...more,
})

describe('三个管理员互不越权', () => {
  const pages = {
    'system-admin': ['/desk/units', '/desk/units/new'],
    'security-admin': ['/desk/accounts', '/desk/accounts/new'],
    'audit-admin': ['/desk/audit', '/desk/audit/check'],
  } as const

  test.each(demoAccounts)(
    '$username ($role) opens the pages of its own role and no other',
    async ({ username, role }) => {
      const cookie = await cookieOf(username)
      for (const [owner, paths] of Object.entries(pages))
        for (const path of paths) {
          const response = await get(path, cookie)
          expect(response.status, `${username} ${path}`).toBe(owner === role ? 200 : 403)
          if (owner !== role) expect(await response.text()).toContain('这项工作由')
        }
    },
  )

  test('nor can they act: the write is refused and leaves nothing', async () => {
    const before = await house.db.$count(auditEntries)
    const someone = await idOfStaff('chengban')
    const unit = await unitNamed('攀枝花市财政局')
    const acts: [owner: string, path: string, form: Record<string, string>][] = [
      ['xitong', '/desk/units', await newUnit({ name: '不该有的单位' })],
      ['xitong', `/desk/units/${unit}/closure`, { formKey: newId() }],
      ['anquan', '/desk/accounts', newStaff({ username: 'bugaiyou' })],
      ['anquan', `/desk/accounts/${someone}/roles`, { formKey: newId(), unitId: unit, role: 'head' }],
      ['anquan', `/desk/accounts/${someone}/password`, { formKey: newId(), password: 'Hijacked-2026' }],
      ['anquan', `/desk/accounts/${someone}/closure`, { formKey: newId() }],
      ['anquan', `/desk/accounts/${someone}/unlocking`, { formKey: newId() }],
    ]
    const cookies = new Map<string, string>()
    for (const username of ['xitong', 'anquan', 'shenji', 'lingdao']) cookies.set(username, await cookieOf(username))
    const logins = await house.db.$count(auditEntries)
    for (const [owner, path, form] of acts)
      for (const [username, cookie] of cookies)
        if (username !== owner) expect((await post(path, form, cookie)).status, `${username} ${path}`).toBe(403)
    expect(await house.db.$count(auditEntries)).toBe(logins)
    expect(logins).toBe(before + cookies.size)
    expect((await signIn('chengban')).status).toBe(303)
  })

  test('an administrator belongs to no unit’s casework', async () => {
    const actor = await staffActor(house, 'xitong')
    expect(actor.tokens.filter((token) => token.startsWith('unit:'))).toEqual([])
    const handler = await staffActor(house, 'chengban')
    const unit = await unitNamed('攀枝花市住房和城乡建设局')
    expect(handler.tokens).toEqual(['public', `person:${handler.personId}`, `unit:${unit}`, `handler@${unit}`])
  })
})

describe('系统管理员：单位', () => {
  test('adds a unit with its place in the tree; the second click does not add another', async () => {
    const cookie = await cookieOf('xitong')
    const form = await newUnit()
    const added = await post('/desk/units', form, cookie)
    expect(added.status).toBe(303)
    const again = await post('/desk/units', form, cookie)
    expect(again.headers.get('Location')).toBe(added.headers.get('Location'))
    const [unit] = await house.db.select().from(units).where(eq(units.name, '攀枝花市数据局'))
    expect(added.headers.get('Location')).toBe(`/desk/units/${unit?.id}`)
    expect(unit?.ancestors).toEqual([form.parentId])
    expect(await actsOn(unit?.id ?? '')).toEqual([
      { act: 'addUnit', details: { kind: 'department', parentId: form.parentId, divisionCode: '510400' } },
    ])
    expect(await (await get('/desk/units?q=数据局', cookie)).text()).toContain('攀枝花市数据局')
  })

  test('an empty form names every field at once', async () => {
    const response = await post('/desk/units', { formKey: newId() }, await cookieOf('xitong'))
    expect(response.status).toBe(422)
    const page = await response.text()
    for (const sentence of ['请填写单位全称', '请填写单位简称', '请选择单位类别', '请选择上级单位', '请选择所在区划'])
      expect(page).toContain(sentence)
  })

  test('a refused form says which field, and keeps what was typed', async () => {
    const cookie = await cookieOf('xitong')
    const cases: [Record<string, string>, string][] = [
      [{ name: '' }, '请填写单位全称'],
      [{ name: '攀枝花市财政局' }, '已经有同名的单位'],
      [{ name: '市甲局', parentId: newId() }, '没有这个单位'],
      [{ name: '市甲局', competentUnitId: await unitNamed('攀枝花市财政局') }, '应是纪检监察机关'],
      [{ name: '市甲局', divisionCode: '999999' }, '没有这个区划'],
      [{ name: '市甲局', uscc: '91350100M000100Y44' }, '校验位不对'],
      [{ name: '市甲局', kind: 'kingdom' }, '请选择单位类别'],
    ]
    for (const [more, sentence] of cases) {
      const response = await post('/desk/units', await newUnit({ shortName: '特别的简称', ...more }), cookie)
      expect(response.status, sentence).toBe(422)
      const text = await response.text()
      expect(text).toContain(sentence)
      expect(text).toContain('value="特别的简称"')
    }
    expect(await house.db.$count(units, eq(units.name, '市甲局'))).toBe(0)
  })

  test('closes and reopens; not while units below are open, nor the desk of the mailbox', async () => {
    const cookie = await cookieOf('xitong')
    const close = async (name: string) =>
      post(`/desk/units/${await unitNamed(name)}/closure`, { formKey: newId() }, cookie)
    expect((await close('攀枝花市公安局')).status).toBe(409)
    expect((await close('市长信箱办公室')).status).toBe(409)
    expect((await close('攀枝花市商务局')).status).toBe(303)
    const cookieThere = await cookieOf('shangwu.chengban1')
    expect(await (await get('/account', cookieThere)).text()).toContain('还没有角色')
    const id = await unitNamed('攀枝花市商务局')
    expect((await post(`/desk/units/${id}/reopening`, { formKey: newId() }, cookie)).status).toBe(303)
    expect(await (await get('/account', cookieThere)).text()).toContain('攀枝花市商务局 承办人')
    expect((await actsOn(id)).map(({ act }) => act)).toEqual(['closeUnit', 'reopenUnit'])
    expect((await get('/desk/units/none', cookie)).status).toBe(404)
    expect((await get(`/desk/units/${newId()}`, cookie)).status).toBe(404)
  })
})

describe('安全管理员：账号与角色', () => {
  test('a new member of staff changes the first password before the desk opens', async () => {
    const cookie = await cookieOf('anquan')
    const added = await post('/desk/accounts', newStaff(), cookie)
    expect(added.status).toBe(303)
    const id = await idOfStaff('lantianming')
    const unit = await unitNamed('攀枝花市水利局')
    expect(
      (await post(`/desk/accounts/${id}/roles`, { formKey: newId(), unitId: unit, role: 'handler' }, cookie)).status,
    ).toBe(303)
    const theirs = await cookieOf('lantianming', 'First-Pass-word-1')
    const desk = await get('/desk/units', theirs)
    expect([desk.status, desk.headers.get('Location')]).toEqual([303, '/account'])
    const change = (form: Record<string, string>) =>
      post(
        '/account/password',
        { current: 'First-Pass-word-1', password: 'My-Own-word-77', repeated: 'My-Own-word-77', ...form },
        theirs,
      )
    expect(await (await change({ current: 'no' })).text()).toContain('现在的口令不对')
    expect(await (await change({ password: 'short' })).text()).toContain('至少 10 位')
    expect(await (await change({ password: 'onlyletters' })).text()).toContain('至少三种')
    expect(await (await change({ password: 'Lantianming-1' })).text()).toContain('不要包含用户名')
    expect(await (await change({ repeated: 'other' })).text()).toContain('不一样')
    expect((await change({})).status).toBe(303)
    expect((await get('/account', theirs)).status).toBe(303)
    expect((await get('/desk/units', await cookieOf('lantianming', 'My-Own-word-77'))).status).toBe(403)
    expect((await actsOn(id)).map(({ act }) => act)).toEqual(['addStaff', 'grantRole', 'changePassword'])
    expect((await actsOn(id))[1]?.details).toMatchObject({ role: 'handler', unitId: unit })
  })

  test('user name and staff number are nobody else’s', async () => {
    const cookie = await cookieOf('anquan')
    const sameName = await post('/desk/accounts', newStaff({ username: 'paidan', staffNumber: '900009' }), cookie)
    expect(await sameName.text()).toContain('这个用户名已经有人用了')
    const sameNumber = await post('/desk/accounts', newStaff({ username: 'xinren', staffNumber: '100001' }), cookie)
    expect(await sameNumber.text()).toContain('这个工号已经有账号了')
    expect(sameNumber.status).toBe(422)
  })

  test('gives no role to themselves, no second work to an administrator', async () => {
    const cookie = await cookieOf('anquan')
    const unitId = await unitNamed('攀枝花市人民政府')
    const grant = async (username: string, role: string) =>
      post(`/desk/accounts/${await idOfStaff(username)}/roles`, { formKey: newId(), unitId, role }, cookie)
    expect((await grant('anquan', 'leader')).status).toBe(403)
    for (const [username, role] of [
      ['xitong', 'security-admin'],
      ['shenji', 'handler'],
      ['chengban', 'audit-admin'],
    ] as const) {
      const response = await grant(username, role)
      expect(response.status).toBe(422)
      expect(await response.text()).toContain('必须各是各人')
    }
  })

  test('ends a role once', async () => {
    const cookie = await cookieOf('anquan')
    const id = await idOfStaff('keji.chengban2')
    const text = await (await get(`/desk/accounts/${id}`, cookie)).text()
    const path = /action="(\/desk\/accounts\/[^"]+\/end)"/.exec(text)?.[1] ?? ''
    expect((await post(path, { formKey: newId() }, cookie)).status).toBe(303)
    expect((await post(path, { formKey: newId() }, cookie)).status).toBe(404)
    expect((await actsOn(id)).map(({ act }) => act)).toEqual(['endRole'])
  })

  test('a reset password ends the sessions, an unlocked name may try again, a closed account may not', async () => {
    const cookie = await cookieOf('anquan')
    const id = await idOfStaff('yibao.chengban1')
    const act = (name: string, form: Record<string, string> = {}) =>
      post(`/desk/accounts/${id}/${name}`, { formKey: newId(), ...form }, cookie)
    const theirs = await cookieOf('yibao.chengban1')
    expect((await act('password', { password: 'weak' })).status).toBe(422)
    expect((await act('password', { password: 'Reset-Pass-2026' })).status).toBe(303)
    expect((await get('/account', theirs)).status).toBe(303)
    for (let tries = 0; tries < 5; tries++) await signIn('yibao.chengban1', 'wrong')
    expect((await signIn('yibao.chengban1', 'Reset-Pass-2026')).status).toBe(429)
    expect((await act('unlocking')).status).toBe(303)
    const again = await cookieOf('yibao.chengban1', 'Reset-Pass-2026')
    expect((await get('/account', again)).status).toBe(200)
    expect((await act('closure')).status).toBe(303)
    expect((await get('/account', again)).status).toBe(303)
    expect(await (await signIn('yibao.chengban1', 'Reset-Pass-2026')).text()).toContain('用户名或口令不对')
    expect((await act('reopening')).status).toBe(303)
    expect((await signIn('yibao.chengban1', 'Reset-Pass-2026')).status).toBe(303)
  })

  test('citizens are no staff accounts', async () => {
    const cookie = await cookieOf('anquan')
    const { rows } = await house.db.execute<{ id: string }>(sql`select id from persons where kind = 'citizen'`)
    expect(rows).toHaveLength(demoCitizens.length)
    expect((await get(`/desk/accounts/${rows[0]?.id}`, cookie)).status).toBe(404)
    expect((await post(`/desk/accounts/${rows[0]?.id}/closure`, { formKey: newId() }, cookie)).status).toBe(404)
  })

  test('the list filters and turns its pages', async () => {
    const cookie = await cookieOf('anquan')
    const first = await (await get('/desk/accounts', cookie)).text()
    const next = /href="(\/desk\/accounts\?[^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(next).not.toBe('')
    const second = await (await get(next, cookie)).text()
    expect(first).toContain('周明月')
    expect(second).not.toContain('周明月')
    const heads = await (await get('/desk/accounts?role=audit-admin', cookie)).text()
    expect(heads).toContain('杨鉴明')
    expect(heads).not.toContain('周明月')
    expect(await (await get('/desk/accounts?q=100%25', cookie)).text()).toContain('没有符合条件的账号')
  })
})

describe('审计记录', () => {
  test('only grows: not changed, not deleted, not emptied, sealed once', async () => {
    await audit(house.db, {
      actor: systemActor('test'),
      act: 'a',
      subjectType: 'x',
      subjectId: '1',
      at: house.clock.now(),
    })
    await sealAudit(house.db)
    for (const statement of [
      `update audit_entries set act = 'b'`,
      `update audit_entries set "index" = "index" + 1`,
      `update audit_entries set "index" = null, hash = null`,
      `delete from audit_entries`,
      `truncate audit_entries`,
    ])
      await expect(house.db.execute(sql.raw(statement)), statement).rejects.toThrow()
  })

  test('an act that fails leaves no entry', async () => {
    const before = await house.db.$count(auditEntries)
    const failing = house.db.transaction(async (tx) => {
      await audit(tx, { actor: systemActor('test'), act: 'b', subjectType: 'x', subjectId: '2', at: house.clock.now() })
      throw new Error('refused')
    })
    await expect(failing).rejects.toThrow('refused')
    expect(await house.db.$count(auditEntries)).toBe(before)
  })

  test('sealers at once make one chain without gaps', async () => {
    const at = house.clock.now()
    await Promise.all(
      Array.from({ length: 60 }, (_, number) =>
        audit(house.db, {
          actor: systemActor('test'),
          act: 'c',
          subjectType: 'x',
          subjectId: String(number),
          at: at.add({ microseconds: number }),
          details: { zahl: number, a: ['b', 'c'], none: null },
        }),
      ),
    )
    expect(await checkAudit(house.db)).toMatchObject({ ok: true, waiting: expect.any(Number) })
    await Promise.all([sealAudit(house.db), sealAudit(house.db), sealAudit(house.db)])
    while ((await sealAudit(house.db)) > 0) {}
    const check = await checkAudit(house.db)
    expect(check).toEqual({ ok: true, sealed: await house.db.$count(auditEntries), waiting: 0 })
  })

  test('a superuser’s change, removal and insertion are named', async () => {
    const [victim] = await house.db.select().from(auditEntries).where(eq(auditEntries.index, 20))
    const forced = async (statement: string, undo: string): Promise<unknown> => {
      await house.db.execute(sql`alter table audit_entries disable trigger user`)
      await house.db.execute(sql.raw(statement))
      const check = await checkAudit(house.db)
      await house.db.execute(sql.raw(undo))
      await house.db.execute(sql`alter table audit_entries enable trigger user`)
      return check
    }
    const columns: [string, string][] = [
      ['act', `'forged'`],
      ['actor_id', `'somebody'`],
      ['outcome', `'refused'`],
      ['subject_id', `'other'`],
      ['at', `at + interval '1 microsecond'`],
      ['details', `details || '{"x": 1}'`],
    ]
    await house.db.execute(sql`create table kept as select * from audit_entries where "index" = 20`)
    for (const [column, value] of columns) {
      const check = await forced(
        `update audit_entries set ${column} = ${value} where "index" = 20`,
        `update audit_entries set ${column} = kept.${column} from kept where audit_entries."index" = 20`,
      )
      expect(check, column).toMatchObject({ ok: false, index: 20, sealed: 19, id: victim?.id })
    }
    const removed = await forced(
      `delete from audit_entries where "index" = 20`,
      `insert into audit_entries select * from kept`,
    )
    expect(removed).toMatchObject({ ok: false, index: 20, id: null, message: expect.stringContaining('不见了') })
    expect((await checkAudit(house.db)).ok).toBe(true)
    await house.db.execute(sql`drop table kept`)
  })

  test('the audit administrator reads, filters and checks the chain', async () => {
    const cookie = await cookieOf('shenji')
    const list = await (await get('/desk/audit?act=signIn', cookie)).text()
    expect(list).toContain('杨鉴明')
    expect(list).not.toContain('已锁定')
    const today = await get('/desk/audit?from=2026-11-23&until=2026-11-23', cookie)
    expect(await today.text()).toContain('杨鉴明')
    const tomorrow = await get('/desk/audit?from=2026-11-24', cookie)
    expect(await tomorrow.text()).toContain('没有符合条件的记录')
    expect((await get('/desk/audit?from=2026-13-99&before=x&actor=%20', cookie)).status).toBe(200)
    expect(await (await get('/desk/audit/check', cookie)).text()).toContain('审计链完整')
  })

  test('the sealer keeps itself going, with one job waiting', async () => {
    expect(parseCrontab(peopleJobs.cron?.join('\n') ?? '')).toHaveLength(2)
    await audit(house.db, {
      actor: systemActor('test'),
      act: 'd',
      subjectType: 'x',
      subjectId: '3',
      at: house.clock.now(),
    })
    for (let round = 0; round < 2; round++) await peopleJobs.tasks?.['people:seal']?.(house, {})
    expect(await house.db.$count(auditEntries, sql`"index" is null`)).toBe(0)
    const { rows } = await house.db.execute(
      sql`select 1 from graphile_worker.jobs where task_identifier = 'people:seal'`,
    )
    expect(rows).toHaveLength(1)
  })
})
