import { beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '#platform/actor.ts'
import { consultUntil, dueOf } from './clocks.ts'
import type { Counting } from './counting.ts'
import { replay } from './evolve.ts'
import { asker, at, clockActor, matterId, Story, staff, testCounting, unitIds } from './matters-for-tests.ts'

let counting: Counting
beforeAll(async () => {
  counting = await testCounting()
})
const story = (...more: [openedAt?: string, more?: { class?: string; reportedUnitId?: string }]) =>
  new Story(counting, ...more)

describe('派单与签收', () => {
  it('the filing unit holds until the unit signs, and the clock starts at dispatch', () => {
    const one = story().at('2026-11-23T11:00').dispatched()
    expect(one.state.state).toBe('dispatched')
    expect(one.state.holder.unitId).toBe(unitIds.mailbox)
    one.at('2026-11-23T14:30').do(staff.housing, { type: 'sign' })
    expect(one.state.holder).toMatchObject({ unitId: unitIds.housing, personId: staff.housing.personId })
    expect(String(dueOf(one.state, counting)?.on)).toBe('2026-12-14')
  })

  it('before dispatch the date is the latest possible: both limits added', () => {
    expect(String(dueOf(story().state, counting)?.on)).toBe('2026-12-15')
  })

  it('the dispatcher is the first-asked person, and stays it', () => {
    const one = story().answered()
    expect(one.state.firstAsked).toEqual({ unitId: unitIds.mailbox, personId: staff.dispatcher.personId })
  })

  it('oversight makes nobody first-asked', () => {
    const one = story().do(staff.supervisor, { type: 'urge' })
    expect(one.state.firstAsked.personId).toBeNull()
  })

  it('the second of two clerks is told who was first', () => {
    const one = story().at('2026-11-23T10:20').dispatched().at('2026-11-23T10:32').do(staff.housing, { type: 'sign' })
    expect(one.at('2026-11-23T10:33').refused(staff.housingToo, { type: 'sign' })).toContain(
      '王敏（市住建局）已于 10:32 签收',
    )
  })

  it('unsigned for four working hours is signed, binding the unit and its head', () => {
    const one = story().dispatched().at('2026-11-23T16:30').do(clockActor, { type: 'wake' })
    const signed = one.events.at(-1)
    expect(signed).toMatchObject({ type: 'signed', data: { silent: true, personId: staff.housingHead.personId } })
    expect(signed?.occurredAt.equals(at('2026-11-23T16:00'))).toBe(true)
    one.do(staff.housing, { type: 'sign' })
    expect(one.state.holder.personId).toBe(staff.housing.personId)
  })

  it('a class changed at dispatch recomputes the date', () => {
    const one = story().do(staff.dispatcher, { type: 'dispatch', unitId: unitIds.housing, class: 'consult' })
    expect(one.types()).toEqual(['opened', 'classified', 'dispatched'])
    expect(String(dueOf(one.state, counting)?.on)).toBe('2026-11-26')
  })

  it('others than the dispatcher, and closed units, are refused', () => {
    expect(story().refused(staff.housing, { type: 'dispatch', unitId: unitIds.housing })).toContain('派单员')
    expect(story().refused(staff.dispatcher, { type: 'dispatch', unitId: unitIds.closed })).toContain('已撤销')
  })

  it('a report never goes to the reported side', () => {
    const one = story('2026-11-23T10:00', { class: 'report', reportedUnitId: unitIds.housing })
    for (const unitId of [unitIds.housing, unitIds.pipes, unitIds.city]) {
      expect(one.refused(staff.dispatcher, { type: 'dispatch', unitId })).toContain('信访工作条例第30条')
    }
    one.do(staff.dispatcher, { type: 'dispatch', unitId: unitIds.discipline })
  })
})

describe('退单', () => {
  const back = { type: 'returnDispatch', ground: 'notOurs', text: '应由交通局办理' } as const

  it('needs ground and reason, within a working day', () => {
    const one = story().signed()
    expect(one.refused(staff.housing, { ...back, ground: 'lazy' })).toContain('理由')
    expect(one.refused(staff.housing, { ...back, text: '' })).toContain('写明')
    expect(one.at('2026-11-25T09:00').refused(staff.housing, back)).toContain('11月24日 23:59')
  })

  it('goes back to the filing unit; the asker keeps the date of the first dispatch', () => {
    const one = story().signed()
    const due = dueOf(one.state, counting)?.on
    one.at('2026-11-24T10:00').do(staff.housing, back)
    expect(one.state).toMatchObject({ state: 'opened', returns: 1, holder: { unitId: unitIds.mailbox } })
    one.at('2026-11-24T16:00').dispatched(unitIds.traffic)
    expect(dueOf(one.state, counting)?.on.equals(due ?? '')).toBe(true)
  })

  it('the second return is marked 会商, and what is decided then binds', () => {
    const one = story().signed().do(staff.housing, back).dispatched(unitIds.traffic).do(staff.traffic, back)
    expect(one.state.marks).toContain('consult')
    one.dispatched(unitIds.traffic)
    expect(one.state.marks).not.toContain('consult')
    expect(one.refused(staff.traffic, back)).toContain('会商')
  })

  it('会商 has a working day: late is marked once at its moment, and gone once it is decided', () => {
    const one = story().signed().do(staff.housing, back).dispatched(unitIds.traffic)
    one.at('2026-11-23T16:00').do(staff.traffic, back)
    expect(String(consultUntil(one.state, one.kind, counting))).toBe('2026-11-24T16:00:00Z')
    one.at('2026-11-24T23:59').do(clockActor, { type: 'wake' })
    expect(one.state.marks).toEqual(['consult'])
    one.at('2026-11-25T00:00').do(clockActor, { type: 'wake' })
    expect(one.state.marks).toEqual(['consult', 'consultLate'])
    one.at('2026-11-27T09:00').do(clockActor, { type: 'wake' })
    expect(one.types().filter((type) => type === 'marked')).toHaveLength(2)
    one.dispatched(unitIds.traffic)
    expect(one.state.marks).toEqual([])
    expect(consultUntil(one.state, one.kind, counting)).toBeNull()
    expect(replay(matterId, one.events)).toEqual(one.state)
  })
})

describe('转办', () => {
  const offer = (unitId: string) => ({ type: 'offerHandOver', unitId }) as const

  it('the giver holds until it is accepted', () => {
    const one = story().signed().do(staff.housing, offer(unitIds.traffic))
    expect(one.state.holder.unitId).toBe(unitIds.housing)
    expect(one.refused(staff.housing, { type: 'submitDraft', text: '答复' })).toContain('等待对方接收')
    one.do(staff.traffic, { type: 'acceptHandOver' })
    expect(one.state.holder).toMatchObject({ unitId: unitIds.traffic, personId: staff.traffic.personId })
    expect(one.state.firstAsked.personId).toBe(staff.dispatcher.personId)
  })

  it('a decline needs a reason, counts as a bounce and changes no holder', () => {
    const one = story().signed().do(staff.housing, offer(unitIds.traffic))
    expect(one.refused(staff.traffic, { type: 'declineHandOver', text: '' })).toContain('理由')
    one.do(staff.traffic, { type: 'declineHandOver', text: '不是我们的路段' })
    expect(one.state).toMatchObject({ offer: null, returns: 1, holder: { unitId: unitIds.housing } })
  })

  it('not to oneself, not to a closed unit, not to somebody who does not work there', () => {
    const one = story().signed()
    expect(one.refused(staff.housing, offer(unitIds.housing))).toContain('自己')
    expect(one.refused(staff.housing, offer(unitIds.closed))).toContain('已撤销')
    const { personId } = staff.water
    expect(one.refused(staff.housing, { ...offer(unitIds.traffic), personId })).toContain('不在该单位')
  })

  it('A→B→A is not offered: it is recorded, and the dispatcher decides', () => {
    const one = story().signed().do(staff.housing, offer(unitIds.traffic)).do(staff.traffic, { type: 'acceptHandOver' })
    one.do(staff.traffic, offer(unitIds.housing))
    expect(one.state.offer).toBeNull()
    expect(one.state.marks).toEqual(['circle'])
    expect(one.state.holder.unitId).toBe(unitIds.traffic)
    expect(one.refused(staff.traffic, offer(unitIds.water))).toContain('裁定')
    one.do(staff.dispatcher, { type: 'dispatch', unitId: unitIds.housing }).do(staff.housing, { type: 'sign' })
    expect(one.state).toMatchObject({ marks: [], holder: { unitId: unitIds.housing } })
  })

  it('the decider may say that it stays', () => {
    const one = story().signed().do(staff.housing, offer(unitIds.traffic)).do(staff.traffic, { type: 'acceptHandOver' })
    one.do(staff.traffic, offer(unitIds.housing)).dispatched(unitIds.traffic)
    expect(one.state).toMatchObject({ state: 'inProgress', offer: null, holder: { personId: staff.traffic.personId } })
  })

  it('may be taken back until it is accepted: it stays, counts as no return, and may be offered again', () => {
    const one = story().signed()
    const takeBack = { type: 'withdrawHandOver', text: '电话里已经说清' } as const
    expect(one.refused(staff.housing, takeBack)).toContain('没有等待接收的转办')
    one.do(staff.housing, offer(unitIds.traffic))
    expect(one.refused(staff.traffic, takeBack)).toContain('只有承办单位市住建局')
    one.do(staff.housing, takeBack)
    expect(one.state).toMatchObject({ offer: null, returns: 0, declined: [], holder: { unitId: unitIds.housing } })
    expect(one.refused(staff.traffic, { type: 'acceptHandOver' })).toContain('没有等待接收的转办')
    one.at('2026-11-25T00:00').do(clockActor, { type: 'wake' })
    expect(one.state.marks).not.toContain('handOverLapsed')
    one.do(staff.housing, offer(unitIds.traffic)).do(staff.traffic, { type: 'acceptHandOver' })
    expect(one.refused(staff.housing, takeBack)).toContain('没有等待接收的转办')
    expect(replay(matterId, one.events)).toEqual(one.state)
  })

  it('not taken up within the limit goes back to the giver, seen by the dispatcher', () => {
    const one = story().signed().do(staff.housing, offer(unitIds.traffic))
    one.at('2026-11-25T00:00').do(clockActor, { type: 'wake' })
    expect(one.state.offer).toBeNull()
    expect(one.state.marks).toEqual(['handOverLapsed'])
  })
})

describe('答复', () => {
  it('is drafted by one and approved by a head who is another', () => {
    const one = story().signed()
    expect(one.refused(staff.housing, { type: 'answer', text: '答复' })).toContain('审核')
    one.do(staff.housing, { type: 'submitDraft', text: '已修好' })
    expect(one.refused(staff.housing, { type: 'answer' })).toContain('负责人')
    one.do(staff.housingHead, { type: 'returnDraft', text: '写明日期' })
    expect(one.state.state).toBe('inProgress')
    one.do(staff.housingHead, { type: 'submitDraft', text: '11月20日已修好' })
    expect(one.refused(staff.housingHead, { type: 'answer' })).toContain('起草人自己')
  })

  it('stops the clock and freezes the date', () => {
    const one = story().answered()
    expect(one.state).toMatchObject({ state: 'answered', onTime: true })
    expect(String(one.state.due?.on)).toBe('2026-12-14')
  })

  it('a late one is late', () => {
    const one = story().signed().at('2026-12-15T09:00')
    one.do(staff.housing, { type: 'submitDraft', text: '迟了' }).do(staff.housingHead, { type: 'answer' })
    expect(one.state).toMatchObject({ onTime: false, light: 'red' })
    const lights = one.events.filter((event) => event.type === 'lightChanged')
    expect(lights.map((event) => event.data.light)).toEqual(['yellow', 'red'])
    expect(lights[1]?.occurredAt.equals(at('2026-12-15T00:00'))).toBe(true)
  })

  it('waits for the joint units, or says why not', () => {
    const part = { matterId: '00000000-0000-7000-8000-000000007777', unitId: unitIds.water }
    const one = story()
      .signed()
      .do(staff.housing, { type: 'inviteJoint', parts: [part], text: '请查水压' })
    one.do(staff.housing, { type: 'submitDraft', text: '已修好' })
    expect(one.refused(staff.housingHead, { type: 'answer' })).toContain('市水利局')
    one.do(staff.housingHead, { type: 'answer', withoutParts: '水压与本件答复无关' })
    expect(one.events.at(-1)).toMatchObject({ type: 'answered', data: { withoutParts: true } })
  })
})

describe('延期与暂停', () => {
  const ask = { type: 'requestExtension', amount: 5, ground: 'complex', text: '需要检测' } as const

  it('is asked before expiry, once, within the rule, and approved by another head', () => {
    const one = story().signed()
    expect(one.refused(staff.housing, { ...ask, amount: 6 })).toContain('最多可延长5')
    one.do(staff.housing, ask)
    expect(one.refused(staff.housing, { type: 'approveExtension' })).toContain('负责人')
    one.do(staff.housingHead, { type: 'approveExtension' })
    expect(String(dueOf(one.state, counting)?.on)).toBe('2026-12-21')
    expect(one.refused(staff.housing, ask)).toContain('一次')
  })

  it('after expiry there is no extension', () => {
    const one = story().signed().at('2026-12-15T09:00')
    expect(one.refused(staff.housing, ask)).toContain('届满')
  })

  it('pauses only on a ground of the rule and with a written notice', () => {
    const one = story().signed()
    expect(one.refused(staff.housingHead, { type: 'pause', ground: 'busy', noticeId: 'n-1' })).toContain('法定事由')
    expect(one.refused(staff.housingHead, { type: 'pause', ground: 'inspection', noticeId: '' })).toContain('书面')
    one.at('2026-11-24T10:00').do(staff.housingHead, { type: 'pause', ground: 'inspection', noticeId: 'n-1' })
    one.at('2026-11-26T10:00').do(staff.housing, { type: 'resume' })
    expect(String(dueOf(one.state, counting)?.on)).toBe('2026-12-16')
  })

  it('a capped pause ends by itself', () => {
    const one = story().signed().at('2026-11-24T10:00')
    one.do(staff.housingHead, { type: 'pause', ground: 'short', noticeId: 'n-1' })
    one.at('2026-12-01T10:00').do(clockActor, { type: 'wake' })
    expect(one.state.pause).toBeNull()
    expect(one.events.find((event) => event.type === 'resumed')).toMatchObject({ data: { byCap: true } })
  })
})

describe('写信人', () => {
  it('accepts, rates once, and the matter is closed', () => {
    const one = story().answered().do(asker, { type: 'acceptAnswer' })
    expect(one.state).toMatchObject({ state: 'closed', outcome: 'accepted' })
    one.do(asker, { type: 'rate', solved: true, satisfied: 5 })
    expect(one.refused(asker, { type: 'rate', satisfied: 1 })).toContain('已评价')
  })

  it('rejects once: another person, with what was left', () => {
    const one = story().answered().do(asker, { type: 'rejectAnswer', reason: 'unsolved' })
    expect(one.state).toMatchObject({
      state: 'inProgress',
      round: 2,
      holder: { unitId: unitIds.housing, personId: null },
    })
    expect(one.refused(staff.housing, { type: 'submitDraft', text: '同前' })).toContain('换人')
    expect(one.refused(staff.housing, { type: 'sign' })).toContain('换人')
    one.do(staff.housingToo, { type: 'sign' }).do(staff.housingToo, { type: 'submitDraft', text: '重新处理' })
    one.do(staff.housingHead, { type: 'answer' })
    one.do(asker, { type: 'rejectAnswer', reason: 'unsolved' })
    expect(one.state).toMatchObject({ state: 'underReview', holder: { unitId: unitIds.mailbox } })
  })

  it('the review continues with a date, hangs, or ends with reasons', () => {
    const reviewing = () => {
      const one = story().answered().do(asker, { type: 'rejectAnswer', reason: 'unsolved' })
      one.do(staff.housingToo, { type: 'submitDraft', text: '再办' }).do(staff.housingHead, { type: 'answer' })
      return one.do(asker, { type: 'rejectAnswer', reason: 'unsolved' })
    }
    const dueOn = Temporal.PlainDate.from('2026-12-08')
    const again = reviewing().do(staff.mailboxHead, {
      type: 'review',
      result: 'continue',
      dueOn,
      unitId: unitIds.water,
      text: '改由水利局',
    })
    expect(again.state).toMatchObject({ state: 'inProgress', holder: { unitId: unitIds.water } })
    expect(String(dueOf(again.state, counting)?.on)).toBe('2026-12-08')
    const hung = reviewing().do(staff.mailboxHead, { type: 'review', result: 'hang', text: '须等改造' })
    expect(hung.state).toMatchObject({ state: 'underReview', marks: ['hung'], closedAt: null })
    hung.at('2027-06-01T09:00').do(clockActor, { type: 'wake' })
    expect(hung.state.marks).toContain('hungLookDue')
    const ended = reviewing().do(staff.mailboxHead, { type: 'review', result: 'end', text: '已依法处理并说明' })
    expect(ended.state).toMatchObject({ state: 'closed', outcome: 'ended' })
    expect(reviewing().refused(staff.dispatcher, { type: 'review', result: 'end', text: '不办' })).toContain('负责人')
  })

  it('silence for seven days closes as 未评价, never as satisfied', () => {
    const one = story().answered().at('2026-12-01T00:00').do(clockActor, { type: 'wake' })
    expect(one.state).toMatchObject({ state: 'closed', outcome: 'silent', rating: null })
    expect(one.refused(asker, { type: 'rejectAnswer', reason: 'unsolved' })).toContain('已办结')
  })

  it('what the clock owed counts before the act, even when nobody woke it', () => {
    const one = story().answered().at('2026-12-01T00:05')
    expect(one.refused(asker, { type: 'rejectAnswer', reason: 'unsolved' })).toContain('已办结')
  })

  it('withdraws before, not after the answer; others may not', () => {
    expect(story().do(asker, { type: 'withdraw' }).state.state).toBe('withdrawn')
    expect(story().answered().refused(asker, { type: 'withdraw' })).toContain('不能撤回')
    expect(story().refused(staff.housing, { type: 'withdraw' })).toContain('写信人本人')
  })

  it('a new fact reopens, with new clocks and the same first-asked', () => {
    const one = story().answered().do(asker, { type: 'acceptAnswer' }).at('2026-12-10T09:00')
    expect(one.refused(asker, { type: 'reopen', text: '' })).toContain('新的情况')
    one.do(asker, { type: 'reopen', text: '又坏了' })
    expect(one.state).toMatchObject({
      state: 'opened',
      round: 1,
      closedAt: null,
      firstAsked: { personId: staff.dispatcher.personId },
    })
    expect(String(dueOf(one.state, counting)?.on)).toBe('2027-01-04')
  })
})

describe('a revisit finds that nothing is solved', () => {
  const revisit = systemActor('revisit')
  const silent = () => story().answered().at('2026-12-01T00:00').do(clockActor, { type: 'wake' }).at('2026-12-10T09:00')

  it('goes back to the unit, to another person, with what was left; after that to review', () => {
    const one = silent()
    expect(one.refused(revisit, { type: 'reopen', text: '', revisited: true })).toContain('新的情况')
    expect(one.refused(asker, { type: 'reopen', text: '还没修', revisited: true })).toContain('回访')
    one.do(revisit, { type: 'reopen', text: '还没修', revisited: true })
    expect(one.state).toMatchObject({
      state: 'inProgress',
      round: 2,
      closedAt: null,
      outcome: null,
      holder: { unitId: unitIds.housing, personId: null },
    })
    expect(dueOf(one.state, counting)).not.toBeNull()
    expect(one.refused(staff.housing, { type: 'sign' })).toContain('换人')
    one.do(staff.housingToo, { type: 'submitDraft', text: '再办' }).do(staff.housingHead, { type: 'answer' })
    one.at('2026-12-25T00:00').do(clockActor, { type: 'wake' })
    expect(one.state.state).toBe('closed')
    one.at('2026-12-26T09:00').do(revisit, { type: 'reopen', text: '还是没修', revisited: true })
    expect(one.state).toMatchObject({ state: 'underReview', closedAt: null, holder: { unitId: unitIds.mailbox } })
  })
})

describe('催办、督办、并单、办结', () => {
  it('urges once a day across all superiors and shows the earlier one', () => {
    const one = story().signed().at('2026-11-24T09:15').do(staff.supervisor, { type: 'urge' })
    expect(one.at('2026-11-24T16:00').refused(staff.leader, { type: 'urge' })).toContain('市政府已于 09:15 催办')
    one.at('2026-11-25T09:00').do(staff.leader, { type: 'urge' })
  })

  it('a supervision order has number, demand and a date to come', () => {
    const order = {
      type: 'supervise',
      orderNumber: '督〔2026〕8号',
      replyDueOn: Temporal.PlainDate.from('2026-11-30'),
      text: '限期解决',
    } as const
    const one = story().signed()
    expect(one.refused(staff.housingHead, order)).toContain('督查')
    expect(one.refused(staff.supervisor, { ...order, replyDueOn: Temporal.PlainDate.from('2026-11-23') })).toContain(
      '明天',
    )
    one.do(staff.supervisor, order)
    expect(one.refused(staff.supervisor, order)).toContain('已经发出')
  })

  it('merges into an open one of the same kind only', () => {
    const target = { ...story().state, id: '00000000-0000-7000-8000-000000008888' }
    const merge = { type: 'merge', intoId: target.id } as const
    expect(story().refused(staff.dispatcher, { type: 'merge', intoId: matterId })).toContain('自己')
    expect(story().refused(staff.dispatcher, merge, { target: null })).toContain('没有找到')
    expect(
      story().refused(staff.dispatcher, merge, {
        target: { ...target, state: 'merged', closedAt: at('2026-11-23T10:00') },
      }),
    ).toContain('主件')
    const one = story().do(staff.dispatcher, merge, { target })
    expect(one.state).toMatchObject({ state: 'merged', mergedIntoId: target.id })
  })

  it('staff cannot close while the asker waits', () => {
    const close = { type: 'close', outcome: 'invalid', text: '重复' } as const
    expect(story().signed().refused(staff.dispatcher, close)).toContain('还在等待答复')
    expect(story().do(staff.dispatcher, close).state.outcome).toBe('invalid')
  })

  it('a report is never published, nor what has no answer', () => {
    const publish = { type: 'publish', publicationId: '00000000-0000-7000-8000-000000005555' } as const
    expect(story().refused(staff.mailboxHead, publish)).toContain('还没有答复')
    expect(story().answered().refused(staff.housing, publish)).toContain('信息发布员')
    const one = story().answered().do(staff.mailboxHead, publish)
    expect(one.state.publication?.isShown).toBe(true)
    one.do(staff.mailboxHead, { type: 'unpublish', publicationId: publish.publicationId, text: '涉及隐私' })
    expect(one.state.publication?.isShown).toBe(false)
  })

  it('paper is entered at its own time, never after now or before the last step', () => {
    const one = story().at('2026-11-24T09:00')
    const dispatch = { type: 'dispatch', unitId: unitIds.housing } as const
    one.do(staff.dispatcher, dispatch, { at: at('2026-11-23T16:00') })
    expect(one.events.find((event) => event.type === 'dispatched')?.occurredAt.equals(at('2026-11-23T16:00'))).toBe(
      true,
    )
    expect(one.refused(staff.housing, { type: 'sign' }, { at: at('2026-11-25T09:00') })).toContain('晚于现在')
    expect(one.refused(staff.housing, { type: 'sign' }, { at: at('2026-11-23T15:00') })).toContain('早于上一步')
  })

  it('the events alone give the state again', () => {
    const one = story().answered().do(asker, { type: 'rejectAnswer', reason: 'unsolved', text: '没修' })
    expect(replay(matterId, one.events)).toEqual(one.state)
  })
})
