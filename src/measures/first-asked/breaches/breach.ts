import type { BreachRow } from './tables.ts'
import type {
  AppealResult,
  BreachCause,
  BreachKind,
  BreachOutcome,
  BreachSource,
  Grade,
  Gravity,
  Party,
  Tolerance,
} from './words.ts'

/** Dates as ISO text: an event is JSON. */
export type BreachHappening =
  | {
      type: 'proposed' | 'raised'
      data: {
        kind: BreachKind
        source: BreachSource
        matterId: string | null
        clockKey: string | null
        unitId: string
        personId: string | null
        mayName: boolean
        dueOn: string
      }
    }
  | { type: 'takenUp'; data: { dueOn: string } }
  | { type: 'declined'; data: { dueOn: null } }
  /** `dueOn`: found again during a hearing, it waits for the decision again and no more for the old hearing day. */
  | { type: 'found'; data: { personId: string | null; gravity: Gravity; cause: BreachCause; dueOn?: string } }
  | { type: 'invited'; data: { hearBy: string; dueOn: string } }
  | { type: 'stated'; data: { party: Party; isRecorded: boolean } }
  | {
      type: 'decided'
      data: {
        outcome: BreachOutcome
        party: Party | null
        grade: Grade | null
        tolerance: Tolerance | null
        unitId: string
        dueOn: string
      }
    }
  | { type: 'told'; data: { on: string; appealBy: string } }
  | { type: 'appealed'; data: { dueOn: string } }
  | {
      type: 'appealDecided'
      data: { result: AppealResult; grade: Grade | null; unitId: string; on: string; effectUntil: string | null }
    }
  | { type: 'becameFinal'; data: { on: string; effectUntil: string | null } }
  | { type: 'datesMoved'; data: BreachDates }
  | { type: 'expired'; data: Record<string, never> }

/** Days that a decree may move, as they are then. */
export type BreachDates = Partial<Record<'hearBy' | 'appealBy' | 'dueOn' | 'effectUntil', string>>

export type BreachEventData = BreachHappening['data']

export type BreachEvent = BreachHappening & { personId: string | null; at: Temporal.Instant }

/** What follows from the events: the row but for its key, number and who may see it. */
export type Breach = Omit<BreachRow, 'id' | 'number' | 'audience' | 'barred'>

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const days = (dates: BreachDates): Partial<Breach> =>
  Object.fromEntries(Object.entries(dates).map(([name, text]) => [name, day(text)]))
const dayOrNone = (text: string | null): Temporal.PlainDate | null => (text === null ? null : day(text))

/** The first event makes it, each other one moves it on. Pure: a replay of the events gives the row. */
export function evolve(breach: Breach | null, event: BreachEvent): Breach {
  if (event.type === 'proposed' || event.type === 'raised') return begun(event)
  if (!breach) throw new Error('a breach begins with its raising')
  switch (event.type) {
    case 'takenUp':
      return { ...breach, state: 'takenUp', dueOn: day(event.data.dueOn) }
    case 'declined':
      return { ...breach, state: 'declined', dueOn: null }
    case 'found': {
      // New facts are heard anew.
      const { dueOn, ...facts } = event.data
      return {
        ...breach,
        ...facts,
        ...(dueOn && { dueOn: day(dueOn) }),
        ...{ state: 'takenUp', hearBy: null, personHeard: false, unitHeard: false },
      }
    }
    case 'invited':
      return { ...breach, state: 'hearing', hearBy: day(event.data.hearBy), dueOn: day(event.data.dueOn) }
    case 'stated':
      return event.data.party === 'person' ? { ...breach, personHeard: true } : { ...breach, unitHeard: true }
    case 'decided': {
      const { unitId, dueOn, ...decided } = event.data
      return {
        ...breach,
        ...decided,
        ...{ state: 'decided', decidedBy: event.personId, decidedUnitId: unitId, decidedAt: event.at },
        dueOn: day(dueOn),
      }
    }
    case 'told':
      return {
        ...breach,
        ...{ state: 'told', toldOn: day(event.data.on), appealBy: day(event.data.appealBy) },
        dueOn: day(event.data.appealBy),
      }
    case 'appealed':
      return { ...breach, state: 'appealed', appealedBy: event.personId, dueOn: day(event.data.dueOn) }
    case 'appealDecided':
      return { ...settled(breach, event.data), ...judged(breach, event.data) }
    case 'becameFinal':
      return settled(breach, event.data)
    case 'datesMoved':
      return { ...breach, ...days(event.data) }
    case 'expired':
      return { ...breach, state: 'expired', dueOn: null }
  }
}

const settled = (breach: Breach, { on, effectUntil }: { on: string; effectUntil: string | null }): Breach => ({
  ...breach,
  ...{ state: 'final', finalOn: day(on), effectUntil: dayOrNone(effectUntil), dueOn: null },
})

/** 撤销: it was not so. */
function judged(
  { grade }: Breach,
  { result, grade: lowered }: Extract<BreachHappening, { type: 'appealDecided' }>['data'],
): Pick<Breach, 'grade'> & Partial<Breach> {
  if (result === 'cancelled') return { grade: null, party: null, outcome: 'unfounded' }
  return { grade: result === 'lowered' ? lowered : grade }
}

function begun({ type, data, personId, at }: Extract<BreachEvent, { type: 'proposed' | 'raised' }>): Breach {
  const { dueOn, ...said } = data
  return {
    ...said,
    state: type,
    raisedBy: personId,
    raisedAt: at,
    dueOn: day(dueOn),
    ...{ gravity: null, cause: null, hearBy: null, personHeard: false, unitHeard: false },
    ...{ outcome: null, party: null, grade: null, tolerance: null },
    ...{ decidedBy: null, decidedUnitId: null, decidedAt: null },
    ...{ toldOn: null, appealBy: null, appealedBy: null, finalOn: null, effectUntil: null },
  }
}

export const replayBreach = (events: readonly BreachEvent[]): Breach => {
  const breach = events.reduce<Breach | null>(evolve, null)
  if (!breach) throw new Error('a breach without events')
  return breach
}

/** Whom a decision concerns while nothing is decided yet: the person where one is named and the cause is theirs. */
export const partiesOf = ({ personId }: Pick<Breach, 'personId'>): Party[] =>
  personId === null ? ['unit'] : ['person', 'unit']

/** Has said what they have to say, or let the day pass on which they could. */
export const isHeard = (breach: Breach, party: Party, today: Temporal.PlainDate): boolean =>
  breach.hearBy !== null &&
  ((party === 'person' ? breach.personHeard : breach.unitHeard) || Temporal.PlainDate.compare(today, breach.hearBy) > 0)
