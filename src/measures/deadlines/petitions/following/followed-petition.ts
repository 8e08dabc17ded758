import type { RulesInWords } from '#core/calendar/index.ts'
import type { DuePaper } from '#core/casework/index.ts'
import { followedTexts, type Stop } from '#core/following/index.ts'
import type { InRecord } from '#core/ledger/index.ts'
import { type MatterEvent, type MatterState, stateWords, type TextRef } from '#core/matters/index.ts'
import type { Tone } from '#ui/index.ts'
import type { Link } from '../chain.ts'
import { petitionPapers } from '../papers/petition-papers.ts'
import { type AnswerChoice, acceptanceOf, answerChoices, classWord, deliveredOn, opinionTitle } from '../petition.ts'
import { underWay } from '../petition-kind.ts'
import type { Stage } from '../recheck.ts'
import { type Named, stopsAhead, stopsDone } from './stops.ts'

/** What the petitioner may ask next about the opinion, and until when. */
export type NextAsking = {
  stage: Stage
  /** The organ that decides; null where it stands above this city. */
  organ: string | null
  /** The last day; null while the opinion was not delivered. */
  lastOn: Temporal.PlainDate | null
  isOver: boolean
  /** 30日: the time for asking, and that for the opinion asked for. */
  askWithin: string
  opinionWithin: string
  /** Number of what was asked already. */
  asked: string | null
}

/** A petition as its petitioner follows it. */
export type FollowedPetition = {
  number: string
  class: string
  classWord: string
  nationalNumber: string | null
  title: string
  claim: string
  facts: string
  openedAt: Temporal.Instant
  state: { word: string; tone: Tone }
  /** 告知是否受理, or 出具意见. */
  due: { on: Temporal.PlainDate; what: string; provisional: boolean } | null
  stops: Stop[]
  question: string | null
  opinion: { title: string; choice: string; text: string; unit: string; at: Temporal.Instant } | null
  /** 受理告知, 不予受理 or 导入: what was told in writing. */
  told: { title: string; text: string; at: Temporal.Instant }[]
  supplements: { text: string; at: Temporal.Instant }[]
  papers: DuePaper[]
  inRecord: ReadonlyMap<string, InRecord>
  deliveredOn: Temporal.PlainDate | null
  next: NextAsking | null
  isConcluded: boolean
  chain: { number: string; word: string; isHere: boolean; isOpen: boolean }[]
  rating: { solved: boolean | null; satisfied: number | null } | null
  may: { supplement: boolean; confirmDelivery: boolean; withdraw: boolean; rate: boolean }
}

export type PetitionSource = {
  state: MatterState
  events: readonly MatterEvent[]
  /** Bodies by id; erased ones are absent. */
  texts: ReadonlyMap<string, string>
  unit(id: string): string
  nationalNumber: string | null
  inRecord: FollowedPetition['inRecord']
  dates: { dueOn: Temporal.PlainDate | null; routeBy: Temporal.PlainDate | null; provisional: boolean }
  next: NextAsking | null
  chain: readonly Link[]
  rule: RulesInWords
}

const words: Partial<Record<MatterState['state'], string>> = {
  opened: '待转送',
  dispatched: '待告知是否受理',
  answered: '意见书已出具',
}
const outcomes: Partial<Record<string, string>> = { refused: '不予受理', otherTrack: '导入其他程序' }

export function followedPetition(source: PetitionSource): FollowedPetition {
  const { state, events, texts, dates } = source
  const { textOf, part, supplements } = followedTexts(events, texts)
  // Who handles a 检举控告 is not named: the petitioner is told the body only.
  const named: Named = {
    unit: state.class === 'report' ? () => '有权处理的机关' : source.unit,
    text: (id) => (id ? (texts.get(id) ?? '') : ''),
  }
  const isUnderWay = underWay.includes(state.state)
  const isAccepted = acceptanceOf(state) !== undefined
  const isOpinionNext = isAccepted || state.class === 'recheck' || state.class === 'finalReview'
  return {
    number: state.number,
    class: state.class,
    classWord: classWord(state.class),
    nationalNumber: source.nationalNumber,
    title: part('title'),
    claim: part('ask'),
    facts: part('body'),
    openedAt: state.openedAt,
    state: stateOf(state),
    due:
      dates.dueOn && isUnderWay
        ? {
            on: dates.dueOn,
            what: isOpinionNext ? '出具意见的期限' : '告知是否受理，最迟',
            provisional: dates.provisional,
          }
        : null,
    stops: [
      ...stopsDone(events, state.class, named),
      ...stopsAhead(state, named, { ...dates, isAccepted, rule: source.rule }),
    ],
    question: state.closedAt === null && state.question ? textOf(state.question) : null,
    opinion: state.answer && {
      title: opinionTitle(state.class),
      choice: answerChoices[state.answer.choice as AnswerChoice] ?? '',
      text: textOf(state.answer.text),
      unit: named.unit(state.answer.unitId),
      at: state.answer.at,
    },
    told: toldIn(events, textOf),
    supplements: supplements(),
    papers: petitionPapers.forAsker(state, events),
    inRecord: source.inRecord,
    deliveredOn: deliveredOn(state),
    next: source.next,
    isConcluded: state.class === 'finalReview' && state.answer !== null,
    chain: source.chain.map((link) => ({
      number: link.number,
      word: link.aboutId === null ? '信访事项' : classWord(link.class),
      isHere: link.matterId === state.id,
      isOpen: link.closedAt === null,
    })),
    rating: state.rating && { solved: state.rating.solved, satisfied: state.rating.satisfied },
    may: {
      supplement: isUnderWay,
      confirmDelivery: state.state === 'answered',
      withdraw: isUnderWay,
      rate:
        (state.state === 'answered' || state.state === 'closed') &&
        state.answer !== null &&
        !state.rating &&
        !state.erased,
    },
  }
}

const stateOf = ({ state, outcome, closedAt }: MatterState): FollowedPetition['state'] => ({
  word: outcomes[outcome ?? ''] ?? words[state] ?? stateWords[state],
  tone: closedAt ? (outcome === 'answered' ? 'good' : 'neutral') : state === 'answered' ? 'sun' : 'info',
})

const toldTitles: Partial<Record<string, string>> = {
  accept: '受理告知',
  notAccept: '不予受理告知',
  leadIn: '怎样走其他程序',
}

function toldIn(events: readonly MatterEvent[], textOf: (ref: TextRef | null) => string): FollowedPetition['told'] {
  return events.flatMap((event) => {
    const title = event.type === 'stepped' ? toldTitles[event.data.step] : undefined
    return title && event.type === 'stepped' ? [{ title, text: textOf(event.data.text), at: event.occurredAt }] : []
  })
}
