import type { StaffActor, StaffRole } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import { takers } from '../inquiry-kind.ts'

const takes = ({ role }: StaffRole): boolean => takers.some((taker) => taker === role)

/** At which units this person receives people: those where they work on cases first. */
export function contactUnits(actor: StaffActor): { id: string; name: string }[] {
  const held = actor.roles.filter(({ role }) => !role.endsWith('-admin'))
  const ordered = [...held.filter(takes), ...held.filter((role) => !takes(role))]
  const seen = new Map(ordered.map(({ unitId, unitName }) => [unitId, unitName]))
  return [...seen].map(([id, name]) => ({ id, name }))
}

/** The unit that is first-asked: the one chosen, of one's own, or the only one. */
export function contactUnit(actor: StaffActor, chosen: string): string {
  const mine = contactUnits(actor)
  const unit = mine.find(({ id }) => id === chosen) ?? mine[0]
  if (unit) return unit.id
  throw new Refusal('no-unit', '首问登记由接待的工作人员办理；系统、安全、审计管理员不办件。', { status: 403 })
}

/** May take up what they were asked themselves, at this unit. */
export const mayTake = (actor: StaffActor, unitId: string): boolean =>
  actor.roles.some((role) => role.unitId === unitId && takes(role))
