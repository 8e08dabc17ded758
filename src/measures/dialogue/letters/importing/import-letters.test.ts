import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { checkMatters, wakeDue } from '#core/matters/index.ts'
import { seedPeople } from '#core/people/index.ts'
import { type TestHouse, testHouse } from '../../../../../test/house.ts'
import { letterFigures } from '../statistics/statistics.ts'
import { importLetters, linesOf } from './import-letters.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await seedCalendar(house)
  await seedPeople(house)
})
afterAll(() => house.close())

async function* lines(...rows: (object | string)[]): AsyncGenerator<string> {
  for (const row of rows) yield typeof row === 'string' ? row : JSON.stringify(row)
}

const letter = (id: number, writtenAt: string, repliedAt: string) => ({
  id,
  author: 'A000123',
  title: `第${id}封：公交车为什么改线`,
  writtenAt,
  body: '我叫张建国，手机13812345678，想问一下公交线路调整的原因。',
  reply: '您好，线路调整方案已公布。',
  repliedAt,
})

describe('an import of letters', () => {
  // 2019-04-25 is a Thursday; May 1 to 4 were off and April 28 and May 5 made up: the seventh working day is May 7.
  const inTime = letter(1, '2019-04-25T09:32:09+08:00', '2019-05-07T23:59:59+08:00')
  const late = letter(2, '2019-04-25T09:32:09+08:00', '2019-05-08T00:00:00+08:00')

  test('runs each through the verbs at its own dates, tells nobody, and says which lines it refused', async () => {
    const report = await importLetters(
      house,
      lines(
        inTime,
        late,
        '',
        'not json',
        { ...inTime, id: 3, writtenAt: '2019-13-45' },
        { ...inTime, id: 4, repliedAt: '2019-04-01T00:00:00+08:00' },
        { ...inTime, id: 6, class: 'report' },
        { ...inTime, id: 5, unit: '没有的单位' },
      ),
    )
    expect(report).toMatchObject({ read: 7, filed: 2, published: 2, already: 0 })
    expect(report.refused.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8])
    expect(report.refused.map(({ why }) => why).join()).toContain('不是 JSON')
    expect(report.refused.map(({ why }) => why).join()).toContain('举报不能从旧信箱导入')
    expect(report.refused.at(-1)?.why).toContain('没有这个单位')

    const { rows } = await house.db.$client.query(
      `select m.class, m.division_code, m.rule_id, m.on_time, m.opened_at, u.is_mailbox_desk from matters m join units u on u.id = m.holder_unit_id order by m.number`,
    )
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      expect(row).toMatchObject({ class: 'help', division_code: '510400', rule_id: 'IMP-1', is_mailbox_desk: true })
    }
    expect(rows.map((row) => row.on_time)).toEqual([true, false])
    const notices = await house.db.$client.query(`select count(*) from notices where state <> 'suppressed'`)
    expect(Number(notices.rows[0].count)).toBe(0)
  })

  test('what is published is masked; the figures agree with the dates', async () => {
    const { rows } = await house.db.$client.query('select body from letter_publications order by number')
    expect(rows).toHaveLength(2)
    for (const { body } of rows) {
      expect(body).toContain('公交线路')
      expect(body).not.toContain('张建国')
      expect(body).not.toContain('13812345678')
    }
    const figures = await letterFigures(house.db, house.clock.now(), {})
    expect(figures).toMatchObject({ filed: 2, answered: 2, answeredInTime: 1, open: 0 })
    expect(figures.medianDays).toBeCloseTo(12.602, 2)
  })

  test('started again it doubles nothing; the silence of the writers closes the letters at their own dates', async () => {
    const report = await importLetters(house, lines(inTime, late))
    expect(report).toMatchObject({ read: 2, filed: 0, already: 2 })
    await wakeDue(house)
    const { rows } = await house.db.$client.query(
      `select state, outcome, closed_at < '2019-06-01' as in_time from matters`,
    )
    expect(rows).toEqual([
      { state: 'closed', outcome: 'silent', in_time: true },
      { state: 'closed', outcome: 'silent', in_time: true },
    ])
    expect(await checkMatters(house)).toEqual([])
  })
})

test('every line of a file arrives, however late and slowly it is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yangguang-lines-'))
  const path = join(folder, 'many.jsonl')
  const many = Array.from({ length: 20_000 }, (_, at) => `line ${at} ${'x'.repeat(200)}`)
  writeFileSync(path, many.join('\r\n'))
  const reading = linesOf(path)
  await pause(50)
  const read: string[] = []
  for await (const line of reading) {
    read.push(line)
    if (read.length % 2000 === 0) await pause(1)
  }
  expect(read).toEqual(many)
  rmSync(folder, { recursive: true })
})
