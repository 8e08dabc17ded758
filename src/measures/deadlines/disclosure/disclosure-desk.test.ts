import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recentLaw } from '#core/calendar/index.ts'
import { newId } from '#platform/id.ts'
import { apiCalls, problemOf } from '../../../../test/api-calls.ts'
import { apiKeyOf } from '../../../../test/api-key.ts'
import { cookiesOf } from '../../../../test/letter-city.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { readBoard } from '../speed/board.ts'
import { openBy, openNow } from '../speed/open-now.ts'
import { rollUp } from '../speed/roll-up.ts'
import { disclosureParties } from './tables.ts'

let desk: DeskOfTests
let api: ReturnType<typeof apiCalls>
beforeAll(async () => {
  desk = await deskOfTests()
  api = apiCalls(desk.house)
})
afterAll(() => desk?.close())
beforeEach(() => desk.house.clock.set('2026-11-23T10:00:00+08:00'))

const send = (path: string, fields: Record<string, string>, cookie = '') => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ formKey: newId(), ...fields })) body.append(name, value)
  const headers = { 'Sec-Fetch-Site': 'same-origin', ...(cookie && { Cookie: cookie }) }
  return desk.house.app.request(path, { method: 'POST', body, headers })
}
const wanted = {
  of: 'information',
  applicant: 'citizen',
  name: '罗大山',
  documentKind: 'id',
  documentNumber: '510402199003077755',
  phone: '15400000003',
  title: '2025年联合检查方案',
  body: '住建部门和交通部门2025年联合检查的方案。',
  formWanted: 'electronic',
  way: 'web',
}
type Asked = { number: string; code: string }
async function ask(): Promise<Asked> {
  await desk.forgetTries()
  const response = await send('/disclosure/new', { ...wanted, unit: desk.unit('市住房城乡建设局').id })
  const Cookie = cookiesOf(response)
  const receipt = await (await desk.house.app.request('/disclosure/receipt', { headers: { Cookie } })).text()
  const [number = '', code = ''] = [...receipt.matchAll(/data-code="(\d+)"/g)].map(([, digits]) => digits)
  return { number, code }
}
const opens = async ({ number, code }: Asked): Promise<string> => {
  await desk.forgetTries()
  return cookiesOf(await send('/follow', { number, code }))
}
const follows = async (asked: Asked, path = '') => {
  const Cookie = await opens(asked)
  return desk.house.app.request(`/follow/${asked.number}${path}`, { headers: { Accept: 'text/html', Cookie } })
}
const does = async (who: string, number: string, noun: string, fields: Record<string, string> = {}) => {
  const response = await desk.post(who, `/desk/disclosures/${number}/${noun}`, { formKey: newId(), ...fields })
  return { status: response.status, page: await response.text() }
}
const done = async (who: string, number: string, noun: string, fields: Record<string, string> = {}) => {
  const { status, page } = await does(who, number, noun, fields)
  expect(status, `${noun}: ${/field-error[^>]*>([^<]*)/.exec(page)?.[1] ?? page.slice(0, 200)}`).toBe(303)
}

test('第35条: reasons are sound, the time is too short: a later date is set once, told, explained, and kept in the calendar', async () => {
  const asked = await ask()
  const { number } = asked
  await done('chengban', number, 'receipt')
  const later = { stepOn: '2027-01-29', stepText: '一次申请四十份验收报告，需要逐份查找、整理。' }
  expect((await does('chengban', number, 'delay', later)).page).toContain('请先请申请人说明理由')
  await done('chengban', number, 'reasons-request', { stepText: '本月您提出四十件申请，请说明需要。' })
  expect(
    (await send(`/follow/${number}/reasons`, { reasons: '写论文要用这四十份。' }, await opens(asked))).status,
  ).toBe(303)
  const early = await does('chengban', number, 'delay', { ...later, stepOn: '2026-12-01' })
  expect([early.status, early.page.includes('延迟的日期应当比它晚')]).toEqual([422, true])
  await done('chengban', number, 'delay', later)
  expect((await desk.rowOf(number)).dueOn?.toString()).toBe('2027-01-29')
  expect((await does('chengban', number, 'delay', { ...later, stepOn: '2027-02-26' })).page).toContain('不能再延')
  const page = await (await follows(asked)).text()
  for (const words of ['确定延迟到2027年1月29日', '延迟答复告知书']) expect(page).toContain(words)
  expect(await (await follows(asked, '/why')).text()).toContain('从确定那天起67日')
  expect((await desk.messagesTo(wanted.phone)).join('\n')).toContain('确定在2027年1月29日')
  const ics = await (await follows(asked, '/due.ics')).text()
  expect(ics).toContain('DTSTART;VALUE=DATE:20270129')
  expect(await desk.check()).toEqual([])
})

test('the calendar file of a request has its day; another has none', async () => {
  const asked = await ask()
  await done('chengban', asked.number, 'receipt')
  const file = await follows(asked, '/due.ics')
  expect([file.status, file.headers.get('Content-Type')]).toEqual([200, expect.stringContaining('text/calendar')])
  expect(await file.text()).toContain('DTSTART;VALUE=DATE:20261221')
  expect((await desk.house.app.request(`/follow/${asked.number}/due.ics`)).status).toBe(404)
})

describe('共同制作的机关 of this city', () => {
  test('find the letter at their desk, take it, answer it; nobody else finds it, and of the application they see nothing', async () => {
    const asked = await ask()
    await done('chengban', asked.number, 'receipt')
    const agency = { partyKind: 'agency', consultText: '方案由贵局和我局共同制作，请提出是否同意公开。' }
    expect(
      (await does('chengban', asked.number, 'consultation', { ...agency, partyName: '市住房城乡建设局' })).page,
    ).toContain('这就是您所在的单位')
    await done('chengban', asked.number, 'consultation', { ...agency, partyName: '市交通运输局' })
    const [party] = await desk.house.db
      .select()
      .from(disclosureParties)
      .where(eq(disclosureParties.unitId, desk.unit('市交通运输局').id))
    const letter = `/desk/disclosure-opinions/${party?.number}`
    // A served letter: whoever leads there, and whoever takes letters in, hears of it; nothing of the application is said.
    const told = (await desk.text('jiaotong.fuzeren', '/desk/messages')).replaceAll(' ', '')
    for (const words of [party?.number ?? '', '15个工作日内提出', '逾期未提出的视为同意公开'])
      expect(told).toContain(words)
    expect(told).not.toContain(wanted.name)
    expect(await desk.text('shuili.fuzeren', '/desk/messages')).not.toContain('征求意见书')
    const list = await desk.text('jiaotong.chengban1', '/desk/disclosure-opinions')
    for (const words of ['2025年联合检查方案', '待签收，签收后15个工作日内提出']) expect(list).toContain(words)
    for (const who of ['chengban', 'jijian', 'ducha', 'xitong']) {
      expect(await desk.text(who, '/desk/disclosure-opinions'), who).not.toContain('联合检查方案')
      expect((await desk.get(who, letter)).status, who).toBe(404)
      expect((await desk.post(who, `${letter}/receipt`)).status, who).toBe(404)
      expect((await desk.post(who, letter, { opinion: 'agree' })).status, who).toBe(404)
    }
    expect((await desk.get('jiaotong.chengban1', `/desk/disclosures/${asked.number}`)).status).toBe(404)
    const shown = await desk.text('jiaotong.chengban1', letter)
    expect(shown).toContain('签收征求意见书')
    for (const words of [wanted.name, wanted.phone, asked.number]) expect(shown).not.toContain(words)

    expect((await desk.post('jiaotong.chengban1', `${letter}/receipt`)).status).toBe(303)
    expect(await desk.rowOf(asked.number)).toMatchObject({ paused: true })
    // Fifteen working days from 23 November.
    expect(await desk.text('jiaotong.chengban1', letter)).toContain('2026年12月14日')
    const silent = await desk.post('jiaotong.chengban1', letter, { opinion: 'oppose', reasons: '' })
    expect([silent.status, (await silent.text()).includes('请写明不同意公开的理由')]).toEqual([422, true])
    const given = { opinion: 'oppose', reasons: '方案里有还没有公布的检查名单。' }
    expect((await desk.post('jiaotong.chengban1', letter, given)).status).toBe(303)
    expect(await desk.text('jiaotong.chengban1', letter)).toContain('不同意公开')
    expect(await desk.text('chengban', `/desk/disclosures/${asked.number}`)).toContain('还没有公布的检查名单')
    expect(await desk.rowOf(asked.number)).toMatchObject({ paused: false })
    const { rows } = await desk.house.db.execute<{ act: string }>(
      sql`select act from audit_entries where act in ('receiveOpinionLetter', 'giveUnitOpinion') order by at`,
    )
    expect(rows.map(({ act }) => act)).toEqual(['receiveOpinionLetter', 'giveUnitOpinion'])
    expect(await desk.check()).toEqual([])
  })
})

test('a paper is served as it was issued, whatever its words would be made from today', async () => {
  const asked = await ask()
  await done('chengban', asked.number, 'receipt')
  const refused = { answerChoice: 'notExist', replyText: '经检索，没有制作过这份方案。', intent: 'submit' }
  await done('chengban', asked.number, 'drafts', refused)
  await done('fuzeren', asked.number, 'approval')
  const key = /papers\/(answer-\d+)/.exec(await (await follows(asked)).text())?.[1] ?? ''
  const first = Buffer.from(await (await follows(asked, `/papers/${key}`)).arrayBuffer())
  const { db } = desk.house
  // The rule that the answer names is gone: nothing could be written anew.
  await db.execute(sql`update limit_rules set effective_from = '2030-01-01' where id = 'INF-22'`)
  await db.execute(sql`update calendar_version set version = ${newId()}`)
  recentLaw.forget(db)
  const again = await follows(asked, `/papers/${key}`)
  expect([again.status, Buffer.from(await again.arrayBuffer()).equals(first)]).toEqual([200, true])
  await db.execute(sql`update limit_rules set effective_from = '2024-01-01' where id = 'INF-22'`)
  await db.execute(sql`update calendar_version set version = ${newId()}`)
  recentLaw.forget(db)
})

test('a key of the unit lists, reads and works on its requests, and no other finds them', async () => {
  const scopes = ['disclosures:read', 'disclosures:work', 'disclosures:approve']
  const { key } = await apiKeyOf(desk, 'chengban', scopes)
  const { key: headKey } = await apiKeyOf(desk, 'fuzeren', scopes)
  const { key: stranger } = await apiKeyOf(desk, 'jiaotong.chengban1', scopes)
  const { number } = await ask()
  const one = `/api/v1/desk/disclosures/${number}`
  const act = async (noun: string, body: Record<string, string> | null, by = key) =>
    (await api.post(`${one}/${noun}`, body, { key: by })).status
  const list = await (await api.get('/api/v1/desk/disclosures?list=sign', { key })).json()
  expect(JSON.stringify(list)).toContain(number)
  expect(await act('receipt', null)).toBe(200)
  expect(await (await api.get(one, { key })).text()).toContain('"dueOn":"2026-12-21"')
  const opinion = { partyKind: 'agency', partyName: '市交通运输局', consultText: '请提出是否同意公开这份方案。' }
  expect(await act('consultation', opinion)).toBe(200)
  expect(await act('opinion', { party: '1', opinion: 'agree' })).toBe(200)
  expect(await act('drafts', { answerChoice: 'disclosed', replyText: '方案全文见附件，共12页。' })).toBe(200)
  expect(await act('approval', null)).toBe(403)
  expect(await act('approval', null, headKey)).toBe(200)
  expect(await (await api.get(one, { key })).json()).toMatchObject({ state: { word: '已办结' } })
  expect(await problemOf(api.get(one, { key: stranger }))).toMatchObject({ status: 404 })
  expect(await act('receipt', null, stranger)).toBe(404)
  expect(
    JSON.stringify(await (await api.get('/api/v1/desk/disclosures?list=all', { key: stranger })).json()),
  ).not.toContain(number)
})

test('the board of speed counts requests by their answers, in public', async () => {
  const before = await counts()
  const asked = await ask()
  await done('chengban', asked.number, 'receipt')
  expect(await counts()).toEqual({ ...before, open: before.open + 1 })
  await done('chengban', asked.number, 'drafts', {
    answerChoice: 'notExist',
    replyText: '经检索，没有制作过这份方案。',
    intent: 'submit',
  })
  await done('fuzeren', asked.number, 'approval')
  expect(await counts()).toEqual({ ...before, closed: before.closed + 1, met: before.met + 1 })
})

/** Of the kind, as the public board has them. */
async function counts(): Promise<{ closed: number; met: number; open: number }> {
  await rollUp(desk.house)
  const { figures } = (await readBoard(desk.house, 'public', { kind: 'disclosure' })).total
  const open = openBy(await openNow(desk.house.db, desk.house.clock.now()), { scopes: ['public'] })
  return { closed: figures.closed, met: figures.met, open: open('kind', 'disclosure').open }
}
