import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { seedPeople } from '#core/people/index.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
  await seedCalendar(house)
})
afterAll(() => house.close())

const get = (path: string) => house.app.request(path, { headers: { Accept: 'text/html' } })
const text = async (path: string) => (await get(path)).text()

describe('期限规则', () => {
  test('shows each limit with its source, its quotation and its marks', async () => {
    const page = await text('/rules')
    expect(page).toContain('二十日内不能作出决定的，经本行政机关负责人批准，可以延长十日')
    expect(page).toContain('经本行政机关负责人批准可延长一次，最多10个工作日')
    expect(page).toContain('书面征求第三方意见（最多15个工作日）')
    expect(page).toContain('自收到申请材料之日起即为受理')
    expect(page).toContain('本市自定（非法律规定）')
    expect(page).toContain('原文没有核对，施行前须核对')
    expect(page).toContain('每年1月31日前')
    expect(page).toContain('href="/rules/LIC-7"')
    expect(page).toContain('国务院办公厅关于2026年部分节假日安排的通知')
  })

  test('is searched and filtered by address, and says so when nothing is left', async () => {
    const petitions = await text('/rules?q=%E4%BF%A1%E8%AE%BF&set=law')
    expect(petitions).toContain('申诉求决类信访事项办结')
    expect(petitions).not.toContain('作出行政许可决定')
    const local = await text('/rules?set=local&unit=hour')
    expect(local).toContain('交办件办理：特急')
    expect(local).not.toContain('LIC-7')
    const none = await get('/rules?q=%E7%81%AB%E6%98%9F')
    expect(none.status).toBe(200)
    expect(await none.text()).toContain('没有符合条件的期限')
  })

  test('goes with its filters into a file, a sheet and onto paper', async () => {
    const csv = await text('/rules/list.csv?measure=inspections')
    expect(csv).toContain('SUP-13')
    expect(csv).not.toContain('LIC-7')
    const sheet = await get('/rules/list.xlsx')
    expect(sheet.headers.get('Content-Type')).toContain('spreadsheetml')
    expect(sheet.headers.get('Content-Disposition')).toContain('filename="rules.xlsx"')
    const paper = await text('/rules/print')
    expect(paper).toContain('办理期限一览')
    expect(paper).toContain('※交办件办理：特急')
  })
})

describe('one rule', () => {
  test('says what it means from today on, and why day by day', async () => {
    const page = await text('/rules/LIC-7')
    expect(page).toContain('如果受理之日是今天，最迟')
    expect(page).toContain('2026年12月21日（周一）')
    expect(page).toContain('经批准延长到最长的，最迟2027年1月')
    expect(page).toContain('起算日不计入（民法典第201条）')
    expect(page).toContain('/rules/due?from=2026-11-23&amp;amount=20&amp;unit=workday')
    expect(page).toContain('/rules/LIC-7/due.ics?from=2026-11-23')
  })

  test('starts from another day, and refuses one that no calendar has', async () => {
    expect(await text('/rules/LIC-7?from=2026-02-10')).toContain('2026年3月16日（周一）')
    const refused = await get('/rules/LIC-7?from=2026-02-30')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('2026年2月没有30日')
  })

  test('rolls, counts back, keeps a minimum, counts hours and names the day of a year', async () => {
    expect(await text('/rules/PET-1?from=2026-09-18')).toContain('2026年10月8日（周四）')
    const before = await text('/rules/LIC-15?from=2026-11-20')
    expect(before).toContain('如果举行听证之日是11月20日（周五），最迟')
    expect(before).toContain('2026年11月11日（周三）')
    const minimum = await text('/rules/DEC-5?from=2026-03-01')
    expect(minimum).toContain('不早于 2026年3月31日（周二）')
    expect(minimum).toContain('这一天24时之前不得截止')
    expect(await text('/rules/REF-urgent')).toContain('2026年11月24日（周二）10:00')
    expect(await text('/rules/INF-17-department')).toContain('2027年1月31日（周日）')
  })

  test('a rule without a number says what it asks; one that nobody knows is not found', async () => {
    const page = await text('/rules/LIC-17')
    expect(page).toContain('没有数字，只规定怎么办')
    expect(page).toContain('视为准予延续')
    expect((await get('/rules/LIC-99')).status).toBe(404)
    expect((await get('/rules/LIC-7:0199c8c2-6f1e-7b7a-9d0e-2f6a4c1b3e55')).status).toBe(404)
  })

  test('goes into the calendar of a phone', async () => {
    const file = await text('/rules/LIC-7/due.ics?from=2026-02-10')
    expect(file).toContain('DTSTART;VALUE=DATE:20260316')
    expect(file).toContain('SUMMARY:到期：作出行政许可决定')
    expect((await get('/rules/LIC-17/due.ics')).status).toBe(404)
  })
})

describe('GET /api/v1/rules', () => {
  const api = async (path: string) => {
    const response = await house.app.request(path)
    return { status: response.status, body: await response.json() }
  }

  test('lists what is in force, narrowed', async () => {
    const { body } = await api('/api/v1/rules?measure=public-services&unit=workday&set=law')
    const ids = body.rules.map(({ id }: { id: string }) => id)
    expect(ids).toEqual(['LIC-3', 'LIC-7', 'LIC-8', 'LIC-9', 'LIC-10', 'LIC-13', 'LIC-14', 'LIC-15'])
    expect(body.rules[1]).toMatchObject({
      limit: { amount: 20, unit: 'workday', direction: 'after', bound: 'atMost', roll: 'none' },
      start: { event: 'acceptance', word: '受理之日' },
      extension: { amount: 10, approver: '本行政机关负责人' },
      citation: '行政许可法第42条第1款',
      isLocal: false,
      page: '/rules/LIC-7',
    })
    expect((await api('/api/v1/rules?on=2020-01-01')).body.rules.map(({ id }: { id: string }) => id)).not.toContain(
      'PET-6',
    )
  })

  test('answers one with its due date, and names a parameter that is wrong', async () => {
    const { body } = await api('/api/v1/rules/PET-6?from=2026-08-03')
    expect(body).toMatchObject({ id: 'PET-6', promises: [], due: { due: '2026-10-08', provisional: false } })
    expect(body.due.explanation).toHaveLength(67)
    const wrong = await api('/api/v1/rules/PET-6?from=tomorrow')
    expect(wrong.status).toBe(422)
    expect(wrong.body.errors[0].parameter).toBe('from')
    expect((await api('/api/v1/rules?unit=century')).status).toBe(422)
    expect((await api('/api/v1/rules/PET-99')).status).toBe(404)
  })
})
