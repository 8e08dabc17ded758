import { type Breach, type BreachDates, type BreachEvent, type BreachHappening, evolve } from './breach.ts'
import { effectOf, type Judging } from './rules.ts'
import { type BreachState, breachRules } from './words.ts'

/** By which rule a day follows from a day, and which day of the city an instant is. */
export type BreachCounting = Pick<Judging, 'due'> & { dayOf(at: Temporal.Instant): Temporal.PlainDate }

/** What still runs in each state; what is over keeps its date. */
const running: Record<BreachState, readonly (keyof BreachDates)[]> = {
  proposed: ['dueOn'],
  raised: ['dueOn'],
  declined: [],
  takenUp: ['dueOn'],
  hearing: ['hearBy', 'dueOn'],
  decided: ['dueOn'],
  told: ['appealBy', 'dueOn'],
  appealed: ['dueOn'],
  final: ['effectUntil'],
  expired: [],
}

/** The dates that another calendar gives to what still runs; null where they are those that stand. */
export function moveDates(
  breach: Breach,
  events: readonly BreachEvent[],
  counting: BreachCounting,
): Extract<BreachHappening, { type: 'datesMoved' }> | null {
  const takenUp = events.find(({ type }) => type === 'takenUp')?.at ?? null
  const then = events.reduce<Breach | null>((before, event) => {
    const dated = redated(before, event, { ...counting, takenUp })
    return dated ? evolve(before, dated) : before
  }, null)
  const data: BreachDates = {}
  for (const name of running[breach.state]) {
    const on = then?.[name]
    if (on && !(breach[name] && on.equals(breach[name]))) data[name] = on.toString()
  }
  return Object.keys(data).length > 0 ? { type: 'datesMoved', data } : null
}

/** What was done, by whom and when stays; by when the next has to be done is counted anew from there. Null: an earlier move, which says nothing more. */
function redated(
  before: Breach | null,
  event: BreachEvent,
  { due, dayOf, takenUp }: BreachCounting & { takenUp: Temporal.Instant | null },
): BreachEvent | null {
  const from = (rule: string) => due(rule, dayOf(event.at)).toString()
  const effect = (on: string) => effectOf(before?.grade ?? null, Temporal.PlainDate.from(on), { due })
  switch (event.type) {
    case 'proposed':
    case 'raised':
      return { ...event, data: { ...event.data, dueOn: from(breachRules.takeUp) } }
    case 'takenUp':
      return { ...event, data: { dueOn: from(breachRules.decide) } }
    case 'found': {
      const { dueOn, ...facts } = event.data
      if (!dueOn || !takenUp) return event
      return { ...event, data: { ...facts, dueOn: due(breachRules.decide, dayOf(takenUp)).toString() } }
    }
    case 'invited':
      return { ...event, data: { hearBy: from(breachRules.hear), dueOn: from(breachRules.hear) } }
    case 'decided':
      return { ...event, data: { ...event.data, dueOn: from(breachRules.tell) } }
    case 'told':
      return {
        ...event,
        data: {
          ...event.data,
          appealBy: due(breachRules.appeal, Temporal.PlainDate.from(event.data.on)).toString(),
        },
      }
    case 'appealed':
      return { ...event, data: { dueOn: from(breachRules.appealAnswer) } }
    case 'appealDecided': {
      const { grade, on } = event.data
      return {
        ...event,
        data: { ...event.data, effectUntil: effectOf(grade, Temporal.PlainDate.from(on), { due }) },
      }
    }
    case 'becameFinal':
      return { ...event, data: { ...event.data, effectUntil: effect(event.data.on) } }
    case 'datesMoved':
      return null
    default:
      return event
  }
}
