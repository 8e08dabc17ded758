import {
  answerReading,
  type Deciding,
  type Happening,
  type MatterState,
  needHolder,
  needText,
  type OwnStep,
  refuse,
  rulesOf,
  stepTaken,
} from '#core/matters/index.ts'
import { needInHand } from './need-in-hand.ts'
import {
  isAnswering,
  isThirdParty,
  opinionRule,
  opinions,
  opposes,
  type Party,
  partiesOf,
  partyKinds,
  partyOf,
  readCode,
} from './parties.ts'

const grounds = ['third-party', 'other-agency']

export const groundOf = (party: Party): string => (isThirdParty(party) ? 'third-party' : 'other-agency')

/** 征求意见 (第32、34条): a letter to each; the time they take is not counted, from the day they have it (第33条). */
const consult: OwnStep = {
  title: '征求意见',
  part: 'ask',
  decide: (state, command, deciding) => {
    needInHand(state, deciding, '征求意见')
    if (state.pause && !grounds.includes(state.pause.ground))
      refuse('waits', '正在等申请人补正或者缴费，之后再征求意见。')
    const { what, serial } = readCode(command.choice)
    if (!Object.hasOwn(partyKinds, what) || serial !== partiesOf(state).length + 1)
      refuse('no-choice', '请选择征求谁的意见。', 'choice')
    needText(deciding.text, '请写明征求意见的内容：哪些信息、为什么可能涉及对方。')
    return [stepTaken(command, deciding)]
  },
}

/** 送达: with it the clock stops, unless it stands still already or is over. */
const letterReceived: OwnStep = {
  title: '对方收到征求意见书',
  part: 'remark',
  decide: (state, command, deciding) => {
    needHolder(state, deciding, '登记送达')
    const party = partyOf(state, command.choice)
    if (party.receivedOn) refuse('received', '已经登记过送达日期。')
    if (party.opinion) refuse('answered', '对方已经答复，不用再登记送达。')
    if (!command.on) refuse('no-date', '请填写对方收到征求意见书的日期（送达回证上的日期）。', 'on')
    refuseDay(state, command.on, party, deciding)
    return [stepTaken(command, deciding), ...stopped(state, party, deciding)]
  },
}

function refuseDay(state: MatterState, on: Temporal.PlainDate, { serial }: Party, deciding: Deciding): void {
  const { city } = deciding.counting.settings
  if (Temporal.PlainDate.compare(on, city.dateOf(deciding.at)) > 0)
    refuse('after-today', '收到的日期晚于今天，请填写实际收到的日期。', 'on')
  const sent = state.steps.find(({ step, choice }) => step === 'consult' && readCode(choice).serial === serial)
  if (sent && Temporal.PlainDate.compare(on, city.dateOf(sent.at)) < 0)
    refuse('before-sent', '收到的日期早于发出征求意见书的日期，请核对。', 'on')
}

/** As the law counts it: so long from the letter, after which the clock runs on by itself (INF-13, INF-14). */
function stopped(state: MatterState, party: Party, { counting, at }: Deciding): Happening[] {
  const ground = groundOf(party)
  // Of a date that was set in days: it runs on with the opinion or its silence, which are counted apart.
  const { amount } = counting.terms(opinionRule(party.kind), counting.settings.city.dateOf(state.openedAt)).limit
  const capUnits = state.fixedDays === null ? amount : null
  const stop: Happening = { type: 'paused', data: { ground, noticeId: `letter-${party.serial}`, capUnits } }
  // A second one has its own time from its own day: the stop goes on from there.
  if (state.pause)
    return grounds.includes(state.pause.ground) ? [{ type: 'resumed', data: { byCap: false } }, stop] : []
  return answerReading(state, counting, at)?.state === 'running' ? [stop] : []
}

/** Runs on once nobody has the letter who has not answered. */
export function runsOn(state: MatterState, answered: number, byCap: boolean): Happening[] {
  if (!state.pause || !grounds.includes(state.pause.ground)) return []
  const isOpen = partiesOf(state).some((party) => party.serial !== answered && isAnswering(party))
  return isOpen ? [] : [{ type: 'resumed', data: { byCap } }]
}

/** 提出意见: on the page of their letter, or on paper that staff write down. */
const opinion: OwnStep = {
  title: '收到意见',
  part: 'agreement',
  decide: (state, command, deciding) => {
    needHolder(state, deciding, '登记意见')
    const { what, serial } = readCode(command.choice)
    if (!Object.hasOwn(opinions, what)) refuse('no-choice', '请选择同意还是不同意公开。', 'choice')
    const party = partyOf(state, command.choice)
    if (party.opinion === 'silent')
      refuse(
        'lapsed',
        `提出意见的期限（${rulesOf(state, deciding.counting)(opinionRule(party.kind)).span}）已过，由行政机关依法决定是否公开。`,
      )
    if (party.opinion) refuse('answered', '已经提出过意见，不用重复提出。')
    if (what !== 'agree') needText(deciding.text, '请写明不同意公开的理由：公开后会损害什么权益。')
    return [stepTaken(command, deciding), ...runsOn(state, serial, false)]
  },
}

/** 逾期没有意见：only the clock says so. */
const opinionLapsed: OwnStep = {
  title: '逾期没有提出意见',
  part: 'remark',
  decide: () => refuse('machine-only', '逾期没有意见的由系统登记。'),
}

/** 决定公开的，书面告知第三方内容和理由 (第32条). */
const partyTold: OwnStep = {
  title: '书面告知第三方决定公开',
  part: 'ground',
  decide: (state, command, deciding) => {
    needHolder(state, deciding, '告知第三方')
    const party = partyOf(state, command.choice)
    if (!opposes(party)) refuse('not-opposed', '对方没有提出不同意公开，不用告知。')
    if (party.isTold) refuse('told', '已经书面告知。')
    needText(deciding.text, '请写明决定公开的内容，以及不公开可能对公共利益造成什么重大影响（第32条）。')
    return [stepTaken(command, deciding)]
  },
}

export const consultationSteps: Record<string, OwnStep> = {
  consult,
  letterReceived,
  opinion,
  opinionLapsed,
  partyTold,
}
