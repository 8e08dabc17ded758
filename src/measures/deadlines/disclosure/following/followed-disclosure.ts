import type { RulesInWords } from '#core/calendar/index.ts'
import type { DuePaper } from '#core/casework/index.ts'
import { followedTexts, type Stop } from '#core/following/index.ts'
import type { InRecord } from '#core/ledger/index.ts'
import {
  lastStep,
  type MatterEvent,
  type MatterState,
  outcomeWords,
  stateWords,
  type TextRef,
} from '#core/matters/index.ts'
import type { Tone } from '#ui/index.ts'
import { type AnswerChoice, answerChoices, conclusion, type Decision, isAnswerChoice } from '../answer-types.ts'
import { classes, type DisclosureClass } from '../disclosure.ts'
import { underWay } from '../disclosure-kind.ts'
import { awaitsCorrection, awaitsPayment, awaitsReasons } from '../disclosure-steps.ts'
import { disclosurePapers } from '../papers/disclosure-papers.ts'
import { opinionRule, partiesOf } from '../parties.ts'
import { stopsAhead, stopsDone } from './stops.ts'

/** An application as whoever asked follows it. */
export type FollowedDisclosure = {
  number: string
  title: string
  body: string
  classWord: string
  wanted: string
  openedAt: Temporal.Instant
  unit: string
  phone: string | null
  state: { word: string; tone: Tone }
  due: { on: Temporal.PlainDate; provisional: boolean; isExact: boolean; isPaused: boolean } | null
  stops: Stop[]
  correction: { text: string; by: Temporal.PlainDate | null } | null
  reasonsAsked: string | null
  fee: string | null
  answer: { type: string; conclusion: string; reasons: string; at: Temporal.Instant } | null
  supplements: { text: string; at: Temporal.Instant }[]
  papers: DuePaper[]
  inRecord: ReadonlyMap<string, InRecord>
  files: { id: string; name: string }[]
  may: { correct: boolean; giveReasons: boolean; withdraw: boolean }
}

export type DisclosureSource = {
  state: MatterState
  events: readonly MatterEvent[]
  /** Bodies by id; erased ones are absent. */
  texts: ReadonlyMap<string, string>
  unit: string
  phone: string | null
  wanted: string
  decision: Decision
  rule: RulesInWords
  files: FollowedDisclosure['files']
  inRecord: FollowedDisclosure['inRecord']
  dates: { dueOn: Temporal.PlainDate | null; provisional: boolean }
}

export function followedDisclosure(source: DisclosureSource): FollowedDisclosure {
  const { state, events, texts, unit, dates } = source
  const { textOf, part } = followedTexts(events, texts)
  const isUnderWay = (underWay as readonly string[]).includes(state.state)
  const [correction, asked, fee] = ['correction', 'askReasons', 'feeNotice'].map((step) => lastStep(state, step))
  const opinionWithin = (serial: number): string => {
    const party = partiesOf(state).find((one) => one.serial === serial)
    return party ? source.rule(opinionRule(party.kind)).span : ''
  }
  return {
    number: state.number,
    title: part('title'),
    body: part('body'),
    classWord: classes[state.class as DisclosureClass] ?? state.class,
    wanted: source.wanted,
    openedAt: state.openedAt,
    unit,
    phone: source.phone,
    state: { word: wordOf(state), tone: state.closedAt ? (state.answer ? 'good' : 'neutral') : 'info' },
    due:
      dates.dueOn && isUnderWay
        ? {
            on: dates.dueOn,
            provisional: dates.provisional,
            isExact: state.answerClock.length > 0,
            isPaused: state.pause !== null,
          }
        : null,
    stops: [...stopsDone(events, { unit, opinionWithin }), ...stopsAhead(state, unit, dates.dueOn)],
    correction:
      awaitsCorrection(state) && isUnderWay ? { text: textOf(correction?.text), by: correction?.on ?? null } : null,
    reasonsAsked: awaitsReasons(state) && isUnderWay ? textOf(asked?.text) : null,
    fee: awaitsPayment(state) && isUnderWay ? textOf(fee?.text) : null,
    answer: answerOf(source, textOf),
    supplements: state.steps
      .filter(({ step }) => step === 'corrected' || step === 'reasonsGiven')
      .map(({ text, at }) => ({ text: textOf(text), at })),
    papers: disclosurePapers.forAsker(state, events),
    inRecord: source.inRecord,
    files: state.answer ? source.files : [],
    may: {
      correct: awaitsCorrection(state) && isUnderWay,
      giveReasons: awaitsReasons(state) && isUnderWay,
      withdraw: isUnderWay,
    },
  }
}

function answerOf(
  { state, decision }: DisclosureSource,
  textOf: (ref: TextRef) => string,
): FollowedDisclosure['answer'] {
  const { answer } = state
  if (!answer) return null
  const choice = answer.choice ?? ''
  return {
    type: answerChoices[choice] ?? '答复',
    conclusion: isAnswerChoice(choice) ? conclusion(choice as AnswerChoice, decision) : '',
    reasons: textOf(answer.text),
    at: answer.at,
  }
}

function wordOf(state: MatterState): string {
  if (state.closedAt) {
    if (state.state === 'withdrawn') return '已撤回'
    return state.answer ? '已答复' : (state.outcome && outcomeWords[state.outcome]) || '已了结'
  }
  if (!lastStep(state, 'receipt')) return '待确认收到'
  if (awaitsCorrection(state)) return '等您补正'
  if (awaitsPayment(state)) return '等您缴费'
  return state.pause ? '征求意见中' : stateWords.inProgress
}
