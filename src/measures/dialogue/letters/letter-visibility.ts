import { coveringTokens, type Unit } from '#core/people/index.ts'
import type { Classified } from './letter.ts'

/** As much of a unit as the rules of visibility read. */
export type TreeUnit = Pick<Unit, 'id' | 'ancestors' | 'competentUnitId' | 'isMailboxDesk' | 'kind'>

/**
 * Where a letter arrives. 举报 goes past the mailbox office to the body with power over the reported unit (信访工作条例 第30条); a complaint about
 * the mailbox office itself goes the same way. Null: nobody in this house may read it, the writer is told who may.
 */
export function filingDesk(units: readonly TreeUnit[], of: Classified, concernedId: string | null): string | null {
  const desk = units.find((unit) => unit.isMailboxDesk)?.id ?? null
  const concerned = units.find((unit) => unit.id === concernedId)
  const aboutTheDesk = concerned && desk && [concerned.id, ...concerned.ancestors].includes(desk)
  if (of.class === 'report' || (of.class === 'complaint' && aboutTheDesk)) return competentBody(units, concernedId)
  return desk
}

/** The nearest competent body up the tree, else the city's discipline body; never the unit itself or one below it. */
export function competentBody(units: readonly TreeUnit[], reportedId: string | null): string | null {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const reported = reportedId === null ? undefined : byId.get(reportedId)
  const cityBody = units
    .filter((unit) => unit.kind === 'discipline')
    .toSorted((a, b) => a.ancestors.length - b.ancestors.length)[0]?.id
  if (!reported) return cityBody ?? null
  const isOutside = (id: string) => id !== reported.id && !byId.get(id)?.ancestors.includes(reported.id)
  const named = [reported.id, ...reported.ancestors].map((id) => byId.get(id)?.competentUnitId ?? null)
  return (
    [...named, cityBody].find((id): id is string => typeof id === 'string' && byId.has(id) && isOutside(id)) ?? null
  )
}

const officers = ['discipline', 'head', 'handler']
const working = ['leader', 'handler', 'clerk', 'editor', 'reviewer']

export type Sight = { audience: string[]; barred: string[] }

/**
 * Held by nobody as such: a console of 12345 reads with it, for the time of a call, what was asked before from the number that is on the line. It opens
 * ordinary letters only: no 举报, no 投诉工作人员, none whose writer asked for secrecy (HOT-13).
 */
export const callerToken = 'caller'

/**
 * Who sees a letter. `involved` are the units that hold or held it, the filing desk among them.
 *
 * - Ordinary: everybody at an involved unit; whoever works on or oversees it from above; the desk's dispatchers.
 * - 投诉工作人员: heads and 督查 only, so that the person complained of, who works there, does not.
 * - 举报: the officers of the bodies that hold it, and never whoever has any role at the reported unit, below it, or above it up to the competent
 *   body, whatever else they hold (PET-12, HOT-13).
 */
export function sightOf(
  units: readonly TreeUnit[],
  letter: {
    classified: Classified
    concernedId: string | null
    deskId: string
    involvedIds: readonly string[]
    /** Tokens by which the writer sees it. */
    askers: readonly string[]
    secrecy?: boolean
  },
): Sight {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const find = (id: string) => byId.get(id) ?? { id, ancestors: [] }
  const involved = [...new Set([letter.deskId, ...letter.involvedIds])].map(find)
  if (letter.classified.class === 'report') {
    const readers = involved.flatMap(({ id }) => officers.map((role) => `${role}@${id}`))
    return {
      audience: [...new Set([...letter.askers, ...readers])],
      barred: barredFrom(units, letter.concernedId, letter.deskId),
    }
  }
  const overseers = involved.flatMap((unit) => coveringTokens(unit, ['head', 'supervisor']))
  const desk = coveringTokens(find(letter.deskId), ['dispatcher'])
  const isOfficial = letter.classified.complaintAgainst === 'official'
  const others = isOfficial ? [] : involved.flatMap((unit) => [`unit:${unit.id}`, ...coveringTokens(unit, working)])
  if (!isOfficial && letter.secrecy === false) others.push(callerToken)
  return { audience: [...new Set([...letter.askers, ...desk, ...overseers, ...others])], barred: [] }
}

/** Everybody with a role at one of these units holds its `unit:` token. */
function barredFrom(units: readonly TreeUnit[], reportedId: string | null, competentId: string): string[] {
  const reported = units.find((unit) => unit.id === reportedId)
  if (!reported) return []
  const upTo = reported.ancestors.indexOf(competentId)
  const above = upTo < 0 ? reported.ancestors : reported.ancestors.slice(0, upTo)
  const below = units.filter((unit) => unit.ancestors.includes(reported.id)).map((unit) => unit.id)
  return [reported.id, ...below, ...above].map((id) => `unit:${id}`)
}
