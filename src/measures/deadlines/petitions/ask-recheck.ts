import { eq } from 'drizzle-orm'
import { dueDate, isDayLimit, type RuleInWords, ruleInWords } from '#core/calendar/index.ts'
import {
  act,
  type Counting,
  contactOf,
  countingNow,
  type MatterState,
  matters,
  type NewMatter,
  openMatter,
  readMatter,
  textsOfMatter,
} from '#core/matters/index.ts'
import { allUnits } from '#core/people/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { classWord, deliveredOn } from './petition.ts'
import { officeFor, superiorOf, type TreeUnit } from './petition-sight.ts'
import { askRule, refuseAsking, type Stage, stageWord } from './recheck.ts'
import { codeOfForm, type Registered, type Working } from './register-petition.ts'
import { petitions } from './tables.ts'

/** The last day for asking 复查 or 复核 of an opinion; null while it has not been delivered. */
export function lastDayFor(stage: Stage, state: MatterState, { terms, calendar }: Counting) {
  const from = deliveredOn(state)
  if (!from) return null
  const { limit } = terms(askRule(stage), from)
  return isDayLimit(limit) ? dueDate(limit, from, calendar) : null
}

/** The rule by which that day is counted: in force when the opinion was delivered, today while it has not been. */
export const askInWords = (
  stage: Stage,
  state: MatterState,
  { terms }: Counting,
  today: Temporal.PlainDate,
): RuleInWords => ruleInWords(terms(askRule(stage), deliveredOn(state) ?? today))

/** The organ above the one whose opinion it is: of a 处理意见 above its unit, of a 复查意见 above the organ of the 复查. */
export const organAbove = (
  units: ReadonlyMap<string, TreeUnit>,
  state: Pick<MatterState, 'answer'>,
  organUnitId: string | null,
): TreeUnit | null => (state.answer ? superiorOf(units, organUnitId ?? state.answer.unitId) : null)

/**
 * 申请复查、复核 (第35、36条): by the petitioner, within the time of the rule from the delivered opinion, once, to the organ above. A matter of its own, with its own clock from now,
 * in the hands of the office that works for that organ. Asking says that the opinion was received.
 *
 * @throws Refusal in words: too early, too late, twice, out of turn, or to an organ above this city
 */
export async function askRecheck(
  house: Working,
  asker: Actor,
  matterId: string,
  { stage, reason, formKey }: { stage: Stage; reason: string; formKey: string },
): Promise<Registered> {
  const { db } = house
  const [about] = await db.select().from(petitions).where(eq(petitions.matterId, matterId)).for('update')
  const read = await readMatter(db, asker, matterId)
  if (!about || !read) throw notFound('信访事项')
  const [counting, all] = await Promise.all([countingNow(house, db), allUnits(db)])
  const asked = await askedAbout(db, matterId)
  const today = counting.settings.city.dateOf(house.clock.now())
  const refusal = refuseAsking(stage, {
    class: read.state.class,
    hasOpinion: read.state.answer !== null,
    isAsked: asked.some((state) => state !== 'withdrawn'),
    lastOn: lastDayFor(stage, read.state, counting)?.dueOn ?? null,
    today,
    rule: askInWords(stage, read.state, counting, today),
  })
  if (refusal) throw refusal
  const units = new Map(all.map((unit) => [unit.id, unit]))
  const organ = organAbove(units, read.state, about.organUnitId)
  if (!organ || !read.state.answer) throw outside(stage)
  if (read.state.state === 'answered')
    await act(house, asker, matterId, { type: 'step', step: 'deliver', choice: 'online' })
  const officeId = officeFor(all, organ, read.state.answer.unitId)
  const id = newId()
  const opened = await openMatter(
    house,
    asker,
    await reviewOf(house, read.state, { id, stage, reason, officeId, formKey }),
    {
      further: { actor: systemActor('filing'), commands: [{ type: 'dispatch', unitId: officeId }] },
    },
  )
  await db.insert(petitions).values({
    ...about,
    matterId: id,
    aboutId: matterId,
    takenBack: asked.length,
    source: 'web',
    nationalNumber: null,
    receivedOn: today,
    organUnitId: organ.id,
    wordsHash: null,
    registeredBy: null,
  })
  return { matterId: id, number: opened.number, code: opened.queryCode }
}

/** States of what was asked about an opinion; what was taken back may be asked again while the last day has not passed. */
async function askedAbout(db: Db, matterId: string): Promise<string[]> {
  const found = await db
    .select({ state: matters.state })
    .from(petitions)
    .innerJoin(matters, eq(matters.id, petitions.matterId))
    .where(eq(petitions.aboutId, matterId))
  return found.map(({ state }) => state)
}

/** The new matter: of the same petitioner, reached as before; the words are their reasons. */
async function reviewOf(
  house: Working,
  state: MatterState,
  of: { id: string; stage: Stage; reason: string; officeId: string; formKey: string },
): Promise<NewMatter> {
  const texts = [...(await textsOfMatter(house.db, state.id)).values()]
  const title = texts.find(({ part }) => part === 'title')?.body ?? classWord(state.class)
  const contact = state.contactId ? await contactOf(house, state.contactId) : null
  const { name, phone, address } = contact ?? {}
  return {
    id: of.id,
    kind: 'petition',
    class: of.stage,
    channel: 'web',
    divisionCode: state.divisionCode,
    filingUnitId: of.officeId,
    texts: { title: `${stageWord(of.stage)}：${title.replace(/^复查：/u, '')}`, body: of.reason },
    ...(state.askerPersonId && { askerPersonId: state.askerPersonId }),
    ...(state.askerSubjectId && { askerSubjectId: state.askerSubjectId }),
    ...(contact && { contact: { ...(name && { name }), ...(phone && { phone }), ...(address && { address }) } }),
    secrecy: state.secrecy,
    queryCode: codeOfForm(house, of.formKey),
  }
}

const outside = (stage: Stage): Refusal => new Refusal('outside', outsideWords(stage), { status: 409 })

export const outsideWords = (stage: Stage): string =>
  `${stageWord(stage)}机关是上一级人民政府或者其主管部门，不在本平台办理。请在期限之内书面向其提出；向哪里提出，可以拨打 12345 问清楚。`
