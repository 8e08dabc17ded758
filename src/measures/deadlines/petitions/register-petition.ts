import { eq } from 'drizzle-orm'
import { rulesToday } from '#core/calendar/index.ts'
import { chooseUnit, NotFilled } from '#core/casework/index.ts'
import { attachFiles, findEmergency } from '#core/documents/index.ts'
import { type Command, openMatter } from '#core/matters/index.ts'
import { allUnits, type Unit } from '#core/people/index.ts'
import { type Actor, type StaffActor, systemActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { PetitionInput } from './petition-form.ts'
import './petition-kind.ts'
import { filingOffice, isPetitionOffice } from './petition-sight.ts'
import { earlierChains, refuseAgain, wordsHashOf } from './same-facts.ts'
import { petitions } from './tables.ts'

export type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Transaction }

/** The form it came with: its key, and the files that wait under it. */
export type FromForm = { formKey: string; fileIds: string[] }

export type Registered = { matterId: string; number: string; code: string }

/** The petition office at which somebody of the staff registers what came to it; null for everybody else. */
export const officeOfActor = (actor: StaffActor, units: readonly Unit[]): Unit | null =>
  units.find(
    (unit) =>
      isPetitionOffice(unit) &&
      actor.roles.some(
        ({ unitId, role }) => unitId === unit.id && ['handler', 'head', 'clerk', 'dispatcher'].includes(role),
      ),
  ) ?? null

/**
 * 登记信访事项 (第21、22条): by the petitioner online, or by the office for whoever came, wrote, or was passed on. Matter, what is known besides, and its files in one
 * transaction; 检举控告 is with the competent body at once, past the petition office.
 *
 * @throws Refusal 403 for staff of other units; `already-accepted`, `has-opinion` and `concluded` at the field `newFacts` for the same facts again (PET-14);
 * `no-competent-body` at `units` for a 检举控告 that nobody in the city may read; NotFilled for a unit that is not found
 */
export async function registerPetition(
  house: Working,
  actor: Actor,
  input: PetitionInput,
  from: FromForm,
): Promise<Registered> {
  const units = (await allUnits(house.db)).filter(({ active }) => active)
  const office = actor.kind === 'staff' && input.source ? needOffice(actor, units) : null
  const concerned = [...new Set(input.units.map((name) => chooseUnit('units', name, units).id))]
  const isReport = input.class === 'report'
  const reportedUnitId = isReport ? (concerned[0] ?? null) : null
  const filingUnitId = needDesk(isReport || !office ? filingOffice(units, { ...input, reportedUnitId }) : office.id)
  if (!isReport) await refuseSame(house, input)
  await refuseKnown(house, input.nationalNumber)
  const received = receivedAt(house, input.receivedOn)
  const matterId = newId()
  const opened = await openMatter(
    house,
    actor,
    {
      id: matterId,
      kind: 'petition',
      class: input.class,
      channel: input.source ?? 'web',
      divisionCode: input.division || house.config.cityCode,
      filingUnitId,
      texts: { title: input.title, body: input.facts, ask: input.claim },
      ...(actor.kind === 'citizen' ? { askerPersonId: actor.personId } : {}),
      // A 检举控告 is the writer's own: whoever acts for the same enterprise never sees it.
      ...(actor.kind === 'citizen' && actor.acting && !isReport ? { askerSubjectId: actor.acting.subjectId } : {}),
      contact: { name: input.name, address: input.address, ...(input.phone && { phone: input.phone }) },
      ...(reportedUnitId && { reportedUnitId }),
      secrecy: isReport || input.secret,
      queryCode: codeOfForm(house, from.formKey),
    },
    {
      ...(received && { occurredAt: received.at }),
      further: { actor: systemActor('filing'), commands: firstActs(input, filingUnitId) },
    },
  )
  await house.db.insert(petitions).values({
    matterId,
    rootId: matterId,
    source: input.source ?? 'web',
    nationalNumber: input.nationalNumber || null,
    receivedOn: received?.on ?? todayOf(house),
    isCollective: input.collective,
    people: input.collective ? Number(input.people) : 1,
    delegates: input.collective ? input.delegates.length : 0,
    delegatesCipher: input.collective ? house.secrets.encrypt(input.delegates.join('、'), 'petitions.delegates') : null,
    concernedUnitIds: concerned,
    wordsHash: isReport ? null : wordsHashOf(house, input),
    // Whoever of the staff uses the form of everybody is a petitioner like others.
    registeredBy: office && actor.kind === 'staff' ? actor.personId : null,
  })
  await attachFiles(house.db, house, { ids: from.fileIds, owner: from.formKey, matterId })
  return { matterId, number: opened.number, code: opened.queryCode }
}

/** The same form always gives the same code, so that a second click can be answered with the same receipt. */
export function codeOfForm({ secrets }: Pick<House, 'secrets'>, formKey: string): string {
  const hash = secrets.lookupHash(formKey, 'petitions.query_code')
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

function firstActs({ class: of, title, facts }: PetitionInput, filingUnitId: string): Command[] {
  const isDanger = findEmergency(`${title}\n${facts}`).some(({ certainty }) => certainty === 'now')
  return [
    ...(isDanger ? [{ type: 'mark', mark: 'emergency', on: true } as const] : []),
    ...(of === 'report' ? [{ type: 'dispatch', unitId: filingUnitId } as const] : []),
  ]
}

function needOffice(actor: StaffActor, units: readonly Unit[]): Unit {
  const office = officeOfActor(actor, units)
  if (office) return office
  throw forbidden('信访事项由信访部门的工作人员登记。群众反映的事，请引导到信访局，或请其在网上提出。')
}

function needDesk(unitId: string | null): string {
  if (unitId) return unitId
  throw new Refusal(
    'no-competent-body',
    '您写的单位正是本市受理这类检举控告的机关，不能交给它自己。请向上一级纪检监察机关反映：拨打 12388。您写的内容都还在，可以复制下来。',
    { field: 'units', status: 422 },
  )
}

async function refuseSame(house: Working, input: PetitionInput): Promise<void> {
  const refusal = refuseAgain(await earlierChains(house, input), input.newFacts, await rulesToday(house))
  if (refusal) throw refusal
}

async function refuseKnown({ db }: Working, nationalNumber: string | undefined): Promise<void> {
  if (!nationalNumber) return
  const [known] = await db
    .select({ id: petitions.matterId })
    .from(petitions)
    .where(eq(petitions.nationalNumber, nationalNumber))
  if (known) throw new NotFilled({ nationalNumber: '这个编号已经登记过，不用重复登记。请在列表里按编号查找。' })
}

const todayOf = ({ clock, config }: Working): Temporal.PlainDate =>
  clock.now().toZonedDateTimeISO(config.timeZone).toPlainDate()

/** Paper entered later counts from the day it came; null for what came today. */
function receivedAt(
  house: Working,
  receivedOn: string | undefined,
): { at: Temporal.Instant; on: Temporal.PlainDate } | null {
  const on = receivedOn ? Temporal.PlainDate.from(receivedOn) : null
  const today = todayOf(house)
  if (!on || on.equals(today)) return null
  if (Temporal.PlainDate.compare(on, today) > 0)
    throw new Refusal('after-now', '收到的日期晚于今天，请填写实际收到的日期。', { field: 'receivedOn', status: 422 })
  return { at: on.toZonedDateTime({ timeZone: house.config.timeZone, plainTime: '17:00' }).toInstant(), on }
}
