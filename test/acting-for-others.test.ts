import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { checkMatters, matters } from '#core/matters/index.ts'
import { allUnits, seedPeople } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from './house.ts'
import { Visitor } from './visitor.ts'

let house: TestHouse
/** 王晓梅 gives, 罗大山 acts. */
const [giver, agent, stranger] = ['15400000001', '15400000002', '15400000004'] as const

beforeAll(async () => {
  house = await testHouse()
  await seedCalendar(house)
  await seedPeople(house)
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.db.execute(sql`truncate rate_limits`)
})

async function signedIn(phone: string): Promise<Visitor> {
  const visitor = new Visitor(house)
  await visitor.citizen(phone)
  return visitor
}

async function writes(visitor: Visitor, fields: Record<string, string>): Promise<string> {
  const form = { division: '510402', name: '罗大山', phone: agent, formKey: newId(), ...fields }
  const response = await visitor.post('/letters/new', form)
  expect(response.status, await response.clone().text()).toBe(303)
  const [row] = await house.db.select().from(matters).where(eq(matters.kind, 'letter')).orderBy(sql`id desc`).limit(1)
  return row?.number ?? ''
}

/** 200 for who sees it as its writer does; everybody else is asked for number and code. */
const sees = async (visitor: Visitor, number: string): Promise<boolean> =>
  (await visitor.get(`/follow/${number}`)).status === 200

test('a letter written for another is theirs too; the mandate over, the agent keeps their own only', async () => {
  const [principal, hand, other] = [await signedIn(giver), await signedIn(agent), await signedIn(stranger)]
  await principal.post('/account/mandates', { form: 'give', phone: agent, until: '2026-12-31' })
  const { rows } = await house.db.execute<{ id: string }>(sql`select id from mandates`)
  const id = rows[0]?.id ?? ''
  await hand.post(`/account/mandates/${id}/acceptance`)
  await principal.post('/account/mandates', { form: 'give', phone: stranger, until: '2026-12-31' })
  const second = await house.db.execute<{ id: string }>(sql`select id from mandates where accepted_at is null`)
  await other.post(`/account/mandates/${second.rows[0]?.id}/acceptance`)

  const own = await writes(hand, { sort: 'help', title: '自家的事', body: '我家门前的路灯坏了三天，请派人修一修。' })
  await hand.post('/account/acting', { mandate: id })
  expect(await (await hand.get('/letters/new')).text()).toContain('代王晓梅')
  const theirs = await writes(hand, { sort: 'help', title: '代家人写的事', body: '老人家门前的台阶破了，走路不安全。' })

  expect(await sees(principal, theirs)).toBe(true)
  expect(await (await principal.get('/my')).text()).toContain('代家人写的事')
  expect(await sees(principal, own)).toBe(false)
  expect(await (await hand.get('/my')).text()).not.toContain('自家的事')

  // Another agent of the same person: only while they act.
  expect(await sees(other, theirs)).toBe(false)
  await other.post('/account/acting', { mandate: second.rows[0]?.id ?? '' })
  expect(await sees(other, theirs)).toBe(true)
  expect(await (await other.get('/my')).text()).toContain('代家人写的事')
  await principal.post(`/account/mandates/${second.rows[0]?.id}/end`)
  expect(await sees(other, theirs)).toBe(false)
  expect(await (await other.get('/my')).text()).not.toContain('代家人写的事')
  expect(await checkMatters(house)).toEqual([])
})

test('a report is its writer’s alone, whomever they act for', async () => {
  const [principal, hand] = [await signedIn(giver), await signedIn(agent)]
  await principal.post('/account/mandates', { form: 'give', phone: agent, until: '2026-12-31' })
  const { rows } = await house.db.execute<{ id: string }>(sql`select id from mandates where accepted_at is null`)
  const id = rows[0]?.id ?? ''
  await hand.post(`/account/mandates/${id}/acceptance`)
  await hand.post('/account/acting', { mandate: id })
  const bureau = (await allUnits(house.db)).find(({ shortName }) => shortName === '市住房城乡建设局')?.id ?? ''
  const body = '去年十月验收时收受施工方红包。'
  const report = await writes(hand, { sort: 'report', title: '收受红包', body, unit: bureau })
  expect(await sees(hand, report)).toBe(true)
  expect(await sees(principal, report)).toBe(false)
  expect(await (await principal.get('/my')).text()).not.toContain('收受红包')
  expect(await checkMatters(house)).toEqual([])
})
