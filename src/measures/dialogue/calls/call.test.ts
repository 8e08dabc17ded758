import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CallEvent, callOf, clockText } from './call.ts'

const at = (seconds: number) => Temporal.Instant.from('2026-11-23T02:00:00Z').add({ seconds })
const event = (type: CallEvent['type'], seconds: number, more: Partial<CallEvent> = {}): CallEvent => ({
  type,
  at: at(seconds),
  seat: null,
  operatorId: null,
  code: null,
  detail: null,
  ...more,
})
const usual = [
  event('call.offered', 0, { code: 'yi' }),
  event('call.answered', 9, { seat: '12', operatorId: 'a' }),
  event('call.held', 30),
  event('call.resumed', 50),
  event('call.transferred', 60, { code: 'three-way', detail: '市燃气公司' }),
  event('call.ended', 100),
  event('call.recorded', 103, { code: 'rec-1' }),
]

describe('what happened to a call', () => {
  test('a usual one', () => {
    expect(callOf(usual)).toEqual({
      startedAt: at(0),
      offeredAt: at(0),
      answeredAt: at(9),
      endedAt: at(100),
      state: 'ended',
      isPresumed: false,
      heldSeconds: 20,
      skill: 'yi',
      seat: '12',
      operatorId: 'a',
      transferKind: 'three-way',
      transferTo: '市燃气公司',
      recordingId: 'rec-1',
    })
  })

  test('is the same in any order, and when messages come twice', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...usual, ...usual], { minLength: 14 }), (shuffled) => {
        expect(callOf(shuffled)).toEqual(callOf(usual))
      }),
    )
  })

  test('nobody answered: missed, whether the queue or the line ended it', () => {
    expect(callOf([event('call.offered', 0), event('call.abandoned', 40)]).state).toBe('missed')
    expect(callOf([event('call.offered', 0), event('call.ended', 40)]).state).toBe('missed')
  })

  test('its end alone is known: kept, with nothing made up', () => {
    expect(callOf([event('call.ended', 40)])).toMatchObject({ offeredAt: null, answeredAt: null, startedAt: at(40) })
  })

  test('a real end wins over a presumed one', () => {
    const open = usual.slice(0, 2)
    expect(callOf([...open, event('call.presumed-ended', 500)])).toMatchObject({ endedAt: at(500), isPresumed: true })
    const late = [...open, event('call.presumed-ended', 500), event('call.ended', 100)]
    expect(callOf(late)).toMatchObject({ endedAt: at(100), isPresumed: false })
  })

  test('answered by a second seat: the wait ends with the first, the second has it', () => {
    const told = callOf([...usual.slice(0, 2), event('call.answered', 70, { seat: '3', operatorId: 'b' })])
    expect(told).toMatchObject({ answeredAt: at(9), operatorId: 'b', seat: '3', state: 'talking' })
  })

  test('held until the end', () => {
    expect(callOf([...usual.slice(0, 3), event('call.ended', 90)]).heldSeconds).toBe(60)
    expect(callOf(usual.slice(0, 3)).state).toBe('held')
  })
})

test('seconds as people read them', () => {
  expect([0, 65, 3600].map(clockText)).toEqual(['0:00', '1:05', '60:00'])
})
