import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addBusiness, recordOnTheSpot } from '#core/on-the-spot/index.ts'
import { type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'

let city: CounterOfTests
let guidedNumber = ''

const clerk = 'zongchuang'
const colleague = 'minzheng.chengban1'
const stranger = 'shuili.chengban2'

beforeAll(async () => {
  city = await counterOfTests()
  const { house } = city
  for (const way of ['counter', 'phone']) await city.post(clerk, '/desk/contacts/answers', { way })
  const actor = await city.actorOf(clerk)
  const unitId = city.unit('市政务服务中心').id
  const at = house.clock.now()
  await house.db.transaction(async (tx) => {
    const businessId = await addBusiness(tx, { personId: actor.personId, at }, { unitId, title: '高龄补贴申请' })
    const today = Temporal.PlainDate.from('2026-11-23')
    await recordOnTheSpot(tx, actor, { at, today }, { businessId, channel: 'counter' })
  })
  const { number } = await city.registered(clerk, { outcome: 'guide', guideUnit: '市民政局' })
  guidedNumber = number
  await city.settle()
  house.clock.advance({ minutes: 30 })
  await city.does(colleague, number, 'hand-over-acceptance')
  await city.settle()
  await city.does(colleague, number, 'answer', { replyText: '带身份证、户口本到社区办理。' })
})
afterAll(() => city?.close())

describe('首问责任 for everybody', () => {
  test('units and counts, each with its formula, and no person', async () => {
    const page = await (await city.open('/first-asked')).text()
    for (const words of [
      '当场答复',
      '当场办结',
      '引导到别的单位 1 件',
      '0.5',
      '市政务服务中心',
      '市民政局',
      '不看个人',
    ])
      expect(page).toContain(words)
    for (const secret of [guidedNumber, (await city.actorOf(clerk)).name, '高龄补贴要带什么'])
      expect(page).not.toContain(secret)
  })

  test('a group of like units, an unreadable filter is left out, and charts', async () => {
    expect(await (await city.open('/first-asked?group=street')).text()).toContain('这段时间还没有首问登记')
    expect((await city.open('/first-asked?year=abc&group=x')).status).toBe(200)
    for (const name of ['months', 'acceptance', 'lengths']) {
      const chart = await city.open(`/first-asked/${name}.svg?narrow=1`)
      expect([chart.status, chart.headers.get('Content-Type')]).toEqual([200, expect.stringContaining('svg')])
    }
    expect((await city.open('/first-asked/nothing.svg')).status).toBe(404)
  })

  test('the table can be taken along', async () => {
    const csv = await (await city.open('/first-asked/figures.csv')).text()
    const line = csv.split(/\r?\n/).find((one) => one.includes('市政务服务中心'))
    expect(line?.split(',').slice(2, 7)).toEqual(['2', '1', '1', '1', '0'])
    const sheet = await city.open('/first-asked/figures.xlsx')
    expect([sheet.status, sheet.headers.get('Content-Type')]).toEqual([200, expect.stringContaining('spreadsheetml')])
  })
})

describe('behind the figures', () => {
  const unit = (name: string) => `/desk/first-asked/${city.unit(name).id}`

  test('staff read what they may see, and nothing else', async () => {
    for (const list of ['in', 'registered']) {
      const at = `${unit(list === 'in' ? '市民政局' : '市政务服务中心')}?list=${list}`
      expect(await city.text(colleague, at), list).toContain(guidedNumber)
      expect(await city.text(stranger, at), list).not.toContain(guidedNumber)
    }
    expect(await city.text(clerk, `${unit('市政务服务中心')}?list=out`)).toContain('接下了')
    expect(await city.text(clerk, `${unit('市政务服务中心')}?list=dropped`)).not.toContain(guidedNumber)
    expect((await city.get(clerk, '/desk/first-asked/nothing')).status).toBe(404)
  })

  test('a list leaves the house as far as whoever takes it may see', async () => {
    for (const [list, name] of [
      ['in', '市民政局'],
      ['registered', '市政务服务中心'],
    ] as const) {
      const fields = { source: 'first-asked', list, unit: city.unit(name).id }
      const posted = await city.post(colleague, '/desk/exports', fields)
      expect(posted.status, list).toBe(303)
      const file = await city.get(colleague, `${posted.headers.get('Location')}/file`)
      const [sheet] = await readExcelFile(Buffer.from(await file.arrayBuffer()))
      expect(JSON.stringify(sheet?.data).replaceAll(' ', '')).toContain(guidedNumber)
      expect((await city.post(stranger, '/desk/exports', fields)).status).toBe(422)
    }
  })

  test('a 举报 is neither counted nor listed', async () => {
    const before = await (await city.open('/first-asked/figures.csv')).text()
    const number = await city.writeOne({ sort: 'report', unit: city.unit('市水利局').id, title: '收受红包' })
    await city.settle()
    expect(await (await city.open('/first-asked/figures.csv')).text()).toBe(before)
    for (const list of ['in', 'registered', 'out'])
      expect(await city.text('jijian', `${unit('市纪委监委')}?list=${list}`)).not.toContain(number)
  })
})
