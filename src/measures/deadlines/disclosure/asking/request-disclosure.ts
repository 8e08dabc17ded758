import { attachFiles } from '#core/documents/index.ts'
import { type Command, type NewMatter, openMatter } from '#core/matters/index.ts'
import { allUnits } from '#core/people/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import { helps } from '../disclosure.ts'
import '../disclosure-kind.ts'
import { disclosures } from '../tables.ts'
import type { RequestInput } from './ask-form.ts'
import { requestTakers } from './unit-options.ts'

export type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Transaction }

/** The form it came with, and the files that wait with it. */
export type FromForm = { formKey: string; fileIds: string[]; isElder?: boolean }

export type Requested = { matterId: string; number: string; code: string }

/**
 * 提出公开申请: matter, applicant, files and the message with number and code in one transaction. It lies with the chosen unit at once. What came by hand or by signed mail is
 * received on that day; everything else when the unit confirms.
 *
 * @throws Refusal 422 with the field for a unit that takes none, 403 for staff of another unit
 */
export async function requestDisclosure(
  house: Working,
  actor: Actor,
  input: RequestInput,
  { formKey, fileIds, isElder = false }: FromForm,
): Promise<Requested> {
  const { db, secrets } = house
  const unit = requestTakers(await allUnits(db)).find(({ id }) => id === input.unit)
  if (!unit)
    throw new Refusal('no-unit', '这个单位不受理公开申请，请从列表里另选一个机关。', { field: 'unit', status: 422 })
  const isStaff = input.channel !== 'web'
  if (isStaff && !(actor.kind === 'staff' && actor.roles.some(({ unitId }) => unitId === unit.id)))
    throw forbidden('只能登记向本单位提出的公开申请。请申请人直接向制作这份信息的机关提出。')
  const matter: NewMatter = {
    id: newId(),
    kind: 'disclosure',
    class: input.of,
    channel: input.channel,
    divisionCode: unit.divisionCode,
    filingUnitId: unit.id,
    texts: {
      title: input.title,
      body: input.body,
      ...(input.help.length > 0 && { ask: input.help.map((help) => helps[help]).join('；') }),
    },
    ...(actor.kind === 'citizen' ? { askerPersonId: actor.personId } : {}),
    ...(actor.kind === 'citizen' && actor.acting ? { askerSubjectId: actor.acting.subjectId } : {}),
    contact: {
      name: input.name,
      ...(input.phone && { phone: input.phone }),
      ...(input.address && { address: input.address }),
      isElder,
    },
    queryCode: codeOfForm(house, formKey),
  }
  const commands: Command[] = [{ type: 'dispatch', unitId: unit.id }]
  if (input.receivedOn) commands.push({ type: 'step', step: 'receipt', on: input.receivedOn })
  const opened = await openMatter(house, actor, matter, {
    further: { actor: isStaff ? actor : systemActor('filing'), commands },
  })
  const matterId = opened.state.id
  const seal = (text: string, column: string) => (text ? secrets.encrypt(text, `disclosures.${column}`) : null)
  await db.insert(disclosures).values({
    matterId,
    applicant: input.applicant,
    organisationCipher: input.applicant === 'organisation' ? seal(input.organisation, 'organisation') : null,
    documentKind: input.documentKind,
    documentCipher: seal(input.documentNumber, 'document'),
    documentHash: secrets.lookupHash(input.documentNumber, 'disclosures.document'),
    formWanted: input.formWanted,
    way: input.way,
    registeredBy: isStaff && actor.kind === 'staff' ? actor.personId : null,
  })
  await attachFiles(db, house, { ids: fileIds, owner: formKey, matterId })
  return { matterId, number: opened.number, code: opened.queryCode }
}

/** The same form always gives the same code, so that a second click is answered with the same receipt. */
export function codeOfForm({ secrets }: Pick<House, 'secrets'>, formKey: string): string {
  const hash = secrets.lookupHash(formKey, 'disclosures.query_code')
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}
