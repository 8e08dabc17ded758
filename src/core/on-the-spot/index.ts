/**
 * 当场办结: “能当场办结的当场办结” (notice 五); 首问 (八) counts what it answers at once. What a unit's counter does on the spot is counted by business and day, and
 * about nobody. Several rooms record and read it: it stands here.
 */
import type { Module } from '#platform/module.ts'
import { onTheSpotJobs } from './jobs.ts'
import './implementation-evidence.ts'
import './register.ts'

export {
  addBusiness,
  type Business,
  businessesById,
  businessesOf,
  endBusiness,
  findBusiness,
} from './businesses.ts'
export { type OnTheSpotCount, onTheSpotCounts, onTheSpotTotals } from './figures.ts'
export { foldTaps } from './fold-taps.ts'
export {
  type Channel,
  countingRoles,
  recordOnTheSpot,
  type Tap,
  undoableTap,
  undoOnTheSpot,
} from './record-on-the-spot.ts'

export const onTheSpotModule: Module = { name: 'on-the-spot', title: '当场办结', jobs: onTheSpotJobs }
