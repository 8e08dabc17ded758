import { loadRules } from '#core/calendar/index.ts'
import { chooseUnit } from '#core/casework/index.ts'
import { attachFiles } from '#core/documents/index.ts'
import { countingNow, findMatter, openMatter } from '#core/matters/index.ts'
import { allUnits, staffAt, type Unit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import { levelRules, refuseTooShort } from './referral.ts'
import type { ReferralInput } from './referral-form.ts'
import { givers } from './referral-kind.ts'
import { instructionReaders, instructionScans, referrals } from './tables.ts'

type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Transaction }

/** The form it came with, and the pictures of the instruction that wait with it. */
export type WithScans = { formKey: string; scanIds: string[] }

/**
 * 登记交办件: matter, its source, the order to the lead unit and the scan of the instruction in one transaction. The lead unit's clock runs from now; the joint units
 * are invited when the lead unit signs.
 *
 * @returns the number of the matter
 * @throws Refusal 403 for who gives no instructions; 422 with the field for a closed unit, a date to come, a limit shorter than the law's procedure
 */
export async function registerReferral(
  house: Working,
  actor: StaffActor,
  input: ReferralInput,
  { formKey, scanIds }: WithScans,
): Promise<string> {
  const { db } = house
  const filingUnitId = actor.roles.find(({ role }) => (givers as readonly string[]).includes(role))?.unitId
  if (!filingUnitId) throw forbidden('交办件由领导、督查人员或派单员登记。如需交办，请与市政府督查室联系。')
  const units = (await allUnits(db)).filter(({ active }) => active)
  const lead = chooseUnit('leadUnit', input.leadUnit, units)
  const joint = jointUnits(input.jointUnits, units, lead.id)
  await refuseDates(house, input)
  const origin = await originOf(house, actor, input.origin)
  const matterId = newId()
  const { number } = await openMatter(
    house,
    actor,
    {
      id: matterId,
      kind: 'referral',
      class: input.level,
      channel: 'staff',
      divisionCode: units.find(({ id }) => id === lead.id)?.divisionCode ?? '510400',
      filingUnitId,
      texts: { title: input.title, body: input.task, ...(input.giver && { ask: input.giver }) },
      askerPersonId: input.leaderId ?? actor.personId,
    },
    { further: { actor, commands: [{ type: 'dispatch', unitId: lead.id }] } },
  )
  await db.insert(referrals).values({
    matterId,
    source: input.source,
    feedbackFrom: input.source === 'feedback' ? input.feedbackFrom || null : null,
    paperNumber: input.paperNumber || null,
    instructedOn: Temporal.PlainDate.from(input.instructedOn),
    leaderPersonId: input.leaderId,
    registeredBy: actor.personId,
    lawfulRuleId: input.lawfulRuleId || null,
    originMatterId: origin,
    jointUnitIds: joint,
  })
  if (scanIds.length > 0) await keepScans(house, actor, { matterId, leadUnitId: lead.id, formKey, scanIds, input })
  return number
}

/** 配合单位, separated by 、 or ，. */
function jointUnits(typed: string, units: readonly Unit[], leadId: string): string[] {
  const names = typed.split(/[、，,；;\s]+/u).filter((name) => name !== '')
  const ids = names.map((name) => chooseUnit('jointUnits', name, units).id)
  if (ids.includes(leadId)) {
    throw new Refusal('lead-is-joint', '牵头单位不用再写进配合单位，请去掉。', { field: 'jointUnits', status: 422 })
  }
  return [...new Set(ids)]
}

async function refuseDates(house: Working, input: ReferralInput): Promise<void> {
  const now = house.clock.now()
  const counting = await countingNow(house, house.db)
  const today = counting.settings.city.dateOf(now)
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(input.instructedOn), today) > 0) {
    throw new Refusal('after-today', '交办日期晚于今天，请填写实际交办的日期。', { field: 'instructedOn', status: 422 })
  }
  if (!input.lawfulRuleId) return
  const rules = await loadRules(house.db)
  const [limit, step] = [rules.on(levelRules[input.level], today), rules.on(input.lawfulRuleId, today)]
  if (!step) throw new Refusal('no-rule', '没有这项法定程序，请从列表里选。', { field: 'lawfulRuleId', status: 422 })
  if (limit) refuseTooShort(input.level, { limit, step }, now, counting)
}

/** The letter, call or petition that is pursued; only one that the registrar may see. */
async function originOf(house: Working, actor: StaffActor, number: string): Promise<string | null> {
  if (number === '') return null
  const row = await findMatter(house.db, actor, number)
  if (row) return row.id
  throw new Refusal('no-origin', '没有找到这个编号的办件，请核对编号，或把它写进交办要求里。', {
    field: 'origin',
    status: 422,
  })
}

/** 批示原件 is a work secret: only who gave it, who entered it, and the head of the lead unit may open it. */
async function keepScans(
  house: Working,
  actor: StaffActor,
  at: { matterId: string; leadUnitId: string; formKey: string; scanIds: string[]; input: ReferralInput },
): Promise<void> {
  const { db } = house
  const id = newId()
  await attachFiles(db, house, { ids: at.scanIds, owner: at.formKey, matterId: id, visibility: 'staff' })
  await db.insert(instructionScans).values({ id, matterId: at.matterId })
  const heads = await staffAt(house, db, at.leadUnitId, ['head'])
  const readers = new Set([
    actor.personId,
    ...(at.input.leaderId ? [at.input.leaderId] : []),
    ...heads.map((one) => one.personId),
  ])
  const addedAt = house.clock.now()
  await db
    .insert(instructionReaders)
    .values([...readers].map((personId) => ({ matterId: at.matterId, personId, addedBy: actor.personId, addedAt })))
}
