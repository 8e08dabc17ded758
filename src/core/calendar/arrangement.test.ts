import { expect, test } from 'vitest'
import { type Arrangement, arrangementLines, readArrangementLines } from './arrangement.ts'
import { Calendar } from './calendar.ts'
import { arrangementFaults } from './check-arrangement.ts'
import { provisionalDays2027, seedDays, seedYears } from './seed-days.ts'

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

const decreed = [...(await seedDays()), ...provisionalDays2027]
const sourced = (days: Arrangement['days']) => days.map((day) => ({ ...day, source: '' }))

/** As `calendarWith` reads it from the tables: the decree of the year replaced, days of the city last. */
function faultsOf({ scope, ...rest }: Arrangement, localDays: Arrangement['days'] = []): string[] {
  const others = decreed.filter(({ on }) => on.year !== scope)
  const years = typeof scope === 'number' ? [...seedYears, scope] : seedYears
  const then =
    scope === 'local' ? [...decreed, ...sourced(rest.days)] : [...others, ...sourced(rest.days), ...sourced(localDays)]
  const now = new Calendar([...decreed, ...sourced(localDays)], seedYears)
  return arrangementFaults({ scope, ...rest }, { calendar: now, calendarThen: new Calendar(then, years), today })
}

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
  expect(faultsOf(arrangement(whole))).toEqual([])
})

test('a decree that misses a statutory holiday, or strays into another year, is refused with the article', () => {
  const [missing] = faultsOf(arrangement(whole.replace('2027-01-01至2027-01-02,放假,元旦\n', '')))
  expect(missing).toBe('缺少法定节日：2027-01-01（元旦）应当放假（全国年节及纪念日放假办法第二条）。')
  const [stray] = faultsOf(arrangement(`${whole}\n2028-01-03 放假 元旦`))
  expect(stray).toContain('2028-01-03 不属于2027年的安排')
  const [weekday] = faultsOf(arrangement(`${whole}\n2027-03-01 上班 春节`))
  expect(weekday).toContain('本来就上班')
  expect(faultsOf(arrangement(''))).toEqual(['还没有写任何一天，请逐行填写放假和上班的日子。'])
})

test('a day that has passed under a decree stays as it was counted, with the article', async () => {
  const days = decreed.filter(({ on }) => on.year === 2026)
  const again = { scope: 2026, title: '通知', sourceUrl: '', days }
  expect(faultsOf(again)).toEqual([])
  expect(faultsOf({ ...again, days: days.filter(({ on }) => on.toString() !== '2026-10-10') })).toEqual([
    '2026-10-10 已经过去，期间已按公布的安排届满（民法典第二百零三条），不能再改变；请按原来的安排填写这一天。',
  ])
})

test('a day of the city that has passed can be neither added nor left out', () => {
  const flood = readArrangementLines('2026-11-03 放假 防汛\n2026-12-01 放假 防汛').days
  const past = '2026-11-03 已经过去'
  expect(faultsOf(arrangement('2026-11-03 放假 防汛', 'local'))[0]).toContain(past)
  expect(faultsOf(arrangement('2026-12-01 放假 防汛', 'local'), flood)[0]).toContain(past)
  expect(faultsOf(arrangement('2026-11-03 放假 防汛', 'local'), flood)).toEqual([])
})

test('the last week of the year before is no way around it', () => {
  const then = Temporal.PlainDate.from('2027-01-20')
  const now = new Calendar(decreed, [...seedYears, 2027])
  const later = new Calendar(
    [...decreed, { on: Temporal.PlainDate.from('2026-12-31'), kind: 'off', name: '元旦', source: '' }],
    [...seedYears, 2027],
  )
  const [fault] = arrangementFaults(arrangement(whole), { calendar: now, calendarThen: later, today: then })
  expect(fault).toContain('2026-12-31 已经过去')
})
