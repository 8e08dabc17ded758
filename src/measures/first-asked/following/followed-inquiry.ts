import { followedTexts, type Stop } from '#core/following/index.ts'
import { type MatterEvent, type MatterState, stateWords, type TextRef } from '#core/matters/index.ts'
import type { Tone } from '#ui/index.ts'
import { classWord, underWay } from '../inquiry.ts'
import { type Dates, stopsAhead, stopsDone } from './stops.ts'

/** A unit in the chain, since when, and who had it there. */
export type Link = { unit: string; person: string | null; since: Temporal.Instant; isFirst: boolean; isNow: boolean }

/** An inquiry as whoever asked follows it. */
export type FollowedInquiry = {
  number: string
  title: string
  body: string
  /** Number of the queue ticket, where there was one. */
  ticket: string
  classWord: string
  openedAt: Temporal.Instant
  state: { id: string; word: string; tone: Tone }
  round: 1 | 2
  due: { on: Temporal.PlainDate; provisional: boolean } | null
  stops: Stop[]
  firstAsked: { unit: string; person: string | null; phone: string | null }
  /** Who watches it now, where that is no longer the first-asked person. */
  watcher: string | null
  chain: Link[]
  returns: number
  question: string | null
  answers: { text: string; unit: string; at: Temporal.Instant }[]
  supplements: { text: string; at: Temporal.Instant }[]
  rating: { solved: boolean | null; satisfied: number | null } | null
  may: {
    supplement: boolean
    decide: boolean
    rate: boolean
    withdraw: boolean
    reopen: boolean
    thank: boolean
  }
  thanked: boolean
}

export type InquirySource = {
  state: MatterState
  events: readonly MatterEvent[]
  /** Bodies by id; erased ones are absent. */
  texts: ReadonlyMap<string, string>
  named: { unit(id: string): string; person(unitId: string, personId: string | null): string | null }
  watcher: string | null
  phoneOf(unitId: string): string | null
  thanked: boolean
  dates: Dates & { provisional: boolean }
}

const tones: Partial<Record<MatterState['state'], Tone>> = {
  answered: 'sun',
  underReview: 'warn',
  closed: 'good',
  merged: 'neutral',
  withdrawn: 'neutral',
}

export function followedInquiry(source: InquirySource): FollowedInquiry {
  const { state, events, texts, named, dates } = source
  const { textOf, part, supplements } = followedTexts(events, texts)
  const isUnderWay = underWay.includes(state.state)
  const naming = {
    unit: named.unit,
    who: (unitId: string, personId: string | null) =>
      [named.unit(unitId), named.person(unitId, personId)].filter(Boolean).join(' '),
    text: (id: string | undefined) => (id ? (texts.get(id) ?? '') : ''),
  }
  return {
    number: state.number,
    title: part('title'),
    body: part('body'),
    ticket: part('place'),
    classWord: classWord(state.class),
    openedAt: state.openedAt,
    state: { id: state.state, word: wordOf(state), tone: tones[state.state] ?? 'info' },
    round: state.round,
    due: dates.dueOn && isUnderWay ? { on: dates.dueOn, provisional: dates.provisional } : null,
    stops: [...stopsDone(events, naming), ...stopsAhead(state, naming, dates)],
    firstAsked: {
      unit: named.unit(state.firstAsked.unitId),
      person: named.person(state.firstAsked.unitId, state.firstAsked.personId),
      phone: source.phoneOf(state.firstAsked.unitId),
    },
    watcher: source.watcher,
    chain: chainOf(state, events, named),
    returns: state.returns,
    question: state.closedAt === null && state.question ? textOf(state.question) : null,
    answers: answersIn(events, state, textOf, named),
    supplements: supplements(),
    rating: state.rating && { solved: state.rating.solved, satisfied: state.rating.satisfied },
    may: {
      supplement: isUnderWay || state.state === 'underReview',
      decide: state.state === 'answered',
      rate: state.state === 'closed' && state.answer !== null && state.rating === null && !state.erased,
      withdraw: isUnderWay,
      reopen: state.state === 'closed' && !state.erased,
      thank: state.answer !== null && !source.thanked,
    },
    thanked: source.thanked,
  }
}

const wordOf = ({ state }: MatterState): string => {
  if (state === 'opened') return '待接着办'
  return state === 'dispatched' ? '待接办' : stateWords[state]
}

/** Each unit that held it, in order, with the person who took it there. */
export function chainOf(state: MatterState, events: readonly MatterEvent[], named: InquirySource['named']): Link[] {
  const links: Omit<Link, 'isFirst' | 'isNow'>[] = []
  let unitId = ''
  for (const event of events) {
    const to =
      event.type === 'opened'
        ? { unitId: event.data.filingUnitId, personId: state.firstAsked.personId }
        : event.type === 'signed' || event.type === 'handOverAccepted'
          ? { unitId: event.data.unitId, personId: event.data.personId }
          : null
    if (!to) continue
    const person = named.person(to.unitId, to.personId)
    const last = links.at(-1)
    if (to.unitId === unitId && last) {
      last.person = person ?? last.person
      continue
    }
    unitId = to.unitId
    links.push({ unit: named.unit(to.unitId), person, since: event.occurredAt })
  }
  return links.map((link, at) => ({
    ...link,
    isFirst: at === 0,
    isNow: at === links.length - 1 && state.closedAt === null,
  }))
}

/** Each answer with the unit that held the matter then; what a review decides is told with its reasons. */
function answersIn(
  events: readonly MatterEvent[],
  state: MatterState,
  textOf: (ref: TextRef) => string,
  named: InquirySource['named'],
): FollowedInquiry['answers'] {
  let holder = state.filingUnitId
  const answers: FollowedInquiry['answers'] = []
  for (const event of events) {
    if (event.type === 'signed' || event.type === 'handOverAccepted') holder = event.data.unitId
    if (event.type === 'answered')
      answers.push({ text: textOf(event.data.text), unit: named.unit(holder), at: event.occurredAt })
    if (event.type === 'reviewed')
      answers.push({ text: textOf(event.data.text), unit: '复核意见', at: event.occurredAt })
  }
  return answers
}
