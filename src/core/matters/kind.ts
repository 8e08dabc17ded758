import type { Limit } from '#core/calendar/index.ts'
import type { Recipient, Variables } from '#core/notices/index.ts'
import type { Unit } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { Refusal } from '#platform/refusal.ts'
import type { MatterEvent } from './events.ts'
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
  }
  /** Who dispatches at the filing unit; the dispatchers unless said. */
  dispatchRoles?: readonly string[]
  steps: {
    /** A head approves what another person drafted. */
    approval: boolean
    /** The asker confirms or rejects; without it an answer closes the matter. */
    confirmation: boolean
  }
  /** Where staff work on it; without one, lists of several kinds name it by its number only. */
  deskPath?(number: string): string
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
}

const kinds = new Map<string, Kind>()

/** Registers a kind; a room does it once, at import. */
export function defineKind(kind: Kind): Kind {
  const same = [...kinds.values()].find((other) => other.name !== kind.name && other.digit === kind.digit)
  if (same) throw new Error(`kinds ${same.name} and ${kind.name} share the digit ${kind.digit}`)
  if (!/^matter_number_[a-z_]+$/.test(kind.sequence)) throw new Error(`sequence of ${kind.name}: ${kind.sequence}`)
  kinds.set(kind.name, kind)
  return kind
}

export function kindOf(name: string): Kind {
  const kind = kinds.get(name)
  if (!kind) throw new Error(`no room declares the matter kind ${name}`)
  return kind
}
