import { expect, test } from 'vitest'
import type { MatterRow } from '#core/matters/index.ts'
import { digestWords, type Line, mayBeNamed, tidy } from './digest.ts'
import { reminderTemplates } from './reminder-notices.ts'

const unit = '00000000-0000-7000-8000-000000000001'

/** As much of a row as a digest reads. */
const row = (change: Partial<MatterRow> = {}): MatterRow =>
  ({
    id: '1',
    number: '202611230000017',
    class: 'help',
    reportedUnitId: null,
    holderUnitId: unit,
    audience: [`unit:${unit}`],
    barred: [],
    dueOn: Temporal.PlainDate.from('2026-11-25'),
    ...change,
  }) as MatterRow

const line = (what: Line['what'], change: Partial<MatterRow> = {}): Line => ({ what, row: row(change) })

test('counts under its headings, what presses most first, and the most urgent by its number', () => {
  const words = digestWords([
    line('handedOver', { id: '3' }),
    line('yellow', { id: '2', number: '202611230000025', dueOn: Temporal.PlainDate.from('2026-11-24') }),
    line('red'),
    line('red', { id: '4' }),
  ])
  expect(words.summary).toBe('已超期2件，快到期1件，新派来、转来1件')
  expect(words.urgent).toBe('最急的编号20261123 0000 025，11月24日到期。')
  expect(reminderTemplates['reminder.digest'].sms(words)).toContain('工作提醒：已超期2件')
})

test('a 举报 is counted and never named; nor is what not everybody at the unit may see', () => {
  expect(mayBeNamed(row())).toBe(true)
  for (const change of [
    { class: 'report' },
    { reportedUnitId: unit },
    { barred: ['unit:x'] },
    { audience: [`head@${unit}`] },
  ]) {
    expect(mayBeNamed(row(change))).toBe(false)
    const words = digestWords([line('red', change)])
    expect(words).toEqual({ summary: '已超期1件', urgent: '' })
  }
})

test('a matter stands once under a heading, and what is red is not yellow as well', () => {
  const lines = tidy([line('yellow'), line('red'), line('red'), line('urged')])
  expect(lines.map(({ what }) => what)).toEqual(['red', 'urged'])
})
