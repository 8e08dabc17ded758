import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { Visitor } from '../../../../test/visitor.ts'
import { seedPeople } from '../seed.ts'
import { usccCheckCharacter } from '../uscc.ts'
import { mandateInForce } from './in-force.ts'
import { enterprises, mandates } from './tables.ts'

let house: TestHouse
const [giver, agent, elder, stranger] = ['15400000001', '15400000002', '13811112222', '15400000004'] as const

beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.db.execute(sql`truncate rate_limits`)
  await house.db.delete(mandates)
})

const signedIn = async (phone: string): Promise<Visitor> => {
  const visitor = new Visitor(house)
  await visitor.citizen(phone)
  return visitor
}

const give = (visitor: Visitor, fields: Record<string, string> = {}) =>
  visitor.post('/account/mandates', { form: 'give', phone: agent, until: '2026-12-31', ...fields })

const newest = async () => {
  const [row] = await house.db.select().from(mandates).orderBy(sql`id desc`).limit(1)
  if (!row) throw new Error('no mandate')
  return row
}

const pageOf = async (visitor: Visitor): Promise<string> =>
  (await (await visitor.get('/account/mandates')).text()).replace(/<time[^>]*>|<\/time>/g, '')

describe('请别人替我办', () => {
  test('given, accepted, used, ended: each side sees it, and only while it holds anybody acts', async () => {
    const [mine, theirs] = [await signedIn(giver), await signedIn(agent)]
    expect((await give(mine)).headers.get('Location')).toBe('/account/mandates')
    const { id } = await newest()
    expect(await pageOf(mine)).toContain('等对方同意')
    expect((await theirs.post('/account/acting', { mandate: id })).status).toBe(404)
    expect((await theirs.post(`/account/mandates/${id}/acceptance`)).status).toBe(303)
    expect(await pageOf(mine)).toContain('有效')
    expect((await theirs.post('/account/acting', { mandate: id })).status).toBe(303)
    expect(await pageOf(theirs)).toContain('现在代王晓梅办事')
    expect(await (await theirs.get('/account')).text()).toContain('王晓梅')

    expect((await mine.post(`/account/mandates/${id}/end`)).status).toBe(303)
    expect(await pageOf(theirs)).not.toContain('现在代')
    expect((await theirs.post('/account/acting', { mandate: id })).status).toBe(404)
    expect((await mine.post(`/account/mandates/${id}/end`)).status).toBe(404)
  })

  test('on the day after its last it is over, in the middle of a session too', async () => {
    const start = house.clock.now()
    const [mine, theirs] = [await signedIn(giver), await signedIn(agent)]
    await give(mine, { until: '2026-11-24' })
    const { id } = await newest()
    await theirs.post(`/account/mandates/${id}/acceptance`)
    await theirs.post('/account/acting', { mandate: id })
    house.clock.set('2026-11-24T23:59:59+08:00')
    expect(await pageOf(theirs)).toContain('现在代王晓梅办事')
    house.clock.set('2026-11-25T00:00:00+08:00')
    const after = await pageOf(theirs)
    expect(after).not.toContain('现在代')
    expect(after).toContain('已到期')
    expect((await theirs.post('/account/acting', { mandate: id })).status).toBe(404)
    house.clock.set(start.toString())
  })

  test('an empty form names every field at once', async () => {
    const mine = await signedIn(giver)
    const given = await (await give(mine, { phone: '', until: '' })).text()
    for (const field of ['phone', 'until']) expect(given).toContain(`href="#${field}"`)
    const asked = await (await mine.post('/account/mandates', { form: 'family' })).text()
    for (const field of ['relation', 'phone', 'until']) expect(asked).toContain(`href="#${field}"`)
  })

  test('before its first day it opens nothing', async () => {
    const [mine, theirs] = [await signedIn(giver), await signedIn(agent)]
    await give(mine, { from: '2026-12-01', until: '2026-12-31' })
    const { id } = await newest()
    await theirs.post(`/account/mandates/${id}/acceptance`)
    expect(await pageOf(theirs)).toContain('还没到开始日')
    expect((await theirs.post('/account/acting', { mandate: id })).status).toBe(404)
  })

  test('a stranger neither sees, accepts, uses nor ends it', async () => {
    const [mine, other, nobody] = [await signedIn(giver), await signedIn(stranger), new Visitor(house)]
    await give(mine)
    const { id } = await newest()
    for (const act of ['acceptance', 'end', 'code'])
      expect((await other.post(`/account/mandates/${id}/${act}`, { code: '123456' })).status, act).toBe(404)
    expect((await other.post('/account/acting', { mandate: id })).status).toBe(404)
    expect(await pageOf(other)).not.toContain('等对方同意')
    expect((await nobody.post(`/account/mandates/${id}/acceptance`)).status).toBe(404)
    expect((await nobody.get('/account/mandates')).headers.get('Location')).toContain('/sign-in')
    expect((await newest()).acceptedAt).toBeNull()
  })

  test.each([
    [{ phone: '123' }, '手机号码应是 11 位'],
    [{ phone: giver }, '这是您自己的手机号码'],
    [{ until: '' }, '请填写授权到哪一天为止'],
    [{ until: '2026-11-22' }, '结束日期不能早于开始日期'],
    [{ until: '2026-02-30' }, '没有这一天'],
    [{ from: '2026-11-01', until: '2026-12-01' }, '开始日期不能早于今天'],
    [{ until: '2029-11-24' }, '最多授权 3 年'],
  ])('refused with what was typed: %o', async (fields, sentence) => {
    const response = await give(await signedIn(giver), fields)
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain(sentence)
    expect(page).toContain(`value="${{ phone: agent, ...fields }.phone}"`)
    expect(await house.db.$count(mandates)).toBe(0)
  })

  test('an enterprise of somebody else cannot be given away', async () => {
    const response = await give(await signedIn(giver), { enterpriseId: '01890000-0000-7000-8000-000000000000' })
    expect(response.status).toBe(404)
  })
})

describe('我替家人办', () => {
  const ask = (visitor: Visitor, fields: Record<string, string> = {}) =>
    visitor.post('/account/mandates', {
      form: 'family',
      relation: 'parent',
      phone: elder,
      from: '2026-11-23',
      until: '2026-12-31',
      ...fields,
    })

  test('the elder needs no account: the code they tell is their consent', async () => {
    const child = await signedIn(agent)
    expect((await ask(child)).status).toBe(303)
    const { id } = await newest()
    expect((await child.post('/account/acting', { mandate: id })).status).toBe(404)
    const code = await child.lastCode(elder)
    const wrong = await child.post(`/account/mandates/${id}/code`, { code: code === '000000' ? '111111' : '000000' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('验证码不对')
    expect((await child.post(`/account/mandates/${id}/code`, { code })).status).toBe(303)
    expect((await child.post('/account/acting', { mandate: id })).status).toBe(303)
    expect(await pageOf(child)).toContain('现在代138****2222办事')
    // The elder signs in later, sees it and ends it.
    const parent = await signedIn(elder)
    expect(await pageOf(parent)).toContain('罗大山代本人办')
    await parent.post(`/account/mandates/${id}/end`)
    expect(await pageOf(child)).not.toContain('现在代')
  })

  test('the code ends after ten minutes and after five wrong tries', async () => {
    const child = await signedIn(agent)
    await ask(child)
    const first = await newest()
    const code = await child.lastCode(elder)
    for (let tries = 0; tries < 5; tries++) await child.post(`/account/mandates/${first.id}/code`, { code: '999999' })
    expect(await (await child.post(`/account/mandates/${first.id}/code`, { code })).text()).toContain('输错太多次')
    await ask(child)
    const second = await newest()
    const late = await child.lastCode(elder)
    house.clock.advance({ minutes: 10 })
    expect((await child.post(`/account/mandates/${second.id}/code`, { code: late })).status).toBe(422)
    expect(await house.db.$count(mandates, sql`accepted_at is not null`)).toBe(0)
  })

  test('nobody is flooded with codes', async () => {
    const child = await signedIn(agent)
    for (let times = 0; times < 5; times++) expect((await ask(child)).status).toBe(303)
    const sixth = await ask(child)
    expect(await sixth.text()).toContain('次数太多了')
  })
})

describe('企业', () => {
  const body = '91510400MA62G0000'
  const uscc = body + usccCheckCharacter(body)
  const form = {
    enterpriseName: '攀枝花市晴好商贸有限公司',
    uscc,
    personName: '王晓梅',
    idNumber: '11010519491231002X',
  }

  test('named by the representative, seen at the counter, then mandates are given and end with the representative', async () => {
    const boss = await signedIn(giver)
    const empty = await (await boss.post('/account/enterprises')).text()
    for (const field of ['enterpriseName', 'uscc', 'personName', 'idNumber'])
      expect(empty).toContain(`href="#${field}"`)
    expect((await boss.post('/account/enterprises', { ...form, uscc: `${body}0` })).status).toBe(422)
    expect((await boss.post('/account/enterprises', { ...form, idNumber: '110105194912310021' })).status).toBe(422)
    expect((await boss.post('/account/enterprises', form)).status).toBe(303)
    const [waiting] = await house.db.select().from(enterprises)
    const enterpriseId = waiting?.id ?? ''
    expect((await give(boss, { enterpriseId })).status).toBe(404)

    const clerk = new Visitor(house)
    await clerk.staff('zongchuang')
    const counter = await (await clerk.get('/desk/enterprises')).text()
    expect(counter).toContain('110***********002X')
    expect(counter).not.toContain('11010519491231002X')
    expect((await boss.post(`/desk/enterprises/${enterpriseId}/confirmation`)).status).toBe(404)
    expect((await clerk.post(`/desk/enterprises/${enterpriseId}/confirmation`)).status).toBe(303)

    expect((await give(boss, { enterpriseId })).status).toBe(303)
    const { id } = await newest()
    // The representative acts by a mandate of their own.
    expect(await pageOf(boss)).toContain('现在代他办事')
    const hand = await signedIn(agent)
    await hand.post(`/account/mandates/${id}/acceptance`)
    await hand.post('/account/acting', { mandate: id })
    expect(await pageOf(hand)).toContain('现在代攀枝花市晴好商贸有限公司办事')
    const { agentId } = await newest()
    expect((await mandateInForce(house, id, agentId ?? ''))?.subjectId).toBe(enterpriseId)

    // Another is confirmed as representative: what the first gave ends.
    const next = await signedIn(stranger)
    await next.post('/account/enterprises', { ...form, personName: '田建国', idNumber: '440308199901010012' })
    const [second] = await house.db.select().from(enterprises).where(sql`confirmed_at is null and refused_at is null`)
    expect((await clerk.post(`/desk/enterprises/${second?.id}/confirmation`)).status).toBe(303)
    expect(await pageOf(hand)).not.toContain('现在代')
    expect(await house.db.$count(enterprises, eq(enterprises.uscc, uscc))).toBe(2)
  })
})
