import type { RulesInWords } from '#core/calendar/index.ts'
import type { Unreached } from '#core/notices/index.ts'
import type { LightColour, TimelineItem, Tone } from '#ui/index.ts'
import type { Choice } from '../acts/act.ts'
import type { UnitChoice } from '../acts/find-unit.ts'
import type { DeskStop } from './timeline.tsx'

export type DeskFile = { id: string; name: string; size: string; isImage: boolean; from: 'asker' | 'staff' }

export type Said = { id: string; text: string; by: string; at: Temporal.Instant }

export type JointPart = {
  number: string
  unit: string
  /** null while the joint unit still works on it. */
  answer: string | null
  answeredAt: Temporal.Instant | null
}

/** A matter as its working page shows it: every word already in Chinese, every name already looked up. */
export type DeskMatter = {
  id: string
  /** The engine's kind, or part: the share of a joint unit. */
  kind: string
  holderUnitId: string
  number: string
  title: string
  body: string
  class: string
  className: string
  division: string
  place: string | null
  /** Whom it is about or meant for, as the asker named it; of a 举报 the unit reported. */
  concerns: string | null
  concernsLabel: string
  openedAt: Temporal.Instant
  round: number
  state: { id: string; word: string; tone: Tone }
  marks: string[]
  wantsPublic: boolean
  /** Masked. Null for an asker who left nothing, or whom this reader may not know (`contactNote` says so). */
  contact: { name: string; phone: string } | null
  contactNote: string | null
  /** Messages that did not reach the writer. */
  unreached: Unreached[]
  files: DeskFile[]
  questions: Said[]
  supplements: Said[]
  clock: {
    light: { colour: LightColour; text: string }
    /** 派单期限, 答复期限 … with its date. */
    dueLabel: string
    dueOn: Temporal.PlainDate | null
    /** 派单期限, or 受理期限 where a kind accepts by a step of its own. */
    dispatchLabel: string
    /** While that runs. */
    dispatchBy: Temporal.PlainDate | null
    /** By which day 会商 names who handles it, while it runs. */
    consultBy: Temporal.PlainDate | null
    provisional: boolean
    paused: { ground: string; since: Temporal.Instant; notice: string | null } | null
  }
  chain: {
    firstAsked: string
    holder: string
    /** Who does it while the holder is on leave. */
    standIn: string | null
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
  /** Of the holding unit: a matter may go to a colleague by name. */
  colleagues: Choice[]
  returnGrounds: Choice[]
  extensionGrounds: Choice[]
  rejectionReasons: Choice[]
  /** 个工作日, 日, 个月: in what the answer limit is counted. */
  limitUnit: string
  /** Who grants an extension: 单位负责人. */
  extensionApprover: string
  /** Sorts of answers, where the kind has some. */
  answerChoices: Choice[]
  templates: ReplyTemplate[]
  /** The rules of the matter, for hints. */
  rule: RulesInWords
  /** Of the kind's own acts, by name. */
  own: Readonly<Record<string, readonly Choice[]>>
}

/** What a unit often answers, to begin a draft with. */
export type ReplyTemplate = { id: string; title: string; body: string }
