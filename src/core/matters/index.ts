/**
 * 办件：anything somebody asks of the government and the government must answer by a date. One engine for all kinds: events that only grow, a state that
 * follows from them, one row for lists, a clock, and a chain with exactly one holder and a first-asked that never changes (notice 五、六、八).
 *
 * A room declares its kind (`defineKind`), opens matters (`openMatter`), and lets people act on them (`act`); its verbs are a few lines around these.
 */
import type { Module } from '#platform/module.ts'
import { matterGauges } from './gauges.ts'
import { matterJobs } from './jobs.ts'

export { type Acted, type Acting, type ActOptions, act } from './act.ts'
export { lastSerials, skipNumbers } from './after-restore.ts'
export { answerStands, isLate } from './answer-stands.ts'
export { matterDates, recountDates } from './calendar-change.ts'
export { checkMatters, type Discrepancy } from './check-matters.ts'
export { acceptReading, answerReading, consultUntil, endsAt, lawReading, rulesOf } from './clocks.ts'
export type { Command, CommandType, StepCommand } from './commands.ts'
export { type Contact, contactOf, correctContact } from './contact.ts'
export { countedIn } from './counted-in.ts'
export { type Counting, countingNow, expectCounting, type Terms } from './counting.ts'
export { type Decision, decide } from './decide.ts'
export {
  type Deciding,
  handling,
  needHead,
  needHolder,
  needState,
  needText,
  refuse,
  roleOver,
  stepTaken,
} from './deciding.ts'
export { erase } from './erase.ts'
export { eventsOf, eventsOfEach } from './event-rows.ts'
export type { EventActor, EventData, EventType, Happening, MatterEvent, TextRef } from './events.ts'
export { evolve, replay } from './evolve.ts'
export { type Follower, followMatters } from './followers.ts'
export { inviteJoint, recordPartAnswer } from './joint.ts'
export {
  type CountedIn,
  defineKind,
  type Kind,
  type KindNotice,
  kindOf,
  type NoticeAbout,
  type OwnStep,
  type Sight,
  type Silence,
  type Units,
} from './kind.ts'
export { findByNumberAndCode, findMatter, isErased, type MatterRead, mainOf, readMatter } from './matters.ts'
export { checkNumber, groupNumber, makeNumber } from './number.ts'
export { draftMatter, type NewContact, type NewMatter, type Opened, openMatter } from './open-matter.ts'
export { frozenDue } from './rules/ending.ts'
export { sharesUsed } from './shares.ts'
export {
  askerOf,
  askerToken,
  askerTokens,
  barredBy,
  involvedUnits,
  isAsker,
  isVisible,
  subjectToken,
  usualSight,
  visibleTo,
} from './sight.ts'
export {
  type Dispute,
  type Due,
  type Holder,
  lastStep,
  type MatterState,
  type Offer,
  type OwnStepTaken,
  type Part,
} from './state.ts'
export {
  contacts,
  type MatterEventRow,
  type MatterRow,
  type MatterTextRow,
  matterEvents,
  matters,
  matterTexts,
} from './tables.ts'
export { keepText, textsOfMatter } from './texts.ts'
export { wakeDue } from './wake.ts'
export {
  type ErasureGround,
  endStates,
  keepsPublic,
  type Light,
  markWords,
  type Outcome,
  outcomeWords,
  type StateName,
  stateNames,
  stateWords,
  type TextPart,
} from './words.ts'

import './contact.ts'
import './implementation-evidence.ts'
import './message-links.ts'
import './part.ts'
import './register.ts'

export const mattersModule: Module = { name: 'matters', title: '办件', jobs: matterJobs, gauges: matterGauges }
