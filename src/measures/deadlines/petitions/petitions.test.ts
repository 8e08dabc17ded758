import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type PetitionsOfTests, petitionFields, petitionsOfTests, type Slip } from '../../../../test/petition-desk.ts'
import { petitionPapers } from './papers/petition-papers.ts'
import { petitions } from './tables.ts'

let city: PetitionsOfTests
beforeAll(async () => {
  city = await petitionsOfTests()
})
afterAll(() => city?.close())
const monday = '2026-11-23T10:00:00+08:00'
beforeEach(() => city.house.clock.set(monday))

const office = 'xinfang.chengban1'
const opinion = {
  answerChoice: 'support',
  claim: '请求补发2024年修路占地的青苗补偿款。',
  facts: '经核实，占地0.6亩属实，补偿清册漏登一户。',
  opinion: '支持。补偿款1800元于12月10日前发到您的银行卡。',
  basis: '《土地管理法》第48条。',
}
const reason = '补偿面积少算了0.2亩，请求重新丈量后补足。'
const to = (unit: string) => ({ dispatchUnit: unit, routeWay: 'forward' })
const ok = (done: { status: number; page: string }) =>
  expect([done.status, done.status === 303 ? '' : done.page.slice(0, 3000)]).toEqual([303, ''])

/** Routed to a unit, signed and accepted there. */
async function accepted(slip: Slip, unit: string, handler: string): Promise<void> {
  ok(await city.does(office, slip.number, 'dispatch', to(unit)))
  ok(await city.does(handler, slip.number, 'signature'))
  ok(
    await city.does(handler, slip.number, 'acceptance-notice', {
      stepText: '已收到您反映的青苗补偿问题，由我局调查核实。',
    }),
  )
}

async function answered(slip: Slip, handler: string, head: string, change: Record<string, string> = {}): Promise<void> {
  ok(await city.does(handler, slip.number, 'drafts', { ...opinion, intent: 'submit', ...change }))
  ok(await city.does(head, slip.number, 'approval'))
}

const delivered = (slip: Slip, handler: string, on: string) =>
  city.does(handler, slip.number, 'delivery', { stepChoice: 'post', stepOn: on })

describe('a petition', () => {
  test('brought online: routed, told, handled, ended by the delivered opinion; each clock by its row of the law', async () => {
    const slip = await city.brings()
    expect(await city.rowOf(slip.number)).toMatchObject({ state: 'opened', ruleId: 'PET-3', class: 'appeal' })
    // The other door stands beside the letter.
    expect(await (await city.open('/letters/new')).text()).toContain('href="/petitions/new"')
    const list = await city.text(office, '/desk/petitions?list=dispatch')
    expect(list).toContain(slip.number)
    expect((await city.follows(slip)).page).toContain('等信访部门转给有权处理的单位')
    const early = await city.does(office, slip.number, 'drafts', opinion)
    expect(early.status).toBe(422)
    ok(
      await city.does(office, slip.number, 'dispatch', {
        ...to('市住房城乡建设局'),
        routeWay: 'assign',
        routeOn: '2026-12-20',
      }),
    )
    expect((await city.follows(slip)).page).toContain('要求2026年12月20日')
    // PET-3: 15 days from having it.
    expect((await city.rowOf(slip.number)).dueOn?.toString()).toBe('2026-12-08')
    ok(await city.does('chengban', slip.number, 'signature'))
    expect((await city.does('chengban', slip.number, 'drafts', { ...opinion, intent: 'submit' })).page).toContain(
      '还没有告知受理',
    )
    ok(await city.does('chengban', slip.number, 'acceptance-notice', { stepText: '已收到，由我局物业科调查核实。' }))
    // PET-6: sixty days from the acceptance; in 2027 that is provisional, and 22 January is a working Friday.
    expect(await city.rowOf(slip.number)).toMatchObject({
      ruleId: 'PET-6',
      dueOn: Temporal.PlainDate.from('2027-01-22'),
    })
    const told = await city.follows(slip)
    for (const words of ['已受理', '受理告知书', '出具意见的期限']) expect(told.page).toContain(words)
    const why = await (await city.open(`/follow/${slip.number}/why`, told.cookie)).text()
    for (const words of ['申诉求决类信访事项办结', '从受理那天算起']) expect(why).toContain(words)
    expect(await city.text('chengban', `/desk/petitions/${slip.number}/why`)).toContain('从受理那天算起')

    const blank = await city.does('chengban', slip.number, 'drafts', { ...opinion, basis: '', intent: 'submit' })
    expect([blank.status, blank.page.includes('请填写法律法规依据')]).toEqual([422, true])
    ok(await city.does('chengban', slip.number, 'drafts', { ...opinion, basis: '', intent: 'save' }))
    expect(await city.text('chengban', `/desk/petitions/${slip.number}`)).toContain('补偿清册漏登一户')
    await answered(slip, 'chengban', 'fuzeren')
    expect(await city.rowOf(slip.number)).toMatchObject({ state: 'answered', onTime: true, closedAt: null })
    const read = await city.follows(slip)
    for (const words of ['信访处理意见书', '支持', '三、处理意见', '我已收到意见书', '可以申请复查'])
      expect(read.page).toContain(words)
    ok(await city.askerDoes(slip.number, read.cookie, 'delivery'))
    expect(await city.rowOf(slip.number)).toMatchObject({ state: 'closed', outcome: 'answered' })
    expect(await city.noticesOf(slip.number)).toEqual([
      'petition.registered',
      'petition.routed',
      'petition.accepted',
      'petition.answered',
    ])
    ok(await city.askerDoes(slip.number, read.cookie, 'rating', { solved: 'yes', satisfied: '5' }))
    expect((await city.rowOf(slip.number)).satisfied).toBe(5)
    expect(await city.check()).toEqual([])
  })

  test('registered at the office with the number of the national system, once; the day it came starts the clock', async () => {
    const national = { source: 'national', nationalNumber: 'SC5104202611230001', receivedOn: '2026-11-20' }
    const slip = await city.registers(office, {
      ...national,
      collective: 'yes',
      people: '32',
      delegates: '罗大山、田建国',
    })
    expect(slip.number).toMatch(/^20261120/)
    const page = await city.text(office, `/desk/petitions/${slip.number}`)
    for (const words of ['SC5104202611230001', '共 32 人，代表 2 人', '罗**', '投诉请求']) expect(page).toContain(words)
    expect((await city.follows(slip)).page).toContain('SC5104202611230001')
    const again = await city.post(office, '/desk/petitions/new', { ...petitionFields(), ...national })
    expect([again.status, (await again.text()).includes('这个编号已经登记过')]).toEqual([422, true])
    expect(await city.text(office, '/desk/petitions?list=all')).toContain('全国信访信息系统')
  })

  test('an objection is raised within five working days, decided by the office, and the next unit has its whole time', async () => {
    const slip = await city.brings()
    ok(await city.does(office, slip.number, 'dispatch', to('市水利局')))
    city.house.clock.set('2026-11-27T10:00:00+08:00')
    const why = { stepText: '征地补偿不属于水利部门职权，按三定规定由自然资源部门办理。' }
    ok(await city.does('shuili.chengban1', slip.number, 'objection', why))
    expect((await city.does('shuili.chengban1', slip.number, 'signature')).status).toBe(303)
    expect(await city.text(office, '/desk/petitions?list=objections')).toContain(slip.number)
    const stays = await city.does('shuili.chengban1', slip.number, 'acceptance-notice', {
      stepText: '先受理，等信访部门答复。',
    })
    expect(stays.page).toContain('已经提出异议')
    ok(
      await city.does(office, slip.number, 'objection-reply', {
        stepChoice: 'agreed',
        stepText: '核实同意，另行转送。',
      }),
    )
    expect(await city.rowOf(slip.number)).toMatchObject({ state: 'opened', returns: 1 })
    expect((await city.follows(slip)).page).toContain('收回材料，另行转送')
    ok(await city.does(office, slip.number, 'dispatch', to('市自然资源和规划局')))
    expect((await city.rowOf(slip.number)).dueOn?.toString()).toBe('2026-12-14')
    // Five working days after 27 November are over on 4 December.
    city.house.clock.set('2026-12-05T09:00:00+08:00')
    ok(await city.does('ziran.chengban1', slip.number, 'signature'))
    const late = await city.does('ziran.chengban1', slip.number, 'objection', why)
    expect([late.status, late.page.includes('提出异议的期限到12月4日为止')]).toEqual([422, true])
    expect(await city.check()).toEqual([])
  })

  test('what has a procedure of its own is led to it, what may not be accepted is refused with its ground, in writing', async () => {
    const led = await city.brings()
    ok(
      await city.does(office, led.number, 'lead-in', {
        stepChoice: 'reconsideration',
        stepText: '请在收到决定之日起60日内向市政府申请行政复议。',
      }),
    )
    expect(await city.rowOf(led.number)).toMatchObject({ state: 'closed', outcome: 'otherTrack' })
    const page = (await city.follows(led)).page
    for (const words of ['导入其他程序', '行政复议', '向市政府申请行政复议', '信访事项程序告知书'])
      expect(page).toContain(words)
    const refused = await city.brings()
    ok(
      await city.does(office, refused.number, 'refusal', {
        stepChoice: 'otherOrgan',
        stepText: '属于法院职权，请向原审法院申请再审。',
      }),
    )
    expect(await city.rowOf(refused.number)).toMatchObject({ state: 'closed', outcome: 'refused' })
    const { page: asks, cookie } = await city.follows(refused)
    expect(asks).not.toContain('可以申请复查')
    const forced = await city.askerDoes(refused.number, cookie, 'recheck', { reason })
    expect([forced.status, forced.page.includes('还没有出具处理意见'), forced.page.includes(reason)]).toEqual([
      409,
      true,
      true,
    ])
  })

  test('taken back and erased by its petitioner: words, names and what would recognise them are gone', async () => {
    const slip = await city.brings({ collective: 'yes', people: '3', delegates: '罗大山、田建国' })
    ok(await city.does(office, slip.number, 'dispatch', { ...to('zjj'), dispatchNote: '内部的话，不给信访人看。' }))
    const { cookie } = await city.follows(slip)
    ok(await city.askerDoes(slip.number, cookie, 'withdrawal'))
    expect(await (await city.open(`/follow/${slip.number}/data/copy.html`, cookie)).text()).not.toContain('内部的话')
    ok(await city.askerDoes(slip.number, cookie, 'data/erasure', { understood: 'yes' }))
    const { id } = await city.rowOf(slip.number)
    const [kept] = await city.house.db.select().from(petitions).where(eq(petitions.matterId, id))
    expect(kept).toMatchObject({ delegates: 2, delegatesCipher: null, wordsHash: null })
    expect((await city.follows(slip)).page).not.toContain('青苗补偿')
    expect(await city.check()).toEqual([])
  })

  test('is extended by the head before the date, by thirty days at the most, and the petitioner reads why', async () => {
    const slip = await city.brings()
    await accepted(slip, 'zjj', 'chengban')
    const ask = { extensionDays: '31', extensionGround: 'complex', extensionText: '需要重新测量面积并公示。' }
    expect((await city.does('chengban', slip.number, 'extension', ask)).page).toContain('最多可延长30日')
    city.house.clock.set('2027-01-23T10:00:00+08:00')
    expect((await city.does('chengban', slip.number, 'extension', { ...ask, extensionDays: '30' })).page).toContain(
      '须在届满之前',
    )
    city.house.clock.set('2027-01-20T10:00:00+08:00')
    const second = await city.brings()
    await accepted(second, 'zjj', 'chengban')
    ok(await city.does('chengban', second.number, 'extension', { ...ask, extensionDays: '30' }))
    ok(await city.does('fuzeren', second.number, 'extension-approval'))
    const { page } = await city.follows(second)
    for (const words of ['经批准延长30日', '延长办理期限告知书']) expect(page).toContain(words)
    // The clock is put back for the next test: nothing of then may stay under way.
    const { cookie } = await city.follows(second)
    ok(await city.askerDoes(second.number, cookie, 'withdrawal'))
  })
})

describe('复查、复核', () => {
  test('from the opinion of a section to the end: asked by the petitioner, handled above, with a hearing, and concluded', async () => {
    const phone = '13700001111'
    const words = { phone, facts: '物业监管科对小区维修资金的处理不公，三年没有公示过账目。' }
    const slip = await city.brings(words)
    // The section's own opinion: above it the bureau, above that the city.
    await accepted(slip, '市住建局物业监管科', 'wuye.chengban1')
    await answered(slip, 'wuye.chengban1', 'wuye.fuzeren', { answerChoice: 'notSupport' })
    ok(await delivered(slip, 'wuye.chengban1', '2026-11-23'))
    const first = await city.follows(slip)
    // Thirty days from 23 November.
    for (const said of ['2026年12月23日', '市住房和城乡建设局', '申请复查']) expect(first.page).toContain(said)
    const jump = await city.askerDoes(slip.number, first.cookie, 'final-review', { reason })
    expect([jump.status, jump.page.includes('没有经过复查，不能直接申请复核')]).toEqual([409, true])
    expect((await city.askerDoes(slip.number, first.cookie, 'recheck', { reason: '不服' })).status).toBe(422)

    city.house.clock.set('2026-12-23T23:30:00+08:00')
    const onTheLastDay = await city.follows(slip)
    const asked = await city.askerDoes(slip.number, onTheLastDay.cookie, 'recheck', { reason })
    const recheck = await city.slipOf(asked.response, onTheLastDay.cookie)
    const twice = await city.askerDoes(slip.number, onTheLastDay.cookie, 'recheck', { reason })
    expect([twice.status, twice.page.includes('只能申请一次')]).toEqual([409, true])
    expect((await city.follows(slip)).page).toContain('已申请复查')
    const row = await city.rowOf(recheck.number)
    expect(row).toMatchObject({
      class: 'recheck',
      ruleId: 'PET-7-opinion',
      holderUnitId: city.unit('市住房城乡建设局').id,
    })
    expect(row.dueOn?.toString()).toBe('2027-01-22')
    // Number and code of the first open what was asked about it, and nobody else's.
    const chained = await city.open(`/follow/${recheck.number}`, (await city.follows(slip)).cookie)
    expect([chained.status, (await chained.text()).includes('正在办理复查')]).toEqual([200, true])
    expect(
      (await city.open(`/follow/${recheck.number}`, (await city.follows(await city.brings())).cookie)).status,
    ).toBe(303)

    city.house.clock.set('2026-12-28T10:00:00+08:00')
    ok(await city.does('chengban', recheck.number, 'signature'))
    const own = await city.does('chengban', recheck.number, 'hand-over', {
      handOverUnit: '市住建局物业监管科',
      handOverText: '请办理。',
    })
    expect(own.page).toContain('不能办理对自己的复查')
    await answered(recheck, 'chengban', 'fuzeren', { answerChoice: 'upheld' })
    ok(await delivered(recheck, 'chengban', '2026-12-28'))
    const second = await city.follows(recheck)
    for (const said of ['信访复查意见书', '可以申请复核', '攀枝花市人民政府']) expect(second.page).toContain(said)
    const final = await city.slipOf(
      (await city.askerDoes(recheck.number, second.cookie, 'final-review', { reason })).response,
      second.cookie,
    )
    expect(await city.rowOf(final.number)).toMatchObject({
      class: 'finalReview',
      ruleId: 'PET-8-opinion',
      holderUnitId: city.unit('市信访局').id,
    })
    ok(await city.does(office, final.number, 'signature'))
    const looks = await city.text(office, `/desk/petitions/${final.number}`)
    for (const words of ['市住房城乡建设局的信访复查意见书', '三年没有公示过账目']) expect(looks).toContain(words)
    const due = (await city.rowOf(final.number)).dueOn
    ok(
      await city.does('xinfang.fuzeren', final.number, 'pause', {
        pauseGround: 'hearing',
        pauseNotice: '定于1月8日举行听证，听证时间不计入期限。',
      }),
    )
    city.house.clock.set('2027-01-08T17:00:00+08:00')
    ok(await city.does(office, final.number, 'resumption'))
    const after = (await city.rowOf(final.number)).dueOn
    expect(due && after && Temporal.PlainDate.compare(after, due)).toBe(1)
    await answered(final, office, 'xinfang.fuzeren', { answerChoice: 'upheld' })
    ok(await delivered(final, office, '2027-01-08'))
    expect((await city.follows(final)).page).toContain('信访终结')

    await city.forgetTries()
    const same = await city.send('/petitions/new', petitionFields(words))
    expect([same.status, (await same.text()).includes('信访终结')]).toEqual([422, true])
    const fresh = await city.send('/petitions/new', { ...petitionFields(words), newFacts: 'yes' })
    expect(fresh.status).toBe(303)
    expect(await city.check()).toEqual([])
  })

  test('too late is refused with the last day; what has its superior above the city is told where to go', async () => {
    const slip = await city.brings()
    await accepted(slip, 'zjj', 'chengban')
    await answered(slip, 'chengban', 'fuzeren')
    const future = await delivered(slip, 'chengban', '2026-11-24')
    expect([future.status, future.page.includes('送达日期不能晚于今天')]).toEqual([422, true])
    ok(await delivered(slip, 'chengban', '2026-11-23'))
    city.house.clock.set('2026-12-24T00:00:00+08:00')
    const { page, cookie } = await city.follows(slip)
    expect(page).toContain('现在已经超过')
    const late = await city.askerDoes(slip.number, cookie, 'recheck', { reason })
    expect([late.status, late.page.includes('最后一天是2026年12月23日')]).toEqual([409, true])
    // In time: the city's own opinion is looked at above the city.
    city.house.clock.set('2026-12-23T10:00:00+08:00')
    const asked = await city.askerDoes(slip.number, (await city.follows(slip)).cookie, 'recheck', { reason })
    const recheck = await city.slipOf(asked.response, cookie)
    ok(await city.does(office, recheck.number, 'signature'))
    await answered(recheck, office, 'xinfang.fuzeren', { answerChoice: 'changed' })
    const read = await city.follows(recheck)
    expect(read.page).toContain('复核机关是上一级人民政府')
    const outside = await city.askerDoes(recheck.number, read.cookie, 'final-review', { reason })
    expect([outside.status, outside.page.includes('不在本平台办理')]).toEqual([409, true])
  })

  test('the same facts are not accepted a second time while they are handled (PET-14)', async () => {
    const words = { phone: '13700002222', facts: '村里的水渠被占，灌溉用水断了两个月，没有人管。' }
    const slip = await city.brings(words)
    await city.forgetTries()
    const again = await city.send('/petitions/new', petitionFields({ ...words, facts: ` ${words.facts} ` }))
    const page = await again.text()
    expect([again.status, page.includes('不再重复受理'), page.includes(slip.number)]).toEqual([422, true, false])
    const named = await city.post(office, '/desk/petitions/new', {
      ...petitionFields({ phone: words.phone, earlier: slip.number }),
      source: 'visit',
      receivedOn: '2026-11-23',
    })
    expect(named.status).toBe(422)
    const another = await city.send('/petitions/new', petitionFields({ ...words, phone: '13700003333' }))
    expect(another.status).toBe(303)
  })
})

describe('isolation (PET-12)', () => {
  test('a 检举控告 is with the discipline body at once; the reported side, the office and whoever stands above it see nothing', async () => {
    const slip = await city.brings({ class: 'report', title: '验收收受红包', units: '市住房城乡建设局' })
    const row = await city.rowOf(slip.number)
    expect(row).toMatchObject({
      holderUnitId: city.unit('市纪委监委').id,
      reportedUnitId: city.unit('市住房城乡建设局').id,
      secrecy: true,
    })
    const path = `/desk/petitions/${slip.number}`
    for (const who of [
      'chengban',
      'fuzeren',
      'wuye.chengban1',
      office,
      'xinfang.fuzeren',
      'lingdao',
      'ducha',
      'paidan',
    ]) {
      expect((await city.get(who, path)).status, who).toBe(404)
      expect(await city.text(who, '/desk/petitions?list=all'), who).not.toContain(slip.number)
      expect((await city.does(who, slip.number, 'signature')).status, who).toBe(404)
    }
    const page = await city.text('jijian', path)
    expect(page).toContain('被举报单位')
    ok(await city.does('jijian', slip.number, 'signature'))
    const handed = await city.does('jijian', slip.number, 'hand-over', {
      handOverUnit: 'zjj',
      handOverText: '请核实。',
    })
    expect([handed.status, handed.page.includes('不得把检举控告转给被举报的一方')]).toEqual([422, true])
    const joint = await city.does('jijian', slip.number, 'joint-invitations', {
      jointUnit: '市住建局物业监管科',
      jointAsk: '请提供材料。',
    })
    expect(joint.page).toContain('不得让被举报的一方参与办理')
    ok(
      await city.does('jijian', slip.number, 'acceptance-notice', { stepText: '已收到，由有权机关依规依纪依法办理。' }),
    )
    expect(await city.rowOf(slip.number)).toMatchObject({ ruleId: 'PET-other' })
    const { page: follows } = await city.follows(slip)
    expect(follows).not.toContain('纪委')
    const noBody = await city.send('/petitions/new', petitionFields({ class: 'report', units: '市纪委监委' }))
    expect([noBody.status, (await noBody.text()).includes('12388')]).toEqual([422, true])
  })

  test('whoever keeps away does not find it any more, and the head says so of others', async () => {
    const slip = await city.brings()
    await accepted(slip, 'zjj', 'chengban')
    const { personId } = await city.actorOf('chengban')
    const other = await city.actorOf('zhujian.chengban2')
    const byColleague = await city.does('zhujian.chengban2', slip.number, 'recusal', {
      recusePerson: personId,
      recuseText: '是信访人的亲戚。',
    })
    expect([byColleague.status, byColleague.page.includes('请他人回避由单位负责人决定')]).toEqual([422, true])
    ok(await city.does('chengban', slip.number, 'recusal', { recusePerson: personId, recuseText: '是信访人的亲戚。' }))
    expect((await city.get('chengban', `/desk/petitions/${slip.number}`)).status).toBe(404)
    expect((await city.rowOf(slip.number)).holderPersonId).toBeNull()
    ok(
      await city.does('fuzeren', slip.number, 'recusal', {
        recusePerson: other.personId,
        recuseText: '以前参与过征地。',
      }),
    )
    expect((await city.get('zhujian.chengban2', `/desk/petitions/${slip.number}`)).status).toBe(404)
    expect(await city.text('fuzeren', `/desk/petitions/${slip.number}`)).toContain('回避')
    expect(await city.check()).toEqual([])
  })

  test('others find nothing: page, list, search, export, files, papers, the public', async () => {
    const slip = await city.brings({ title: '请求处理养殖场臭气' })
    await accepted(slip, 'zjj', 'chengban')
    const { id } = await city.rowOf(slip.number)
    const papers = await city.text('chengban', `/desk/petitions/${slip.number}`)
    const key = /papers\/(acceptance-\d+)/.exec(papers)?.[1] ?? ''
    expect((await petitionPapers.issue(city.house, id, key))?.number).toContain('信受')
    const paths = ['', '/why', '/print', `/papers/${key}`].map((end) => `/desk/petitions/${slip.number}${end}`)
    for (const path of paths) {
      expect((await city.get('chengban', path)).status, path).toBe(200)
      for (const who of ['jiaotong.chengban1', 'xitong', 'bianji'])
        expect((await city.get(who, path)).status, `${who} ${path}`).toBe(404)
      expect((await city.open(path)).status, path).toBe(303)
    }
    expect(await city.text('jiaotong.chengban1', '/desk/petitions?list=all')).not.toContain(slip.number)
    for (const path of ['/search?q=养殖场', '/letters', '/speed', '/sitemap/pages.xml'])
      expect(await (await city.open(path)).text(), path).not.toContain('请求处理养殖场臭气')
    expect(await (await city.open('/speed')).text()).not.toMatch(/信访事项\s*<\/(td|th|a)>/)
    expect((await city.open(`/follow/${slip.number}`)).status).toBe(303)
    const { cookie } = await city.follows(slip)
    expect((await city.open(`/follow/${slip.number}/papers/${key}`, cookie)).headers.get('Content-Type')).toBe(
      'application/pdf',
    )
  })
})

test.each<[string, Record<string, string>, string]>([
  ['a class', { class: '' }, '请选一个类别'],
  ['a unit that is not there', { units: '没有这个局' }, '没有找到'],
  ['too many delegates', { collective: 'yes', people: '9', delegates: '甲、乙、丙、丁、戊、己' }, '代表不得超过 5 人'],
  ['a phone', { phone: '123' }, '手机'],
])('a form without %s comes back as typed', async (_, change, sentence) => {
  await city.forgetTries()
  const response = await city.send('/petitions/new', petitionFields({ title: '请求修复水渠', ...change }))
  const page = await response.text()
  expect([response.status, page.includes(sentence), page.includes('请求修复水渠')]).toEqual([422, true, true])
})

test('only the petition office registers for others; oversight works as with other kinds', async () => {
  expect((await city.get('chengban', '/desk/petitions/new')).status).toBe(403)
  const slip = await city.brings()
  await accepted(slip, 'zjj', 'chengban')
  ok(
    await city.does('ducha', slip.number, 'supervision', {
      demand: '请按期办结并报告结果。',
      replyDueOn: '2026-12-01',
    }),
  )
  expect((await city.follows(slip)).page).toContain('已列入督办')
})
