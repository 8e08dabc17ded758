import { handling, isVisible, type MatterRow } from '#core/matters/index.ts'
import type { Posted, RoleId } from '#core/people/index.ts'
import { covering, type Directory } from './directory.ts'
import type { reminderItems } from './tables.ts'

/** Whoever has to do something now: the head where a draft waits, the unit it was put to, the person who signed; before anybody signed all who could. */
export function whoseTurn(directory: Directory, row: MatterRow): Posted[] {
  if (row.state === 'dispatched' && row.offeredUnitId)
    return workers(directory, row, row.offeredUnitId, row.offeredPersonId)
  if (row.state === 'awaitingApproval') return covering(directory, row, 'head')
  return workers(directory, row, row.holderUnitId, row.holderPersonId)
}

/** One person of a unit, or all who work on cases there; at the filing desk its dispatchers. Of who is on leave the one who stands in, else the head. */
export function workers(directory: Directory, row: MatterRow, unitId: string, personId: string | null): Posted[] {
  const all = directory.at(unitId, handling).filter((person) => isVisible(row, person.tokens))
  const named = all.filter((person) => person.personId === personId)
  if (named.length > 0) return instead(directory, row, { all, named, unitId })
  const there = all.filter((person) => !directory.isAway(person.personId))
  const present = there.length > 0 ? there : all
  if (row.state !== 'opened') return present
  const desk = present.filter(({ roles }) => roles.some((held) => held.role === 'dispatcher' && held.unitId === unitId))
  return desk.length > 0 ? desk : present
}

function instead(
  directory: Directory,
  row: MatterRow,
  { all, named, unitId }: { all: Posted[]; named: Posted[]; unitId: string },
): Posted[] {
  const [person] = named
  if (!person || !directory.isAway(person.personId)) return named
  const standIn = directory.standInOf(person.personId)
  const other = all.filter(({ personId }) => personId === standIn)
  if (other.length > 0) return other
  const heads = covering(directory, row, 'head', unitId)
  return heads.length > 0 ? heads : named
}

/** The roles of a rung, as persons. */
export function tellsOf(directory: Directory, row: MatterRow, tells: readonly RoleId[]): Posted[] {
  const found = tells.flatMap((role) =>
    role === 'handler' ? whoseTurn(directory, row) : covering(directory, row, role),
  )
  return [...new Set(found)]
}

type Item = typeof reminderItems.$inferSelect

/** Whom an item is for. Nobody where it is over meanwhile: what was taken up needs no reminder that it came. */
export function addresseesOf(directory: Directory, row: MatterRow, item: Item): Posted[] {
  if (row.closedAt) return []
  const to = () => workers(directory, row, item.toUnitId, item.toPersonId)
  switch (item.what) {
    case 'handedOver':
      return row.offeredUnitId === item.toUnitId ? to() : []
    case 'urged':
    case 'supervised':
      return row.state === 'answered' ? [] : [...new Set([...to(), ...covering(directory, row, 'head', item.toUnitId)])]
    case 'replyReturned':
      return [...new Set([...to(), ...covering(directory, row, 'head', item.toUnitId)])]
    case 'late':
      return covering(directory, row, 'head', item.toUnitId)
    case 'returned':
      return row.holderUnitId === item.toUnitId && row.state !== 'answered' ? to() : []
    case 'consultLate':
      return row.marks.includes('consultLate')
        ? [...new Set([...to(), ...covering(directory, row, 'head', item.toUnitId)])]
        : []
    case 'lapsed':
      return to()
    case 'replied':
      return repliedTo(directory, row, item)
  }
}

/** Whoever issued the order; if they work there no more, the supervisors there or above. */
function repliedTo(directory: Directory, row: MatterRow, { toUnitId, toPersonId }: Item): Posted[] {
  const issuer = directory
    .at(toUnitId, ['supervisor', 'leader'])
    .filter((person) => person.personId === toPersonId && isVisible(row, person.tokens))
  return issuer.length > 0 ? issuer : covering(directory, row, 'supervisor', toUnitId)
}
