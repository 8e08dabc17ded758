import { expect, test } from 'vitest'
import { type Arrangement, arrangementLines, readArrangementLines } from './arrangement.ts'
import { seededCalendar } from './calendar-for-tests.ts'
import { arrangementFaults } from './check-arrangement.ts'

const calendar = await seededCalendar()
const today = Temporal.PlainDate.from('2026-11-23')
const whole = `
date,kind,name
2026-12-31 放假 元旦
2027-01-01至2027-01-02,放假,元旦
2027-01-03 上班 元旦
2027-02-05..2027-02-11 off 春节
2027-04-05 放假 清明节
2027-05-01至2027-05-05 放假 劳动节
2027-06-09 放假 端午节
2027-09-15 放假 中秋节
２０２７-10-01至2027-10-07 放假 国庆节
`
const arrangement = (lines: string, scope: Arrangement['scope'] = 2027): Arrangement => ({
  scope,
  title: '通知',
  sourceUrl: '',
  days: readArrangementLines(lines).days,
})

test('a decree is read from lines, ranges, CSV and JSON alike', () => {
  const { days, faults } = readArrangementLines(whole)
  expect(faults).toEqual([])
  expect(days).toHaveLength(1 + 2 + 1 + 7 + 1 + 5 + 1 + 1 + 7)
  expect(JSON.stringify(readArrangementLines(arrangementLines(days)).days)).toBe(JSON.stringify(days))
  const json = JSON.stringify({ days: [{ date: '2027-01-01', name: '元旦', isOffDay: true }] })
  expect(readArrangementLines(json).days).toMatchObject([{ kind: 'off', name: '元旦' }])
  const list = JSON.stringify([{ date: '2027-01-03', kind: 'work', name: '元旦' }])
  expect(readArrangementLines(list).days).toMatchObject([{ kind: 'work' }])
})

test.each([
  ['2027-02-30 放假 春节', 1, '没有 2027-02-30 这一天。'],
  ['2027-01-01 放假 元旦\n2027-01-01 放假 元旦', 2, '2027-01-01 在第 1 行已经有了，请删去一行。'],
  ['2027-01-01 庆祝 元旦', 1, '“庆祝”看不懂，请写“放假”或“上班”。'],
  ['2027-01-01 放假', 1, '请写上节日名称，例如“春节”。'],
  ['\n元旦放假三天', 1, '请写成“2027-01-01 放假 元旦”'],
  ['2027-01-03至2027-01-01 放假 元旦', 1, '后一个日期早于前一个日期，请调换。'],
  ['{"days":', 1, 'JSON 读不出来，请检查括号和引号。'],
])('%j is refused by its line', (lines, line, message) => {
  const { faults } = readArrangementLines(lines)
  expect(faults).toHaveLength(1)
  expect(faults[0]?.line).toBe(line)
  expect(faults[0]?.message).toContain(message)
})

test('a whole decree for the coming year has nothing against it', () => {
  expect(arrangementFaults(arrangement(whole), calendar, today)).toEqual([])
})

test('a decree that misses a statutory holiday, or strays into another year, is refused with the article', () => {
  const [missing] = arrangementFaults(
    arrangement(whole.replace('2027-01-01至2027-01-02,放假,元旦\n', '')),
    calendar,
    today,
  )
  expect(missing).toBe('缺少法定节日：2027-01-01（元旦）应当放假（全国年节及纪念日放假办法第二条）。')
  const [stray] = arrangementFaults(arrangement(`${whole}\n2028-01-03 放假 元旦`), calendar, today)
  expect(stray).toContain('2028-01-03 不属于2027年的安排')
  const [weekday] = arrangementFaults(arrangement(`${whole}\n2027-03-01 上班 春节`), calendar, today)
  expect(weekday).toContain('本来就上班')
  expect(arrangementFaults(arrangement(''), calendar, today)).toEqual([
    '还没有写任何一天，请逐行填写放假和上班的日子。',
  ])
})

test('a day that has passed under a decree stays as it was counted', async () => {
  const { seedDecrees } = await import('./seed-days.ts')
  const days = (await seedDecrees()).find(({ year }) => year === 2026)?.days ?? []
  const again = { scope: 2026, title: '通知', sourceUrl: '', days }
  expect(arrangementFaults(again, calendar, today)).toEqual([])
  const without = { ...again, days: days.filter(({ on }) => on.toString() !== '2026-10-10') }
  expect(arrangementFaults(without, calendar, today)).toEqual([
    '2026-10-10 已经过去，并且已按公布的安排计算，不能再改变；请按原来的安排填写这一天。',
  ])
})
