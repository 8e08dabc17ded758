/**
 * 落实对照表：each sentence of the notice beside what happened at each of those it is addressed to. Rooms say with `defineEvidence` what they can count; the
 * table is never filled in by anybody (notice 九 “政府的职责就是抓落实”).
 */
export { type Addressee, addresseesOf, departments, departmentsOf } from './addressees.ts'
export { type Counted, countImplementation, type Implementation, sumOver } from './count.ts'
export { type Asked, allEvidence, defineEvidence, type Evidence, type Span, type UnitCount } from './evidence.ts'
export { type Measure, measures, notice, type Sentence, sentenceAt, slugOf } from './notice.ts'
