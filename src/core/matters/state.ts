import type { ClockEvent } from '#core/calendar/index.ts'
import type { TextRef } from './events.ts'
import type { Light, Outcome, StateName } from './words.ts'

/** One unit, and a person once somebody has signed. */
export type Holder = { unitId: string; personId: string | null; since: Temporal.Instant }

/** Waits for an acceptance; until then the holder stays who it is. */
export type Offer = {
  by: 'dispatch' | 'handOver'
  unitId: string
  personId: string | null
  at: Temporal.Instant
  fromPersonId: string | null
}

export type Part = { matterId: string; unitId: string; answeredAt: Temporal.Instant | null; textId: string | null }

/** 职责争议 between the holder and a unit; the decider says who handles it. */
export type Dispute = { unitId: string; deciderUnitId: string; at: Temporal.Instant }

/** What the matter is that a part belongs to, as it was when the joint unit was invited. */
export type MainMatter = { kind: string; class: string; marks: string[] }

export type Due = { at: Temporal.Instant; on: Temporal.PlainDate; provisional: boolean }

export type OwnStepTaken = {
  step: string
  choice: string | null
  at: Temporal.Instant
  unitId: string | null
  on: Temporal.PlainDate | null
  text: TextRef | null
  byPersonId: string | null
}

export type Rating = { solved: boolean | null; satisfied: number | null; reasons: string[]; at: Temporal.Instant }

/**
 * Everything the events say, and nothing else: `evolve` over the events gives it again at any time. Dates that follow from the calendar are not
 * in it (see `clocks.ts`), but for those that froze (`due`).
 *
 * At every moment there is exactly one `holder`; `firstAsked.unitId` is the unit at `opened`, its person that of the first staff event that is
 * not oversight nor of the unit that asks, set once (notice 八).
 */
export type MatterState = {
  id: string
  number: string
  kind: string
  class: string
  channel: string
  divisionCode: string
  state: StateName
  round: 1 | 2
  /** How often the answer was rejected in this life of the matter. */
  rejections: number
  /** Of the last event. */
  seq: number
  openedAt: Temporal.Instant
  /** Of the last event: nothing occurs before it. */
  lastAt: Temporal.Instant
  filingUnitId: string
  holder: Holder
  firstAsked: { unitId: string; personId: string | null }
  offer: Offer | null
  dispute: Dispute | null
  /** Units that did not take it, since it was last decided who handles it. */
  declined: string[]
  /** The unit a dispatch put it to, since when; it may return it while it still holds it and nothing was drafted. */
  dispatch: {
    unitId: string
    at: Temporal.Instant
    binding: boolean
    byUnitId: string | null
    signedSilently: boolean
  } | null
  /** Every unit that held it, in order. A return to one of them is a circle. */
  chain: string[]
  /** 退转次数 */
  returns: number

  acceptRule: string | null
  answerRule: string | null
  /** A review set a date: so many days from the clock's start, instead of the rule's limit. */
  fixedDays: number | null
  /** What starts the answer clock. */
  answerFrom: 'dispatch' | 'opening' | 'step'
  /** Starts at filing, answered by the first dispatch. */
  acceptClock: ClockEvent[]
  /** Starts at the first dispatch; a matter that bounces keeps its clock. */
  answerClock: ClockEvent[]
  /** Frozen by an answer or an end; null while the date still follows the calendar. */
  due: Due | null
  light: Light
  pause: { ground: string; noticeId: string; since: Temporal.Instant; capUnits: number | null } | null
  extension: { amount: number; ground: string; text: TextRef; byPersonId: string | null; at: Temporal.Instant } | null
  extended: boolean
  onTime: boolean | null

  parts: Part[]
  /** Of a part: what it is a part of. */
  main: { matterId: string; unitId: string; of?: MainMatter | undefined } | null
  mergedIntoId: string | null

  draft: { text: TextRef; byPersonId: string | null; at: Temporal.Instant; choice: string | null } | null
  answer: {
    text: TextRef
    at: Temporal.Instant
    byPersonId: string | null
    unitId: string
    choice: string | null
  } | null
  /** Steps of the kind's own, in order. */
  steps: OwnStepTaken[]
  /** Drafted or answered in an earlier round: 二次办理 is for somebody else. */
  earlierAnswerers: string[]
  /** 补充问题 that was not answered yet. */
  question: TextRef | null
  hungOn: Temporal.Instant | null
  closedAt: Temporal.Instant | null
  outcome: Outcome | null
  rating: Rating | null

  lastUrged: { at: Temporal.Instant; unitId: string; personId: string | null } | null
  orders: { orderNumber: string; replyDueOn: Temporal.PlainDate }[]
  marks: string[]
  publication: { id: string; isShown: boolean } | null

  wantsPublic: boolean
  secrecy: boolean
  askerPersonId: string | null
  /** Whom the asker acts for; everybody who may act for them sees the matter as its asker does. */
  askerSubjectId: string | null
  /** 单位之间：the unit that asks, as whose asker everybody at it acts. */
  askerUnitId: string | null
  contactId: string | null
  reportedUnitId: string | null
  erased: boolean
}

/** The last time a step of the kind's own was taken; undefined where it never was. */
export const lastStep = (state: Pick<MatterState, 'steps'>, ...names: string[]): OwnStepTaken | undefined =>
  state.steps.findLast(({ step }) => names.includes(step))

export const isOpen = (state: MatterState): boolean => state.closedAt === null
