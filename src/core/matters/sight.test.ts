import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import type { Counting } from './counting.ts'
import { asker, Story, staff, testCounting, unitIds, units } from './matters-for-tests.ts'
import { barredBy, usualSight } from './sight.ts'
import type { MatterState } from './state.ts'

let counting: Counting
beforeAll(async () => {
  counting = await testCounting()
})

const sees = (actor: Actor, state: MatterState): boolean => {
  const { audience, barred } = usualSight(state, units)
  return audience.some((token) => actor.tokens.includes(token)) && !barred.some((token) => actor.tokens.includes(token))
}

it('is seen by the desk, the handlers, those above and the asker; by nobody else', () => {
  const { state } = new Story(counting).signed()
  for (const actor of [staff.dispatcher, staff.housing, staff.housingHead, staff.supervisor, staff.leader, asker]) {
    expect(sees(actor, state)).toBe(true)
  }
  for (const actor of [staff.traffic, staff.trafficHead, staff.water]) expect(sees(actor, state)).toBe(false)
})

it('a unit sees what it is offered, and no longer what it gave away', () => {
  const story = new Story(counting).signed().do(staff.housing, { type: 'offerHandOver', unitId: unitIds.traffic })
  expect(sees(staff.traffic, story.state)).toBe(true)
  story.do(staff.traffic, { type: 'acceptHandOver' })
  expect(sees(staff.housing, story.state)).toBe(false)
})

it('a report bars the reported unit, those below and those above it, whatever they hold', () => {
  expect(barredBy(unitIds.housing, units).toSorted()).toEqual(
    [unitIds.housing, unitIds.pipes, unitIds.city].map((id) => `unit:${id}`).toSorted(),
  )
  const { state } = new Story(counting, '2026-11-23T10:00', { class: 'report', reportedUnitId: unitIds.housing })
  expect(sees(staff.housingHead, state)).toBe(false)
  expect(sees(staff.leader, state)).toBe(false)
  expect(sees(staff.dispatcher, state)).toBe(true)
})
