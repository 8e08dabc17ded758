import type { Limit, RulesInWords } from '#core/calendar/index.ts'
import type { Recipient, Variables } from '#core/notices/index.ts'
import type { Unit } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { Refusal } from '#platform/refusal.ts'
import type { StepCommand } from './commands.ts'
import type { Deciding } from './deciding.ts'
import type { Happening, MatterEvent } from './events.ts'
import type { MainMatter, MatterState } from './state.ts'
import type { TextPart } from './words.ts'

export type Units = ReadonlyMap<string, Unit>

/** Who may see a row: any token of `audience` and none of `barred`. */
export type Sight = { audience: string[]; barred: string[] }

/** A message to the asker (by account or contact, and to the askers of merged matters), or to somebody in particular. */
export type KindNotice = { template: string; to: 'asker' | Recipient; variables: Variables }

/** What a notice may need to know besides the event. */
export type NoticeAbout = {
  units: Units
  /** Six digits; only at `opened`, never stored in the clear. */
  queryCode: string | null
  /** The date shown to the asker: exact once dispatched, the latest possible before. */
  dueOn: Temporal.PlainDate | null
  isProvisional: boolean
  /** The rules as in force on the day of telling. */
  rule: RulesInWords
}

/**
 * A step that only this kind knows (受理告知, 报告进展, 征求第三方意见): what may be said with it and what follows. `decide` is pure, throws a Refusal for what may
 * not be, and answers with `stepTaken(…)` and whatever else of the engine's events the step brings with it (closed, paused, marked …).
 */
export type OwnStep = {
  /** As the timeline says it: 出具受理告知书. */
  title: string
  /** Under which part its text is kept. */
  part: TextPart
  choices?: Readonly<Record<string, string>>
  decide(state: MatterState, command: StepCommand, deciding: Deciding): Happening[]
}

/**
 * What the law says silence means (逾期不告知的视为受理, 逾期不补正的视为放弃): so long after `from`, what it `brings` happens by itself; that has to take its cause away, so that
 * `from` is null afterwards.
 */
export type Silence = {
  name: string
  rule: string | Limit
  from(state: MatterState): Temporal.Instant | null
  brings(state: MatterState, deciding: Deciding): Happening[]
}

/**
 * What a measure declares about its matters. The engine knows no kind by name: it reads this, and everything in it is pure but `forget`.
 */
export type Kind = {
  /** letter, call, part … : stored, never changed. */
  name: string
  /** 来信, 工单 … */
  title: string
  /** A database sequence made in `0001_guards.sql`. */
  sequence: string
  /** One digit of the number that tells the kinds apart. */
  digit: number
  /** Codes and words. */
  classes: Readonly<Record<string, string>>
  returnGrounds: Readonly<Record<string, string>>
  extensionGrounds: Readonly<Record<string, string>>
  rejectionReasons: Readonly<Record<string, string>>

  /** 决定的种类：what an answer can be (支持, 不支持; 予以公开, 不予公开 …). Absent: an answer is just words. */
  answerChoices?: Readonly<Record<string, string>>

  /** Null when this actor may open one. */
  mayOpen(actor: Actor): Refusal | null
  /** Ids of limit rules: filing → dispatch, and dispatch → answer. The row in force on the day of opening is read. */
  limits(about: { class: string; channel: string }): { accept: string | null; answer: string | null }
  /** What happens by itself after so long, as a rule id or a limit; null where nothing does. */
  times: {
    /** Unsigned for so long is signed, by the unit and its head. */
    silentSigning: string | Limit | null
    /** A dispatch may be returned for so long. */
    returning: string | Limit | null
    /** A hand-over not accepted for so long goes back to the giver. */
    handOver: string | Limit | null
    /** An answer without an echo is closed as 未评价. */
    silence: string | Limit | null
    /** 挂账 is looked at again after so long. */
    hungLook: string | Limit | null
    /** A dispute over competence is decided within so long, by the unit that settles for both (PET-5). Absent: the dispatcher decides, without a clock. */
    dispute?: string | Limit
    /** 会商 after the second return has named who handles it within so long (HOT-4). Absent: without a clock. */
    consult?: string | Limit
  }
  /** What the first limit is for, as its light says it; 派单 unless said, 受理 where a step starts the clock. */
  firstStep?: string
  /** What starts the answer clock; the first dispatch unless said. `step`: a step of the kind's own with `clock: start`. */
  answerFrom?: 'dispatch' | 'opening' | 'step'
  ownSteps?: Readonly<Record<string, OwnStep>>
  /** What its own steps make the clock wait for besides the grounds of the rule, by the code of the ground: 等待申请人补正. */
  waits?: Readonly<Record<string, string>>
  silences?: readonly Silence[]
  /** Who dispatches at the filing unit; the dispatchers unless said. */
  dispatchRoles?: readonly string[]
  /** Who reviews at or above the filing unit; head, 督查 and leader unless said. */
  reviewRoles?: readonly string[]
  /** How sentences name who asked; 写信人 unless said. */
  asker?: string
  steps: {
    /** A head approves what another person drafted. */
    approval: boolean
    /** The asker confirms or rejects; without it an answer closes the matter. */
    confirmation: boolean
    /** What a rejection brings: by another person, so many times, then review. Null: as often as it takes. Absent: once, by another. */
    rejection?: { byAnother: boolean; times: number | null }
  }
  /** Who may confirm, reject and withdraw besides the asker: the office that keeps an instruction for its leader. */
  actsForAsker?(actor: Actor, state: MatterState, units: Units): boolean
  /** Whether systems of units are told of its steps (webhooks); a part follows its main matter. Absent: never, as for leaders' instructions, which are work secrets. */
  announced?: boolean
  /** Where staff work on it, and where whoever asked follows it. */
  pages?: { staff(number: string): string; asker?(number: string): string }
  sight(state: MatterState, units: Units): Sight
  /** Who sees a part of joint handling, where the main matter is not for everybody at a unit; null: the usual sight. */
  sightOfPart?(part: MatterState, main: MainMatter, units: Units): Sight | null
  notices(event: MatterEvent, state: MatterState, about: NoticeAbout): KindNotice[]
  /** Work of the room that an event asks for (a paper to be set): enqueued in the act's transaction, but for imports, which tell nobody. Not at the opening. */
  follows?(event: MatterEvent, state: MatterState): { task: string; payload: Record<string, string | number> } | null
  /** What the asker is told when a decree of holidays moved the date; null or absent where nothing is told. */
  dateMoved?(matter: { number: string; dueOn: Temporal.PlainDate; isProvisional: boolean }): KindNotice | null
  /** Which texts may be shown to everybody, masked; none means never. */
  publicParts(state: MatterState): TextPart[]
  /** Deletes what the room itself keeps of a matter that is erased: files, published rows, search rows. */
  forget?(tx: Transaction, matterId: string, about: { ground: string; at: Temporal.Instant }): Promise<void>
  /** Why an ended matter must be kept for its time although the asker wants it deleted, with the law; null or absent where nothing does. */
  mustKeep?(state: MatterState): string | null
  /**
   * Where its numbers may stand in the figures of units: in public ones, in the desk's alone, or nowhere, because the number itself would tell (举报: PET-12,
   * HOT-13). Absent: the desk's alone, so that a kind is counted in public only where its room says so. Asked by `countedIn`.
   */
  countedIn?(of: { class: string }): CountedIn
}

export type CountedIn = 'public' | 'desk' | 'nowhere'

const kinds = new Map<string, Kind>()

/** Registers a kind; a room does it once, at import. */
export function defineKind(kind: Kind): Kind {
  const same = [...kinds.values()].find((other) => other.name !== kind.name && other.digit === kind.digit)
  if (same) throw new Error(`kinds ${same.name} and ${kind.name} share the digit ${kind.digit}`)
  if (!/^matter_number_[a-z_]+$/.test(kind.sequence)) throw new Error(`sequence of ${kind.name}: ${kind.sequence}`)
  kinds.set(kind.name, kind)
  return kind
}

/** Undefined for a ground that is not the kind's own. */
export const waitWord = (kind: string, ground: string): string | undefined => kinds.get(kind)?.waits?.[ground]

export function kindOf(name: string): Kind {
  const kind = kinds.get(name)
  if (!kind) throw new Error(`no room declares the matter kind ${name}`)
  return kind
}
