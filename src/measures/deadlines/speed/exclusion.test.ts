import { describe, expect, test } from 'vitest'
import type { StaffActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import { decidingRole, isSampled, proposingRole, refuseCheck, refuseUseless, sampleShare } from './exclusion.ts'

const person = (personId: string, ...roles: [role: string, unitId: string][]): StaffActor => ({
  kind: 'staff',
  personId,
  name: personId,
  staffNumber: personId,
  roles: roles.map(([role, unitId]) => ({ role, unitId, unitName: unitId })),
  tokens: [],
})

function refusal(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('was not refused')
}

const lines = { unitLine: ['bureau', 'city'], filingLine: ['desk', 'office', 'city'] }
const proposal = { status: 'proposed', proposedBy: 'a', proposedRole: 'dispatcher' } as const

describe('two persons', () => {
  test('the head of the unit or the dispatcher of the desk proposes, nobody else', () => {
    expect(proposingRole(person('a', ['head', 'bureau']), lines)).toBe('head')
    expect(proposingRole(person('a', ['head', 'other'], ['dispatcher', 'desk']), lines)).toBe('dispatcher')
    expect(refusal(() => proposingRole(person('a', ['head', 'other']), lines)).status).toBe(403)
    expect(refusal(() => proposingRole(person('a', ['supervisor', 'city']), lines)).status).toBe(403)
  })

  test('one person never agrees to their own proposal, whatever roles they hold', () => {
    const both = person('a', ['dispatcher', 'desk'], ['leader', 'city'])
    expect(refusal(() => decidingRole(both, proposal)).code).toBe('same-person')
  })

  test('two persons of one role are one role too few', () => {
    expect(refusal(() => decidingRole(person('b', ['dispatcher', 'desk']), proposal)).message).toContain('分管领导')
    expect(decidingRole(person('b', ['leader', 'city']), proposal)).toBe('leader')
    expect(decidingRole(person('b', ['dispatcher', 'desk']), { ...proposal, proposedRole: 'head' })).toBe('dispatcher')
    expect(
      refusal(() => decidingRole(person('b', ['leader', 'city']), { ...proposal, status: 'confirmed' })).status,
    ).toBe(409)
  })

  test('only what does not count as in time can be taken out', () => {
    expect(refusal(() => refuseUseless({ met: true, standing: true })).field).toBe('seq')
    expect(refusal(() => refuseUseless({ met: null, standing: null })).field).toBe('seq')
    refuseUseless({ met: true, standing: false })
    refuseUseless({ met: false, standing: false })
  })
})

describe('the sample', () => {
  test('is the first of a month and about one in five, the same each time', () => {
    const ids = Array.from({ length: 2000 }, (_, at) => `id-${at}`)
    const drawn = ids.filter((id) => isSampled(id, false))
    expect(drawn.length / ids.length).toBeGreaterThan(sampleShare - 0.04)
    expect(drawn.length / ids.length).toBeLessThan(sampleShare + 0.04)
    expect(ids.filter((id) => isSampled(id, false))).toEqual(drawn)
    expect(isSampled('anything', true)).toBe(true)
  })

  test('is looked at once, by somebody who had no part in it', () => {
    const row = { status: 'confirmed', sampled: true, checkedAt: null, proposedBy: 'a', decidedBy: 'b' } as const
    refuseCheck(person('c'), row)
    for (const id of ['a', 'b']) expect(refusal(() => refuseCheck(person(id), row)).code).toBe('own-part')
    expect(refusal(() => refuseCheck(person('c'), { ...row, sampled: false })).code).toBe('not-sampled')
    expect(
      refusal(() => refuseCheck(person('c'), { ...row, checkedAt: Temporal.Instant.from('2026-11-23T02:00Z') })).code,
    ).toBe('checked')
  })
})
