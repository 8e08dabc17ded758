import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { matters } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { type PetitionsOfTests, petitionsOfTests } from '../../../../test/petition-desk.ts'
import { openBy, openNow } from '../speed/open-now.ts'

let city: PetitionsOfTests
let bureau = ''

beforeAll(async () => {
  city = await petitionsOfTests()
  bureau = city.unit('市住房城乡建设局').id
  const publish = (rule: string, amount: string, limitUnit: string) =>
    city.post('fuzeren', '/desk/promises', { unit: bureau, rule, amount, limitUnit, from: '2026-11-24' })
  city.house.clock.set('2026-11-23T10:00:00+08:00')
  expect((await publish('PET-6', '30', 'day')).status).toBe(303)
  expect((await publish('HOT-1-request', '3', 'workday')).status).toBe(303)
  city.house.clock.set('2026-11-24T10:00:00+08:00')
})
afterAll(() => city?.close())

const office = 'xinfang.chengban1'
const ok = (done: { status: number; page: string }) =>
  expect([done.status, done.status === 303 ? '' : done.page.slice(0, 2000)]).toEqual([303, ''])
const day = (at: Temporal.Instant | null | undefined) =>
  at?.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()

describe('a matter under the promise of its unit', () => {
  test('the clock, its lights and the date follow the promise; the law says what is late and what may still be asked', async () => {
    const slip = await city.brings()
    ok(await city.does(office, slip.number, 'dispatch', { dispatchUnit: '市住房城乡建设局', routeWay: 'forward' }))
    ok(await city.does('chengban', slip.number, 'signature'))
    ok(await city.does('chengban', slip.number, 'acceptance-notice', { stepText: '已收到，由我局物业科调查核实。' }))
    const row = await city.rowOf(slip.number)
    expect(row.ruleId).toMatch(/^PET-6:/)
    expect(row.dueOn?.toString()).toBe('2026-12-24')
    // Sixty days end on a Saturday: the day after the Monday is the first that is too late.
    expect(day(row.lawDueAt)).toBe('2027-01-26')
    const { cookie, page } = await city.follows(slip)
    expect(page).toContain('2026年12月24日')
    const why = await (await city.open(`/follow/${slip.number}/why`, cookie)).text()
    for (const words of [
      '承办单位承诺30日内',
      '承办单位公布的承诺时限',
      '规定的最后一天',
      '按规定是60日内',
      '1月25日（周一）',
    ])
      expect(why).toContain(words)

    city.house.clock.set('2026-12-28T10:00:00+08:00')
    const ask = { extensionDays: '10', extensionGround: 'complex', extensionText: '需要重新测量面积并公示。' }
    ok(await city.does('chengban', slip.number, 'extension', ask))
    expect(await city.rowOf(slip.number)).toMatchObject({ light: 'red' })
    const board = openBy(await openNow(city.house.db, city.house.clock.now()), { scopes: ['desk'] })
    expect(board('unit', bureau)).toMatchObject({ red: 0, yellow: 1 })
    ok(await city.does('fuzeren', slip.number, 'extension-refusal', { extensionRefusal: '请按承诺抓紧办结。' }))

    const opinion = {
      answerChoice: 'notSupport',
      claim: '请求补发2024年修路占地的青苗补偿款。',
      facts: '经核实，占地不在补偿范围之内。',
      opinion: '不支持。占地不在补偿范围之内，不予补发。',
      basis: '《土地管理法》第48条。',
      intent: 'submit',
    }
    ok(await city.does('chengban', slip.number, 'drafts', opinion))
    ok(await city.does('fuzeren', slip.number, 'approval'))
    expect(await city.rowOf(slip.number)).toMatchObject({ state: 'answered', onTime: true, lawDueAt: null })
    expect(await city.check()).toEqual([])
  })

  test('whoever gets it next has promised nothing: the law counts again, from the first dispatch', async () => {
    city.house.clock.set('2026-12-29T10:00:00+08:00')
    const letter = await city.writeOne()
    const does = async (username: string, noun: string, fields: Record<string, string>) => {
      const response = await city.post(username, `/desk/letters/${letter}/${noun}`, { formKey: newId(), ...fields })
      return { status: response.status, page: await response.text() }
    }
    ok(await does('paidan', 'dispatch', { dispatchUnit: '市住房城乡建设局' }))
    expect((await city.rowOf(letter)).ruleId).toMatch(/^HOT-1-request:/)
    const promised = (await city.rowOf(letter)).dueOn
    ok(await does('chengban', 'return', { returnGround: 'notOurDuty', returnText: '路灯由城管部门管护。' }))
    expect(await city.rowOf(letter)).toMatchObject({ ruleId: 'HOT-1-request', lawDueAt: null })
    ok(await does('paidan', 'dispatch', { dispatchUnit: '市城市管理执法局' }))
    const row = await city.rowOf(letter)
    expect(row.ruleId).toBe('HOT-1-request')
    expect(promised && row.dueOn && Temporal.PlainDate.compare(promised, row.dueOn)).toBe(-1)
    expect(await city.check()).toEqual([])
  })

  test('a joint unit goes by the law, or by what it promised itself; never by what the lead unit promised', async () => {
    const water = city.unit('市水利局').id
    const promise = { unit: water, rule: 'HOT-1-request', amount: '5', limitUnit: 'workday', from: '2026-12-30' }
    expect((await city.post('shuili.fuzeren', '/desk/promises', promise)).status).toBe(303)
    city.house.clock.set('2026-12-30T10:00:00+08:00')
    const letter = await city.writeOne()
    const post = (username: string, noun: string, fields: Record<string, string> = {}) =>
      city.post(username, `/desk/letters/${letter}/${noun}`, { formKey: newId(), ...fields })
    expect((await post('paidan', 'dispatch', { dispatchUnit: '市住房城乡建设局' })).status).toBe(303)
    expect((await post('chengban', 'signature')).status).toBe(303)
    for (const jointUnit of ['市水利局', '市城市管理执法局'])
      expect(
        (await post('chengban', 'joint-invitations', { jointUnit, jointAsk: '请核实管段内的情况。' })).status,
      ).toBe(303)
    const main = await city.rowOf(letter)
    const parts = await city.house.db.select().from(matters).where(eq(matters.parentId, main.id))
    const rules = new Map(
      parts.map(({ holderUnitId, offeredUnitId, ruleId }) => [offeredUnitId ?? holderUnitId, ruleId]),
    )
    expect(main.ruleId).toMatch(/^HOT-1-request:/)
    expect(rules.get(water)).toMatch(/^HOT-1-request:/)
    expect(rules.get(water)).not.toBe(main.ruleId)
    expect(rules.get(city.unit('市城市管理执法局').id)).toBe('HOT-1-request')
    expect(await city.check()).toEqual([])
  })
})

describe('a promise that was not kept', () => {
  test('is seen by the clock, asked of the head alone, explained once, and counted in public without anybody’s number', async () => {
    // The letter of the test before is past its three working days; the petition of the first was answered after its thirty.
    city.house.clock.set('2027-01-08T10:00:00+08:00')
    const today = await city.text('fuzeren', '/desk')
    expect(today).toMatch(/\d+ 件超过了本单位的承诺/)
    expect(await city.text('jiaotong.fuzeren', '/desk')).not.toMatch(/件超过了本单位的承诺/)
    const list = await city.text('fuzeren', '/desk/promises')
    expect(list).toContain('超过了承诺，还没有公开说明理由')
    const asked = [...list.matchAll(/\/desk\/promises\/([0-9a-f-]{36})\?matter=([0-9a-f-]{36})/g)]
    const [first] = asked
    const [promise = '', matter = ''] = first?.slice(1) ?? []
    expect(asked.length).toBeGreaterThan(1)

    const form = await city.text('fuzeren', `/desk/promises/${promise}?matter=${matter}`)
    for (const words of ['编号（不公开）', '承诺的日期']) expect(form).toContain(words)
    expect(form).not.toContain('name="dueOn"')
    const explain = (username: string, fields: Record<string, string>) =>
      city.post(username, `/desk/promises/${promise}/overruns`, { matter, ...fields })
    const short = await explain('fuzeren', { reason: '忙' })
    expect([short.status, (await short.text()).includes('太短了')]).toEqual([422, true])
    const reason = '连日暴雨抢险，现场勘查推迟，已加派人手补上。'
    expect((await explain('shuili.fuzeren', { reason })).status).toBe(404)
    expect((await explain('fuzeren', { reason })).status).toBe(303)
    const again = await explain('fuzeren', { reason })
    expect([again.status, (await again.text()).includes('已经说明过')]).toEqual([422, true])
    expect(await city.text('fuzeren', '/desk/promises')).not.toContain(`?matter=${matter}`)

    const [row] = await city.house.db.select().from(matters).where(eq(matters.id, matter))
    const everybody = await (await city.open('/rules/promises')).text()
    expect(everybody).toContain(reason)
    expect(everybody).not.toContain(row?.number)
    expect(everybody).toMatch(/\d+ 件，说明了理由的 \d+ 件/)
    const told = (await (await city.open('/api/v1/promises')).json()) as {
      promises: { rule: string; notKept: { notKept: number; explained: number } | null }[]
    }
    const of = (rule: string) => told.promises.filter((one) => one.rule === rule).map(({ notKept }) => notKept)
    // Numbers of petitions stand in no public figure.
    expect(of('PET-6')).toEqual([null])
    expect(of('HOT-1-request').some((one) => (one?.notKept ?? 0) > 0)).toBe(true)
  })
})
