import { findMatter, groupNumber } from '#core/matters/index.ts'
import { queueNotice } from '#core/notices/index.ts'
import { actorOfPerson, staffAt, unitsById } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import '../letter-notices.ts'

/** Whoever is on duty at the unit that has a letter about danger is told at once; the message names no content. */
export async function callDuty(
  house: Pick<House, 'clock' | 'secrets'> & { db: Db },
  letter: { matterId: string; unitId: string; number: string },
): Promise<void> {
  const unit = (await unitsById(house.db, [letter.unitId])).get(letter.unitId)
  const onDuty = await staffAt(
    house,
    house.db,
    letter.unitId,
    unit?.kind === 'discipline' ? ['discipline', 'head'] : ['dispatcher', 'handler', 'head'],
  )
  for (const { personId } of onDuty) {
    // Of a 举报 nobody on the reported side hears, whatever else they hold.
    if (!(await findMatter(house.db, await actorOfPerson(house, personId), letter.matterId))) continue
    await queueNotice(house.db, house, {
      template: 'letter.emergency',
      to: { personId },
      variables: { number: groupNumber(letter.number) },
      matterId: letter.matterId,
      at: house.clock.now(),
    })
  }
}
