import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { climb, isReached, isReachedByOrder, type Rung, type Standing, type Step } from './rung.ts'
import { seedRungs } from './seed-ladder.ts'

const rungs = seedRungs.map((row) => ({ quote: '', amount: null, effectiveTo: null, ...row }) as Rung)

const today = Temporal.PlainDate.from('2026-11-23')
const on = (days: number) => today.add({ days })

const reachedBy = (standing: Standing): Rung[] => rungs.filter((rung) => isReached(rung, standing))
const titles = (some: readonly Rung[]): string[] => some.map(({ id }) => id)

describe('the moment of each rung', () => {
  test.each<[Standing, string[]]>([
    [{ light: 'green', share: 0.1, workdaysOver: 0 }, []],
    [{ light: 'yellow', share: 0.71, workdaysOver: 0 }, ['LAD-1']],
    [{ light: 'yellow', share: 0.86, workdaysOver: 0 }, ['LAD-1', 'LAD-2']],
    [{ light: 'yellow', share: null, workdaysOver: 0 }, ['LAD-1']],
    [{ light: 'red', share: null, workdaysOver: 0 }, ['LAD-1', 'LAD-2', 'LAD-4']],
    [{ light: 'red', share: null, workdaysOver: 2 }, ['LAD-1', 'LAD-2', 'LAD-4', 'LAD-5']],
    [{ light: 'red', share: null, workdaysOver: 4 }, ['LAD-1', 'LAD-2', 'LAD-4', 'LAD-5', 'LAD-6']],
    [{ light: 'red', share: null, workdaysOver: 6 }, ['LAD-1', 'LAD-2', 'LAD-4', 'LAD-5', 'LAD-6', 'LAD-7']],
  ])('%o', (standing, expected) => {
    expect(titles(reachedBy(standing))).toEqual(expected)
  })

  test('an order that nobody answers is followed by a listing, a listing by a talk, and neither by itself', () => {
    const follows = (stage: 'order' | 'listing', replyWorkdaysOver: number) =>
      titles(rungs.filter((rung) => isReachedByOrder(rung, { stage, replyWorkdaysOver })))
    expect(follows('order', 1)).toEqual([])
    expect(follows('order', 2)).toEqual(['LAD-8'])
    expect(follows('listing', 2)).toEqual(['LAD-9'])
  })
})

test('a house that stood still for a week climbs to the top of each kind at once, and passes over the rest', () => {
  const { taken, passed } = climb(reachedBy({ light: 'red', share: null, workdaysOver: 6 }), [], today, rungs)
  expect(titles(taken).sort()).toEqual(['LAD-5', 'LAD-6', 'LAD-7'])
  expect(titles(passed)).toEqual(['LAD-1', 'LAD-2', 'LAD-4'])
})

/** A matter's life as the ladder sees it: what the light and the days over are at each round; rounds may be missed. */
const life = fc.array(
  fc.record({
    skips: fc.integer({ min: 0, max: 3 }),
    rounds: fc.integer({ min: 1, max: 3 }),
    standing: fc.record({
      light: fc.constantFrom('green' as const, 'yellow' as const, 'red' as const),
      share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      workdaysOver: fc.integer({ min: 0, max: 12 }),
    }),
  }),
  { maxLength: 20 },
)

/** Ladders of any shape, not only ours. */
const anyLadder = fc
  .array(
    fc.record({
      trigger: fc.constantFrom('yellow' as const, 'share' as const, 'red' as const, 'workdaysOver' as const),
      amount: fc.integer({ min: 1, max: 12 }),
      act: fc.constantFrom('remind' as const, 'urge' as const, 'order' as const),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((shapes) => shapes.map((shape, at) => ({ ...rungs[0], ...shape, id: `R${at}`, position: at }) as Rung))

test('never two rungs of one kind on a day; none twice; never down', () => {
  fc.assert(
    fc.property(anyLadder, life, (ladder, days) => {
      const steps: Step[] = []
      const highest = new Map<string, number>()
      let day = 0
      for (const { skips, rounds, standing } of days) {
        day += 1 + skips
        const ofDay: string[] = []
        for (let round = 0; round < rounds; round++) {
          const reached = ladder.filter((rung) => isReached(rung, standing))
          const { taken, passed } = climb(reached, steps, on(day), ladder)
          for (const rung of taken) {
            expect(ofDay).not.toContain(rung.act)
            ofDay.push(rung.act)
            expect(rung.position).toBeGreaterThan(highest.get(rung.act) ?? -1)
            highest.set(rung.act, rung.position)
          }
          for (const rung of [...taken, ...passed]) {
            expect(steps.some(({ rungId }) => rungId === rung.id)).toBe(false)
            steps.push({ rungId: rung.id, on: on(day) })
          }
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('the longer it is over, the more is reached', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (a, b) => {
      const at = (workdaysOver: number) => titles(reachedBy({ light: 'red', share: null, workdaysOver }))
      const [less, more] = [at(Math.min(a, b)), at(Math.max(a, b))]
      expect(less.every((id) => more.includes(id))).toBe(true)
    }),
  )
})

test('a step that was cut off and taken up again on the same day is not taken twice', () => {
  const reached = reachedBy({ light: 'red', share: null, workdaysOver: 2 })
  const { taken, passed } = climb(reached, [], today, rungs)
  const steps = [...taken, ...passed].map(({ id }) => ({ rungId: id, on: today }))
  expect(climb(reached, steps, today, rungs)).toEqual({ taken: [], passed: [] })
  expect(climb(reached, steps, on(1), rungs)).toEqual({ taken: [], passed: [] })
})
