import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { cookiesOf } from '../../../../../test/letter-city.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())
beforeEach(() => desk.forgetTries())

const said = {
  sort: 'help',
  title: '楼道灯坏了',
  body: '老人上门说，三栋的楼道灯坏了半个月，晚上上下楼摔过一跤，请来修。',
  division: '510402',
  name: '罗大爷',
}

/** What a clerk's browser does: sends the form and follows to the receipt. */
async function register(fields: Record<string, string> = {}, who = 'zongchuang') {
  const response = await desk.post(who, '/desk/letters/new', { ...said, formKey: newId(), ...fields })
  const page = response.status === 303 ? '' : await response.text()
  const cookie = `${await desk.as(who)}; ${cookiesOf(response)}`
  const receipt = async (path = '') => {
    const shown = await desk.house.app.request(`/desk/letters/new/receipt${path}`, {
      headers: { Accept: 'text/html', Cookie: cookie },
    })
    return shown.text()
  }
  return { status: response.status, location: response.headers.get('Location'), page, receipt }
}

test('whoever has no telephone goes home with number and code, and the counter that received them is first asked', async () => {
  const { status, location, receipt } = await register()
  expect([status, location]).toEqual([303, '/desk/letters/new/receipt'])
  const page = await receipt()
  const [number = '', code = ''] = [...page.matchAll(/data-code="(\d+)"/g)].map(([, digits]) => digits)
  expect(page).not.toContain('已发到您的手机')
  expect(await receipt('/print')).toContain(code.slice(0, 3))
  const row = await desk.rowOf(number)
  const clerk = await desk.actorOf('zongchuang')
  expect(row).toMatchObject({
    channel: 'counter',
    state: 'opened',
    filingUnitId: desk.unit('市长信箱办公室').id,
    firstAskedUnitId: clerk.roles[0]?.unitId,
    firstAskedPersonId: clerk.personId,
    askerPersonId: null,
  })
  expect((await desk.get('zongchuang', `/desk/letters/${number}`)).status).toBe(200)
  expect((await desk.get('chengban', `/desk/letters/${number}`)).status).toBe(404)
  const opened = await desk.post('paidan', '/follow', { number, code })
  expect([opened.status, opened.headers.get('Location')]).toEqual([303, `/follow/${number}`])
  expect(await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })).toMatchObject({ status: 303 })
  expect((await desk.rowOf(number)).firstAskedUnitId).toBe(clerk.roles[0]?.unitId)
  expect(await desk.check()).toEqual([])
})

test('with a telephone the code is sent there, whoever typed it; a second click is the same letter', async () => {
  const formKey = newId()
  const fields = { formKey, phone: '13800001234', body: '同一张表单点了两次登记，只应有一件。' }
  const before = (await desk.letters()).length
  const [first, second] = [await register(fields), await register(fields)]
  expect([first.status, second.status]).toEqual([303, 303])
  expect((await desk.letters()).length).toBe(before + 1)
  expect((await desk.messagesTo('13800001234')).join('')).toContain('来访诉求已收到')
  expect(await second.receipt()).toContain('已发到您的手机')
})

test('nothing typed is lost, and each fault is at its field', async () => {
  const { status, page } = await register({ title: '', phone: '123', body: '灯坏了' })
  expect(status).toBe(422)
  for (const kept of ['灯坏了', '罗大爷', '请写一个标题', '内容太短了']) expect(page).toContain(kept)
  expect((page.match(/href="#(?:title|body|phone)"/g) ?? []).length).toBe(3)
})

test.each(['report', 'complaint-official'])('%s is not written down at a counter', async (sort) => {
  const before = (await desk.letters()).length
  const { status, page } = await register({ sort })
  expect(status).toBe(422)
  expect(page).toContain('不在柜台代写')
  expect((await desk.letters()).length).toBe(before)
  expect(await desk.text('zongchuang', '/desk/letters/new')).not.toContain('value="report"')
})

test('dispatchers enter letters on paper too; nobody else does', async () => {
  expect((await register({ body: '寄来的书面信：请在校门口加装减速带，孩子上学安全。' }, 'paidan')).status).toBe(303)
  for (const who of ['chengban', 'bianji', 'ducha', 'xitong']) {
    expect((await desk.get(who, '/desk/letters/new')).status).toBe(403)
    expect((await register({}, who)).status).toBe(403)
  }
})

test('the desk’s lists may be narrowed to a door', async () => {
  const web = await desk.writeOne({ title: '网上写来的一封信' })
  const all = await desk.text('paidan', '/desk/letters?list=dispatch')
  expect(all).toContain(web)
  const counter = await desk.text('paidan', '/desk/letters?list=dispatch&channel=counter')
  expect(counter).not.toContain(web)
  expect(counter).toContain('楼道灯坏了')
  expect(await desk.text('paidan', '/desk/letters?list=dispatch&channel=constructor')).toContain(web)
})
