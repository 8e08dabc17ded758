import { beforeAll, describe, expect, it } from 'vitest'
import type { Counting } from './counting.ts'
import { replay } from './evolve.ts'
import { askedKind, clockActor, matterId, Story, staff, testCounting, unitIds, units } from './matters-for-tests.ts'
import { usualSight } from './sight.ts'

let counting: Counting
beforeAll(async () => {
  counting = await testCounting()
})

/** Asked at the housing bureau's counter, taken up by the one who was asked. */
const asked = () => new Story(counting, undefined, { kind: askedKind, by: staff.housing }).takenUp(staff.housing)
const raise = (unitId: string) => ({ type: 'dispute', unitId, text: '三定规定写明由对方负责' }) as const
const settle = (unitId: string) => ({ type: 'settle', unitId, text: '权责清单第12项' }) as const

describe('报请裁定', () => {
  it('only about a unit that was asked first and did not take it', () => {
    const one = asked()
    expect(one.refused(staff.housing, raise(unitIds.traffic))).toContain('请先把本件转给市交通局')
    one.do(staff.housing, { type: 'offerHandOver', unitId: unitIds.traffic })
    expect(one.refused(staff.housing, raise(unitIds.traffic))).toContain('等待对方')
    one.do(staff.traffic, { type: 'declineHandOver', text: '不归我们' })
    expect(one.refused(staff.housing, { ...raise(unitIds.traffic), text: '' })).toContain('依据')
    expect(one.refused(staff.traffic, raise(unitIds.traffic))).toContain('承办单位')
    one.do(staff.housing, raise(unitIds.traffic))
    expect(one.state.dispute).toMatchObject({ unitId: unitIds.traffic, deciderUnitId: unitIds.office })
    expect(one.state.holder.unitId).toBe(unitIds.housing)
  })

  it('meanwhile the holder goes on and sends it nowhere else', () => {
    const one = disputedOne()
    expect(one.refused(staff.housing, { type: 'offerHandOver', unitId: unitIds.water })).toContain('市政府办裁定')
    expect(one.refused(staff.housing, raise(unitIds.traffic))).toContain('裁定')
    one.do(staff.housing, { type: 'answer', text: '已联系对方一并办好了' })
    expect(one.state).toMatchObject({ state: 'answered', dispute: null })
  })

  it('is not for kinds whose dispatcher decides', () => {
    const one = new Story(counting).signed()
    expect(one.refused(staff.housing, raise(unitIds.traffic))).toContain('派单员')
  })

  it('shows it to the unit that decides', () => {
    const sees = (story: Story) => usualSight(story.state, units).audience.includes(`head@${unitIds.office}`)
    expect([sees(asked()), sees(disputedOne())]).toEqual([false, true])
  })
})

describe('裁定', () => {
  it('is a head’s or 督查’s, with the basis, and binds', () => {
    const one = disputedOne()
    expect(one.refused(staff.trafficHead, settle(unitIds.traffic))).toContain('市政府办')
    expect(one.refused(staff.officeHead, { ...settle(unitIds.traffic), text: '' })).toContain('依据')
    expect(one.refused(staff.officeHead, settle(unitIds.closed))).toContain('已撤销')
    one.do(staff.officeHead, settle(unitIds.traffic))
    expect(one.state).toMatchObject({ dispute: null, declined: [], holder: { unitId: unitIds.housing } })
    expect(one.state.dispatch?.binding).toBe(true)
    const back = { type: 'returnDispatch', ground: 'notOurs', text: '不是' } as const
    expect(one.refused(staff.traffic, back)).toContain('不能再退单')
    one.do(staff.traffic, { type: 'sign' })
    expect(one.state.holder.unitId).toBe(unitIds.traffic)
    expect(replay(matterId, one.events)).toEqual(one.state)
  })

  it('may say that it stays', () => {
    const one = disputedOne().do(staff.supervisor, settle(unitIds.housing))
    expect(one.state).toMatchObject({ state: 'inProgress', offer: null, dispute: null })
    expect(one.state.holder.personId).toBe(staff.housing.personId)
  })

  it('without a dispute there is nothing to settle', () => {
    expect(asked().refused(staff.officeHead, settle(unitIds.water))).toContain('没有等待裁定')
  })

  it('not within a working day: the clock says so, once', () => {
    const one = disputedOne()
    one.at('2026-11-25T00:00').do(clockActor, { type: 'wake' })
    expect(one.state.marks).toEqual(['disputeLate'])
    one.at('2026-11-27T00:00').do(clockActor, { type: 'wake' })
    expect(one.types().filter((type) => type === 'marked')).toHaveLength(1)
    one.do(staff.officeHead, settle(unitIds.traffic))
    expect(one.state.marks).toEqual([])
  })
})

describe('A→B→A', () => {
  it('is seen although A only passed it on, and goes to the decider', () => {
    const one = asked().passed(staff.housing, staff.traffic)
    one.do(staff.traffic, { type: 'offerHandOver', unitId: unitIds.housing, text: '还是住建的事' })
    expect(one.state).toMatchObject({ offer: null, dispute: { unitId: unitIds.housing }, marks: [] })
    expect(one.state.firstAsked).toEqual({ unitId: unitIds.housing, personId: staff.housing.personId })
  })
})

describe('whoever is asked', () => {
  it('does not push it back: there is no ground', () => {
    const back = { type: 'returnDispatch', ground: '', text: '不归我们' } as const
    expect(asked().refused(staff.housing, back)).toContain('理由')
  })

  it('on leave is handed nothing', () => {
    const { personId } = staff.traffic
    const until = Temporal.PlainDate.from('2026-11-27')
    const away = new Map([[unitIds.traffic, [{ ...staff.traffic.colleague, awayUntil: until }]]])
    const offer = { type: 'offerHandOver', unitId: unitIds.traffic, personId } as const
    expect(asked().refused(staff.housing, offer, { staff: away })).toContain('孙洁正在休假，到11月27日为止')
  })

  it('a lapsed hand-over is no mark any more once somebody takes it', () => {
    const one = asked().do(staff.housing, { type: 'offerHandOver', unitId: unitIds.traffic })
    one.at('2026-11-25T00:00').do(clockActor, { type: 'wake' })
    expect(one.state).toMatchObject({ marks: ['handOverLapsed'], declined: [unitIds.traffic] })
    one.passed(staff.housing, staff.water)
    expect(one.state.marks).toEqual([])
  })

  it('is reviewed by somebody else than their own head', () => {
    const one = asked().do(staff.housing, { type: 'answer', text: '就是这样' })
    one.do(clockActor, { type: 'rejectAnswer', reason: 'unsolved' })
    one.do(staff.housingToo, { type: 'sign' }).do(staff.housingToo, { type: 'answer', text: '还是这样' })
    one.do(clockActor, { type: 'rejectAnswer', reason: 'unsolved' })
    const end = { type: 'review', result: 'end', text: '合法合理' } as const
    expect(one.refused(staff.housingHead, end)).toContain('督查人员或分管领导')
    expect(one.do(staff.supervisor, end).state.outcome).toBe('ended')
  })
})

describe('单位之间', () => {
  const fromWater = () =>
    new Story(counting, undefined, {
      kind: askedKind,
      filingUnitId: unitIds.housing,
      by: staff.water,
      askerUnitId: unitIds.water,
    }).do(clockActor, { type: 'dispatch', unitId: unitIds.housing })

  it('first-asked is whoever takes it up, not whoever asks', () => {
    const one = fromWater().do(staff.water, { type: 'supplement', text: '补充图纸' })
    expect(one.state.firstAsked.personId).toBeNull()
    one.do(staff.housing, { type: 'sign' })
    expect(one.state.firstAsked).toEqual({ unitId: unitIds.housing, personId: staff.housing.personId })
  })

  it('everybody at the unit that asks acts as the asker, nobody else, and it is not sent back to them', () => {
    const one = fromWater().do(staff.housing, { type: 'sign' })
    expect(one.refused(staff.housing, { type: 'offerHandOver', unitId: unitIds.water })).toContain('不能转回给它')
    one.do(staff.housing, { type: 'answer', text: '图纸已提供' })
    expect(one.refused(staff.traffic, { type: 'acceptAnswer' })).toContain('问事人本人')
    expect(one.do(staff.waterHead, { type: 'acceptAnswer' }).state.outcome).toBe('accepted')
  })
})

function disputedOne(): Story {
  return asked()
    .do(staff.housing, { type: 'offerHandOver', unitId: unitIds.traffic })
    .do(staff.traffic, { type: 'declineHandOver', text: '不归我们' })
    .do(staff.housing, raise(unitIds.traffic))
}
