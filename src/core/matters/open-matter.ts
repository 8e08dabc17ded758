import { unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { Rows, writeRows } from '#platform/rows.ts'
import { type Acted, type Acting, type ActOptions, draftAct, gather, tellHappened } from './act.ts'
import { announceEvents } from './announce-events.ts'
import type { Command } from './commands.ts'
import { type Counting, countingNow } from './counting.ts'
import { decide } from './decide.ts'
import { personOf, roleOver } from './deciding.ts'
import { appendEvents } from './event-rows.ts'
import type { EventActor, MatterEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { type Kind, kindOf, type Units } from './kind.ts'
import { makeNumber } from './number.ts'
import { type Projected, project } from './project.ts'
import { ruleFor } from './promised.ts'
import { newQueryCode, queryCodeHash } from './query-code.ts'
import { nextSerial } from './serials.ts'
import type { MatterState } from './state.ts'
import { contacts, matters } from './tables.ts'
import { tellOf } from './tell.ts'
import { keepTexts, type NewText, newText } from './texts.ts'
import type { TextPart } from './words.ts'

/** How to reach the asker, as typed; kept encrypted. */
export type NewContact = {
  name?: string
  phone?: string
  address?: string
  language?: string
  isElder?: boolean
  prefers?: 'sms' | 'phone' | 'post' | 'web'
}

export type NewMatter = {
  /** Where the caller needs it beforehand (files, parts); otherwise made here. */
  id?: string
  kind: string
  class: string
  channel: string
  divisionCode: string
  filingUnitId: string
  /** 首问：the unit at whose counter it was written, where that is not the one it is filed with. It sees the matter from then on. */
  firstAskedUnitId?: string
  texts: Partial<Record<TextPart, string>>
  askerPersonId?: string
  askerSubjectId?: string
  /** 单位之间：the unit that asks. */
  askerUnitId?: string
  contact?: NewContact
  reportedUnitId?: string
  main?: NonNullable<MatterState['main']>
  /**
   * Of a part: the limit of its main matter instead of the kind's own. Where a caller knows whose promise binds: its id (`promisedRule`), which the matter keeps.
   */
  rules?: { accept: string | null; answer: string | null }
  wantsPublic?: boolean
  secrecy?: boolean
  /** Six digits that the caller can make again for the same form (a second click is answered with the same receipt); random otherwise. */
  queryCode?: string
}

export type Opened = Acted & { number: string; queryCode: string }

export type OpenOptions = ActOptions & {
  /** Where the caller has it already (`expectCounting`); otherwise as the tables stand now. */
  counting?: Counting
  /** What the house does with it in the same moment: marks, the dispatch of a 举报. */
  further?: { actor: Actor; commands: readonly Command[] }
}

/**
 * Opens a matter: number, query code, first event, row, texts, contact and notices in one transaction. The code is in the answer and in the notice,
 * and nowhere else: only its keyed hash is kept.
 */
export async function openMatter(
  house: Acting,
  actor: Actor,
  input: NewMatter,
  options: OpenOptions = {},
): Promise<Opened> {
  const rows = new Rows()
  const opened = await draftMatter(rows, house, actor, input, options)
  await writeRows(house.db, rows)
  return opened
}

/** The same up to the writing: adds all rows to those that the caller writes together, and writes nothing itself. */
export async function draftMatter(
  rows: Rows,
  house: Acting,
  actor: Actor,
  input: NewMatter,
  options: OpenOptions = {},
): Promise<Opened> {
  const kind = kindOf(input.kind)
  const now = house.clock.now()
  const openedAt = options.occurredAt ?? now
  refuseOpening(kind, actor, input, openedAt, now)
  const units = await unitDirectory(house.db)
  if (!units.get(input.filingUnitId)?.active) throw new Refusal('no-unit', '受理单位不存在或已撤销，请重新选择。')
  const within = { ...house, units, counting: options.counting ?? (await countingNow(house, house.db)) }
  const id = input.id ?? newId()
  const number = makeNumber(
    within.counting.settings.city.dateOf(openedAt),
    kind.digit,
    await nextSerial(house.db, kind.sequence),
  )
  const queryCode = input.queryCode ?? newQueryCode()
  const texts = Object.entries(input.texts)
    .filter(([, body]) => body.trim() !== '')
    .map(([part, body]) => newText(house, part as TextPart, body))
  const contactId = input.contact ? keepContact(rows, house, input.contact, now) : null
  const event: MatterEvent = {
    type: 'opened',
    seq: 1,
    occurredAt: openedAt,
    recordedAt: now,
    actor: openerOf(actor, input.filingUnitId, units),
    data: openedData(kind, input, { number, contactId, texts }, (ruleId) =>
      ruleFor(input.filingUnitId, ruleId, within.counting.settings.city.dateOf(openedAt), within),
    ),
  }
  keepTexts(rows, id, texts, personOf(actor), now)
  appendEvents(rows, id, [event])
  const first = evolve(null, event, id)
  const row = project(first, kind, within.counting, units, now)
  const quiet = options.suppressNotices ?? false
  const opening = { phone: input.contact?.phone || null }
  const deciding = { kind, units, now, counting: within.counting }
  await tellOf(rows, house, event, first, { deciding, row, queryCode, quiet, opening })
  if (!quiet) tellHappened(rows, first, event)
  const last = await draftFurther(rows, within, { state: first, row, events: [event] }, { ...options, quiet, opening })
  if (!quiet) await announceEvents(rows, house.db, { state: last.state, row: last.row, left: [] }, last.events)
  rows.insert(matters, { ...last.row, queryCodeHash: queryCodeHash(house.secrets, number, queryCode) })
  return { state: last.state, events: last.events, tags: [`${kind.name}:${id}`], number, queryCode }
}

type Drafted = { state: MatterState; row: Projected; events: MatterEvent[] }

/** Each command is decided on what the one before made of the matter; no row is there to be locked yet. */
async function draftFurther(
  rows: Rows,
  house: Acting & { units: Units; counting: Counting },
  opened: Drafted,
  { further, occurredAt, quiet, opening }: OpenOptions & { quiet: boolean; opening: { phone: string | null } },
): Promise<Drafted> {
  let at = opened
  if (!further) return opened
  for (const command of further.commands) {
    const { deciding, texts } = await gather(house, further.actor, at.state, command, occurredAt ? { occurredAt } : {})
    const decision = decide(at.state, command, deciding)
    if (decision instanceof Refusal) throw decision
    const row = await draftAct(rows, house, at.state, decision, { deciding, texts, quiet, opening })
    at = { state: decision.state, row, events: [...at.events, ...decision.events] }
  }
  return at
}

/** Staff open at the unit of the role that covers the filing unit, else at their first. */
function openerOf(actor: Actor, filingUnitId: string, units: Units): EventActor {
  const held = actor.kind === 'staff' ? actor.roles.map((role) => role.role) : []
  const at = roleOver(actor, held, filingUnitId, units) ?? (actor.kind === 'staff' ? actor.roles[0] : undefined)
  return {
    kind: actor.kind,
    unitId: at?.unitId ?? null,
    personId: personOf(actor),
    name: actor.kind === 'system' ? actor.name : null,
  }
}

function openedData(
  kind: Kind,
  input: NewMatter,
  { number, contactId, texts }: { number: string; contactId: string | null; texts: readonly NewText[] },
  promised: (ruleId: string) => string,
): Extract<MatterEvent, { type: 'opened' }>['data'] {
  const rules = input.rules ?? kind.limits({ class: input.class, channel: input.channel })
  // The clock of such a kind runs from here, against the unit that files it.
  const isTaken = kind.answerFrom === 'opening' && !input.rules && rules.answer !== null
  return {
    number,
    kind: kind.name,
    class: input.class,
    channel: input.channel,
    divisionCode: input.divisionCode,
    filingUnitId: input.filingUnitId,
    ...(input.firstAskedUnitId && { firstAskedUnitId: input.firstAskedUnitId }),
    acceptRule: rules.accept,
    answerRule: isTaken && rules.answer ? promised(rules.answer) : rules.answer,
    askerPersonId: input.askerPersonId ?? null,
    askerSubjectId: input.askerSubjectId ?? null,
    askerUnitId: input.askerUnitId ?? null,
    contactId,
    reportedUnitId: input.reportedUnitId ?? null,
    main: input.main ?? null,
    wantsPublic: input.wantsPublic ?? false,
    secrecy: input.secrecy ?? false,
    texts: texts.map(({ ref }) => ref),
    ...(kind.answerFrom && { answerFrom: kind.answerFrom }),
  }
}

function refuseOpening(
  kind: Kind,
  actor: Actor,
  input: NewMatter,
  openedAt: Temporal.Instant,
  now: Temporal.Instant,
): void {
  const refusal = kind.mayOpen(actor)
  if (refusal) throw refusal
  if (!Object.hasOwn(kind.classes, input.class)) {
    throw new Refusal('no-class', '没有这个类别，请从列表中选择。', { field: 'class' })
  }
  if (input.askerUnitId === input.filingUnitId) {
    throw new Refusal('to-itself', '提出和受理的是同一个单位，请另选单位。', { field: 'unitId' })
  }
  if (Temporal.Instant.compare(openedAt, now) > 0) {
    throw new Refusal('after-now', '收到的时间晚于现在，请填写实际收到的时间。', { field: 'occurredAt' })
  }
  if (!openedAt.equals(now) && actor.kind !== 'staff' && actor.kind !== 'system') {
    throw new Refusal('own-time', '收到的时间只能由工作人员补录。', { field: 'occurredAt' })
  }
}

function keepContact(rows: Rows, { secrets }: Acting, contact: NewContact, createdAt: Temporal.Instant): string {
  const id = newId()
  const seal = (value: string | undefined, column: string) =>
    value ? secrets.encrypt(value, `contacts.${column}`) : null
  rows.insert(contacts, {
    id,
    nameCipher: seal(contact.name, 'name'),
    phoneCipher: seal(contact.phone, 'phone'),
    phoneHash: contact.phone ? secrets.lookupHash(contact.phone, 'contacts.phone') : null,
    addressCipher: seal(contact.address, 'address'),
    language: contact.language ?? null,
    isElder: contact.isElder ?? false,
    prefers: contact.prefers ?? 'sms',
    createdAt,
  })
  return id
}
