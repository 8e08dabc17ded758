import type { Actor, StaffActor, StaffRole } from '#platform/actor.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { StepCommand } from './commands.ts'
import type { Counting } from './counting.ts'
import type { EventData, Happening, TextRef } from './events.ts'
import type { Kind, Units } from './kind.ts'
import { isAsker } from './sight.ts'
import type { MatterState } from './state.ts'
import { stateWords } from './words.ts'

/** Somebody who works at a unit, as far as a decision needs to know. */
export type Colleague = {
  personId: string
  name: string
  roles: readonly string[]
  /** On leave now, until this day. */
  awayUntil?: Temporal.PlainDate
}

/** All that a decision is made from, besides state and command. `act` gathers it; tests write it down. */
export type Deciding = {
  kind: Kind
  actor: Actor
  /** When it is recorded. */
  now: Temporal.Instant
  /** When it happened; the same as `now` but for paper and imports. */
  at: Temporal.Instant
  counting: Counting
  units: Units
  /** Staff of the units that `needs` named. */
  staff: ReadonlyMap<string, readonly Colleague[]>
  /** Of whom the matter waits for, those who are on leave now: anybody of the unit may take it for them. */
  away?: ReadonlySet<string>
  /** Names of the persons that `needs` named. */
  names: ReadonlyMap<string, string>
  /** The command's text, kept in a deletable row. */
  text: TextRef | null
  /** Of an answer that does not wait for the joint units: why. */
  ground: TextRef | null
  /** The matter to merge into, when the actor sees it. */
  target: MatterState | null
}

/** One rule: what follows from a command, or a refusal thrown. */
export type Rule<C> = (state: MatterState, command: C, deciding: Deciding) => Happening[]

export function refuse(code: string, sentence: string, field?: string): never {
  throw new Refusal(code, sentence, { status: field ? 422 : 409, ...(field ? { field } : {}) })
}

export function needText(text: TextRef | null, sentence: string, field = 'text'): TextRef {
  return text ?? refuse('text-missing', sentence, field)
}

/** The states in which a command makes sense; otherwise the sentence says what the matter is doing now. */
export function needState(state: MatterState, allowed: readonly MatterState['state'][], doing: string): void {
  if (allowed.includes(state.state)) return
  refuse('wrong-state', `现在是“${stateWords[state.state]}”，不能${doing}。请刷新页面，按当前环节办理。`)
}

/** The role by which the actor may do something to what a unit has: held there or above. The machine acts for everybody. */
export function roleOver(actor: Actor, roles: readonly string[], unitId: string, units: Units): StaffRole | null {
  if (actor.kind !== 'staff') return null
  const covered = [unitId, ...(units.get(unitId)?.ancestors ?? [])]
  const held = actor.roles.filter((role) => roles.includes(role.role) && covered.includes(role.unitId))
  return held.toSorted((a, b) => covered.indexOf(a.unitId) - covered.indexOf(b.unitId))[0] ?? null
}

export function needRole(deciding: Deciding, roles: readonly string[], unitId: string, whoMay: string): void {
  if (deciding.actor.kind === 'system' || roleOver(deciding.actor, roles, unitId, deciding.units)) return
  throw forbidden(`${whoMay.replace('{unit}', unitName(deciding, unitId))}。如需办理，请与其联系。`)
}

/** Whoever works on cases at a unit; at a discipline body that is 纪检监察人员. */
export const handling = ['handler', 'head', 'clerk', 'dispatcher', 'discipline'] as const

/** Somebody who works at the holding unit. */
export const needHolder = (state: MatterState, deciding: Deciding, doing: string): void =>
  needRole(deciding, handling, state.holder.unitId, `只有承办单位{unit}的人员可以${doing}`)

export const needHandlerOf = (deciding: Deciding, unitId: string, doing: string): void =>
  needRole(deciding, handling, unitId, `只有{unit}的人员可以${doing}`)

export const needHead = (state: MatterState, deciding: Deciding, doing: string): void =>
  needRole(deciding, ['head'], state.holder.unitId, `只有{unit}的单位负责人可以${doing}`)

export const needDispatcher = (state: MatterState, deciding: Deciding, doing: string): void =>
  needRole(
    deciding,
    deciding.kind.dispatchRoles ?? ['dispatcher'],
    state.filingUnitId,
    `只有{unit}的派单员可以${doing}`,
  )

export function needAsker(state: MatterState, deciding: Deciding, doing: string): void {
  const { actor, kind, units } = deciding
  if (actor.kind === 'system' || isAsker(actor, state) || kind.actsForAsker?.(actor, state, units)) return
  const who = askerWord(deciding)
  const how = kind.pages?.asker ? `请${who}凭编号和查询码操作。` : '如需办理，请与其联系。'
  throw forbidden(`只有${who}本人可以${doing}。${how}`)
}

/** The event of a kind's own step: what was said with it, and what it does to the clock. */
export function stepTaken(
  command: StepCommand,
  { text }: Pick<Deciding, 'text'>,
  clock: EventData<'stepped'>['clock'] = null,
): Happening {
  const { step, choice, unitId, on, fileIds } = command
  return {
    type: 'stepped',
    data: {
      step,
      choice: choice ?? null,
      unitId: unitId ?? null,
      on: on?.toString() ?? null,
      text,
      fileIds: fileIds ?? [],
      clock,
    },
  }
}

/** 写信人, or as the kind says. */
export const askerWord = ({ kind }: Pick<Deciding, 'kind'>): string => kind.asker ?? '写信人'

export const personOf = (actor: Actor): string | null =>
  actor.kind === 'staff' || actor.kind === 'citizen' ? actor.personId : null

export const isStaff = (actor: Actor): actor is StaffActor => actor.kind === 'staff'

export const unitName = ({ units }: Pick<Deciding, 'units'>, unitId: string): string =>
  units.get(unitId)?.shortName ?? '原单位'

/** 王敏（市住建局）; without a person the unit alone. */
export function whoName(deciding: Deciding, unitId: string, personId: string | null): string {
  const name = personId && deciding.names.get(personId)
  return name ? `${name}（${unitName(deciding, unitId)}）` : unitName(deciding, unitId)
}

/** 10:32 of the same day, else 11月20日 10:32. */
export function timeText(at: Temporal.Instant, { counting, now }: Pick<Deciding, 'counting' | 'now'>): string {
  const zone = counting.settings.city.timeZone
  const local = at.toZonedDateTimeISO(zone)
  const time = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`
  const isToday = local.toPlainDate().equals(now.toZonedDateTimeISO(zone).toPlainDate())
  return isToday ? time : `${local.month}月${local.day}日 ${time}`
}

/** A unit that may be given something: it exists, is open, and is not on the reported side of a report. */
export function needOpenUnit(state: MatterState, unitId: string, deciding: Deciding, field = 'unitId'): void {
  const unit = deciding.units.get(unitId)
  if (!unit) refuse('no-unit', '没有这个单位，请从列表中重新选择。', field)
  if (!unit.active) refuse('unit-closed', `${unit.shortName}已撤销，请另选单位。`, field)
  if (unitId === state.askerUnitId)
    refuse('to-asker', `本件是${unit.shortName}提出的，不能转回给它，请另选单位。`, field)
  if (deciding.kind.sight(state, deciding.units).barred.includes(`unit:${unitId}`)) {
    refuse('reported-unit', '不得把检举控告转给被举报的一方（信访工作条例第30条），请派给有管辖权的机关。', field)
  }
}

/** Put to somebody by name: whoever else may take it is the head, or anybody while that person is on leave. */
export const isForOther = ({ actor, away }: Deciding, named: string | null | undefined, isHead: boolean): boolean =>
  named != null && isStaff(actor) && named !== actor.personId && !isHead && !away?.has(named)

/** A person who works at the unit now, with an account that is open, and is not on leave. */
export function needColleague(unitId: string, personId: string, deciding: Deciding): void {
  const colleague = deciding.staff.get(unitId)?.find((one) => one.personId === personId)
  if (!colleague) refuse('person-not-there', '此人现在不在该单位的岗位上，请另选一人，或只选单位。', 'personId')
  const { name, awayUntil } = colleague
  if (!awayUntil) return
  const until = `${awayUntil.month}月${awayUntil.day}日`
  refuse('person-away', `${name}正在休假，到${until}为止，请另选一人，或只选单位。`, 'personId')
}
