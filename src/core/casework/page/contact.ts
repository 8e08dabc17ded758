import { contactOf, type MatterRow } from '#core/matters/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { Desk } from '../desk.ts'

/** What a number in full may be asked for; the code stands in the audit. */
export const unmaskReasons = [
  { value: 'call', label: '电话核实情况' },
  { value: 'visit', label: '约定现场查看' },
  { value: 'answer', label: '当面或电话答复' },
] as const

/** Name and number in full, for whoever works on the matter. Kept from everybody where the asker asked for secrecy (HOT-13). */
export async function fullContact(
  { words: { asker } }: Desk,
  { db, secrets }: Pick<House, 'db' | 'secrets'>,
  actor: StaffActor,
  row: MatterRow,
): Promise<{ name: string; phone: string }> {
  const isTheirs = actor.roles.some(({ unitId }) => unitId === row.holderUnitId || unitId === row.filingUnitId)
  if (!isTheirs || !hasRole(actor, 'handler', 'head', 'dispatcher', 'discipline')) {
    throw forbidden(`只有正在办理本件的单位可以查看${asker}的电话。`)
  }
  if (row.secrecy) throw forbidden(`${asker}要求保密，不能查看姓名和电话。请用“请${asker}补充”联系。`)
  const contact = row.contactId && (await contactOf({ db, secrets }, row.contactId))
  if (!contact) throw new Refusal('no-contact', `${asker}没有留下联系方式，可以用“请${asker}补充”联系。`)
  return { name: contact.name ?? '（未留姓名）', phone: contact.phone ?? '（未留电话）' }
}
