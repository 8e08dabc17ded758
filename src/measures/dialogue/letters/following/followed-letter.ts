import type { FileRow } from '#core/documents/index.ts'
import { sizeText } from '#core/documents/index.ts'
import { followedTexts } from '#core/following/index.ts'
import { type MatterEvent, type MatterState, stateWords, type TextRef } from '#core/matters/index.ts'
import type { Unit } from '#core/people/index.ts'
import type { Tone } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classifiedOf, classTitle } from '../letter.ts'
import { emergencyIn } from '../letter-words.ts'
import { letterPapers } from '../papers/letter-papers.ts'
import type { FollowedFile, FollowedLetter } from './follow-page.tsx'
import { type Dates, stopsAhead, stopsDone } from './follow-timeline.ts'

/** All that the page of one letter is made from; read by `find-followed.ts`. */
export type FollowSource = {
  state: MatterState
  events: readonly MatterEvent[]
  /** Of a letter merged into another: the answers given there, with the unit that gave them. */
  mainEvents: readonly MatterEvent[]
  /** Bodies by id; erased ones are absent. */
  texts: ReadonlyMap<string, string>
  files: readonly FileRow[]
  inRecord: FollowedLetter['inRecord']
  units: ReadonlyMap<string, Unit>
  division: string
  /** Null until a member of staff has taken it up. */
  firstAskedName: string | null
  dates: Dates & { isExact: boolean; provisional: boolean }
}

const tones: Record<MatterState['state'], Tone> = {
  opened: 'info',
  dispatched: 'info',
  inProgress: 'info',
  awaitingApproval: 'info',
  answered: 'sun',
  underReview: 'warn',
  closed: 'good',
  merged: 'neutral',
  withdrawn: 'neutral',
}

const underWay: MatterState['state'][] = ['opened', 'dispatched', 'inProgress', 'awaitingApproval']

export function followedLetter(source: FollowSource): FollowedLetter {
  const { state, events, dates } = source
  const { textOf, part, supplements } = followedTexts(events, source.texts)
  const wordsOf = (textId: string) => source.texts.get(textId) ?? ''
  const nameOf = (unitId: string) => source.units.get(unitId)?.name ?? '承办单位'
  const body = part('body')
  const isOpen = state.closedAt === null
  const supplement = events.findLast((event) => event.type === 'supplemented')
  const lastWords = supplement
    ? textOf(supplement.data.text)
    : state.state === 'opened'
      ? `${part('title')}\n${body}`
      : ''
  return {
    number: state.number,
    title: part('title'),
    body,
    place: part('place'),
    classTitle: classTitle(classifiedOf(state)),
    division: source.division,
    openedAt: state.openedAt,
    state: { id: state.state, word: stateWords[state.state], tone: tones[state.state] },
    round: state.round,
    due:
      dates.dueOn && underWay.includes(state.state) && !state.pause
        ? { on: dates.dueOn, isExact: dates.isExact, provisional: dates.provisional }
        : null,
    stops: [...stopsDone(events, nameOf, wordsOf), ...stopsAhead(state, nameOf, wordsOf, dates)],
    firstAsked: { unit: nameOf(state.firstAsked.unitId), person: source.firstAskedName },
    question: isOpen && state.question ? textOf(state.question) : null,
    answers: answersIn([...events, ...source.mainEvents], state, textOf, nameOf),
    supplements: supplements(),
    files: source.files.map(shownFile),
    papers: letterPapers.forAsker(state, events),
    inRecord: source.inRecord,
    rating: state.rating && { solved: state.rating.solved, satisfied: state.rating.satisfied },
    may: {
      supplement: underWay.includes(state.state) || state.state === 'underReview',
      decide: state.state === 'answered',
      // After the word about the answer itself: two questions at once confuse.
      rate: state.state === 'closed' && state.answer !== null && state.rating === null,
      withdraw: underWay.includes(state.state),
      reopen: state.state === 'closed' && !state.erased,
    },
    publishedHref: state.publication?.isShown ? urls.letter(state.number) : null,
    isSecret: state.secrecy,
    emergency: underWay.includes(state.state) && state.marks.includes('emergency') ? emergencyIn(lastWords) : null,
  }
}

/** Each answer with the unit that held the letter then. */
function answersIn(
  events: readonly MatterEvent[],
  state: MatterState,
  textOf: (ref: TextRef) => string,
  nameOf: (unitId: string) => string,
): FollowedLetter['answers'] {
  let holder = state.filingUnitId
  const answers: FollowedLetter['answers'] = []
  for (const event of events) {
    if (event.type === 'signed' || event.type === 'handOverAccepted') holder = event.data.unitId
    if (event.type === 'answered')
      answers.push({ text: textOf(event.data.text), unit: nameOf(holder), at: event.occurredAt })
    // What a review or the desk decides at the end is told with its reasons (closing that is fair both ways).
    if (event.type === 'reviewed')
      answers.push({ text: textOf(event.data.text), unit: '复核意见', at: event.occurredAt })
    if (event.type === 'closed' && event.data.text && event.data.outcome !== 'ended')
      answers.push({ text: textOf(event.data.text), unit: nameOf(state.filingUnitId), at: event.occurredAt })
  }
  return answers.filter((answer, at) => answers.findIndex(({ text }) => text === answer.text) === at)
}

const shownFile = (row: FileRow): FollowedFile => ({
  id: row.id,
  name: row.originalName ?? `附件.${row.extension}`,
  size: sizeText(row.bytes),
})
