import type { Units } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import { type Breach, type BreachHappening, isHeard } from './breach.ts'
import { appealBody, competentBody, isOffice, speaksForUnit } from './competence.ts'
import { allowedGrades, isLongGrade, isUnitsCause, lowerGrades, partyOfGrade } from './grades.ts'
import {
  type AppealResult,
  type BreachCause,
  type BreachOutcome,
  type BreachState,
  breachRules,
  breachStates,
  type Grade,
  type Gravity,
  gradeWords,
  gravities,
  type Party,
  partyWords,
  type Tolerance,
} from './words.ts'

/** All that a rule is made from, besides the breach. */
export type Judging = {
  actor: StaffActor
  today: Temporal.PlainDate
  units: Units
  /** The day on which a limit of the rule table ends. */
  due(rule: string, from: Temporal.PlainDate): Temporal.PlainDate
  /** Breaches of the same party whose term has not ended. */
  repeats: Record<Party, number>
  /** When it was taken up: the decision is due from there, however often facts are found. */
  takenUpOn: Temporal.PlainDate | null
  /** The person concerned heads the unit. */
  isHead: boolean
  /** Works at the unit concerned. */
  isColleague(personId: string): boolean
}

const refuse = (code: string, sentence: string, field?: string): never => {
  throw new Refusal(code, sentence, field ? { field } : { status: 409 })
}

function needState({ state }: Breach, allowed: readonly BreachState[], doing: string): void {
  if (!allowed.includes(state))
    refuse('wrong-state', `现在是“${breachStates[state]}”，不能${doing}。请刷新页面，按当前环节办理。`)
}

/** 回避: nobody handles what is about themselves. */
function needOther(breach: Breach, { actor }: Judging, doing: string): void {
  if (breach.personId === actor.personId) throw forbidden(`这件事说的是您自己，${doing}应当回避，由别人来办。`)
}

function needOffice(breach: Breach, judging: Judging, doing: string): void {
  needOther(breach, judging, doing)
  if (!isOffice(judging.actor, breach, judging.units))
    throw forbidden(`${doing}由督查人员负责，您的账号没有这个角色。需要时请联系安全管理员。`)
}

export function takeUp(breach: Breach, judging: Judging): BreachHappening {
  needOffice(breach, judging, '受理')
  needState(breach, ['proposed', 'raised'], '受理')
  return { type: 'takenUp', data: { dueOn: judging.due(breachRules.decide, judging.today).toString() } }
}

export function decline(breach: Breach, judging: Judging): BreachHappening {
  needOffice(breach, judging, '决定不予受理')
  needState(breach, ['proposed', 'raised'], '决定不予受理')
  return { type: 'declined', data: { dueOn: null } }
}

export function find(
  breach: Breach,
  judging: Judging,
  { personId, gravity, cause }: { personId: string | null; gravity: Gravity; cause: BreachCause },
): BreachHappening {
  needOffice(breach, judging, '记录核查情况')
  needState(breach, ['takenUp', 'hearing'], '记录核查情况')
  if (personId === judging.actor.personId) refuse('own-case', '查到的是您自己，请回避，由别的督查人员核查。', 'person')
  if (personId && !judging.isColleague(personId))
    refuse('not-there', '这个人现在不在该单位工作，请核对姓名或工号。', 'person')
  const { takenUpOn, due } = judging
  const dueOn = breach.state === 'hearing' && takenUpOn ? due(breachRules.decide, takenUpOn).toString() : null
  return { type: 'found', data: { personId, gravity, cause, ...(dueOn && { dueOn }) } }
}

export function invite(breach: Breach, judging: Judging): BreachHappening {
  needOffice(breach, judging, '发出陈述通知')
  needState(breach, ['takenUp'], '发出陈述通知')
  if (breach.gravity === null) refuse('no-facts', '还没有记录核查情况，请先写清查到了什么，再请当事人陈述。')
  const hearBy = judging.due(breachRules.hear, judging.today).toString()
  return { type: 'invited', data: { hearBy, dueOn: hearBy } }
}

/** By the person, by the head for the unit, or taken down by the office when they said it in person. */
export function state(breach: Breach, judging: Judging, party: Party): BreachHappening {
  const { actor, units } = judging
  const isOwn = party === 'person' ? actor.personId === breach.personId : speaksForUnit(actor, breach)
  const isRecorded = !isOwn && isOffice(actor, breach, units) && actor.personId !== breach.personId
  if (!isOwn && !isRecorded) {
    throw forbidden(
      party === 'person'
        ? '陈述由当事人本人写，或者由督查人员当面记录。'
        : '单位的说明由单位负责人写，或者由督查人员记录。',
    )
  }
  needState(breach, ['hearing'], '陈述')
  if (party === 'person' && breach.personId === null)
    refuse('no-person', '这件事没有指向具体的工作人员，请记为单位的说明。', 'party')
  return { type: 'stated', data: { party, isRecorded } }
}

export type BreachDecision = {
  outcome: BreachOutcome
  grade: Grade | null
  tolerance: Tolerance | null
}

/**
 * By a person of the body that has the power, never by the raiser, never in their own case; a grade only after the hearing, within what the rule allows, and
 * of a person only for what is theirs.
 */
export function decideBreach(breach: Breach, judging: Judging, decision: BreachDecision): BreachHappening {
  const { actor, units, today, isHead } = judging
  const { outcome, grade, tolerance } = decision
  needOther(breach, judging, '决定')
  if (breach.raisedBy === actor.personId) throw forbidden('这件事是您提出的，应当由别人决定，请转请有权的同事办理。')
  const party = outcome === 'graded' && grade ? partyOfGrade(grade) : null
  const unitId = competentBody(actor, breach, party, isHead, units)
  if (!unitId) throw forbidden(whoDecides(party))
  needState(breach, ['takenUp', 'hearing'], '作出决定')
  if (breach.gravity === null) refuse('no-facts', '还没有记录核查情况，不能作出决定。')
  if (outcome === 'graded') needGrade(breach, judging, grade)
  if (outcome === 'tolerated' && !tolerance) refuse('no-tolerance', '请选择依据哪一条容错免责。', 'tolerance')
  return {
    type: 'decided',
    data: {
      ...{ outcome, party, unitId },
      grade: outcome === 'graded' ? grade : null,
      tolerance: outcome === 'tolerated' ? tolerance : null,
      dueOn: judging.due(breachRules.tell, today).toString(),
    },
  }
}

const whoDecides = (party: Party | null): string =>
  ({
    person: '对个人的处理只由任免机关、单位（单位负责人及其上级）或者监察机关决定，您不是这件事的决定机关。',
    unit: '对单位的处理由政府办公室或者分管领导决定，您不是这件事的决定机关。',
    any: '这件事由任免机关、监察机关或者政府办公室决定，您不是这件事的决定机关。',
  })[party ?? 'any']

function needGrade(breach: Breach, { today, repeats }: Judging, grade: Grade | null): void {
  if (!grade) throw new Refusal('no-grade', '请选择处理方式；不处理的，请选“不成立”或“容错免责”。', { field: 'grade' })
  const party = partyOfGrade(grade)
  if (party === 'person' && breach.personId === null)
    refuse('no-person', '还没有查明是哪一位工作人员，不能对个人作出处理。', 'grade')
  if (party === 'person' && isUnitsCause(breach.cause))
    refuse('units-cause', '原因在职责目录或者人员配备，由单位承担，不能处理经办的个人。请选对单位的处理。', 'grade')
  if (breach.hearBy === null) refuse('not-heard', '还没有请当事人陈述申辩，不能作出处理。请先由督查人员发出陈述通知。')
  if (!isHeard(breach, party, today))
    refuse('not-heard', `${partyWords[party]}还没有陈述，陈述期限也没有到，不能作出处理。`)
  const gravity = breach.gravity ?? 'light'
  const allowed = allowedGrades(party, gravity, repeats[party])
  if (allowed.includes(grade)) return
  const highest = allowed.at(-1)
  const before = repeats[party] > 0 ? `、影响期内已有 ${repeats[party]} 次` : ''
  refuse(
    'above-rule',
    `按规则（情节${gravities[gravity]}${before}）最高到“${highest ? gradeWords[highest] : '不处理'}”，不能选“${gradeWords[grade]}”。`,
    'grade',
  )
}

export function tell(breach: Breach, judging: Judging, on: Temporal.PlainDate): BreachHappening {
  const { actor, units, today } = judging
  const { personId } = actor
  needOther(breach, judging, '告知')
  if (!isOffice(actor, breach, units) && personId !== breach.decidedBy)
    throw forbidden('决定由督查人员或者作出决定的人告知。')
  needState(breach, ['decided'], '告知')
  if (Temporal.PlainDate.compare(on, today) > 0)
    refuse('told-later', '告知日期晚于今天，请在告知当事人之后再记录。', 'toldOn')
  if (Temporal.PlainDate.compare(on, today.subtract({ days: 30 })) < 0)
    refuse('told-early', '告知日期太早，请核对后重新填写。', 'toldOn')
  return { type: 'told', data: { on: on.toString(), appealBy: judging.due(breachRules.appeal, on).toString() } }
}

export function appeal(breach: Breach, { actor, today, due }: Judging): BreachHappening {
  const isTheirs = breach.party === 'person' ? actor.personId === breach.personId : speaksForUnit(actor, breach)
  if (!isTheirs) throw forbidden('申诉由被处理的本人或者单位负责人提出。')
  needState(breach, ['told'], '申诉')
  if (breach.grade === null) refuse('nothing', '没有作出处理，不用申诉。')
  if (breach.appealBy && Temporal.PlainDate.compare(today, breach.appealBy) > 0)
    refuse('too-late', `申诉期限到 ${breach.appealBy} 为止，已经过了。`)
  return { type: 'appealed', data: { dueOn: due(breachRules.appealAnswer, today).toString() } }
}

/** By another body than the one that decided, and never for the worse. */
export function decideAppeal(
  breach: Breach,
  judging: Judging,
  { result, grade }: { result: AppealResult; grade: Grade | null },
): BreachHappening {
  const { actor, units, today, isHead } = judging
  needOther(breach, judging, '决定')
  if (breach.raisedBy === actor.personId) throw forbidden('这件事是您提出的，申诉应当由别人决定。')
  if (breach.decidedBy === actor.personId) throw forbidden('原决定是您作出的，申诉应当由别的机关决定。')
  const unitId = appealBody(actor, breach, isHead, units)
  if (!unitId) throw forbidden('申诉由作出决定的机关以外、有权的上级或者监察机关决定，您不是。')
  needState(breach, ['appealed'], '决定申诉')
  if (result === 'lowered' && !(grade && breach.grade && lowerGrades(breach.grade).includes(grade)))
    refuse('not-lower', '减轻的，请选比原来轻的处理；申诉不加重。', 'lowerGrade')
  const stands = result === 'cancelled' ? null : result === 'lowered' ? grade : breach.grade
  return {
    type: 'appealDecided',
    data: { result, grade: stands, unitId, on: today.toString(), effectUntil: effectOf(stands, today, judging) },
  }
}

/** A grade has an effect for a term; what was not established or was tolerated has none and shows no longer than today. */
export const effectOf = (grade: Grade | null, from: Temporal.PlainDate, { due }: Pick<Judging, 'due'>): string =>
  (grade === null ? from : due(isLongGrade(grade) ? breachRules.effectLong : breachRules.effectShort, from)).toString()

/** What the days bring by themselves: a decision that nobody appeals takes effect, and its term ends. The machine decides nothing. */
export function passDays(breach: Breach, { today, due }: Pick<Judging, 'today' | 'due'>): BreachHappening | null {
  const isPast = (day: Temporal.PlainDate | null) => day !== null && Temporal.PlainDate.compare(today, day) > 0
  if (breach.state === 'told' && (breach.grade === null || isPast(breach.appealBy)))
    return { type: 'becameFinal', data: { on: today.toString(), effectUntil: effectOf(breach.grade, today, { due }) } }
  if (breach.state === 'final' && isPast(breach.effectUntil)) return { type: 'expired', data: {} }
  return null
}
