import { z } from 'zod'
import { lights, outcomes, textParts } from './words.ts'

/**
 * What can happen to a matter. Data are ids, codes, dates and salted hashes: a schema is strict and has no field that could carry what a person
 * typed, so that erasing the texts erases the words. Only `evolve` gives events a meaning; a type, once written, is never changed, only added to.
 */

const id = z.uuid()
const code = z.string().regex(/^[\w.:-]{1,64}$/)
const instantText = z.iso.datetime({ offset: true })
const dateText = z.iso.date()

/** A deletable row of `matter_texts`, by id and the hash of its salt and body. */
export const textRef = z.strictObject({ id, part: z.enum(textParts), hash: z.string().regex(/^[0-9a-f]{64}$/) })
export type TextRef = z.infer<typeof textRef>

/** The date as it stood when the clock stopped for good: a later decree no longer moves it. */
const dueThen = z.strictObject({ at: instantText, on: dateText, provisional: z.boolean() }).nullable()

export const eventData = {
  opened: z.strictObject({
    number: z.string().regex(/^\d{15,}$/),
    kind: code,
    class: code,
    channel: code,
    divisionCode: z.string().regex(/^\d{6,12}$/),
    filingUnitId: id,
    /** 首问：the unit that received the asker, where that is not the one it is filed with. */
    firstAskedUnitId: id.nullish(),
    acceptRule: code.nullable(),
    answerRule: code.nullable(),
    askerPersonId: id.nullable(),
    /** The enterprise or member of the family that the asker acts for by mandate. Older events have none. */
    askerSubjectId: id.nullish(),
    /** 单位之间：the unit that asks. Older events have none. */
    askerUnitId: id.nullish(),
    contactId: id.nullable(),
    reportedUnitId: id.nullable(),
    /** Of a part of joint handling: the main matter, the unit that leads it, and what the main matter is, which may narrow who sees the part. */
    main: z
      .strictObject({
        matterId: id,
        unitId: id,
        of: z.strictObject({ kind: code, class: code, marks: z.array(code) }).optional(),
      })
      .nullable(),
    wantsPublic: z.boolean(),
    secrecy: z.boolean(),
    texts: z.array(textRef),
    /** What starts the answer clock; the first dispatch where nothing is said, as in older events. */
    answerFrom: z.enum(['dispatch', 'opening', 'step']).nullish(),
  }),
  classified: z.strictObject({ class: code, answerRule: code.nullable(), text: textRef.nullable() }),
  dispatched: z.strictObject({
    unitId: id,
    personId: id.nullable(),
    /** Decided after 会商 or a circle: cannot be returned. */
    binding: z.boolean(),
    text: textRef.nullable(),
    /** Where it is another than before: the unit promised shorter, or the one before it had. Older events have none. */
    answerRule: code.nullish(),
  }),
  signed: z.strictObject({ unitId: id, personId: id.nullable(), silent: z.boolean() }),
  dispatchReturned: z.strictObject({ unitId: id, ground: code, text: textRef }),
  handOverOffered: z.strictObject({
    fromUnitId: id,
    fromPersonId: id.nullable(),
    unitId: id,
    personId: id.nullable(),
    text: textRef.nullable(),
  }),
  handOverAccepted: z.strictObject({ unitId: id, personId: id.nullable() }),
  handOverDeclined: z.strictObject({ unitId: id, lapsed: z.boolean(), text: textRef.nullable() }),
  handOverWithdrawn: z.strictObject({ unitId: id, text: textRef }),
  /** 职责争议：between the holder and `unitId`, put to `deciderUnitId`: by a circle that the engine saw, or by the holder. */
  disputed: z.strictObject({
    unitId: id,
    deciderUnitId: id,
    cause: z.enum(['circle', 'raised']),
    text: textRef.nullable(),
  }),
  jointInvited: z.strictObject({
    parts: z.array(z.strictObject({ matterId: id, unitId: id })).min(1),
    text: textRef.nullable(),
  }),
  jointAnswered: z.strictObject({ matterId: id, unitId: id, textId: id.nullable() }),
  /** `choice`: of the kind's answer choices. */
  drafted: z.strictObject({ text: textRef, choice: code.nullish() }),
  draftReturned: z.strictObject({ text: textRef }),
  extensionRequested: z.strictObject({ amount: z.int().positive(), ground: code, text: textRef }),
  extensionApproved: z.strictObject({ amount: z.int().positive() }),
  extensionRefused: z.strictObject({ text: textRef }),
  paused: z.strictObject({
    /** Of the rule's `stopGrounds`. */
    ground: code,
    /** The written notice: number of the 文书 or id of the file. */
    noticeId: z.string().regex(/^[\p{L}\p{N}〔〕[\]（）().:_-]{1,64}$/u),
    capUnits: z.int().positive().nullable(),
  }),
  resumed: z.strictObject({ byCap: z.boolean() }),
  supplementRequested: z.strictObject({ text: textRef }),
  supplemented: z.strictObject({ text: textRef, fileIds: z.array(id) }),
  answered: z.strictObject({
    text: textRef,
    /** Parts of joint handling still open, answered without them on the lead's ground. */
    withoutParts: z.boolean(),
    ground: textRef.nullable(),
    onTime: z.boolean().nullable(),
    due: dueThen,
    choice: code.nullish(),
  }),
  answerAccepted: z.strictObject({}),
  answerRejected: z.strictObject({
    reason: code,
    text: textRef.nullable(),
    /** Done again by the same hands, or review: as the kind says. Older events: again by another person once, then review. */
    next: z.enum(['again', 'againByAnother', 'review']).nullish(),
  }),
  reviewed: z.strictObject({
    result: z.enum(['continue', 'hang', 'end', 'otherTrack']),
    /** Of `continue`: by when, and by whom. */
    dueOn: dateText.nullable(),
    /** The same as a number of days from the review, in the city's zone: `evolve` knows no zone. */
    days: z.int().positive().nullable(),
    unitId: id.nullable(),
    text: textRef,
  }),
  rated: z.strictObject({
    solved: z.boolean().nullable(),
    satisfied: z.int().min(1).max(5).nullable(),
    reasons: z.array(code),
    text: textRef.nullable(),
  }),
  urged: z.strictObject({ unitId: id, text: textRef.nullable() }),
  supervised: z.strictObject({
    orderNumber: z.string().regex(/^[\p{L}\p{N}〔〕[\]（）()._-]{1,40}$/u),
    replyDueOn: dateText,
    unitId: id,
    text: textRef,
  }),
  marked: z.strictObject({ mark: code, on: z.boolean(), unitId: id.nullable(), text: textRef.nullable() }),
  merged: z.strictObject({ intoId: id, due: dueThen }),
  reopened: z.strictObject({
    acceptRule: code.nullable(),
    answerRule: code.nullable(),
    text: textRef,
    /** At a revisit the asker said that it is not solved: what follows, as after a rejection. Absent where a new fact opens it anew. */
    revisited: z.enum(['againByAnother', 'review']).nullish(),
  }),
  withdrawn: z.strictObject({ text: textRef.nullable(), due: dueThen }),
  closed: z.strictObject({ outcome: z.enum(outcomes), text: textRef.nullable(), due: dueThen }),
  published: z.strictObject({ publicationId: id }),
  corrected: z.strictObject({ publicationId: id, text: textRef }),
  unpublished: z.strictObject({ publicationId: id, text: textRef }),
  /** A step of the kind's own: 受理告知, 报告进展, 征求第三方意见 … Only its kind knows what it means; what it does to the clock is said here. */
  stepped: z.strictObject({
    step: code,
    choice: code.nullable(),
    unitId: id.nullable(),
    /** A date that the step names. */
    on: dateText.nullable(),
    text: textRef.nullable(),
    fileIds: z.array(id),
    /** `start` ends the accept clock and starts the answer clock, `restart` starts it anew; from `at`, which may lie before the step (LIC-3). */
    clock: z
      .strictObject({
        does: z.enum(['start', 'restart']),
        at: instantText,
        rule: code.nullable(),
        /** Of a restart to a date that was set and told, in place of the rule's time: so many days from it. */
        days: z.int().positive().nullish(),
      })
      .nullable(),
  }),
  lightChanged: z.strictObject({ light: z.enum(lights) }),
  erased: z.strictObject({ ground: code, textIds: z.array(id) }),
} as const

export type EventType = keyof typeof eventData
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>

/** Who did it: a person of the staff at a unit, the asker, or the machine under a name. */
export type EventActor = {
  kind: 'anyone' | 'citizen' | 'staff' | 'system'
  unitId: string | null
  personId: string | null
  name: string | null
}

type EventOf<T extends EventType> = {
  type: T
  /** 1, 2, 3 … without a gap. */
  seq: number
  occurredAt: Temporal.Instant
  recordedAt: Temporal.Instant
  actor: EventActor
  data: EventData<T>
}

export type MatterEvent = { [T in EventType]: EventOf<T> }[EventType]

/** What `decide` answers: type and data; `decide` itself adds when, who and the place in the order. */
export type Happening = { [T in EventType]: { type: T; data: EventData<T> } }[EventType]

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventData, type)

/** Checks the data of an event by the schema of its type; throws on anything else: such a row was not written by us. */
export function parseEventData(type: string, data: unknown): Happening {
  if (!isEventType(type)) throw new Error(`unknown matter event ${type}`)
  return { type, data: eventData[type].parse(data) } as Happening
}

/** The texts an event names, in any of its fields. */
export function textsOf(event: Happening): TextRef[] {
  const found: TextRef[] = []
  for (const value of Object.values(event.data) as unknown[]) {
    for (const one of Array.isArray(value) ? value : [value]) {
      const ref = textRef.safeParse(one)
      if (ref.success) found.push(ref.data)
    }
  }
  return found
}
