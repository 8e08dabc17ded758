import { eq } from 'drizzle-orm'
import { findEmergency } from '#core/documents/index.ts'
import { type Acting, type Command, openMatter } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import { type StaffActor, systemActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import type { InquiryClass } from '../inquiry.ts'
import '../inquiry-kind.ts'
import { contactStarts } from '../tables.ts'
import { type Asker, guideWords, titleOf } from './contact.ts'
import type { ContactInput } from './contact-form.ts'
import { mayTake } from './units-of-actor.ts'

export type Registration = {
  unitId: string
  contact: Omit<ContactInput, 'who' | 'guideUnit' | 'guidePerson'>
  asker: Asker
  /** 单位之间：the unit that asks. */
  askerUnitId: string | null
  guideTo: { unitId: string; personId: string | null } | null
  /** The record a visitor began, which ends with this. */
  startId: string | null
  formKey: string
}

export type Registered = { matterId: string; number: string; code: string }

/**
 * 首问登记 of what was not settled on the spot: a matter whose first-asked is whoever registers it, in their hands at once; guided, it is offered to the other
 * unit in the same moment, and stays theirs until somebody there accepts. In the caller's transaction.
 */
export async function registerContact(house: Acting, actor: StaffActor, input: Registration): Promise<Registered> {
  const { contact, asker, unitId, guideTo } = input
  const unit = (await unitDirectory(house.db)).get(unitId)
  if (!unit?.active) throw new Refusal('unit-closed', '您所在的单位已撤销，不能登记，请联系安全管理员。')
  const taking = mayTake(actor, unitId) ? actor : systemActor('contacts')
  const opened = await openMatter(
    house,
    actor,
    {
      kind: 'inquiry',
      class: classOf(input),
      channel: contact.way,
      divisionCode: unit.divisionCode,
      filingUnitId: unitId,
      texts: {
        title: titleOf(contact.what),
        body: contact.what,
        ...(asker.ticket && { place: `票号 ${asker.ticket}` }),
      },
      ...((asker.name || asker.phone) && {
        contact: { ...(asker.name && { name: asker.name }), ...(asker.phone && { phone: asker.phone }) },
      }),
      ...(input.askerUnitId && { askerUnitId: input.askerUnitId }),
      queryCode: codeOfForm(house, input.formKey),
    },
    { further: { actor: taking, commands: commandsOf(input, mayTake(actor, unitId)) } },
  )
  if (input.startId) await house.db.delete(contactStarts).where(eq(contactStarts.id, input.startId))
  if (guideTo && opened.state.offer?.unitId !== guideTo.unitId) {
    throw new Refusal('not-offered', '没有转出去，请重新选择单位。', { field: 'guideUnit' })
  }
  return { matterId: opened.state.id, number: opened.number, code: opened.queryCode }
}

const classOf = ({ askerUnitId, contact }: Registration): InquiryClass =>
  askerUnitId ? 'between' : contact.outcome === 'look' ? 'ask' : 'errand'

function commandsOf({ unitId, contact, guideTo }: Registration, isTaking: boolean): Command[] {
  const commands: Command[] = []
  if (isDanger(contact.what)) commands.push({ type: 'mark', mark: 'emergency', on: true })
  commands.push({ type: 'dispatch', unitId })
  // Who does not work on cases (编辑、督查) leaves it to the unit to take up, but leads people on themselves.
  if (isTaking || guideTo) commands.push({ type: 'sign' })
  if (guideTo) {
    const { personId } = guideTo
    commands.push({ type: 'mark', mark: 'guided', on: true })
    commands.push({
      type: 'offerHandOver',
      unitId: guideTo.unitId,
      ...(personId && { personId }),
      text: guideWords[contact.guideWay],
    })
  }
  return commands
}

/** Danger that is happening now; the page shows whom to call. */
export const isDanger = (text: string): boolean => findEmergency(text).some(({ certainty }) => certainty === 'now')

/** The same form always gives the same code, so that a second click is answered with the same card. */
export function codeOfForm({ secrets }: Pick<House, 'secrets'>, formKey: string): string {
  const hash = secrets.lookupHash(formKey, 'inquiries.query_code')
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}
