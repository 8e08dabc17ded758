import { expect, test } from 'vitest'
import { countedIn } from './counted-in.ts'
import { defineKind } from './kind.ts'
import { testKind } from './matters-for-tests.ts'

const open = defineKind({
  ...testKind,
  name: 'counted',
  digit: 6,
  countedIn: (of) => (of.class === 'report' ? 'nowhere' : 'public'),
})
const of = (kind: string, name: string, reportedUnitId: string | null = null) => ({ kind, class: name, reportedUnitId })

test('a kind that says nothing is counted at the desk, one that says so in public', () => {
  expect(countedIn(of('trial', 'consult'), null)).toBe('desk')
  expect(countedIn(of(open.name, 'consult'), null)).toBe('public')
})

test('a report is counted nowhere, whatever its kind says, and neither is a part of one', () => {
  expect(countedIn(of('trial', 'report', 'a unit'), null)).toBe('nowhere')
  expect(countedIn(of(open.name, 'report'), null)).toBe('nowhere')
  expect(countedIn(of('part', 'part'), { kind: open.name, class: 'report' })).toBe('nowhere')
  expect(countedIn(of('part', 'part'), undefined)).toBe('nowhere')
})

test('a part is never counted in public', () => {
  expect(countedIn(of('part', 'part'), { kind: open.name, class: 'consult' })).toBe('desk')
})
