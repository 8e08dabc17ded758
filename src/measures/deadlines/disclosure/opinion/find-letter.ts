import { timingSafeEqual } from 'node:crypto'
import { and, desc, eq, inArray } from 'drizzle-orm'
import { countingNow, endsAt, readMatter, rulesOf, textsOfMatter } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import { type StaffActor, systemActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { noonOf } from '../disclosure.ts'
import { opinionRule, opinions, partiesOf, readCode } from '../parties.ts'
import { letterCode } from '../party-names.ts'
import { disclosureParties } from '../tables.ts'

/** A letter as whoever got it reads it: nothing of the applicant, nothing of the other parties. */
export type OpenedLetter = {
  matterId: string
  serial: number
  number: string
  code: string
  sentOn: Temporal.PlainDate
  receivedOn: Temporal.PlainDate | null
  unit: string
  title: string
  asked: string
  isAgency: boolean
  /** The last day for an opinion, once the day of delivery is known. */
  by: Temporal.PlainDate | null
  /** 15个工作日: how long they have from the letter. */
  within: string
  /** What was said already, or that it is too late, or over; null while it can be said. */
  given: string | null
}

/** Null when number or code is wrong, with the same work for both. */
export async function findLetter(
  house: Pick<House, 'db' | 'secrets' | 'config'>,
  number: string,
  code: string,
): Promise<OpenedLetter | null> {
  const { db } = house
  const expected = letterCode(house, number)
  const isSame = code.length === expected.length && timingSafeEqual(Buffer.from(code), Buffer.from(expected))
  const [row] = await db.select().from(disclosureParties).where(eq(disclosureParties.number, number))
  if (!row || !isSame) return null
  return readLetter(house, row, code)
}

/** Who may speak for a unit to which a letter is addressed. */
const speaking = ['clerk', 'handler', 'head', 'dispatcher']

const unitsSpokenFor = (actor: StaffActor): string[] =>
  actor.roles.filter(({ role }) => speaking.includes(role)).map(({ unitId }) => unitId)

/** A letter to a unit of the actor's, without its code; null for every other, whether it exists or not. */
export async function findLetterAtDesk(
  house: Pick<House, 'db' | 'secrets' | 'config'>,
  actor: StaffActor,
  number: string,
): Promise<OpenedLetter | null> {
  const [row] = await house.db
    .select()
    .from(disclosureParties)
    .where(and(eq(disclosureParties.number, number), inArray(disclosureParties.unitId, unitsSpokenFor(actor))))
  return row ? readLetter(house, row, letterCode(house, number)) : null
}

/** Letters to the actor's units, the newest first; those of matters that were erased are gone. */
export async function lettersAtDesk(
  house: Pick<House, 'db' | 'secrets' | 'config'>,
  actor: StaffActor,
): Promise<OpenedLetter[]> {
  const rows = await house.db
    .select()
    .from(disclosureParties)
    .where(inArray(disclosureParties.unitId, unitsSpokenFor(actor)))
    .orderBy(desc(disclosureParties.sentAt))
    .limit(100)
  const letters = await Promise.all(rows.map((row) => readLetter(house, row, '')))
  return letters.filter((letter) => letter !== null)
}

async function readLetter(
  house: Pick<House, 'db' | 'secrets' | 'config'>,
  row: typeof disclosureParties.$inferSelect,
  code: string,
): Promise<OpenedLetter | null> {
  const { db } = house
  const read = await readMatter(db, systemActor('letter'), row.matterId)
  if (!read || read.state.erased) return null
  const { state } = read
  const [texts, units, counting] = await Promise.all([
    textsOfMatter(db, row.matterId),
    unitDirectory(db),
    countingNow(house, db),
  ])
  const party = partiesOf(state).find(({ serial }) => serial === row.serial)
  const consult = state.steps.find(({ step, choice }) => step === 'consult' && readCode(choice).serial === row.serial)
  const rule = opinionRule(row.kind)
  const ends = party?.receivedOn ? endsAt(rule, noonOf(party.receivedOn), state, counting) : null
  const isOver = state.closedAt !== null
  return {
    matterId: row.matterId,
    serial: row.serial,
    number: row.number,
    code,
    sentOn: dateIn(house.config.timeZone, row.sentAt),
    receivedOn: party?.receivedOn ?? null,
    unit: units.get(state.holder.unitId)?.name ?? '受理机关',
    title: [...texts.values()].find(({ part }) => part === 'title')?.body ?? '政府信息',
    asked: (consult?.text && texts.get(consult.text.id)?.body) ?? '',
    isAgency: row.kind === 'agency',
    within: rulesOf(state, counting)(rule).span,
    by: ends && counting.settings.city.dateOf(ends.subtract({ seconds: 1 })),
    given: givenWord(party?.opinion ?? null, isOver),
  }
}

function givenWord(opinion: keyof typeof opinions | 'silent' | null, isOver: boolean): string | null {
  if (opinion === 'silent') return '提出意见的期限已过，由机关依法决定'
  if (opinion) return `您提出的意见：${opinions[opinion]}`
  return isOver ? '这份申请已经了结，不用再提出意见' : null
}
