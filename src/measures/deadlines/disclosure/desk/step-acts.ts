import { type DeskAct, stepAct } from '#core/casework/index.ts'
import { act, lastStep } from '#core/matters/index.ts'
import { awaitsCorrection, awaitsReasons } from '../disclosure-steps.ts'
import '../disclosure-kind.ts'

/** 确认收到：the day of the click is the day on which both sides have confirmed (第31条). */
export const receiptAct = stepAct('disclosure', 'receipt', { noun: 'receipt', button: '确认收到，开始计时', keys: 's' })

/** What the clock took in, or a colleague passes on, is taken up by a person. */
export const takeUpAct: DeskAct = {
  noun: 'signature',
  command: 'sign',
  offered: (state) => lastStep(state, 'receipt') !== undefined,
  title: '承办',
  button: '由我承办',
  place: 'main',
  perform: async ({ house, actor, matterId }) => {
    await act(house, actor, matterId, { type: 'sign' })
  },
}

/** Offered also when it is too late or the second time only by its address: the engine says why not. */
export const correctionAct = stepAct('disclosure', 'correction', {
  noun: 'correction',
  place: 'more',
  asks: {
    on: '补正期限（最晚哪一天）',
    text: {
      label: '哪里不明确、应当怎样补正',
      hint: '一次说清，补正只能通知一次；申请人看到的就是这段话',
      least: 10,
      most: 2000,
    },
  },
})

export const correctedAct = stepAct('disclosure', 'corrected', {
  noun: 'corrected-request',
  title: '登记收到的补正（纸质、口头）',
  button: '登记补正，重新计时',
  place: 'more',
  offered: awaitsCorrection,
  asks: {
    on: '哪一天收到',
    text: { label: '补正的内容', hint: '照申请人写的、说的填写', least: 2, most: 2000 },
  },
})

export const askReasonsAct = stepAct('disclosure', 'askReasons', {
  noun: 'reasons-request',
  place: 'more',
  asks: {
    text: {
      label: '为什么要求说明理由',
      hint: '只有数量、频次明显超过合理范围的才可以（第35条）；写明当月申请了多少件',
      least: 10,
      most: 1000,
    },
  },
})

/** 第35条: the reasons are sound, the time of the law is too short. */
export const delayAct = stepAct('disclosure', 'delay', {
  noun: 'delay',
  place: 'more',
  approves: true,
  offered: (state) => lastStep(state, 'reasonsGiven') !== undefined,
  asks: {
    on: '延迟到哪一天答复',
    text: { label: '为什么在规定的期限内无法答复', hint: '申请人看到的就是这段话（第35条）', least: 10, most: 1000 },
  },
})

export const reasonsGivenAct = stepAct('disclosure', 'reasonsGiven', {
  noun: 'reasons',
  title: '登记申请人说明的理由（纸质、口头）',
  button: '登记理由',
  place: 'more',
  offered: awaitsReasons,
  asks: { text: { label: '申请人说明的理由', least: 2, most: 1000 } },
})
