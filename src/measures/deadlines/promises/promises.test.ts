import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  businessLimit,
  citation,
  lawRuleId,
  loadRules,
  promisedRule,
  seedCalendar,
  termsOf,
} from '#core/calendar/index.ts'
import { matters, openMatter } from '#core/matters/index.ts'
import { allUnits, seedPeople, staffActor } from '#core/people/index.ts'
import { entered } from '../../../../test/entered.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { Visitor } from '../../../../test/visitor.ts'

let house: TestHouse
let head: Visitor
let unitId = ''

beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
  await seedCalendar(house)
  unitId = (await allUnits(house.db)).find(({ shortName }) => shortName === '市住房城乡建设局')?.id ?? ''
})
beforeEach(async () => {
  head = new Visitor(house)
  expect((await head.staff('fuzeren')).status).toBe(303)
})
afterAll(() => house.close())

const on = (text: string) => Temporal.PlainDate.from(text)
const licence = { rule: 'LIC-7', amount: '5', limitUnit: 'workday', from: '2026-11-24' }
const publish = (fields: Record<string, string>) => head.post('/desk/promises', { unit: unitId, ...fields })
const refusal = async (response: Response) => {
  expect(response.status).toBe(422)
  return response.text()
}

describe('a promise', () => {
  test.each([
    [{ amount: '21' }, '规定的期限是20个工作日内，承诺只能更短，不能更长（优化营商环境条例第36条第2款）。请改小。'],
    [{ amount: '20' }, '承诺应当比它短'],
    [{ rule: 'PET-6', amount: '30' }, '承诺请用同样的单位'],
    [{ rule: 'PET-7-ask', amount: '5', limitUnit: 'day' }, '不是单位自己的办理期限'],
    [{ rule: 'LIC-99' }, '没有这一条期限'],
    [{ rule: '' }, '请选择要承诺的事项'],
    [{ amount: 'fast' }, '承诺应是 1 到 9999 之间的整数'],
    [{ from: '2026-11-23' }, '承诺从明天起才能执行'],
    [{ from: '2026-02-30' }, '没有30日'],
  ])('%j is refused in words, and what was typed stays', async (change, sentence) => {
    const page = await refusal(await publish({ ...licence, ...change }))
    expect(page).toContain(sentence)
    expect(page).toContain('公布')
    expect((await loadRules(house.db)).promises).toEqual([])
  })

  test('is published, shown to everybody, and binds from its day on', async () => {
    const published = await publish(licence)
    expect([published.status, published.headers.get('Location')]).toEqual([303, `/desk/promises?unit=${unitId}`])
    expect(await promisedRule(house.db, unitId, 'LIC-7', on('2026-11-23'))).toBeUndefined()
    const rule = await promisedRule(house.db, unitId, 'LIC-7', on('2026-11-24'))
    expect(rule && termsOf(rule)?.limit).toMatchObject({ amount: 5, unit: 'workday' })
    expect(rule && lawRuleId(rule.id)).toBe('LIC-7')
    expect(rule && citation(rule)).toBe('承办单位公布的承诺时限（行政许可法第42条第1款，20个工作日内）')
    const list = await (await new Visitor(house).get('/rules/promises')).text()
    expect(list).toContain('攀枝花市住房和城乡建设局')
    expect(list).toContain('5个工作日内')
    expect(list).toContain('尚未执行')
    expect(list).toContain('正在存证')
    expect(await (await new Visitor(house).get('/rules/LIC-7')).text()).toContain('承诺更短的单位')
    const answer = await (await house.app.request('/api/v1/promises')).json()
    expect(answer.promises).toEqual([
      expect.objectContaining({ rule: 'LIC-7', amount: 5, limitUnit: 'workday', unitId }),
    ])
    const { rows } = await house.db.execute(sql`select details from audit_entries where act = 'publishPromise'`)
    expect(rows).toEqual([{ details: { ruleId: 'LIC-7', amount: 5, unit: 'workday', from: '2026-11-24' } }])
    expect(await entered(house.db, 'promise')).toMatchObject([
      { type: 'promise.published', rule: 'LIC-7', business: null, amount: 5, unit: 'workday', from: '2026-11-24' },
    ])
  })

  test('is counted with by the engine, whatever the unit promises later', async () => {
    house.clock.set('2026-11-24T10:00:00+08:00')
    await head.staff('fuzeren')
    const rule = await promisedRule(house.db, unitId, 'LIC-7', on('2026-11-24'))
    const opened = await openMatter(house, await staffActor(house, 'paidan'), {
      kind: 'letter',
      class: 'help',
      channel: 'paper',
      divisionCode: '510402',
      filingUnitId: unitId,
      texts: { title: '办施工许可', body: '申请办理施工许可证。' },
      rules: { accept: null, answer: rule?.id ?? null },
    })
    // Five working days after the day it came: the latest possible while it is not dispatched.
    expect(await dueOf(opened.state.id)).toBe('2026-12-01')
    expect((await publish({ ...licence, amount: '3', from: '2026-11-25' })).status).toBe(303)
    expect(await dueOf(opened.state.id)).toBe('2026-12-01')
    const later = await promisedRule(house.db, unitId, 'LIC-7', on('2026-11-25'))
    expect(later && termsOf(later)?.limit.amount).toBe(3)
    expect((await promisedRule(house.db, unitId, 'LIC-7', on('2026-11-24')))?.id).toBe(rule?.id)
  })

  test('is ended with its reason in public; one that waits is withdrawn', async () => {
    const id = (await loadRules(house.db)).promises.find(({ to }) => !to)?.id ?? ''
    expect(await refusal(await head.post(`/desk/promises/${id}/end`, { endReason: '无' }))).toContain('太短了')
    const ended = await head.post(`/desk/promises/${id}/end`, { endReason: '系统换新，暂按规定时限办理' })
    expect([ended.status, ended.headers.get('Location')]).toEqual([303, `/desk/promises/${id}`])
    const page = await (await head.get(`/desk/promises/${id}`)).text()
    expect(page).toContain('未执行即撤回')
    expect(await promisedRule(house.db, unitId, 'LIC-7', on('2026-11-26'))).toBeUndefined()
    expect(await refusal(await head.post(`/desk/promises/${id}/end`, { endReason: '再结束一次看看' }))).toContain(
      '不用再结束',
    )
  })

  test('that was not kept is explained in public, without anybody’s name or number', async () => {
    house.clock.set('2026-12-10T10:00:00+08:00')
    await head.staff('fuzeren')
    const id = (await loadRules(house.db)).promises[0]?.id ?? ''
    const say = (fields: Record<string, string>) => head.post(`/desk/promises/${id}/overruns`, fields)
    const said = { dueOn: '2026-12-01', doneOn: '2026-12-03', reason: '上级系统停机两天，恢复后当天办结。' }
    expect(await refusal(await say({ ...said, dueOn: '2026-12-10', doneOn: '' }))).toContain('还不算超过承诺')
    expect(await refusal(await say({ ...said, doneOn: '2026-12-01' }))).toContain('没有超过承诺的日期')
    expect(await refusal(await say({ ...said, doneOn: '2026-12-11' }))).toContain('办结日期晚于今天')
    expect(await refusal(await say({ ...said, dueOn: '2026-11-20' }))).toContain('从2026-11-24起执行')
    const named = await refusal(await say({ ...said, reason: '等王小明补材料，电话13800138000，一直没有来。' }))
    expect(named).toContain('13800138000')
    expect(named).toContain('请删去')
    expect((await say(said)).status).toBe(303)
    expect((await entered(house.db, 'promise')).slice(2)).toMatchObject([
      { type: 'promise.ended', reason: '系统换新，暂按规定时限办理' },
      { type: 'promise.overrun', ...said, promise: id },
    ])
    expect(await (await new Visitor(house).get('/rules/promises')).text()).toContain('上级系统停机两天')
    expect(await (await new Visitor(house).get('/rules/LIC-7')).text()).toContain('上级系统停机两天')
  })

  test('of another unit does not exist, and only a head makes any', async () => {
    const id = (await loadRules(house.db)).promises[0]?.id ?? ''
    const other = new Visitor(house)
    await other.staff('jiaotong.fuzeren')
    expect((await other.get(`/desk/promises/${id}`)).status).toBe(404)
    expect((await other.post(`/desk/promises/${id}/end`, { endReason: '不该由我来结束' })).status).toBe(404)
    expect((await other.post('/desk/promises', { unit: unitId, ...licence, from: '2026-12-20' })).status).toBe(404)
    const handler = new Visitor(house)
    await handler.staff('chengban')
    expect((await handler.get('/desk/promises')).status).toBe(403)
  })
})

describe('a business that no law limits', () => {
  test('is listed once, limited by its unit, else by the city’s setting', async () => {
    house.clock.set('2026-12-10T10:00:00+08:00')
    await head.staff('fuzeren')
    expect((await head.post('/desk/businesses', { unit: unitId, title: '开无房证明' })).status).toBe(303)
    expect(await refusal(await head.post('/desk/businesses', { unit: unitId, title: '开无房证明' }))).toContain(
      '清单里已经有这项业务',
    )
    expect(await refusal(await head.post('/desk/businesses', { unit: unitId, title: ' ' }))).toContain('请填写业务名称')
    const page = await (await head.get('/desk/promises')).text()
    const business = /business=([0-9a-f-]{36})/.exec(page)?.[1] ?? ''
    expect(page).toContain('没有公布，不能当场办结的按5个工作日内')
    expect((await businessLimit(house.db, unitId, business, on('2026-12-10')))?.id).toBe('LIM-1-default')

    const own = { business, amount: '8', limitUnit: 'workday', from: '2026-12-11' }
    expect((await publish(own)).status).toBe(303)
    const rule = await businessLimit(house.db, unitId, business, on('2026-12-11'))
    expect(rule?.limit).toMatchObject({ amount: 8, unit: 'workday' })
    expect(rule && citation(rule)).toBe('承办单位公布的办理时限（没有法定期限）')
    const list = await (await new Visitor(house).get('/rules/promises?set=own')).text()
    expect(list).toContain('开无房证明')
    expect(list).toContain('没有规定')

    expect((await head.post(`/desk/businesses/${business}/end`)).status).toBe(303)
    expect((await head.post(`/desk/businesses/${business}/end`)).status).toBe(404)
    expect(await (await new Visitor(house).get('/rules/promises')).text()).not.toContain('开无房证明')
  })
})

async function dueOf(id: string): Promise<string | undefined> {
  const [row] = await house.db.select({ dueOn: matters.dueOn }).from(matters).where(eq(matters.id, id))
  return row?.dueOn?.toString()
}
