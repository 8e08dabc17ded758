import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { apiCalls, problemOf } from '../../../../test/api-calls.ts'
import { type PetitionsOfTests, petitionsOfTests, type Slip } from '../../../../test/petition-desk.ts'

let city: PetitionsOfTests
let api: ReturnType<typeof apiCalls>
beforeAll(async () => {
  city = await petitionsOfTests()
  api = apiCalls(city.house)
})
afterAll(() => city?.close())
beforeEach(() => city.house.clock.set('2026-11-23T10:00:00+08:00'))

const office = 'xinfang.chengban1'
const head = 'xinfang.fuzeren'
const reason = '补偿面积少算了0.2亩，请求重新丈量后补足。'
const ok = (done: { status: number; page: string }) =>
  expect([done.status, done.status === 303 ? '' : done.page.slice(0, 2000)]).toEqual([303, ''])

/** Routed to a section, accepted, with its opinion delivered. */
async function withOpinion(): Promise<Slip> {
  const slip = await city.brings()
  const routed = { dispatchUnit: '市住建局物业监管科', routeWay: 'forward' }
  ok(await city.does(office, slip.number, 'dispatch', routed))
  ok(await city.does('wuye.chengban1', slip.number, 'signature'))
  const told = { stepText: '已收到您反映的青苗补偿问题，由我科调查核实。' }
  ok(await city.does('wuye.chengban1', slip.number, 'acceptance-notice', told))
  const opinion = {
    answerChoice: 'notSupport',
    claim: '请求补发2024年修路占地的青苗补偿款。',
    facts: '经核实，占地不在补偿范围之内，清册没有漏登。',
    opinion: '不支持。占地不在补偿范围之内，不予补发。',
    basis: '《土地管理法》第48条。',
    intent: 'submit',
  }
  ok(await city.does('wuye.chengban1', slip.number, 'drafts', opinion))
  ok(await city.does('wuye.fuzeren', slip.number, 'approval'))
  ok(await city.does('wuye.chengban1', slip.number, 'delivery', { stepChoice: 'post', stepOn: '2026-11-23' }))
  return slip
}

test('复查 that was taken back may be asked again until the last day, and no second one beside an open one', async () => {
  const slip = await withOpinion()
  const { cookie } = await city.follows(slip)
  const ask = async () => city.askerDoes(slip.number, (await city.follows(slip)).cookie, 'recheck', { reason })
  const first = await city.slipOf((await ask()).response, cookie)
  expect((await ask()).status).toBe(409)
  ok(await city.askerDoes(first.number, (await city.follows(first)).cookie, 'withdrawal'))
  const { page } = await city.follows(slip)
  for (const words of ['可以申请复查', '撤回了的，最后一天之前可以再申请']) expect(page).toContain(words)

  city.house.clock.set('2026-12-23T23:00:00+08:00')
  const second = await city.slipOf((await ask()).response, cookie)
  expect(second.number).not.toBe(first.number)
  expect((await ask()).status).toBe(409)
  expect((await city.follows(slip)).page).toContain('已申请复查')
  ok(await city.askerDoes(second.number, (await city.follows(second)).cookie, 'withdrawal'))

  city.house.clock.set('2026-12-24T00:00:00+08:00')
  const late = await ask()
  expect([late.status, late.page.includes('最后一天是2026年12月23日')]).toEqual([409, true])
  expect(await city.check()).toEqual([])
})

describe('the petition office', () => {
  test('its head lands on what is to be passed on, while there is any', async () => {
    const landing = async () => (await city.text(head, '/desk/petitions')).match(/<title>([^<]*)/)?.[1]
    const slip = await city.brings()
    expect(await landing()).toContain('待转送')
    ok(
      await city.does(office, slip.number, 'refusal', {
        stepChoice: 'otherOrgan',
        stepText: '属于法院职权，请申请再审。',
      }),
    )
    for (const { number } of await waiting())
      ok(await city.does(office, number, 'dispatch', { dispatchUnit: 'zjj', routeWay: 'forward' }))
    expect(await landing()).toContain('待审核')
  })

  test('passes on many at once as it does one: 转送 or 交办 with its date, and the note', async () => {
    const slips = [await city.brings(), await city.brings()]
    const matter = slips.map(({ number }) => number)
    const page = await city.text(office, '/desk/petitions?list=dispatch')
    for (const words of ['转出勾选的信访事项', '要求反馈结果的日期', 'name="dispatchNote"'])
      expect(page).toContain(words)
    const send = (fields: Record<string, string>) =>
      city.post(office, '/desk/petitions/dispatches', {
        dispatchUnit: '市水利局',
        list: 'list=dispatch',
        matter,
        ...fields,
      })
    const undated = await send({ routeWay: 'assign', routeOn: '', dispatchNote: '' })
    expect([undated.status, (await undated.text()).includes('交办请填写要求反馈结果的日期')]).toEqual([422, true])
    expect((await city.rowOf(slips[0]?.number ?? '')).state).toBe('opened')

    const sent = await send({
      routeWay: 'assign',
      routeOn: '2026-12-20',
      dispatchNote: '两件是同一个村的，请一并核实。',
    })
    expect(sent.status).toBe(303)
    for (const slip of slips) {
      expect(await city.rowOf(slip.number)).toMatchObject({ state: 'dispatched', ruleId: 'PET-3' })
      expect((await city.follows(slip)).page).toContain('要求2026年12月20日')
      expect(await city.text(office, `/desk/petitions/${slip.number}`)).toContain('请一并核实')
    }
    // Over all desks a petition is passed on as a petition.
    const third = await city.brings()
    const plain = await city.post(office, '/desk/matters/dispatches', {
      dispatchUnit: '市水利局',
      list: 'list=dispatch',
      matter: third.number,
    })
    expect(plain.status).toBe(303)
    const events = await city.text(office, `/desk/petitions/${third.number}`)
    expect(events).toContain('转送市水利局')
    expect(await city.check()).toEqual([])
  })

  test('enters what was brought; nobody else is offered what is not theirs to enter', async () => {
    expect(await city.text(office, '/desk/petitions')).toContain('登记信访事项')
    expect(await city.text('wuye.chengban1', '/desk/petitions')).not.toContain('登记信访事项')
    expect((await city.get('wuye.chengban1', '/desk/petitions/new')).status).toBe(403)
  })

  test('has its yearly report: figures of the year, of no unit and no county, and nothing for anybody else', async () => {
    await city.brings({ class: 'report', title: '验收收受红包', units: '市住房城乡建设局' })
    const page = await city.text(head, '/desk/petitions/year')
    for (const words of ['本年登记', '网上提出', '交办', '出具意见', '不支持', '信访工作条例第41条'])
      expect(page).toContain(words)
    for (const words of ['市水利局', '东区', '检举控告</th>']) expect(page).not.toContain(words)
    const file = await city.get(head, '/desk/petitions/year.xlsx?year=2026')
    const [sheet] = await readExcelFile(Buffer.from(await file.arrayBuffer()))
    const rows = new Map((sheet?.data ?? []).map(([label, ...cells]) => [String(label).trim(), cells]))
    expect(rows.get('交办')).toEqual([2, 0, 0, 0, 2])
    expect(rows.get('信访人撤回')).toEqual([0, 0, 2, 0, 2])
    expect(rows.get('其中：不支持')).toEqual([1, 0, 0, 0, 1])
    const nothing = await city.get(head, '/desk/petitions/year.xlsx?year=2025')
    const [before] = await readExcelFile(Buffer.from(await nothing.arrayBuffer()))
    expect(before?.data.slice(1).every(([, ...cells]) => cells.every((cell) => cell === 0))).toBe(true)
    for (const who of ['chengban', 'ducha', 'lingdao', 'jijian'])
      expect((await city.get(who, '/desk/petitions/year')).status, who).toBe(403)
    expect((await city.open('/desk/petitions/year')).status).toBe(303)
  })
})

test('number and code open in the API what the follow page tells; anything else is not found', async () => {
  const slip = await withOpinion()
  await city.forgetTries()
  const response = await api.get(`/api/v1/petitions/${slip.number}`, { code: slip.code })
  expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
  expect(await response.json()).toMatchObject({
    number: slip.number,
    className: '申诉求决',
    opinion: { title: '信访处理意见书', choice: '不支持' },
    deliveredOn: '2026-11-23',
    next: { stage: 'recheck', organ: '攀枝花市住房和城乡建设局', lastOn: '2026-12-23', isOver: false, asked: null },
    told: [{ title: '受理告知' }],
  })
  const wrong = slip.code === '000000' ? '000001' : '000000'
  expect(await problemOf(api.get(`/api/v1/petitions/${slip.number}`, { code: wrong }))).toMatchObject({ status: 404 })
  expect(await problemOf(api.get(`/api/v1/petitions/${slip.number}`))).toMatchObject({ status: 401 })
  const letter = await city.writeOne()
  expect(await problemOf(api.get(`/api/v1/petitions/${letter}`, { code: slip.code }))).toMatchObject({ status: 404 })
})

/** What still waits at the office. */
async function waiting(): Promise<{ number: string }[]> {
  const page = await city.text(office, '/desk/petitions?list=dispatch')
  return [...new Set([...page.matchAll(/name="matter" value="(\d+)"/g)].map(([, number = '']) => number))].map(
    (number) => ({ number }),
  )
}
