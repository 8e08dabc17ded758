import { type Acting, groupNumber, type MatterState } from '#core/matters/index.ts'
import { queueNotice } from '#core/notices/index.ts'
import { type RoleId, staffAt, unitsById } from '#core/people/index.ts'
import { formatDateTime } from '#ui/index.ts'
import '../letter-notices.ts'

type About = { except: string; confirmBy: Temporal.Instant; at: Temporal.Instant }

const told: Record<'letter.takenDown' | 'letter.takenDownLate', RoleId[]> = {
  'letter.takenDown': ['editor', 'reviewer'],
  'letter.takenDownLate': ['head'],
}

/** Those who hold such a role over the letter, where it was filed or is held: each is told once, by number only. */
export async function tellEditors(
  house: Acting,
  letter: Pick<MatterState, 'id' | 'number' | 'filingUnitId' | 'holder'>,
  template: keyof typeof told,
  { except, confirmBy, at }: About,
): Promise<void> {
  const near = [letter.filingUnitId, letter.holder.unitId]
  const units = await unitsById(house.db, near)
  const covering = new Set([...near, ...[...units.values()].flatMap((unit) => unit.ancestors)])
  const people = new Set<string>()
  for (const unitId of covering)
    for (const { personId } of await staffAt(house, house.db, unitId, told[template])) people.add(personId)
  people.delete(except)
  for (const personId of people) {
    await queueNotice(house.db, house, {
      template,
      to: { personId },
      variables: { number: groupNumber(letter.number), until: formatDateTime(confirmBy, house.config.timeZone) },
      matterId: letter.id,
      at,
    })
  }
}

/** To the one who took it down: a second person has put it back. */
export const tellOfRefusal = (
  house: Acting,
  letter: Pick<MatterState, 'id' | 'number'>,
  { personId, at }: { personId: string; at: Temporal.Instant },
): Promise<string> =>
  queueNotice(house.db, house, {
    template: 'letter.takeDownRefused',
    to: { personId },
    variables: { number: groupNumber(letter.number) },
    matterId: letter.id,
    at,
  })
