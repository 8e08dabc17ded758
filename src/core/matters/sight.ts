import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Sight, Units } from './kind.ts'
import type { MatterState } from './state.ts'
import { matters } from './tables.ts'

/** The one condition of every read and act: any token of the audience, none of the barred. The machine itself sees all. */
export function visibleTo(actor: Actor): SQL {
  if (actor.kind === 'system') return sql`true`
  const tokens = sql.param(actor.tokens, matters.audience)
  return sql`(${matters.audience} && ${tokens} and not (${matters.barred} && ${tokens}))`
}

/** The same condition on a row in hand, for whom a message goes to. */
export const isVisible = (row: Sight, tokens: ReadonlySet<string>): boolean =>
  row.audience.some((token) => tokens.has(token)) && !row.barred.some((token) => tokens.has(token))

/** Who gave the right number and code sees this one matter as its asker does, without an account. */
export const askerOf = (matterId: string): Actor => ({ kind: 'anyone', tokens: ['public', askerToken(matterId)] })

export const askerToken = (matterId: string): string => `matter:${matterId}`

export const isAsker = (actor: Actor, state: MatterState): boolean =>
  ((actor.kind === 'citizen' || actor.kind === 'staff') &&
    state.askerPersonId !== null &&
    actor.personId === state.askerPersonId) ||
  (actor.kind === 'staff' && state.askerUnitId !== null && actor.tokens.includes(`unit:${state.askerUnitId}`)) ||
  (actor.kind === 'citizen' &&
    state.askerSubjectId !== null &&
    actor.tokens.includes(subjectToken(state.askerSubjectId))) ||
  (actor.kind === 'anyone' && actor.tokens.includes(askerToken(state.id)))

/** Held by the subject themselves and by whoever acts for them now, by a mandate in force. */
export const subjectToken = (subjectId: string): string => `subject:${subjectId}`

/** Who the same person is, told by an account; by number and code nobody knows more than that. */
export const askerTokens = (state: MatterState): string[] => [
  askerToken(state.id),
  ...(state.askerPersonId ? [`person:${state.askerPersonId}`] : []),
  ...(state.askerSubjectId ? [subjectToken(state.askerSubjectId)] : []),
  ...(state.askerUnitId ? [`unit:${state.askerUnitId}`] : []),
]

/**
 * The units that have to do with it now: holder, whoever was offered it, whoever decides or has decided who handles it, whose answer it is that is under
 * review, first-asked, the parts, and the lead of a part.
 */
export const involvedUnits = (state: MatterState): string[] => [
  ...new Set([
    state.holder.unitId,
    state.firstAsked.unitId,
    ...(state.offer ? [state.offer.unitId] : []),
    ...(state.dispute ? [state.dispute.deciderUnitId] : []),
    ...(state.dispatch?.binding && state.dispatch.byUnitId ? [state.dispatch.byUnitId] : []),
    ...(state.answer ? [state.answer.unitId] : []),
    ...state.parts.map((part) => part.unitId),
    ...(state.main ? [state.main.unitId] : []),
  ]),
]

/** Roles that see what the units below them have. */
const overseeing = ['head', 'leader', 'supervisor'] as const
/** Roles that work on what their own unit or one below it has. */
const working = ['handler', 'clerk', 'discipline', 'editor', 'reviewer'] as const

/**
 * The usual sight of a matter: everybody at the involved units, those who oversee them, the dispatchers of the filing desk, and the asker. Of a report
 * (检举控告) everybody on the side of the reported unit is barred, whatever else they hold. `more` are units that a kind keeps in sight besides.
 */
export function usualSight(state: MatterState, units: Units, more: readonly string[] = []): Sight {
  const audience = new Set(askerTokens(state))
  for (const unitId of new Set([...involvedUnits(state), ...more])) {
    audience.add(`unit:${unitId}`)
    for (const id of [unitId, ...(units.get(unitId)?.ancestors ?? [])]) {
      for (const role of [...overseeing, ...working]) audience.add(`${role}@${id}`)
    }
  }
  for (const id of [state.filingUnitId, ...(units.get(state.filingUnitId)?.ancestors ?? [])]) {
    audience.add(`dispatcher@${id}`)
  }
  return { audience: [...audience], barred: state.reportedUnitId ? barredBy(state.reportedUnitId, units) : [] }
}

/**
 * The reported unit, all units below it, and those above it up to the body with power over it, that body not included (信访工作条例 第28、30条; HOT-13).
 * Where that body stands beside the line (纪检监察), everybody above is barred; where none is named, all above but the topmost.
 */
export function barredBy(reportedUnitId: string, units: Units): string[] {
  const reported = units.get(reportedUnitId)
  const above = reported?.ancestors ?? []
  const competent = reported?.competentUnitId ?? above.at(-1)
  const upTo = competent && above.includes(competent) ? above.slice(0, above.indexOf(competent)) : above
  const below = [...units.values()].filter((unit) => unit.ancestors.includes(reportedUnitId)).map((unit) => unit.id)
  return [reportedUnitId, ...below, ...upTo].map((id) => `unit:${id}`)
}
