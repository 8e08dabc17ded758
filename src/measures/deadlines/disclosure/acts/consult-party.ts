import { sql } from 'drizzle-orm'
import type { Working } from '#core/casework/index.ts'
import { act, countingNow, eventsOf, makeNumber, replay } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import { type PartyKind, partiesOf, partyCode } from '../parties.ts'
import { disclosureParties } from '../tables.ts'

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
  await act(house, actor, matterId, { type: 'step', step: 'consult', choice: partyCode(kind, serial), text })
  const { settings } = await countingNow(house, db)
  const { rows } = await db.execute<{ serial: string }>(sql`select nextval('disclosure_letter_number') as serial`)
  const sentAt = house.clock.now()
  await db.insert(disclosureParties).values({
    matterId,
    serial,
    kind,
    // No kind of matter has the digit 0: such a number is a letter's.
    number: makeNumber(settings.city.dateOf(sentAt), 0, BigInt(rows[0]?.serial ?? 0)),
    nameCipher: secrets.encrypt(name, 'disclosure_parties.name'),
    addressCipher: address ? secrets.encrypt(address, 'disclosure_parties.address') : null,
    sentAt,
  })
}
