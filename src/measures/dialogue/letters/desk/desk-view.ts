import type { Unreached } from '#core/notices/index.ts'
import type { LightColour, TimelineItem, Tone } from '#ui/index.ts'
import type { DuePaper } from '../papers/paper-kinds.ts'
import type { DeskStop } from './desk-timeline.tsx'
import type { UnitChoice } from './find-unit.ts'

export type DeskFile = { id: string; name: string; size: string; isImage: boolean; from: 'asker' | 'staff' }

export type Said = { id: string; text: string; by: string; at: Temporal.Instant }

export type JointPart = {
  number: string
  unit: string
  /** null while the joint unit still works on it. */
  answer: string | null
  answeredAt: Temporal.Instant | null
}

/** A letter as its working page shows it: every word already in Chinese, every name already looked up. */
export type DeskLetter = {
  id: string
  /** letter, or part: the share of a joint unit. */
  kind: string
  holderUnitId: string
  number: string
  title: string
  body: string
  class: string
  className: string
  division: string
  place: string | null
  /** The unit that the letter is about, as the writer named it; of a 举报 the one reported. */
  concerns: string | null
  concernsLabel: string
  openedAt: Temporal.Instant
  round: number
  state: { id: string; word: string; tone: Tone }
  marks: string[]
  wantsPublic: boolean
  /** Masked. Null for a writer who left nothing, or whom this reader may not know (`contactNote` says so). */
  contact: { name: string; phone: string } | null
  contactNote: string | null
  /** Messages that did not reach the writer. */
  unreached: Unreached[]
  files: DeskFile[]
  papers: DuePaper[]
  questions: Said[]
  supplements: Said[]
  clock: {
    light: { colour: LightColour; text: string }
    /** 派单期限, 答复期限 … with its date. */
    dueLabel: string
    dueOn: Temporal.PlainDate | null
    /** While it waits to be dispatched. */
    dispatchBy: Temporal.PlainDate | null
    provisional: boolean
    paused: { ground: string; since: Temporal.Instant; notice: string | null } | null
  }
  chain: {
    firstAsked: string
    holder: string
    offered: string | null
    returns: number
  }
  stops: DeskStop[]
  /** The same stops, as a page shows them. */
  timeline: TimelineItem[]
  joint: JointPart[]
  /** Of a part of joint handling: the matter it belongs to; `number` only where the reader may see that. */
  main: { unit: string; number: string | null } | null
  drafts: Said[]
  /** What the head is asked to approve. */
  submitted: Said | null
  answer: Said | null
  /** Why the head gave the draft back, while it is not submitted again. */
  draftComment: Said | null
  extensionAsked: { amount: number; ground: string; said: Said | null } | null
  urges: Said[]
  orders: { number: string; replyDueOn: Temporal.PlainDate; demand: string }[]
  mergedInto: string | null
}

/** What the forms of the act panel offer to choose from. */
export type DeskChoices = {
  units: UnitChoice[]
  /** Of the holding unit: a letter may go to a colleague by name. */
  colleagues: { value: string; label: string }[]
  returnGrounds: { value: string; label: string }[]
  extensionGrounds: { value: string; label: string }[]
  templates: { id: string; title: string; body: string }[]
}
