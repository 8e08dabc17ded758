import { lawRuleId } from '#core/calendar/index.ts'
import type { EventData, MatterEvent } from './events.ts'
import type { Due, MatterState } from './state.ts'
import { keepsPublic } from './words.ts'

/**
 * The state after an event. Total and pure: whatever was once admitted is taken as it is, without the calendar, the units or the clock. A first event
 * that is not `opened`, a gap in `seq` or an event of another matter's shape is damage and throws.
 */
export function evolve(state: MatterState | null, event: MatterEvent, matterId?: string): MatterState {
  if (event.seq !== (state?.seq ?? 0) + 1) throw new Error(`event ${event.seq} follows ${state?.seq ?? 0}`)
  if (!state) {
    if (event.type !== 'opened' || !matterId) throw new Error(`a matter begins with opened, not with ${event.type}`)
    return opened(matterId, event, event.data)
  }
  const next = happened(state, event)
  return {
    ...next,
    seq: event.seq,
    lastAt: event.type === 'lightChanged' ? state.lastAt : laterOf(state.lastAt, event.occurredAt),
    firstAsked: firstAsked(state, event),
    chain: next.holder.unitId === state.holder.unitId ? next.chain : [...state.chain, next.holder.unitId],
  }
}

/** All events of one matter, in order. */
export function replay(matterId: string, events: readonly MatterEvent[]): MatterState {
  let state: MatterState | null = null
  for (const event of events) state = evolve(state, event, matterId)
  if (!state) throw new Error(`matter ${matterId} has no events`)
  return state
}

/** Who urges or supervises does not receive the asker, so oversight makes nobody the first-asked. */
const oversight: ReadonlySet<string> = new Set(['urged', 'supervised', 'marked', 'erased'])

function firstAsked(state: MatterState, event: MatterEvent): MatterState['firstAsked'] {
  if (state.firstAsked.personId !== null) return state.firstAsked
  if (event.actor.kind !== 'staff' || event.actor.personId === null || oversight.has(event.type))
    return state.firstAsked
  if (isAskers(event, state.askerUnitId)) return state.firstAsked
  return { ...state.firstAsked, personId: event.actor.personId }
}

/** Who asks for their unit is not who was asked; somebody above both is named at another unit, so that what is the asker's to do counts too. */
const isAskers = ({ actor, type }: MatterEvent, askerUnitId: string | null): boolean =>
  askerUnitId !== null && (actor.unitId === askerUnitId || askersActs.has(type))

const askersActs: ReadonlySet<string> = new Set([
  'supplemented',
  'answerAccepted',
  'answerRejected',
  'rated',
  'withdrawn',
])

/** Whoever registers a question was asked, unless they put it for their own unit to another. */
const isAsked = ({ actor }: MatterEvent, { askerUnitId, filingUnitId }: EventData<'opened'>): boolean =>
  actor.kind === 'staff' && (!askerUnitId || actor.unitId === filingUnitId)

function opened(id: string, event: MatterEvent, data: EventData<'opened'>): MatterState {
  return {
    id,
    number: data.number,
    kind: data.kind,
    class: data.class,
    channel: data.channel,
    divisionCode: data.divisionCode,
    state: 'opened',
    round: 1,
    rejections: 0,
    seq: event.seq,
    openedAt: event.occurredAt,
    lastAt: event.occurredAt,
    filingUnitId: data.filingUnitId,
    holder: { unitId: data.filingUnitId, personId: null, since: event.occurredAt },
    firstAsked: {
      unitId: data.firstAskedUnitId ?? data.filingUnitId,
      personId: isAsked(event, data) ? event.actor.personId : null,
    },
    offer: null,
    dispute: null,
    declined: [],
    dispatch: null,
    chain: [data.filingUnitId],
    returns: 0,
    acceptRule: data.acceptRule,
    answerRule: data.answerRule,
    fixedDays: null,
    answerFrom: data.answerFrom ?? 'dispatch',
    acceptClock: [{ type: 'start', at: event.occurredAt }],
    answerClock: data.answerFrom === 'opening' ? [{ type: 'start', at: event.occurredAt }] : [],
    due: null,
    light: 'green',
    pause: null,
    extension: null,
    extended: false,
    onTime: null,
    parts: [],
    main: data.main,
    mergedIntoId: null,
    draft: null,
    answer: null,
    steps: [],
    earlierAnswerers: [],
    question: null,
    hungOn: null,
    closedAt: null,
    outcome: null,
    rating: null,
    lastUrged: null,
    orders: [],
    marks: [],
    publication: null,
    wantsPublic: data.wantsPublic,
    secrecy: data.secrecy,
    askerPersonId: data.askerPersonId,
    askerSubjectId: data.askerSubjectId ?? null,
    askerUnitId: data.askerUnitId ?? null,
    contactId: data.contactId,
    reportedUnitId: data.reportedUnitId,
    erased: false,
  }
}

function happened(state: MatterState, event: MatterEvent): MatterState {
  const at = event.occurredAt
  switch (event.type) {
    case 'opened':
      throw new Error('a matter is opened once')
    case 'classified':
      return { ...state, class: event.data.class, answerRule: event.data.answerRule }
    case 'dispatched':
      return dispatched(state, event, event.data)
    case 'signed': {
      const { unitId, personId, silent } = event.data
      return {
        ...state,
        state: 'inProgress',
        holder: { unitId, personId, since: at },
        offer: null,
        dispatch: state.dispatch && { ...state.dispatch, signedSilently: silent },
      }
    }
    case 'dispatchReturned':
      return {
        ...state,
        state: 'opened',
        holder: { unitId: state.filingUnitId, personId: null, since: at },
        offer: null,
        dispatch: null,
        // Whoever gets it next has not promised what this unit did.
        answerRule: state.answerRule && lawRuleId(state.answerRule),
        returns: state.returns + 1,
      }
    case 'handOverOffered': {
      const { unitId, personId, fromPersonId } = event.data
      return { ...state, offer: { by: 'handOver', unitId, personId, at, fromPersonId } }
    }
    case 'handOverAccepted': {
      const { unitId, personId } = event.data
      const marks = state.marks.filter((mark) => mark !== 'handOverLapsed')
      return { ...state, holder: { unitId, personId, since: at }, offer: null, dispatch: null, marks }
    }
    case 'handOverWithdrawn':
      return { ...state, offer: null }
    case 'handOverDeclined': {
      const { unitId } = event.data
      if (unitId === state.holder.unitId) return { ...state, offer: null }
      const declined = [...new Set([...state.declined, unitId])]
      return { ...state, offer: null, declined, returns: state.returns + 1 }
    }
    case 'disputed': {
      const { unitId, deciderUnitId } = event.data
      return { ...state, dispute: { unitId, deciderUnitId, at } }
    }
    case 'jointInvited': {
      const invited = event.data.parts.map((part) => ({ ...part, answeredAt: null, textId: null }))
      return { ...state, parts: [...state.parts, ...invited] }
    }
    case 'jointAnswered': {
      const { matterId, textId } = event.data
      return {
        ...state,
        parts: state.parts.map((part) => (part.matterId === matterId ? { ...part, answeredAt: at, textId } : part)),
      }
    }
    case 'drafted':
      return {
        ...state,
        state: 'awaitingApproval',
        draft: { text: event.data.text, byPersonId: event.actor.personId, at, choice: event.data.choice ?? null },
      }
    case 'draftReturned':
      return { ...state, state: 'inProgress', draft: null }
    case 'extensionRequested': {
      const { amount, ground, text } = event.data
      return { ...state, extension: { amount, ground, text, byPersonId: event.actor.personId, at } }
    }
    case 'extensionApproved':
      return {
        ...state,
        extension: null,
        extended: true,
        answerClock: [...state.answerClock, { type: 'extend', at, amount: event.data.amount, approver: 'head' }],
      }
    case 'extensionRefused':
      return { ...state, extension: null }
    case 'paused': {
      const { ground, noticeId, capUnits } = event.data
      return {
        ...state,
        pause: { ground, noticeId, since: at, capUnits },
        answerClock: [
          ...state.answerClock,
          { type: 'stop', at, ground, noticeId, ...(capUnits === null ? {} : { capUnits }) },
        ],
      }
    }
    case 'resumed':
      return { ...state, pause: null, answerClock: [...state.answerClock, { type: 'resume', at }] }
    case 'supplementRequested':
      return { ...state, question: event.data.text }
    case 'supplemented':
      return { ...state, question: null }
    case 'answered':
      return answered(state, event, event.data)
    case 'answerAccepted':
      return state
    case 'answerRejected':
      return answerRejected(state, at, event.data.next ?? (state.round === 2 ? 'review' : 'againByAnother'))
    case 'reviewed':
      return reviewed(state, at, event.data)
    case 'rated': {
      const { solved, satisfied, reasons } = event.data
      return { ...state, rating: { solved, satisfied, reasons, at } }
    }
    case 'urged': {
      const { unitId } = event.data
      return { ...state, lastUrged: { at, unitId, personId: event.actor.personId } }
    }
    case 'supervised': {
      const order = {
        orderNumber: event.data.orderNumber,
        replyDueOn: Temporal.PlainDate.from(event.data.replyDueOn),
      }
      return { ...state, orders: [...state.orders, order] }
    }
    case 'marked': {
      const others = state.marks.filter((mark) => mark !== event.data.mark)
      return { ...state, marks: event.data.on ? [...others, event.data.mark] : others }
    }
    case 'merged':
      return { ...ended(state, at, event.data.due), state: 'merged', mergedIntoId: event.data.intoId }
    case 'reopened':
      return reopened(state, at, event.data)
    case 'withdrawn':
      return { ...ended(state, at, event.data.due), state: 'withdrawn' }
    case 'closed':
      return { ...ended(state, at, event.data.due), state: 'closed', outcome: event.data.outcome }
    case 'published':
    case 'corrected':
      return { ...state, publication: { id: event.data.publicationId, isShown: true } }
    case 'unpublished':
      return { ...state, publication: { id: event.data.publicationId, isShown: false } }
    case 'stepped':
      return stepped(state, event, event.data)
    case 'lightChanged':
      return { ...state, light: event.data.light }
    case 'erased':
      return {
        ...state,
        erased: true,
        contactId: null,
        askerPersonId: null,
        askerSubjectId: null,
        publication: state.publication && {
          ...state.publication,
          isShown: state.publication.isShown && keepsPublic(event.data.ground),
        },
      }
  }
}

/** What was put to whoever decides who handles it, and how late that was. */
const decidedMarks: readonly string[] = ['consult', 'consultLate', 'circle', 'handOverLapsed', 'disputeLate']

function dispatched(state: MatterState, event: MatterEvent, data: EventData<'dispatched'>): MatterState {
  const at = event.occurredAt
  const isFirst = state.answerClock.length === 0 && state.answerFrom === 'dispatch'
  const { unitId, personId, binding } = data
  // The decider says "it stays with you": nothing is offered, the holder goes on.
  const stays = state.state === 'inProgress' && unitId === state.holder.unitId && personId === null
  return {
    ...state,
    state: stays ? 'inProgress' : 'dispatched',
    offer: stays ? null : { by: 'dispatch', unitId, personId, at, fromPersonId: event.actor.personId },
    dispatch: { unitId, at, binding, byUnitId: event.actor.unitId, signedSilently: false },
    acceptClock: isFirst ? [...state.acceptClock, { type: 'answered', at }] : state.acceptClock,
    answerClock: isFirst ? [{ type: 'start', at }] : state.answerClock,
    answerRule: data.answerRule ?? state.answerRule,
    dispute: null,
    declined: [],
    marks: state.marks.filter((mark) => !decidedMarks.includes(mark)),
  }
}

function answered(state: MatterState, event: MatterEvent, data: EventData<'answered'>): MatterState {
  const at = event.occurredAt
  return {
    ...state,
    state: 'answered',
    offer: null,
    ...settled(state),
    pause: null,
    extension: null,
    question: null,
    draft: null,
    answer: {
      text: data.text,
      at,
      byPersonId: state.draft?.byPersonId ?? event.actor.personId,
      unitId: state.holder.unitId,
      choice: data.choice ?? null,
    },
    answerClock: state.answerClock.length > 0 ? [...state.answerClock, { type: 'answered', at }] : [],
    onTime: data.onTime,
    due: thawed(data.due),
  }
}

function stepped(state: MatterState, event: MatterEvent, data: EventData<'stepped'>): MatterState {
  const { step, choice, unitId, text, clock } = data
  const on = data.on === null ? null : Temporal.PlainDate.from(data.on)
  const taken = { step, choice, at: event.occurredAt, unitId, on, text, byPersonId: event.actor.personId }
  const steps = [...state.steps, taken]
  if (!clock) return { ...state, steps }
  const at = Temporal.Instant.from(clock.at)
  return {
    ...state,
    steps,
    answerRule: clock.rule ?? state.answerRule,
    acceptClock:
      clock.does === 'start' && state.acceptClock.length === 1
        ? [...state.acceptClock, { type: 'answered', at: event.occurredAt }]
        : state.acceptClock,
    answerClock: [{ type: 'start', at }],
    pause: null,
    extension: null,
    extended: false,
    fixedDays: clock.days ?? null,
    due: null,
  }
}

function answerRejected(
  state: MatterState,
  at: Temporal.Instant,
  next: 'again' | 'againByAnother' | 'review',
): MatterState {
  const answerer = next === 'again' ? null : state.answer?.byPersonId
  const earlierAnswerers = answerer ? [...new Set([...state.earlierAnswerers, answerer])] : state.earlierAnswerers
  if (next === 'review') {
    return {
      ...state,
      state: 'underReview',
      rejections: state.rejections + 1,
      earlierAnswerers,
      holder: { unitId: state.filingUnitId, personId: null, since: at },
    }
  }
  return {
    ...state,
    state: 'inProgress',
    round: 2,
    rejections: state.rejections + 1,
    earlierAnswerers,
    holder: next === 'again' ? state.holder : { unitId: state.holder.unitId, personId: null, since: at },
    answerClock: state.answerClock.length > 0 ? [...state.answerClock, { type: 'rejected', at }] : [],
    onTime: null,
    due: null,
  }
}

function reviewed(state: MatterState, at: Temporal.Instant, data: EventData<'reviewed'>): MatterState {
  const marks = state.marks.filter((mark) => mark !== 'hung' && mark !== 'hungLookDue')
  if (data.result === 'hang') return { ...state, hungOn: at, marks: [...marks, 'hung'] }
  if (data.result !== 'continue' || data.days === null || data.unitId === null) return { ...state, hungOn: null, marks }
  return {
    ...state,
    state: 'inProgress',
    holder: { unitId: data.unitId, personId: null, since: at },
    dispatch: null,
    hungOn: null,
    marks,
    fixedDays: data.days,
    answerClock: [{ type: 'start', at }],
    extended: false,
    onTime: null,
    due: null,
  }
}

function reopened(state: MatterState, at: Temporal.Instant, data: EventData<'reopened'>): MatterState {
  if (data.revisited) {
    const again = answerRejected(state, at, data.revisited)
    return { ...again, due: null, hungOn: null, closedAt: null, outcome: null, rating: null }
  }
  return {
    ...state,
    state: 'opened',
    round: 1,
    rejections: 0,
    holder: { unitId: state.filingUnitId, personId: null, since: at },
    offer: null,
    declined: [],
    dispatch: null,
    acceptRule: data.acceptRule,
    answerRule: data.answerRule,
    fixedDays: null,
    acceptClock: [{ type: 'start', at }],
    answerClock: state.answerFrom === 'opening' ? [{ type: 'start', at }] : [],
    due: null,
    extended: false,
    onTime: null,
    answer: null,
    steps: [],
    earlierAnswerers: [],
    hungOn: null,
    closedAt: null,
    outcome: null,
    rating: null,
  }
}

function ended(state: MatterState, at: Temporal.Instant, due: EventData<'closed'>['due']): MatterState {
  return {
    ...state,
    offer: null,
    ...settled(state),
    pause: null,
    extension: null,
    question: null,
    draft: null,
    hungOn: null,
    closedAt: at,
    due: state.due ?? thawed(due),
  }
}

/** Who handles it is no question any more. */
const settled = ({ marks }: MatterState): Pick<MatterState, 'dispute' | 'marks'> => ({
  dispute: null,
  marks: marks.filter((mark) => mark !== 'disputeLate' && mark !== 'consultLate'),
})

const thawed = (due: EventData<'answered'>['due']): Due | null =>
  due && {
    at: Temporal.Instant.from(due.at),
    on: Temporal.PlainDate.from(due.on),
    provisional: due.provisional,
  }

const laterOf = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) >= 0 ? a : b
