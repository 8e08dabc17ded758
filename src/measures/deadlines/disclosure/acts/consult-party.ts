import { sql } from 'drizzle-orm'
import { rulesToday } from '#core/calendar/index.ts'
import { NotFilled, type Working } from '#core/casework/index.ts'
import { act, countingNow, eventsOf, groupNumber, type MatterState, makeNumber, replay } from '#core/matters/index.ts'
import { queueNotice } from '#core/notices/index.ts'
import { allUnits, staffAt, unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { DisclosureNotice } from '../disclosure-notices.ts'
import { opinionRule, type PartyKind, partiesOf, partyCode } from '../parties.ts'
import { disclosureParties } from '../tables.ts'

/** The unit of this city that a clerk named in full or for short; null for an agency elsewhere. Nobody asks themselves. */
async function unitNamed({ db }: Working, actor: Actor, name: string): Promise<string | null> {
  const unit = (await allUnits(db)).find((one) => one.active && (one.name === name || one.shortName === name))
  const isOwn = actor.kind === 'staff' && actor.roles.some(({ unitId }) => unitId === unit?.id)
  if (isOwn) throw new NotFilled({ partyName: '这就是您所在的单位，请填写另一个制作机关。' })
  return unit?.id ?? null
}

export type Consulted = { kind: PartyKind; name: string; address?: string | undefined; text: string }

/** 征求意见: the step, and who is asked, whose letter gets a number of its own. */
export async function consultParty(
  house: Working,
  actor: Actor,
  matterId: string,
  { kind, name, address, text }: Consulted,
): Promise<void> {
  const { db, secrets } = house
  const serial = partiesOf(replay(matterId, await eventsOf(db, matterId))).length + 1
  const acted = await act(house, actor, matterId, {
    type: 'step',
    step: 'consult',
    choice: partyCode(kind, serial),
    text,
  })
  const { settings } = await countingNow(house, db)
  const { rows } = await db.execute<{ serial: string }>(sql`select nextval('disclosure_letter_number') as serial`)
  const sentAt = house.clock.now()
  const unitId = kind === 'agency' ? await unitNamed(house, actor, name) : null
  // No kind of matter has the digit 0: such a number is a letter's.
  const number = makeNumber(settings.city.dateOf(sentAt), 0, BigInt(rows[0]?.serial ?? 0))
  await db.insert(disclosureParties).values({
    matterId,
    serial,
    kind,
    unitId,
    number,
    nameCipher: secrets.encrypt(name, 'disclosure_parties.name'),
    addressCipher: address ? secrets.encrypt(address, 'disclosure_parties.address') : null,
    sentAt,
  })
  if (unitId) await tellAgency(house, { unitId, number, state: acted.state })
}

/** The letter lies at the desk of the agency; its heads and whoever takes letters in there hear that it does. Nothing of the application is said. */
async function tellAgency(
  house: Working,
  { unitId, number, state }: { unitId: string; number: string; state: MatterState },
): Promise<void> {
  const [units, staff, rules] = [
    await unitDirectory(house.db),
    await staffAt(house, house.db, unitId, ['head', 'dispatcher', 'clerk']),
    await rulesToday(house),
  ]
  const variables = {
    number: groupNumber(number),
    unit: units.get(state.holder.unitId)?.shortName ?? '承办机关',
    days: rules(opinionRule('agency')).span,
  }
  for (const { personId } of staff)
    await queueNotice(house.db, house, {
      template: 'disclosure.opinionAsked' satisfies DisclosureNotice,
      to: { personId },
      variables,
      at: house.clock.now(),
    })
}
