import type { LetterSort } from '#measures/dialogue/index.ts'

/**
 * When it happened: so many working days after the letter, at this time of day (staff); so many hours after the step before (writers, who have no
 * office hours); or so many minutes of office time before now, for what must still be fresh whenever the city is seeded.
 */
export type When = [workdays: number, time: string] | { hoursLater: number } | { minutesAgo: number }

type Deed =
  | { dispatch: string; correctTo?: string; note?: string }
  | { sign: true }
  | { return: 'notOurDuty' | 'notOurArea' | 'otherTrack'; why: string }
  | { handOver: string; why: string }
  | { takeOver: true }
  | { decline: string }
  | { joint: string; ask: string }
  | { jointReply: string; text: string }
  | { draft: string; second?: true }
  | { returnDraft: string }
  | { approve: true }
  | { extend: number; ground: 'complex' | 'otherUnits' | 'onSite'; why: string }
  | { grant: true }
  | { refuse: string }
  | { pause: 'inspection' | 'other-proceeding' | 'writer-asks' | 'force-majeure'; notice: string }
  | { resume: true }
  | { ask: string }
  | { supplement: string }
  | { accept: true }
  | { reject: 'notSolved' | 'notAnswered' | 'notDone' | 'wrongFacts' | 'attitude'; why: string }
  | { rate: number; solved: boolean; words?: string }
  | { review: 'hang' | 'end'; why: string }
  | { reviewTo: string; inDays: number; why: string }
  | { urge: string; by: 'ducha' | 'lingdao' | 'paidan' }
  | { supervise: string; inDays: number }
  | { publish: true; rewritten?: { title: string; body: string } }
  | { correct: string; replace: [wrong: string, right: string] }
  | { unpublish: string }
  | { withdraw: string }
  | { mergeInto: string }
  | { close: 'otherTrack' | 'invalid'; why: string }
  | { reopen: string }

/** What happens next in a story. Staff of the unit that has the letter do it, unless the deed says who. */
export type Step = { on: When } & Deed

/** A letter to the mayor, told: all persons and events are invented, the places are real. */
export type Story = {
  /** So many working days before today, at this time; or minutes ago, at any hour. */
  filed: [workdaysAgo: number, time: string] | { minutesAgo: number }
  sort: LetterSort
  writer: { name: string; phone: string }
  division: string
  place?: string
  /** The unit concerned, by its key in the demo city. */
  about?: string
  /** Tells the stories apart: a later one may be merged into it. */
  title: string
  body: string
  publish?: true
  secret?: true
  own?: true
  steps: Step[]
}

export const dispatch = (on: When, unit: string): Step => ({ on, dispatch: unit })
export const sign = (on: When): Step => ({ on, sign: true })
export const approve = (on: When): Step => ({ on, approve: true })

/** Dispatched the same day and signed the next morning. */
export const taken = (unit: string): Step[] => [dispatch([0, '16:40'], unit), sign([1, '09:20'])]

/** The way most letters go: taken, then drafted and approved on one day. */
export const answered = (unit: string, day: number, reply: string): Step[] => [
  ...taken(unit),
  { on: [day, '10:30'], draft: reply },
  approve([day, '15:10']),
]

/** Published some days after it was answered, where the writer agreed. */
export const published = (day: number): Step => ({ on: [day, '09:40'], publish: true })

/** The writer accepts the answer a day later and rates it. */
export const rated = (satisfied: 1 | 2 | 3 | 4 | 5, words?: string): Step[] => [
  { on: { hoursLater: 27 }, accept: true },
  { on: { hoursLater: 0 }, rate: satisfied, solved: satisfied >= 3, ...(words ? { words } : {}) },
]
