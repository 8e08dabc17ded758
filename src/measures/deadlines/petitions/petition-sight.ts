import {
  askerToken,
  askerTokens,
  barredBy,
  involvedUnits,
  type MatterState,
  type Sight,
  type Units,
  usualSight,
} from '#core/matters/index.ts'
import type { Unit } from '#core/people/index.ts'
import { recused } from './petition.ts'

const officers = ['discipline', 'head', 'handler']

/** As much of a unit as these rules read. */
export type TreeUnit = Pick<
  Unit,
  'id' | 'name' | 'ancestors' | 'parentId' | 'competentUnitId' | 'kind' | 'divisionCode' | 'active'
>

/**
 * Who sees a petition (PET-12, 第28、30、46条). 检举控告: the officers of the bodies that hold it, and never whoever has any role on the side of the reported
 * unit. The others: as usual. Whoever keeps away sees nothing of it, whatever role they hold.
 */
export function petitionSight(state: MatterState, units: Units): Sight {
  const away = recused(state).map((id) => `person:${id}`)
  if (state.class !== 'report') {
    const { audience, barred } = usualSight(state, units)
    return { audience, barred: [...barred, ...away] }
  }
  return officersOnly(state, units, askerTokens(state), away)
}

/** A part of a 检举控告 stays with officers too; of the others as usual. */
export const sightOfPart = (part: MatterState, main: { class: string }, units: Units): Sight | null =>
  main.class === 'report' ? officersOnly(part, units, [askerToken(part.id)], []) : null

function officersOnly(state: MatterState, units: Units, askers: readonly string[], away: readonly string[]): Sight {
  const readers = [...new Set([...involvedUnits(state), state.filingUnitId])].flatMap((id) =>
    officers.map((role) => `${role}@${id}`),
  )
  const barred = state.reportedUnitId ? barredBy(state.reportedUnitId, units) : []
  return { audience: [...askers, ...readers], barred: [...barred, ...away] }
}

/** 信访部门: its name is fixed by law and says what it is; no flag of ours could say otherwise. */
export const isPetitionOffice = ({ name, active }: Pick<Unit, 'name' | 'active'>): boolean =>
  active && /信访(局|办公室|中心)$/u.test(name)

/**
 * Where it arrives. 检举控告: at the body with power over the reported unit, past the petition office. Others: at the petition office of the county where it
 * happened, else of the city. Null: nobody in this house may take it.
 */
export function filingOffice(
  units: readonly TreeUnit[],
  about: { class: string; division: string; reportedUnitId: string | null },
): string | null {
  if (about.class === 'report') return competentBody(units, about.reportedUnitId)
  const offices = units.filter(isPetitionOffice).toSorted((a, b) => a.ancestors.length - b.ancestors.length)
  const county = about.division.slice(0, 6)
  return (offices.find(({ divisionCode }) => divisionCode === county) ?? offices[0])?.id ?? null
}

/** The nearest competent body up the tree, else the city's discipline body; never the unit itself or one below it. */
export function competentBody(units: readonly TreeUnit[], reportedId: string | null): string | null {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const reported = reportedId === null ? undefined : byId.get(reportedId)
  const cityBody = units
    .filter(({ kind }) => kind === 'discipline')
    .toSorted((a, b) => a.ancestors.length - b.ancestors.length)[0]?.id
  if (!reported) return cityBody ?? null
  const isOutside = (id: string) => id !== reported.id && !byId.get(id)?.ancestors.includes(reported.id)
  const named = [reported.id, ...reported.ancestors].map((id) => byId.get(id)?.competentUnitId ?? null)
  return [...named, cityBody].find((id): id is string => id != null && byId.has(id) && isOutside(id)) ?? null
}

/** The organ above the one that gave an opinion (第35、36条); null where it stands above this city. */
export const superiorOf = (units: ReadonlyMap<string, TreeUnit>, organId: string): TreeUnit | null =>
  units.get(units.get(organId)?.ancestors[0] ?? '') ?? null

/** Who works on 复查 and 复核 for an organ: of a government its petition office, its own office where that one gave the opinion; any other organ itself. */
export function officeFor(units: readonly TreeUnit[], organ: TreeUnit, opinionUnitId: string): string {
  if (organ.kind !== 'government') return organ.id
  const below = units.filter((unit) => unit.active && unit.parentId === organ.id && unit.id !== opinionUnitId)
  return (below.find(isPetitionOffice) ?? below.find(({ kind }) => kind === 'office') ?? organ).id
}
