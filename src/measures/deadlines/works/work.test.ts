import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import type { WorkEventData, WorkEventRow } from './tables.ts'
import { enoughRatings, isPastDue, projectWork, stateOf, type WorkFacts } from './work.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const at = (hour: number) => Temporal.Instant.from('2026-11-01T00:00:00Z').add({ hours: hour })
const today = day('2026-11-23')

const facts: WorkFacts = {
  startsOn: day('2026-03-01'),
  nextDueOn: day('2026-12-31'),
  blockedSince: null,
  confirmedAt: null,
  signedOffAt: null,
}

describe('the state follows from dates and proofs', () => {
  test.each([
    ['还没到开始日期', { startsOn: day('2026-12-01') }, 'notStarted'],
    ['开始当天', { startsOn: today }, 'onTrack'],
    ['到期当天还不算滞后', { nextDueOn: today }, 'onTrack'],
    ['过期一天', { nextDueOn: day('2026-11-22') }, 'lagging'],
    ['报告受阻', { blockedSince: at(0) }, 'blocked'],
    ['受阻又过期', { blockedSince: at(0), nextDueOn: day('2026-11-01') }, 'blocked'],
    ['节点都办成，没有人确认', { nextDueOn: null }, 'onTrack'],
    ['节点都办成，使用方确认', { nextDueOn: null, confirmedAt: at(1) }, 'done'],
    ['销号', { nextDueOn: null, confirmedAt: at(1), signedOffAt: at(2) }, 'signedOff'],
  ] as const)('%s', (_, change, state) => {
    expect(stateOf({ ...facts, ...change }, today)).toBe(state)
  })

  test('受阻 never hides a date that went by', () => {
    const blocked = { ...facts, blockedSince: at(0), nextDueOn: day('2026-11-01') }
    expect([stateOf(blocked, today), isPastDue(blocked, today)]).toEqual(['blocked', true])
  })
})

const milestones = [
  { id: newId(), firstDueOn: day('2026-06-30') },
  { id: newId(), firstDueOn: day('2026-11-30') },
]
const [first, second] = milestones.map(({ id }) => id)

type Told = readonly [type: WorkEventRow['type'], milestone?: string | undefined, data?: WorkEventData]

const events = (...all: Told[]): Pick<WorkEventRow, 'type' | 'milestoneId' | 'data' | 'at'>[] =>
  all.map(([type, milestoneId, data], hour) => ({
    type,
    milestoneId: milestoneId ?? null,
    data: data ?? {},
    at: at(hour),
  }))

const proved = [
  ['proofGiven', first],
  ['proofGiven', second],
] as const

describe('what the events come to', () => {
  test('the next date is the earliest without proof, as the giver moved it; the first date stays where it is', () => {
    const moved = projectWork(milestones, events(['dateMoved', first, { from: '2026-06-30', to: '2026-12-31' }]))
    expect(String(moved.nextDueOn)).toBe('2026-11-30')
    expect(String(milestones[0]?.firstDueOn)).toBe('2026-06-30')
    const one = projectWork(milestones, events(['proofGiven', first]))
    expect(String(one.nextDueOn)).toBe('2026-11-30')
    expect(one.provedAt).toBeNull()
  })

  test('done only when the users’ side speaks after the last proof', () => {
    const early = projectWork(
      milestones,
      events(['proofGiven', first], ['visited', first, { usersSay: 'accepted' }], ['proofGiven', second]),
    )
    expect([early.nextDueOn, early.confirmedAt]).toEqual([null, null])
    const late = projectWork(milestones, events(...proved, ['confirmed', undefined, { usersSay: 'accepted' }]))
    expect(late.confirmedAt).not.toBeNull()
    const silent = projectWork(milestones, events(...proved, ['visited', first, { finding: 'true' }]))
    expect(silent.confirmedAt).toBeNull()
  })

  test('the last word of the users’ side counts, against earlier ones and against ratings', () => {
    const turned = events(
      ...proved,
      ['confirmed', undefined, { usersSay: 'accepted' }],
      ['visited', first, { usersSay: 'notAccepted' }],
    )
    expect(projectWork(milestones, turned, { accepted: 99, all: 99, lastAt: at(9) }).confirmedAt).toBeNull()
  })

  test('ratings stand in where nobody went: enough of them, four fifths saying yes', () => {
    const said = (accepted: number, all: number) =>
      projectWork(milestones, events(...proved), { accepted, all, lastAt: at(9) }).confirmedAt
    expect(said(enoughRatings - 1, enoughRatings - 1)).toBeNull()
    expect(said(enoughRatings, enoughRatings)).not.toBeNull()
    expect(said(3, 5)).toBeNull()
    expect(said(4, 5)).not.toBeNull()
  })

  test('a visit that a review cancelled is as if it had not been, with its return and no other', () => {
    const visit = newId()
    const untrue = ['visited', first, { finding: 'untrue', usersSay: 'notAccepted' }] as const
    const cancelled = ['objectionDecided', first, { about: visit, result: 'cancelled' }] as const
    const confirmed = ['confirmed', undefined, { usersSay: 'accepted' }] as const
    const told = (...returned: Parameters<typeof events>) =>
      events(...proved, confirmed, untrue, ...returned, cancelled).map((event) =>
        event.type === 'visited' ? { ...event, id: visit } : event,
      )
    // Returns of before said nothing of the visit that they followed at once.
    for (const data of [{ about: visit }, {}]) {
      const back = projectWork(milestones, told(['proofReturned', first, data]))
      expect([back.nextDueOn, back.confirmedAt === null]).toEqual([null, false])
    }
    const other = projectWork(milestones, told(['proofReturned', first, { about: visit }], ['proofReturned', first]))
    expect(String(other.nextDueOn)).toBe('2026-06-30')
  })

  test('a returned proof takes 完成 and 销号 back', () => {
    const back = projectWork(
      milestones,
      events(...proved, ['confirmed', undefined, { usersSay: 'accepted' }], ['signedOff'], ['proofReturned', first]),
    )
    expect([back.signedOffAt, back.confirmedAt, String(back.nextDueOn)]).toEqual([null, null, '2026-06-30'])
    const again = projectWork(
      milestones,
      events(
        ...proved,
        ['confirmed', undefined, { usersSay: 'accepted' }],
        ['proofReturned', first],
        ['proofGiven', first],
      ),
    )
    expect(again.confirmedAt, 'the word was about the old proof').toBeNull()
  })

  test('受阻 lasts from the first report to the report that it is over', () => {
    const blocked = projectWork(milestones, events(['blocked'], ['blocked'], ['proofGiven', first]))
    expect(blocked.blockedSince).toEqual(at(0))
    expect(projectWork(milestones, events(['blocked'], ['unblocked'])).blockedSince).toBeNull()
  })

  test('whatever happens in whatever order: proved exactly when no date is open, confirmed only when proved', () => {
    const type = fc.constantFrom<WorkEventRow['type']>(
      'proofGiven',
      'proofReturned',
      'dateMoved',
      'blocked',
      'unblocked',
      'visited',
      'confirmed',
      'signedOff',
    )
    const happening = fc.record({
      type,
      milestone: fc.constantFrom(first, second),
      usersSay: fc.constantFrom('accepted' as const, 'notAccepted' as const),
      to: fc.constantFrom('2026-12-01', '2027-01-01'),
    })
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), fc.nat(9), (all, accepted) => {
        const made = events(
          ...all.map(
            ({ type, milestone, usersSay, to }): Told => [type, milestone, { usersSay, to, from: '2026-01-01' }],
          ),
        )
        const { nextDueOn, provedAt, confirmedAt } = projectWork(milestones, made, { accepted, all: 9, lastAt: at(99) })
        expect(nextDueOn === null).toBe(provedAt !== null)
        if (confirmedAt) expect(provedAt && Temporal.Instant.compare(confirmedAt, provedAt) >= 0).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
