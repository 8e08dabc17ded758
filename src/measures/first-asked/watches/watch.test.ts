import { expect, it } from 'vitest'
import { stateNames } from '#core/matters/index.ts'
import { watchBar } from './watch.ts'

it('is closed only after the asker has the result, or the review has decided', () => {
  const mayEnd = stateNames.filter((state) => watchBar({ state, hungOn: null }) === null)
  expect(mayEnd).toEqual(['answered', 'closed', 'merged', 'withdrawn'])
  expect(watchBar({ state: 'inProgress', hungOn: null })).toContain('还没有得到结果')
  expect(watchBar({ state: 'underReview', hungOn: null })).toContain('复核作出决定之后')
  expect(watchBar({ state: 'underReview', hungOn: Temporal.Instant.from('2026-11-23T02:00:00Z') })).toBeNull()
})
