import { eq, sql } from 'drizzle-orm'
import { parseCrontab } from 'graphile-worker'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCalendar } from '#core/calendar/index.ts'
import { asXlsx } from '#core/documents/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { listColumns, sampleLines } from './importing/read-list.ts'
import { workSamples, works } from './tables.ts'
import { dueForReport } from './telling/due-for-report.ts'
import { tellDue, tellingJobs } from './telling/tell-due.ts'
import { proofFile, type WorksOfTests, worksOfTests } from './works-for-tests.ts'

let city: WorksOfTests<DeskOfTests>

beforeAll(async () => {
  city = worksOfTests(await deskOfTests())
})
afterAll(() => city.close())

const worksNow = () => city.house.db.$count(works)

describe('导入', () => {
  const head = listColumns.map(({ label }) => label)
  const sheet = async (...rows: string[][]) =>
    new File(
      [new Uint8Array(await asXlsx([{ name: '任务', columns: head.map((label) => ({ label })), rows }]))],
      '任务.xlsx',
    )
  const choose = async (file: File) => {
    const body = new FormData()
    body.append('file', file)
    const response = await city.upload('ducha', '/desk/works/import', body)
    return { status: response.status, page: await response.text() }
  }
  const carriedBy = (page: string): { rows: string; formKey: string } => ({
    rows: (/name="rows" value="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    formKey: /name="formKey" value="([^"]*)"/.exec(page)?.[1] ?? '',
  })
  const save = (carried: { rows: string; formKey: string }) =>
    city.post('ducha', '/desk/works/import', { step: 'save', ...carried })

  test('a list is looked at, then saved whole, and once however often one clicks', async () => {
    const before = await worksNow()
    const looked = await choose(await sheet(...sampleLines))
    expect([looked.status, looked.page.includes('1 项任务，2 个节点')]).toEqual([200, true])
    expect(await worksNow()).toBe(before)
    const carried = carriedBy(looked.page)
    expect((await save(carried)).status).toBe(303)
    expect((await save(carried)).status).toBe(303)
    expect(await worksNow()).toBe(before + 1)
    expect(await city.text('chengban', '/desk/works')).toContain('改造老旧小区 20 个')
  })

  test('one wrong line and nothing is taken; each fault with its line', async () => {
    const before = await worksNow()
    const [good = []] = sampleLines
    const wrong = good.map((cell, at) =>
      head[at] === '牵头单位' ? '没有这个局' : head[at] === '任务' ? '另一项任务' : cell,
    )
    const other = good.map((cell, at) => (head[at] === '任务' ? '第三项任务' : cell))
    const looked = await choose(await sheet(other, wrong))
    expect(looked.status).toBe(422)
    expect(looked.page).toContain('第 3 行')
    expect(looked.page).toContain('没有找到“没有这个局”')
    expect(looked.page).not.toContain('全部导入')
    expect(await worksNow()).toBe(before)
  })

  test('what changed between looking and saving is told, and nothing is taken', async () => {
    const [good = []] = sampleLines
    const lines = ['先核对后登记之一', '先核对后登记之二'].map((title) =>
      good.map((cell, at) => (head[at] === '任务' ? title : cell)),
    )
    const carried = carriedBy((await choose(await sheet(...lines))).page)
    await city.give({ title: '先核对后登记之二' })
    const before = await worksNow()
    const response = await save(carried)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('台账里已经有这项任务')
    expect(await worksNow()).toBe(before)
  })

  test('no file, another file, who does not give works', async () => {
    expect((await choose(new File([], ''))).page).toContain('还没有选择文件')
    expect((await choose(new File(['a,b\n1,2'], '别的.csv'))).page).toContain('没有找到表头')
    expect((await save({ rows: '[1', formKey: newId() })).status).toBe(422)
    expect((await city.get('chengban', '/desk/works/import')).status).toBe(403)
    expect((await city.get('ducha', '/desk/works/import/template.xlsx')).status).toBe(200)
    expect((await city.post('chengban', '/desk/works/import', { step: 'save' })).status).toBe(403)
  })
})

describe('督查抽样', () => {
  const form = { title: '年底走访', year: '2026', source: '', among: 'open', size: '3' }

  test('the seed is noted first, drawn once, and comes out the same again; the visit is marked in the sample', async () => {
    for (let at = 0; at < 4; at++) await city.give()
    const noted = await city.post('ducha', '/desk/works/samples', form)
    const path = noted.headers.get('Location') ?? ''
    const id = path.split('/').at(-1) ?? ''
    const before = await city.text('ducha', path)
    expect(before).toContain('现在抽取')
    expect(before).toContain('可核验随机抽取')
    const [{ seed } = { seed: '' }] = await city.house.db.select().from(workSamples).where(eq(workSamples.id, id))
    expect(seed).toMatch(/^[0-9a-f]{32}$/)
    expect((await city.post('ducha', `${path}/draw`)).status).toBe(303)
    expect((await city.post('ducha', `${path}/draw`)).status).toBe(409)
    const [drawn] = await city.house.db.select().from(workSamples).where(eq(workSamples.id, id))
    expect(drawn?.seed).toBe(seed)
    expect(drawn?.chosenIds).toHaveLength(3)
    const page = await city.text('lingdao', path)
    expect(page).toContain('重算过，结果一致')
    const [chosen] = await city.house.db
      .select()
      .from(works)
      .where(eq(works.id, drawn?.chosenIds?.[0] ?? ''))
    const visit = { milestone: '1', finding: 'partly', visitedOn: '2026-11-23', seen: '现场已经开工，进度略慢。' }
    expect((await city.act('ducha', chosen?.number ?? '', 'visit', visit)).status).toBe(303)
    expect(await city.text('ducha', path)).toContain('已走访')
  })

  test('seed and result cannot be changed afterwards', async () => {
    for (const statement of [
      sql`update work_samples set seed = 'mine'`,
      sql`update work_samples set chosen_ids = '{}' where drawn_at is not null`,
      sql`delete from work_samples`,
    ])
      await expect(city.house.db.execute(statement)).rejects.toThrow()
  })

  test('bad input, nobody else’s business, nothing to draw from', async () => {
    const wrong = await city.post('ducha', '/desk/works/samples', { ...form, size: 'drei', title: '' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('请填写抽取数，用数字')
    expect((await city.get('chengban', '/desk/works/samples')).status).toBe(403)
    expect((await city.post('lingdao', '/desk/works/samples', form)).status).toBe(403)
    expect((await city.get('ducha', `/desk/works/samples/${newId()}`)).status).toBe(404)
    expect((await city.get('dongqu.lingdao', '/desk/works/samples')).status).toBe(200)
    const empty = await city.post('ducha', '/desk/works/samples', { ...form, year: '2024' })
    const drawn = await city.post('ducha', `${empty.headers.get('Location')}/draw`)
    expect([drawn.status, (await drawn.text()).includes('没有符合条件的任务可抽')]).toEqual([409, true])
  })
})

describe('该报进展', () => {
  const told = async (username: string) => {
    const { personId } = await city.actorOf(username)
    const { rows } = await city.house.db.execute<{ at: string }>(
      sql`select created_at::text as at from notices where template = 'works.due' and to_person_id = ${personId} order by created_at`,
    )
    return rows.length
  }
  const dueNumbers = async () => {
    const { house } = city
    const today = house.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
    const calendar = await loadCalendar(house.db)
    return house.db.transaction(async (tx) => (await dueForReport(tx, today, calendar)).map(({ number }) => number))
  }

  test('units are told three working days before, once, and once when it has slipped; at no other time', async () => {
    const { house } = city
    // What other tests left past its date is told first.
    await tellDue(house)
    const first = await told('shuili.chengban1')
    const number = await city.give({
      lead: '市水利局',
      joint: '市农业农村局',
      users: '',
      milestones: '2026-12-04 完成渠道整治',
    })
    house.clock.set('2026-11-30T08:45:00+08:00')
    expect(await dueNumbers()).not.toContain(number)
    house.clock.set('2026-12-01T08:45:00+08:00')
    expect(await dueNumbers()).toContain(number)
    await tellDue(house)
    await tellDue(house)
    expect(await told('shuili.chengban1')).toBe(first + 1)
    expect(await told('shuili.fuzeren')).toBe(1)
    expect(await told('nongye.chengban1')).toBe(1)
    expect(await told('jiaotong.chengban1')).toBe(0)
    for (const day of ['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05']) {
      house.clock.set(`${day}T08:45:00+08:00`)
      await tellDue(house)
    }
    expect(await told('shuili.chengban1')).toBe(first + 1)
    house.clock.set('2026-12-07T08:45:00+08:00')
    await tellDue(house)
    house.clock.set('2026-12-08T08:45:00+08:00')
    await tellDue(house)
    expect(await told('shuili.chengban1')).toBe(first + 2)
    await city.act('ducha', number, 'date', { milestone: '1', newDueOn: '2026-12-11', reason: '暴雨停工，同意顺延。' })
    await tellDue(house)
    await tellDue(house)
    expect(await told('shuili.chengban1'), 'the new date falls due itself').toBe(first + 3)
    house.clock.set('2026-12-09T08:45:00+08:00')
    await tellDue(house)
    house.clock.set('2026-12-10T08:45:00+08:00')
    await city.act('shuili.chengban1', number, 'proof', { milestone: '1', result: '渠道整治全部完成。' }, [proofFile()])
    house.clock.set('2026-12-14T08:45:00+08:00')
    expect(await dueNumbers()).not.toContain(number)
    expect(await told('shuili.chengban1')).toBe(first + 3)
  })

  test('at 08:45 of the city, and the words hold no title', async () => {
    expect(parseCrontab(tellingJobs.cron?.join('\n') ?? '')).toHaveLength(1)
    expect(tellingJobs.cron?.[0]).toMatch(/^45 0 \* \* \* works:tell-due/)
    const text = await city.text('shuili.chengban1', '/desk/messages')
    expect(text).toContain('个任务节点该报进展')
    expect(text).not.toContain('渠道整治')
  })

  test('nothing is told on a day off', async () => {
    const { house } = city
    await city.give({ lead: '市水利局', joint: '', users: '', milestones: '2026-12-21 完成验收' })
    house.clock.set('2026-12-19T08:45:00+08:00')
    const before = await told('shuili.chengban1')
    await tellDue(house)
    expect(await told('shuili.chengban1')).toBe(before)
    expect(await city.checkWorks()).toEqual([])
  })
})
