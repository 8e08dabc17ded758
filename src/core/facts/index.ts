/**
 * 事实：what one room tells the others. A measure tells a fact in the transaction of its act; another room says at import which facts it takes; each
 * (fact, taker) runs as a job of its own, in a transaction of its own, once. No other way crosses rooms.
 */
import type { Module } from '#platform/module.ts'
import { factJobs } from './jobs.ts'
import './register.ts'

export { defineFact, type Fact, type Taking, takes, tellFact } from './facts.ts'
export { type MatterHappened, matterHappened } from './matter-happened.ts'

export const factsModule: Module = { name: 'facts', title: '事实', jobs: factJobs }
