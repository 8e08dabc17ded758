import { loadCalendar } from '#core/calendar/index.ts'
import { filesOf } from '#core/documents/index.ts'
import {
  contactOf,
  countingNow,
  kindOf,
  type MatterEvent,
  type MatterRow,
  type MatterState,
  type MatterTextRow,
  readMatter,
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
  unitDirectory,
} from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { notFound } from '#platform/refusal.ts'
import { templatesFor } from '../templates/reply-templates.ts'
import { deskLetterOf } from './desk-letter-of.ts'
import type { Names } from './desk-timeline.tsx'
import type { DeskChoices, DeskLetter } from './desk-view.ts'
import { relatedTo } from './joint-parts.ts'
import { type MayDo, mayDo } from './may-do.ts'

type Reading = Pick<House, 'db' | 'clock' | 'secrets' | 'config'>

export type OpenedLetter = { row: MatterRow; state: MatterState; letter: DeskLetter; may: MayDo; choices: DeskChoices }

/** All that the working page needs, in a handful of statements; not found where the actor may not see it. */
export async function openDeskLetter(house: Reading, actor: StaffActor, number: string): Promise<OpenedLetter> {
  const { db } = house
  const read = await readMatter(db, actor, number)
  if (!read || !['letter', 'part'].includes(read.row.kind)) throw notFound('来信')
  const { row, state, events } = read
  const now = house.clock.now()
  const [texts, files, units, divisions, counting, calendar, related, templates, colleagues] = await Promise.all([
    textsOfMatter(db, row.id),
    filesOf(db, [row.id]),
    unitDirectory(db),
    allDivisions(db),
    countingNow(house, db),
    loadCalendar(db),
    relatedTo(db, actor, row),
    templatesFor(db, actor),
    staffAt(house, db, row.holderUnitId, ['handler', 'head', 'discipline']),
  ])
  const contact = { ...(await maskedContact(house, row)), unreached: await unreachedOf(db, row) }
  const persons = await personNames(db, house.secrets, personIds(row, events, texts))
  const names: Names = {
    unit: (id) => units.get(id)?.shortName ?? '原单位',
    person: (id) => (id ? (persons.get(id) ?? '') : ''),
    text: (id) => texts.get(id)?.body,
  }
  const zone = house.config.timeZone
  const source = {
    row,
    state,
    events,
    texts,
    files,
    contact,
    related,
    names,
    today: { on: dateIn(zone, now), calendar, zone },
  }
  const letter = deskLetterOf({ ...source, division: divisionPath(divisions, row.divisionCode) })
  const kind = kindOf(row.kind)
  const choices: DeskChoices = {
    units: [...units.values()].filter((unit) => unit.active),
    colleagues: colleagues
      .filter(({ personId }) => personId !== row.holderPersonId)
      .map(({ personId, name }) => ({ value: personId, label: name })),
    returnGrounds: optionsOf(kind.returnGrounds),
    extensionGrounds: optionsOf(kind.extensionGrounds),
    templates: templates.filter((template) => template.isActive),
  }
  return { row, state, letter, may: mayDo(state, { actor, now, counting, units }), choices }
}

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

function personIds(
  row: MatterRow,
  events: readonly MatterEvent[],
  texts: ReadonlyMap<string, MatterTextRow>,
): string[] {
  const ids = [
    row.holderPersonId,
    row.firstAskedPersonId,
    row.offeredPersonId,
    ...events.map(({ actor }) => (actor.kind === 'staff' ? actor.personId : null)),
    ...[...texts.values()].map(({ by }) => by),
  ]
  return [...new Set(ids.filter((id) => id !== null))]
}

/** Masked always. Whom the writer asked to be kept from is nobody's to read here: not the units that handle it. */
async function maskedContact(house: Reading, row: MatterRow): Promise<Pick<DeskLetter, 'contact' | 'contactNote'>> {
  if (row.secrecy) return { contact: null, contactNote: '写信人要求保密：不显示姓名和电话，请用“请写信人补充”联系' }
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
