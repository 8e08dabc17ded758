import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventsOf, replay, wakeDue } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { cookiesOf } from '../../../../test/letter-city.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { runJobs } from '../../../../test/setup/run-jobs.ts'
import { type PaperSource, paperBlocks } from './papers/paper-words.ts'
import { receivedDays } from './papers/received-days.ts'
import { letterCode } from './party-names.ts'
import { disclosureFees, disclosureParties, disclosures } from './tables.ts'

let desk: DeskOfTests
beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk?.close())
beforeEach(() => {
  desk.house.clock.set('2026-11-23T10:00:00+08:00')
})

const open = (path: string, cookie = '') =>
  desk.house.app.request(path, { headers: { Accept: 'text/html', ...(cookie && { Cookie: cookie }) } })
const send = (path: string, body: FormData, cookie = '') => {
  const headers = { 'Sec-Fetch-Site': 'same-origin', ...(cookie && { Cookie: cookie }) }
  return desk.house.app.request(path, { method: 'POST', body, headers })
}
const form = (fields: Record<string, string>): FormData => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ formKey: newId(), ...fields })) body.append(name, value)
  return body
}
const wanted = {
  of: 'information',
  applicant: 'citizen',
  name: '罗大山',
  documentKind: 'id',
  documentNumber: '510402199003077755',
  phone: '15400000002',
  title: '2025年路灯改造验收报告',
  body: '东区炳草岗大街路灯改造工程的验收报告，2025年。',
  formWanted: 'electronic',
  way: 'web',
}
const at = (number: string, noun = '') => `/desk/disclosures/${number}${noun && `/${noun}`}`
const does = async (who: string, number: string, noun: string, fields: Record<string, string> = {}) => {
  const response = await desk.post(who, at(number, noun), { formKey: newId(), ...fields })
  return { status: response.status, page: await response.text() }
}
const done = async (who: string, number: string, noun: string, fields: Record<string, string> = {}) => {
  const { status, page } = await does(who, number, noun, fields)
  expect(status, `${noun}: ${/field-error[^>]*>([^<]*)/.exec(page)?.[1] ?? page.slice(0, 200)}`).toBe(303)
}
type Asked = { number: string; code: string; cookie: string }
async function ask(change: Record<string, string> = {}, cookie = ''): Promise<Asked & { response: Response }> {
  await desk.forgetTries()
  const unit = desk.unit('市住房城乡建设局').id
  const response = await send('/disclosure/new', form({ ...wanted, unit, ...change }), cookie)
  const cookies = cookiesOf(response)
  if (response.status !== 303) return { number: '', code: '', cookie: '', response }
  const receipt = await (await open('/disclosure/receipt', cookies)).text()
  const [number = '', code = ''] = [...receipt.matchAll(/data-code="(\d+)"/g)].map(([, digits]) => digits)
  return { number, code, cookie: cookies, response }
}
/** By number and code anew: what was opened stays open for half an hour. */
const opens = async ({ number, code }: Asked): Promise<string> => {
  await desk.forgetTries()
  return cookiesOf(await send('/follow', form({ number, code })))
}
const follows = async (asked: Asked) => (await open(`/follow/${asked.number}`, await opens(asked))).text()
const askerDoes = async (asked: Asked, noun: string, fields: Record<string, string> = {}) => {
  const response = await send(`/follow/${asked.number}/${noun}`, form(fields), await opens(asked))
  return { status: response.status, page: await response.text() }
}
const answer = { answerChoice: 'disclosed', replyText: '验收报告全文见附件，共12页。' }

describe('an application', () => {
  test('is refused in words with what was typed, asks for no reason, and is filed once', async () => {
    const bad = await ask({ documentNumber: '123', title: '' })
    const page = await bad.response.text()
    expect(bad.response.status).toBe(422)
    for (const words of ['身份证号码应是 18 位', '请填写信息的名称', wanted.body]) expect(page).toContain(words)
    const blank = await (await open('/disclosure/new', '')).text()
    expect(blank).toContain('不用写理由')
    expect(blank).not.toMatch(/name="(reason|purpose|why)/)
    expect(blank).toContain('需要帮助吗')
    const key = newId()
    const [one, again] = [await ask({ formKey: key }), await ask({ formKey: key })]
    expect([one.number.length, again.number]).toEqual([15, one.number])
    const [kept] = await desk.house.db.select().from(disclosures)
    expect(kept?.documentCipher?.toString()).not.toContain(wanted.documentNumber)
    expect(await desk.messagesTo(wanted.phone)).toEqual([expect.stringContaining('查询码')])
  })

  test('starts to count when the unit confirms; the number of the document is masked, and shown in full to the record', async () => {
    const asked = await ask()
    expect(await follows(asked)).toContain('待确认收到')
    expect(await desk.rowOf(asked.number)).toMatchObject({ dispatchedAt: null, state: 'dispatched' })
    desk.house.clock.set('2026-11-24T09:00:00+08:00')
    await done('chengban', asked.number, 'receipt')
    // 2026-11-24 + 20 working days.
    expect((await desk.rowOf(asked.number)).dueOn?.toString()).toBe('2026-12-22')
    expect((await does('chengban', asked.number, 'receipt')).page).toContain('已经确认收到')
    const page = await desk.text('chengban', at(asked.number))
    expect(page).toContain('5104**********7755')
    expect(page).not.toContain(wanted.documentNumber)
    const shown = await desk.post('chengban', at(asked.number, 'identity'))
    expect([shown.status, (await shown.text()).includes(wanted.documentNumber)]).toEqual([200, true])
    expect((await desk.post('ducha', at(asked.number, 'identity'))).status).toBe(403)
    const { rows } = await desk.house.db.execute(sql`select 1 from audit_entries where act = 'showIdentity'`)
    expect(rows).toHaveLength(1)
  })

  test('that nobody confirms counts from the end of the day by which it should have been', async () => {
    const { number } = await ask()
    desk.house.clock.set('2026-11-26T08:00:00+08:00')
    await wakeDue(desk.house)
    const row = await desk.rowOf(number)
    expect([row.state, row.dispatchedAt?.toString()]).toEqual(['inProgress', '2026-11-24T16:00:00Z'])
    await done('chengban', number, 'signature')
    expect((await desk.rowOf(number)).holderPersonId).not.toBeNull()
    expect(await desk.check()).toEqual([])
  })

  test('by hand, by mail: staff fill it in, and the day of receipt follows the way it came', async () => {
    const unit = desk.unit('市住房城乡建设局').id
    const register = async (change: Record<string, string>) =>
      desk.post('chengban', '/desk/disclosures/new', { ...wanted, unit, ...change })
    const missing = await register({ channel: 'signedMail' })
    expect([missing.status, (await missing.text()).includes('填签收那天')]).toEqual([422, true])
    expect((await register({ channel: 'signedMail', receivedOn: '2026-11-20' })).status).toBe(303)
    const { rows } = await desk.house.db.execute<{ number: string }>(
      sql`select number from matters where kind = 'disclosure' and channel = 'signedMail'`,
    )
    // Signed for on Friday the 20th.
    expect((await desk.rowOf(rows[0]?.number ?? '')).dueOn?.toString()).toBe('2026-12-18')
    expect((await register({ channel: 'fax' })).status).toBe(303)
    const other = await register({ channel: 'inPerson', receivedOn: '2026-11-23', unit: desk.unit('市交通运输局').id })
    expect(other.status).toBe(422)
    expect((await desk.post('bianji', '/desk/disclosures/new', { ...wanted, unit })).status).toBe(403)
  })
})

describe('correction', () => {
  test('once, by a day, within seven working days; the reply is counted anew', async () => {
    const asked = await ask()
    await done('chengban', asked.number, 'receipt')
    const notice = { stepOn: '2026-12-01', stepText: '请写明是哪一段道路、哪一年的验收报告。' }
    const today = await does('chengban', asked.number, 'correction', { ...notice, stepOn: '2026-11-23' })
    expect([today.status, today.page.includes('补正期限应当合理')]).toEqual([422, true])
    await done('chengban', asked.number, 'correction', notice)
    expect(await follows(asked)).toContain(notice.stepText)
    const early = await does('chengban', asked.number, 'drafts', { ...answer, intent: 'submit' })
    expect([early.status, early.page.includes('正在等申请人补正')]).toEqual([422, true])
    expect((await askerDoes(asked, 'corrections', { corrections: ' ' })).status).toBe(422)
    desk.house.clock.set('2026-11-27T15:00:00+08:00')
    expect((await askerDoes(asked, 'corrections', { corrections: '炳草岗大街，2025年6月。' })).status).toBe(303)
    // 2026-11-27 + 20 working days.
    const row = await desk.rowOf(asked.number)
    expect(row.dueOn?.toString()).toBe('2026-12-25')
    // The reply is counted anew; what was received was received before.
    const days = receivedDays(replay(row.id, await eventsOf(desk.house.db, row.id)), 'Asia/Shanghai')
    expect(days.correctedOn?.toString()).toBe('2026-11-27')
    expect(days.receivedOn && Temporal.PlainDate.compare(days.receivedOn, '2026-11-27')).toBe(-1)
    const words = { ...days, kind: 'extension', title: '验收报告', number: '1', words: '', dueOn: row.dueOn, on: null }
    const more = { extensionGround: '情况复杂', answer: null, letter: null, reviewBody: '', reviewWithin: '' }
    expect(JSON.stringify(paperBlocks({ ...words, ...more } as PaperSource))).toMatch(
      /本机关于2026年11月2[3-6]日收到，于2026年11月27日收到补正的申请/,
    )
    const second = await does('chengban', asked.number, 'correction', notice)
    expect([second.status, second.page.includes('只能一次性告知')]).toEqual([422, true])
    expect((await askerDoes(asked, 'corrections', { corrections: '再补一句' })).status).toBe(409)
    expect(await desk.check()).toEqual([])
  })

  test('too late is refused with the article; silence is a request dropped', async () => {
    const late = await ask()
    await done('chengban', late.number, 'receipt')
    desk.house.clock.set('2026-12-03T09:00:00+08:00')
    const notice = { stepOn: '2026-12-15', stepText: '请写明是哪一段道路、哪一年的验收报告。' }
    const refused = await does('chengban', late.number, 'correction', notice)
    expect([refused.status, refused.page.includes('7个工作日内')]).toEqual([422, true])

    const silent = await ask()
    await done('chengban', silent.number, 'receipt')
    await done('chengban', silent.number, 'correction', notice)
    desk.house.clock.set('2026-12-15T23:59:00+08:00')
    await wakeDue(desk.house)
    expect((await desk.rowOf(silent.number)).closedAt).toBeNull()
    desk.house.clock.set('2026-12-16T00:00:00+08:00')
    await wakeDue(desk.house)
    expect(await desk.rowOf(silent.number)).toMatchObject({ state: 'closed', outcome: 'dropped' })
    const { page } = await askerDoes(silent, 'corrections', { corrections: '炳草岗大街，2025年6月。' })
    expect(page).toContain('本件已了结')
    expect(await desk.check()).toEqual([])
  })
})

const letterOf = async (number: string) => {
  const { id } = await desk.rowOf(number)
  const parties = await desk.house.db.select().from(disclosureParties).where(eq(disclosureParties.matterId, id))
  return parties.map((party) => ({ number: party.number, code: letterCode(desk.house, party.number) }))
}

test('a whole life: third party, extension, refusal without article, answer with its letter, review in the yearly figures', async () => {
  const asked = await ask()
  const { number } = asked
  await done('chengban', number, 'receipt')
  const asks = {
    partyKind: 'enterprise',
    partyName: '东区某照明公司',
    consultText: '验收报告里有贵公司的报价清单，可能是商业秘密。',
  }
  expect((await does('chengban', number, 'consultation', { ...asks, partyKind: '' })).page).toContain(
    '请选择征求谁的意见',
  )
  await done('chengban', number, 'consultation', asks)
  await done('chengban', number, 'consultation', { ...asks, partyKind: 'agency', partyName: '市财政局' })
  const early = await does('chengban', number, 'drafts', { ...answer, intent: 'submit' })
  expect([early.status, early.page.includes('还没有收齐')]).toEqual([422, true])

  // Delivered on the 24th and the 25th; written down on the 25th.
  desk.house.clock.set('2026-11-25T09:00:00+08:00')
  const future = await does('chengban', number, 'delivery', { party: '1', receivedOn: '2026-11-26' })
  expect([future.status, future.page.includes('晚于今天')]).toEqual([422, true])
  await done('chengban', number, 'delivery', { party: '1', receivedOn: '2026-11-24' })
  await done('chengban', number, 'delivery', { party: '2', receivedOn: '2026-11-25' })
  expect(await desk.rowOf(number)).toMatchObject({ paused: true })
  expect(await desk.text('chengban', at(number, 'why'))).toContain('书面征求第三方意见')
  expect(await follows(asked)).toContain('正在征求意见')

  // The firm answers on its page, by number and code: nothing of the applicant is shown.
  const [firm] = await letterOf(number)
  const wrong = await send('/disclosure/opinion', form({ number: firm?.number ?? '', code: '000000' }))
  expect([wrong.status, (await wrong.text()).includes('报价清单')]).toEqual([422, false])
  const opened = await send('/disclosure/opinion', form({ number: firm?.number ?? '', code: firm?.code ?? '' }))
  const cookie = cookiesOf(opened)
  const letter = await (await open('/disclosure/opinion', cookie)).text()
  expect(letter).toContain('报价清单')
  for (const hidden of ['罗大山', wanted.phone, '市财政局']) expect(letter).not.toContain(hidden)
  const say = (fields: Record<string, string>) => send('/disclosure/opinion/answer', form(fields), cookie)
  expect((await say({ opinion: '' })).status).toBe(422)
  expect((await say({ opinion: 'oppose' })).status).toBe(422)
  expect((await say({ opinion: 'oppose', reasons: '报价公开后会影响投标。' })).status).toBe(303)
  expect((await say({ opinion: 'agree' })).status).toBe(422)
  expect(await desk.rowOf(number)).toMatchObject({ paused: true })

  // The agency is silent for 15 working days: deemed agreed, the clock runs on.
  desk.house.clock.set('2026-12-17T00:10:00+08:00')
  await wakeDue(desk.house)
  const row = await desk.rowOf(number)
  expect(row.paused).toBe(false)
  // One of twenty was used when it stopped: nineteen from the 17th.
  expect(row.dueOn?.toString()).toBe('2027-01-13')
  expect(await desk.text('chengban', at(number))).toContain('视为同意公开')

  desk.house.clock.set('2026-12-17T09:30:00+08:00')
  const against = await does('chengban', number, 'drafts', { ...answer, intent: 'submit' })
  expect([against.status, against.page.includes('书面告知第三方')]).toEqual([422, true])
  await done('chengban', number, 'party-notice', { party: '1', toldText: '公开验收结论和总价，关系公共资金使用。' })

  const extension = { extensionGround: 'volume', extensionText: '报告附件三百页，需要逐页区分处理。' }
  const tooLong = await does('chengban', number, 'extension', { ...extension, extensionDays: '21' })
  expect([tooLong.status, tooLong.page.includes('最多可延长20')]).toEqual([422, true])
  await done('chengban', number, 'extension', { ...extension, extensionDays: '10' })
  expect((await does('chengban', number, 'extension-approval')).status).toBe(403)
  await done('fuzeren', number, 'extension-approval')
  expect((await does('chengban', number, 'extension', { ...extension, extensionDays: '5' })).page).toContain(
    '已经延长过一次',
  )

  const partial = { answerChoice: 'partial', replyText: '报价清单遮盖后公开，其余全文见附件。', intent: 'submit' }
  const bare = await does('chengban', number, 'drafts', partial)
  expect([bare.status, bare.page.includes('必须写明依据的条款')]).toEqual([422, true])
  expect(bare.page).toContain(partial.replyText)
  expect(
    (await does('chengban', number, 'drafts', { ...partial, answerGround: 'thirdParty', replyText: '见附' })).page,
  ).toContain('太短')
  await done('chengban', number, 'drafts', { ...partial, answerGround: 'thirdParty' })
  await done('fuzeren', number, 'approval')
  expect(await desk.rowOf(number)).toMatchObject({ state: 'closed', outcome: 'answered', onTime: true })
  await runJobs(desk.house)
  const page = await follows(asked)
  for (const words of ['部分公开（区分处理）', '第15条', '延长答复期限告知书', '政府信息公开申请答复书'])
    expect(page).toContain(words)
  expect(page).not.toContain('征求意见书</a>')
  const paper = /\/follow\/\d+\/papers\/answer-\d+/.exec(page)?.[0] ?? ''
  const pdf = await open(paper, await opens(asked))
  expect([pdf.status, pdf.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
  expect((await open(paper, '')).status).toBe(404)

  const review = { reviewKind: 'review', reviewFiledOn: '2026-12-17', reviewResult: 'pending' }
  expect((await does('ducha', number, 'appeals', review)).status).toBe(403)
  await done('chengban', number, 'appeals', review)
  await done('chengban', number, 'appeals', { ...review, reviewResult: 'corrected' })
  const year = await desk.text('fuzeren', '/desk/disclosures/year?year=2026')
  for (const words of ['部分公开（区分处理）', '行政复议', '结果纠正']) expect(year).toContain(words)
  expect(year).not.toContain('罗大山')
  const sheet = await desk.get('fuzeren', '/desk/disclosures/year.xlsx?year=2026')
  expect([sheet.status, (await sheet.arrayBuffer()).byteLength > 2000]).toEqual([200, true])
  expect(await desk.check()).toEqual([])
})

test('a fee: never within what is free, by one method, and the reply is counted anew from the payment', async () => {
  const asked = await ask({ documentKind: 'passport', documentNumber: 'EA1234567' })
  const { number } = asked
  await done('chengban', number, 'receipt')
  const free = await does('chengban', number, 'fee-notice', { feeMethod: 'pages', feePages: '30' })
  expect([free.status, free.page.includes('没有超过免费的 30 页')]).toEqual([422, true])
  const few = await does('chengban', number, 'fee-notice', { feeMethod: 'cases' })
  expect([few.status, few.page.includes('没有超过免费的 10 件')]).toEqual([422, true])
  await done('chengban', number, 'fee-notice', { feeMethod: 'pages', feePages: '120' })
  const [fee] = await desk.house.db.select().from(disclosureFees)
  expect(fee).toMatchObject({ method: 'pages', quantity: 120, yuan: 1100 })
  expect(await follows(asked)).toContain('1100 元')
  const twice = await does('chengban', number, 'fee-notice', { feeMethod: 'pages', feePages: '200' })
  expect(twice.status).toBe(422)
  desk.house.clock.set('2026-11-30T09:00:00+08:00')
  await done('chengban', number, 'payment', { paidOn: '2026-11-27' })
  expect((await desk.rowOf(number)).dueOn?.toString()).toBe('2026-12-25')

  const unpaid = await ask()
  await done('chengban', unpaid.number, 'receipt')
  await done('chengban', unpaid.number, 'fee-notice', { feeMethod: 'pages', feePages: '31' })
  desk.house.clock.set('2026-12-29T00:00:00+08:00')
  await wakeDue(desk.house)
  expect(await desk.rowOf(unpaid.number)).toMatchObject({ state: 'closed', outcome: 'dropped' })
  expect(await desk.check()).toEqual([])
})

test('减免: by the head, with the reason that the applicant reads; whole, the reply is counted anew; in part, what is left waits', async () => {
  const asked = await ask({ documentKind: 'passport', documentNumber: 'EB7654321' })
  const { number } = asked
  await done('chengban', number, 'receipt')
  const none = await does('fuzeren', number, 'fee-waiver', { feeLeft: '0', feeWaiver: '申请人是低保户，有证明。' })
  expect([none.status, none.page.includes('没有等待缴纳的费用')]).toEqual([422, true])
  await done('chengban', number, 'fee-notice', { feeMethod: 'pages', feePages: '120' })
  const waived = { feeLeft: '0', feeWaiver: '申请人是低保户，有证明，经研究予以免收。' }
  expect((await does('chengban', number, 'fee-waiver', waived)).status).toBe(403)
  const more = await does('fuzeren', number, 'fee-waiver', { ...waived, feeLeft: '1100' })
  expect([more.status, more.page.includes('应当比它少')]).toEqual([422, true])
  desk.house.clock.set('2026-11-27T09:00:00+08:00')
  await done('fuzeren', number, 'fee-waiver', waived)
  expect(await desk.rowOf(number)).toMatchObject({ paused: false, dueOn: Temporal.PlainDate.from('2026-12-25') })
  const page = await follows(asked)
  for (const words of ['信息处理费全部免收', '信息处理费减免告知书']) expect(page).toContain(words)
  expect((await desk.messagesTo(wanted.phone)).join('\n')).toContain('信息处理费已免收')

  const part = await ask({ documentKind: 'passport', documentNumber: 'EB7654322' })
  await done('chengban', part.number, 'receipt')
  await done('chengban', part.number, 'fee-notice', { feeMethod: 'pages', feePages: '120' })
  desk.house.clock.set('2026-12-15T09:00:00+08:00')
  await done('fuzeren', part.number, 'fee-waiver', { feeLeft: '200', feeWaiver: '其中八十页是重复的扫描件。' })
  const { id } = await desk.rowOf(part.number)
  const [fee] = await desk.house.db.select().from(disclosureFees).where(eq(disclosureFees.matterId, id))
  expect(fee).toMatchObject({ yuan: 1100, waivedYuan: 900 })
  const again = await does('fuzeren', part.number, 'fee-waiver', { feeLeft: '0', feeWaiver: '再减一次，申请人要求。' })
  expect([again.status, again.page.includes('不能再减免')]).toEqual([422, true])
  // The time for paying began anew with the smaller sum.
  desk.house.clock.set('2026-12-30T00:00:00+08:00')
  await wakeDue(desk.house)
  expect(await desk.rowOf(part.number)).toMatchObject({ paused: true, closedAt: null })
  await done('chengban', part.number, 'payment', { paidOn: '2026-12-29' })
  expect(await desk.rowOf(part.number)).toMatchObject({ paused: false })
  expect(await desk.check()).toEqual([])
})

test('too many: reasons are asked for, and only then the request may be left', async () => {
  const asked = await ask()
  const { number } = asked
  await done('chengban', number, 'receipt')
  const left = { answerChoice: 'excessive', replyText: '同一内容已经申请多次，理由与信息无关。', intent: 'submit' }
  expect((await does('chengban', number, 'drafts', left)).page).toContain('先请申请人说明理由')
  await done('chengban', number, 'reasons-request', { stepText: '本月您就同一内容提出三十件申请，请说明需要。' })
  expect((await askerDoes(asked, 'reasons', { reasons: '就是想要。' })).status).toBe(303)
  await done('chengban', number, 'drafts', left)
})

test('the own record is corrected by an answer of its own', async () => {
  const asked = await ask({
    of: 'ownRecord',
    title: '房屋档案里我的姓名写错',
    body: '“罗大三”应为“罗大山”，附身份证明。',
  })
  await done('chengban', asked.number, 'receipt')
  const wrong = await does('chengban', asked.number, 'drafts', { ...answer, intent: 'submit' })
  expect(wrong.page).toContain('不适用于这类申请')
  await done('chengban', asked.number, 'drafts', {
    answerChoice: 'corrected',
    replyText: '已经更正档案记录，请核对。',
    intent: 'submit',
  })
})

describe('who sees it', () => {
  test('another person, another unit and an administrator get "not found", without a hint', async () => {
    const asked = await ask({ title: '只有办理的单位看得到的申请' })
    await done('chengban', asked.number, 'receipt')
    const other = await ask()
    for (const path of ['why', 'due.ics', 'withdrawal', 'data'])
      expect((await open(`/follow/${asked.number}/${path}`, other.cookie)).status, path).toBe(404)
    expect((await open(`/follow/${asked.number}`, other.cookie)).status).toBe(303)
    const stranger = await send(`/follow/${asked.number}/corrections`, form({ corrections: '补正' }), other.cookie)
    expect(stranger.status).toBe(404)
    for (const who of ['gongan.chengban1', 'xitong', 'paidan']) {
      expect((await desk.get(who, at(asked.number))).status, who).toBe(404)
      expect((await desk.post(who, at(asked.number, 'identity'))).status, who).toBe(404)
      expect(await desk.text(who, '/desk/disclosures?list=all')).not.toContain(asked.number)
    }
    expect(await desk.text('chengban', '/desk/disclosures?list=all')).toContain(asked.number)
    const found = await (await open('/search?q=只有办理的单位看得到', '')).text()
    expect(found).not.toContain(asked.number)
  })

  test('once erased, neither document nor third party is known any more', async () => {
    const asked = await ask()
    await done('chengban', asked.number, 'receipt')
    await done('chengban', asked.number, 'consultation', {
      partyKind: 'person',
      partyName: '沙马某某',
      consultText: '报告里有您的签名和住址。',
    })
    expect((await askerDoes(asked, 'withdrawal')).status).toBe(303)
    const gone = await send(`/follow/${asked.number}/data/erasure`, form({ understood: 'yes' }), asked.cookie)
    expect(gone.status).toBe(303)
    const { id } = await desk.rowOf(asked.number)
    const [kept] = await desk.house.db.select().from(disclosures).where(eq(disclosures.matterId, id))
    const [party] = await desk.house.db.select().from(disclosureParties).where(eq(disclosureParties.matterId, id))
    expect([kept?.documentCipher, kept?.documentHash, party?.nameCipher]).toEqual([null, null, null])
  })
})
