import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, askerOf, recordPartAnswer, wakeDue } from '#core/matters/index.ts'
import { staffActor } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { runJobs } from '../../../../../test/setup/run-jobs.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

const reply = '您好，路灯已于11月23日修复，今后由养护班组每周巡查一次。'

describe('the life of a letter at the desk', () => {
  test('from the queue to the answer by four people', async () => {
    const number = await desk.writeOne({ phone: '13900000001' })
    expect(await desk.text('paidan', '/desk')).toContain('待派单（1）')
    expect(await desk.text('paidan', '/desk/letters?list=dispatch')).toContain(number)

    const dispatched = await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj', dispatchClass: 'help' })
    expect(dispatched).toMatchObject({ status: 303, location: '/desk/letters?list=dispatch' })
    expect(await desk.rowOf(number)).toMatchObject({
      state: 'dispatched',
      offeredUnitId: desk.unit('市住房城乡建设局').id,
    })

    expect(await desk.text('chengban', '/desk')).toContain('待签收（1）')
    expect((await desk.does('chengban', number, 'signature')).status).toBe(303)
    expect(await desk.rowOf(number)).toMatchObject({
      state: 'inProgress',
      holderUnitId: desk.unit('市住房城乡建设局').id,
    })

    expect((await desk.does('chengban', number, 'drafts', { replyText: reply, intent: 'save' })).status).toBe(303)
    expect(await desk.text('chengban', `/desk/letters/${number}`)).toContain('历次草稿（1）')
    expect((await desk.does('chengban', number, 'drafts', { replyText: reply, intent: 'submit' })).status).toBe(303)

    expect(await desk.text('fuzeren', '/desk')).toContain('待审核（1）')
    const returned = await desk.does('fuzeren', number, 'draft-return', { draftComment: '请写明是哪个班组。' })
    expect(returned.status).toBe(303)
    expect(await desk.text('chengban', `/desk/letters/${number}`)).toContain('请写明是哪个班组。')
    await desk.does('chengban', number, 'drafts', { replyText: `${reply}班组电话见官网。`, intent: 'submit' })

    expect((await desk.does('chengban', number, 'approval')).status).toBe(403)
    expect((await desk.does('fuzeren', number, 'approval')).status).toBe(303)
    expect(await desk.rowOf(number)).toMatchObject({ state: 'answered', onTime: true })
    expect((await desk.messagesTo('13900000001'))[0]).toContain('已答复')

    const page = await desk.text('chengban', `/desk/letters/${number}`)
    for (const words of [
      '收到来信',
      '派给市住房城乡建设局',
      '市住房城乡建设局签收',
      '答复退回修改',
      '审核通过，答复写信人',
      '李青禾',
    ])
      expect(page).toContain(words)
    expect(await desk.check()).toEqual([])
  })

  test('two clerks: the second is told who was first, and a repeated click does nothing twice', async () => {
    const number = await dispatched()
    const clerks = ['zhujian.chengban1', 'zhujian.chengban2']
    for (const clerk of clerks) await desk.as(clerk)
    const both = await Promise.all(clerks.map((clerk) => desk.does(clerk, number, 'signature')))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    const second = both.find(({ status }) => status === 422)
    expect(second?.page).toMatch(/（市住房城乡建设局）已于 \d\d:\d\d 签收，无需重复签收/)
    const first = clerks[both.findIndex(({ status }) => status === 303)] ?? ''
    const again = { replyText: reply, intent: 'save', formKey: newId() }
    await desk.does(first, number, 'drafts', again)
    expect((await desk.does(first, number, 'drafts', again)).status).toBe(303)
    expect(await desk.text(first, `/desk/letters/${number}`)).toContain('历次草稿（1）')
  })

  test('a return goes back to the dispatcher, the second one to 会商, and what is decided there binds', async () => {
    const number = await dispatched()
    const empty = await desk.does('chengban', number, 'return', { returnGround: '', returnText: '' })
    expect(empty.status).toBe(422)
    expect(empty.page).toContain('请选择为什么退回。')
    expect(empty.page).toContain('请填写退单说明。')
    await desk.does('chengban', number, 'return', {
      returnGround: 'notOurDuty',
      returnText: '路灯由城市管理部门负责。',
    })
    expect(await desk.rowOf(number)).toMatchObject({ state: 'opened', returns: 1, marks: [] })
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: '市城市管理执法局' })
    await desk.does('chengguan.chengban1', number, 'return', {
      returnGround: 'notOurDuty',
      returnText: '路灯设施归住建部门。',
    })
    expect(await desk.rowOf(number)).toMatchObject({ returns: 2, marks: ['consult'] })
    for (const path of ['/desk/letters?list=dispatch', `/desk/letters/${number}`])
      expect(await desk.text('paidan', path), path).toContain('会商中，')
    expect(await desk.text('paidan', `/desk/letters/${number}`)).toContain('会商确定主办单位')
    const then = desk.house.clock.now()
    desk.house.clock.set('2026-11-25T00:00:00+08:00')
    await wakeDue(desk.house)
    expect(await desk.rowOf(number)).toMatchObject({ marks: ['consult', 'consultLate'] })
    expect(await desk.text('paidan', '/desk/letters?list=dispatch')).toContain('会商逾期，没有确定主办')
    const items = await desk.house.db.$client.query(
      `select i.what from reminder_items i join matters m on m.id = i.matter_id where m.number = $1 and i.what = 'consultLate'`,
      [number],
    )
    expect(items.rows).toHaveLength(1)
    desk.house.clock.set(then.toString())
    const silent = await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    expect([silent.status, silent.page.includes('参加会商的单位')]).toEqual([422, true])
    const bulk = await desk.post('paidan', '/desk/dispatches', { matter: [number], dispatchUnit: 'zjj' })
    expect(await bulk.text()).toContain('正在会商，请打开来信')
    const dispatchNote = '市委编办、市司法局会商：路灯由住建部门维护。'
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj', dispatchNote })
    await runJobs(desk.house, ['facts:take'])
    expect(await desk.text('paidan', '/desk/duties')).toContain(dispatchNote)
    const third = await desk.does('chengban', number, 'return', {
      returnGround: 'notOurDuty',
      returnText: '还是不归我们管。',
    })
    expect(third.status).toBe(422)
    expect(third.page).toContain('会商确定，不能再退单')
  })

  test('a hand-over is offered, declined, offered to a colleague and accepted; until then the giver holds', async () => {
    const number = await signedBy('zhujian.chengban1')
    await desk.does('zhujian.chengban1', number, 'hand-over', {
      handOverUnit: '交通运输局',
      handOverText: '道路照明。',
    })
    expect(await desk.rowOf(number)).toMatchObject({
      holderUnitId: desk.unit('市住房城乡建设局').id,
      offeredUnitId: desk.unit('市交通运输局').id,
    })
    expect(await desk.text('jiaotong.chengban1', '/desk/letters?list=sign')).toContain(number)
    await desk.does('jiaotong.chengban1', number, 'hand-over-refusal', { declineText: '不在公路范围内。' })
    const colleague = (await staffActor(desk.house, 'zhujian.chengban2')).personId
    await desk.does('zhujian.chengban1', number, 'hand-over', { handOverPerson: colleague, handOverText: '您更熟悉。' })
    await desk.does('zhujian.chengban2', number, 'hand-over-acceptance')
    expect(await desk.rowOf(number)).toMatchObject({ holderPersonId: colleague, offeredUnitId: null })
    expect(await desk.check()).toEqual([])
  })

  test('joint units answer on a matter of their own, the lead unit sees it and answers once', async () => {
    const number = await signedBy('chengban')
    await desk.does('chengban', number, 'joint-invitations', { jointUnit: '公安局', jointAsk: '请说明监控杆的产权。' })
    const lead = await desk.text('chengban', `/desk/letters/${number}`)
    expect(lead).toContain('还没有答复')
    const part = /\/desk\/letters\/(\d+)">市公安局/.exec(lead)?.[1] ?? ''
    expect(await desk.text('gongan.chengban1', `/desk/letters/${part}`)).toContain('请说明监控杆的产权。')
    await desk.does('gongan.chengban1', part, 'signature')
    await desk.does('chengban', number, 'drafts', { replyText: reply, intent: 'submit' })
    const early = await desk.does('fuzeren', number, 'approval', { copiedSeen: 'yes' })
    expect(early.status).toBe(422)
    expect(early.page).toContain('市公安局的协办意见还没有答复')
    await desk.does('gongan.chengban1', part, 'drafts', { replyText: '监控杆归公安，照明归住建。', intent: 'submit' })
    await desk.does('gongan.fuzeren', part, 'approval')
    expect(await desk.rowOf(part)).toMatchObject({ state: 'closed' })
    await recordPartAnswer(desk.house, (await desk.rowOf(part)).id)
    expect(await desk.text('chengban', `/desk/letters/${number}`)).toContain('监控杆归公安，照明归住建。')
    expect((await desk.does('fuzeren', number, 'approval', { copiedSeen: 'yes' })).status).toBe(303)
  })

  test('an extension: before the date, once, by the head; each refusal with its sentence and article', async () => {
    const number = await signedBy('chengban')
    const ask = { extensionDays: '3', extensionGround: 'complex', extensionText: '要到现场勘查管线。' }
    const long = await desk.does('chengban', number, 'extension', { ...ask, extensionDays: '30' })
    expect(long.status).toBe(422)
    expect(long.page).toContain('要到现场勘查管线。')
    expect(long.page).toMatch(/办法|条例|规定/)
    expect((await desk.does('chengban', number, 'extension', ask)).status).toBe(303)
    const due = (await desk.rowOf(number)).dueOn
    expect((await desk.does('chengban', number, 'extension-approval')).status).toBe(403)
    expect((await desk.does('fuzeren', number, 'extension-approval')).status).toBe(303)
    expect((await desk.rowOf(number)).dueOn?.toString()).not.toBe(due?.toString())
    const second = await desk.does('chengban', number, 'extension', ask)
    expect(second.status).toBe(422)
    expect(second.page).toMatch(/只能延期一次|已经延期|已延期/)
    const late = await signedBy('chengban')
    desk.house.clock.advance({ hours: 24 * 30 })
    expect((await desk.does('chengban', late, 'extension', ask)).page).toMatch(/期限已|已经届满|已届满|已过/)
    desk.house.clock.set('2026-11-23T10:00:00+08:00')
  })

  test('a pause needs a ground and a written notice, a question stops nothing, one urge a day', async () => {
    const number = await signedBy('chengban')
    expect((await desk.does('fuzeren', number, 'pause', { pauseGround: '', pauseNotice: '' })).page).toContain(
      '没有这些事由不能暂停',
    )
    await desk.does('fuzeren', number, 'pause', {
      pauseGround: 'inspection',
      pauseNotice: '已送检，约五个工作日出结果。',
    })
    expect(await desk.rowOf(number)).toMatchObject({ paused: true })
    expect(await desk.text('chengban', `/desk/letters/${number}`)).toContain('已送检，约五个工作日出结果。')
    await desk.does('chengban', number, 'resumption')
    await desk.does('chengban', number, 'question', { question: '请问是哪一盏灯？' })
    expect(await desk.rowOf(number)).toMatchObject({ paused: false })
    expect((await desk.does('ducha', number, 'urge', { urgeText: '请抓紧。' })).status).toBe(303)
    const again = await desk.does('paidan', number, 'urge')
    expect(again.status).toBe(422)
    expect(again.page).toContain('一件一天只催一次')
    await desk.does('ducha', number, 'supervision', { demand: '请说明为何未修复。', replyDueOn: '2026-11-27' })
    expect(await desk.text('chengban', `/desk/letters/${number}`)).toContain('请说明为何未修复。')
    expect(await desk.check()).toEqual([])
  })

  test('a merged letter follows its main one; a letter for another track is closed with the right door', async () => {
    const [main, twin, other] = [await desk.writeOne(), await desk.writeOne(), await desk.writeOne()]
    expect((await desk.does('paidan', twin, 'merger', { mergeInto: '123' })).page).toContain('编号是 15 位以上的数字')
    await desk.does('paidan', twin, 'merger', { mergeInto: main })
    expect(await desk.rowOf(twin)).toMatchObject({ state: 'merged', mergedIntoId: (await desk.rowOf(main)).id })
    const closure = { closureOutcome: 'otherTrack', closureText: '您对处罚不服，可在六十日内向市政府申请行政复议。' }
    await desk.does('paidan', other, 'closure', closure)
    expect(await desk.rowOf(other)).toMatchObject({ state: 'closed', outcome: 'otherTrack' })
  })

  test('the second handling is for another person, then a review decides', async () => {
    const number = await answeredBy('zhujian.chengban1')
    const reject = async () => {
      const { id } = await desk.rowOf(number)
      await act(desk.house, askerOf(id), id, { type: 'rejectAnswer', reason: 'notSolved', text: '灯还是不亮。' })
    }
    await reject()
    expect(await desk.text('zhujian.chengban1', `/desk/letters/${number}`)).toContain('二次办理')
    const same = await desk.does('zhujian.chengban1', number, 'drafts', { replyText: reply, intent: 'submit' })
    expect(same.status).toBe(422)
    expect(same.page).toContain('二次办理须换人')
    await desk.does('zhujian.chengban2', number, 'signature')
    await desk.does('zhujian.chengban2', number, 'drafts', { replyText: `${reply}已复查。`, intent: 'submit' })
    await desk.does('fuzeren', number, 'approval', { copiedSeen: 'yes' })
    await reject()
    expect(await desk.rowOf(number)).toMatchObject({ state: 'underReview', round: 2 })
    const review = { reviewResult: 'continue', reviewUnit: '', reviewText: '现场确认尚未修复，继续办理。' }
    expect((await desk.does('ducha', number, 'review', review)).page).toContain('请填写单位')
    await desk.does('ducha', number, 'review', { ...review, reviewUnit: 'zjj', reviewDueOn: '2026-12-15' })
    expect(await desk.rowOf(number)).toMatchObject({ state: 'inProgress' })
    expect((await desk.rowOf(number)).dueOn?.toString()).toBe('2026-12-15')
  })
})

async function dispatched(): Promise<string> {
  const number = await desk.writeOne()
  const { status } = await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  expect(status).toBe(303)
  return number
}

async function signedBy(username: string): Promise<string> {
  const number = await dispatched()
  expect((await desk.does(username, number, 'signature')).status).toBe(303)
  return number
}

async function answeredBy(username: string): Promise<string> {
  const number = await signedBy(username)
  await desk.does(username, number, 'drafts', { replyText: reply, intent: 'submit' })
  // The same words answer every letter of these tests: that is seen, and said to be right.
  expect((await desk.does('fuzeren', number, 'approval', { copiedSeen: 'yes' })).status).toBe(303)
  return number
}
