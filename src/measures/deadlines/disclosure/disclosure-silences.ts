import { endsAt, type Happening, lastStep, type MatterState, type Silence } from '#core/matters/index.ts'
import { runsOn } from './consultation-steps.ts'
import { answerRule, isReceivedAtOnce, noonOf } from './disclosure.ts'
import { awaitsCorrection, awaitsPayment } from './disclosure-steps.ts'
import { isAnswering, isThirdParty, opinionRule, type Party, partiesOf, partyCode } from './parties.ts'

const confirmRule = 'INF-10-confirm'

const byClock = (
  step: string,
  choice: string | null,
  start: { at: Temporal.Instant; rule: string } | null,
): Happening => ({
  type: 'stepped',
  data: {
    step,
    choice,
    unitId: null,
    on: null,
    text: null,
    fileIds: [],
    clock: start && { does: 'start', at: start.at.toString(), rule: start.rule },
  },
})

const dropped: Happening = { type: 'closed', data: { outcome: 'dropped', text: null, due: null } }

/** 逾期没有确认的，按逾期之时收到起算 (local): an office cannot keep an application from counting by not confirming it. */
const receiptDeemed: Silence = {
  name: 'receiptDeemed',
  rule: confirmRule,
  from: (state) => (lastStep(state, 'receipt') || isReceivedAtOnce(state.channel) ? null : state.openedAt),
  brings: (state, { counting }) => {
    const at = endsAt(confirmRule, state.openedAt, state, counting) ?? state.openedAt
    const taken = byClock('receipt', null, { at, rule: answerRule(state.class) })
    const unitId = state.offer?.unitId
    return unitId ? [taken, { type: 'signed', data: { unitId, personId: null, silent: true } }] : [taken]
  },
}

/** 逾期不补正的，视为放弃申请 (第30条). The period stands in the notice: one day after the noon of the day before it ends with that day. */
const notCorrected: Silence = {
  name: 'notCorrected',
  rule: { amount: 1, unit: 'day', direction: 'after', bound: 'atMost', roll: 'none' },
  from: (state) => {
    const by = awaitsCorrection(state) ? lastStep(state, 'correction')?.on : null
    return by ? noonOf(by.subtract({ days: 1 })) : null
  },
  brings: () => [dropped],
}

/** 逾期未缴费的，视为放弃申请 (国办函〔2020〕109号). */
const notPaid: Silence = {
  name: 'notPaid',
  rule: 'INF-16-fee',
  from: (state) => (awaitsPayment(state) ? (lastStep(state, 'feeNotice', 'feeWaived')?.at ?? null) : null),
  brings: () => [dropped],
}

/** The one whose time is over first. */
const longestAnswering = (state: MatterState, isOurs: (party: Party) => boolean): Party | undefined =>
  partiesOf(state)
    .filter((party) => isOurs(party) && isAnswering(party))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.receivedOn ?? '2999-12-31', b.receivedOn ?? '2999-12-31'))[0]

const silentParty = (name: string, rule: string, isOurs: (party: Party) => boolean): Silence => ({
  name,
  rule,
  from: (state) => {
    const received = longestAnswering(state, isOurs)?.receivedOn
    return received ? noonOf(received) : null
  },
  brings: (state) => {
    const party = longestAnswering(state, isOurs)
    if (!party) return []
    return [byClock('opinionLapsed', partyCode(party.kind, party.serial), null), ...runsOn(state, party.serial, true)]
  },
})

export const disclosureSilences: Silence[] = [
  receiptDeemed,
  notCorrected,
  notPaid,
  // 第三方逾期未提出意见的，由行政机关决定 (第32条); 机关逾期未提出意见的，视为同意公开 (第34条).
  silentParty('thirdPartySilent', opinionRule('person'), isThirdParty),
  silentParty('agencySilent', opinionRule('agency'), (party) => !isThirdParty(party)),
]
