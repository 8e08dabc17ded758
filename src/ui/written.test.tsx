import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { DiffText, Highlight } from './text.tsx'
import { formatDate, formatDateLong, formatDateTime, formatShare, groupDigits } from './written.ts'

test('dates are written as people here write them', () => {
  const monday = Temporal.PlainDate.from('2026-11-23')
  expect(formatDate(monday)).toBe('2026-11-23')
  expect(formatDateLong(monday)).toBe('2026年11月23日（周一）')
  expect(formatDateLong(monday, 2026)).toBe('11月23日（周一）')
  expect(formatDateLong(Temporal.PlainDate.from('2027-01-03'), 2026)).toBe('2027年1月3日（周日）')
})

test('an instant is shown on the wall clock of the city', () => {
  const lateInUtc = Temporal.Instant.from('2026-11-22T16:05:59Z')
  expect(formatDateTime(lateInUtc, 'Asia/Shanghai')).toBe('2026-11-23 00:05')
})

test('an empty whole has no share', () => {
  expect(formatShare(0, 0)).toBe('—')
  expect(formatShare(654, 1400)).toBe('46.7%')
})

test('digits are grouped for reading and lose nothing', () => {
  expect(groupDigits('20261123000017')).toEqual(['2026', '1123', '0000', '17'])
})

test('overlapping and unsorted hits are marked once and no letter is lost', () => {
  const html = renderToString(
    <Highlight
      text="桥头路灯不亮"
      ranges={[
        [3, 5],
        [2, 4],
        [9, 12],
      ]}
    />,
  )
  expect(html.replace(/<[^>]+>/g, '')).toBe('桥头路灯不亮')
  expect(html.match(/<mark>/g)).toHaveLength(2)
})

test('a rewriting is said aloud and not only coloured', () => {
  const html = renderToString(
    <DiffText
      parts={[
        { kind: 'removed', text: '李春花' },
        { kind: 'added', text: '李女士' },
      ]}
    />,
  )
  expect(html).toMatch(/<del>.*〔删去〕.*李春花<\/del>/)
  expect(html).toMatch(/<ins>.*〔改为〕.*李女士<\/ins>/)
})
