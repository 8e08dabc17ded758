import { eq } from 'drizzle-orm'
import { loadCalendar, unitWord } from '#core/calendar/index.ts'
import { filesOf, papersInRecord } from '#core/documents/index.ts'
import type { InRecord } from '#core/ledger/index.ts'
import {
  type Counting,
  consultUntil,
  contactOf,
  countingNow,
  kindOf,
  type MatterEvent,
  type MatterRow,
  type MatterState,
  type MatterTextRow,
  matters,
  readMatter,
  rulesOf,
  textsOfMatter,
} from '#core/matters/index.ts'
import { unreachedOf } from '#core/notices/index.ts'
import {
  allDivisions,
  divisionPath,
  maskName,
  maskPhone,
  personNames,
  staffAt,
  standInsOn,
  unitDirectory,
} from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { type MayDo, mayDo } from '../acts/may-do.ts'
import type { Desk, Reading } from '../desk.ts'
import type { DeskChoices, DeskMatter } from './desk-matter.ts'
import { deskMatterOf } from './desk-matter-of.ts'
import { relatedTo } from './related.ts'
import type { Names } from './timeline.tsx'

export type OpenedMatter = {
  row: MatterRow
  state: MatterState
  events: readonly MatterEvent[]
  matter: DeskMatter
  may: MayDo
  choices: DeskChoices
  /** Its papers that are in the public record, by their keys. */
  inRecord: ReadonlyMap<string, InRecord>
}

/** All that the working page needs, in a handful of statements; not found where the actor may not see it, or it is on another desk. */
export async function openAtDesk(desk: Desk, house: Reading, actor: StaffActor, number: string): Promise<OpenedMatter> {
  const { db } = house
  const read = await readMatter(db, actor, number)
  if (!read || !desk.kinds.includes(await kindOnDesk(db, read.row))) throw notFound(desk.words.matter)
  const { row, state, events } = read
  const now = house.clock.now()
  const reading = textsOfMatter(db, row.id)
  const [texts, files, units, divisions, counting, calendar, related, templates, colleagues, own, inRecord] =
    await Promise.all([
      reading,
      filesOf(db, [row.id]),
      unitDirectory(db),
      allDivisions(db),
      countingNow(house, db),
      loadCalendar(db),
      relatedTo(db, actor, row),
      desk.templates ? reading.then((read) => desk.templates?.(house, actor, { row, words: wordsOf(read) })) : [],
      staffAt(house, db, row.holderUnitId, ['handler', 'head', 'discipline']),
      desk.choices?.(house, actor, row) ?? {},
      papersInRecord(db, row.id),
    ])
  const contact = { ...(await maskedContact(desk, house, row)), unreached: await unreachedOf(db, row) }
  const standIns = await standInsOn(db, dateIn(house.config.timeZone, now))
  const standInId = row.holderPersonId === null ? undefined : standIns.get(row.holderPersonId)
  const persons = await personNames(db, house.secrets, personIds(row, events, texts, standInId))
  const limit = limitWords(state, counting)
  const names: Names = {
    unit: (id) => units.get(id)?.shortName ?? '原单位',
    person: (id) => (id ? (persons.get(id) ?? '') : ''),
    text: (id) => texts.get(id)?.body,
    limitUnit: limit.limitUnit,
  }
  const zone = house.config.timeZone
  const away = new Set(standIns.keys())
  const source = {
    desk,
    row,
    state,
    events,
    texts,
    files,
    contact,
    related,
    names,
    today: { on: dateIn(zone, now), calendar, zone },
    standIn: standInId,
    consultUntil: consultUntil(state, kindOf(row.kind), counting),
  }
  const matter = deskMatterOf({ ...source, division: divisionPath(divisions, row.divisionCode) })
  const kind = kindOf(row.kind)
  const choices: DeskChoices = {
    units: [...units.values()].filter((unit) => unit.active),
    colleagues: colleagues
      .filter(({ personId }) => personId !== row.holderPersonId)
      .map(({ personId, name }) => ({ value: personId, label: name })),
    returnGrounds: optionsOf(kind.returnGrounds),
    extensionGrounds: optionsOf(kind.extensionGrounds),
    rejectionReasons: optionsOf(kind.rejectionReasons),
    ...limit,
    answerChoices: optionsOf(kind.answerChoices ?? {}),
    templates: [...(templates ?? [])],
    rule: rulesOf(state, counting),
    own,
  }
  const may = mayDo(desk.acts, state, { actor, now, counting, units, away })
  return { row, state, events, matter, may, choices, inRecord }
}

/** What was asked: title and body. */
const wordsOf = (texts: ReadonlyMap<string, { part: string; body: string }>): string =>
  [...texts.values()].flatMap(({ part, body }) => (part === 'title' || part === 'body' ? [body] : [])).join(' ')

/** Of a part the kind of its main matter: that is whose desk it stands on. */
export async function kindOnDesk(db: Db, row: Pick<MatterRow, 'kind' | 'parentId'>): Promise<string> {
  if (row.kind !== 'part' || !row.parentId) return row.kind
  const [main] = await db.select({ kind: matters.kind }).from(matters).where(eq(matters.id, row.parentId))
  return main?.kind ?? row.kind
}

/** In what the answer limit is counted, and who grants more of it. */
function limitWords(
  state: MatterState,
  { terms, settings }: Counting,
): Pick<DeskChoices, 'limitUnit' | 'extensionApprover'> {
  const rule = state.answerRule && terms(state.answerRule, settings.city.dateOf(state.openedAt))
  const extension = rule ? rule.extension : null
  return {
    limitUnit: unitWord[rule ? rule.limit.unit : 'workday'],
    extensionApprover: !extension || extension.approver === 'head' ? '单位负责人' : extension.approverTitle,
  }
}

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

function personIds(
  row: MatterRow,
  events: readonly MatterEvent[],
  texts: ReadonlyMap<string, MatterTextRow>,
  standInId: string | null | undefined,
): string[] {
  const ids = [
    standInId ?? null,
    row.holderPersonId,
    row.firstAskedPersonId,
    row.offeredPersonId,
    ...events.map(({ actor }) => (actor.kind === 'staff' ? actor.personId : null)),
    ...[...texts.values()].map(({ by }) => by),
  ]
  return [...new Set(ids.filter((id) => id !== null))]
}

/** Masked always. Whom the asker asked to be kept from is nobody's to read here: not the units that handle it. */
async function maskedContact(
  { words: { asker } }: Desk,
  house: Reading,
  row: MatterRow,
): Promise<Pick<DeskMatter, 'contact' | 'contactNote'>> {
  if (row.secrecy) return { contact: null, contactNote: `${asker}要求保密：不显示姓名和电话，请用“请${asker}补充”联系` }
  const contact = row.contactId && (await contactOf(house, row.contactId))
  if (!contact) return { contact: null, contactNote: row.kind === 'part' ? '见主件' : null }
  return {
    contact: {
      name: contact.name ? maskName(contact.name) : '（未留姓名）',
      phone: contact.phone ? maskPhone(contact.phone) : '（未留电话）',
    },
    contactNote: null,
  }
}
