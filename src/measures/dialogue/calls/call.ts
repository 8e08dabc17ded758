/**
 * 来电: what happened to a call, told from the events of the exchange in whatever order they came. Pure.
 */

export const callStates = ['waiting', 'talking', 'held', 'ended', 'missed'] as const
export type CallState = (typeof callStates)[number]
export const callStateWords: Record<CallState, string> = {
  waiting: '排队中',
  talking: '通话中',
  held: '保持中',
  ended: '已结束',
  missed: '漏接',
}

export const operatorStates = ['ready', 'wrap-up', 'rest', 'off'] as const
export type OperatorState = (typeof operatorStates)[number]
export const operatorStateWords: Record<OperatorState, string> = {
  ready: '空闲',
  'wrap-up': '整理工单',
  rest: '小休',
  off: '离席',
}

export const transferKinds = ['three-way', 'direct', 'consult'] as const
export type TransferKind = (typeof transferKinds)[number]
export const transferWords: Record<TransferKind, string> = {
  'three-way': '三方通话',
  direct: '直转',
  consult: '咨询后转接',
}

/** What came of a call. */
export const outcomes = ['answered', 'filed', 'referred', 'emergency', 'transferred', 'wordless'] as const
export type Outcome = (typeof outcomes)[number]
export const outcomeWords: Record<Outcome, string> = {
  answered: '当场答复',
  filed: '已立单',
  referred: '告知其他渠道',
  emergency: '紧急转接',
  transferred: '转接',
  wordless: '无声或误拨',
}

/** 110, 119, 120 and 122 are never merged into 12345 (国办发〔2020〕53号, HOT-2): a call about danger is passed on at once. */
export const emergencyNumbers = ['110', '119', '120', '122'] as const
export type EmergencyNumber = (typeof emergencyNumbers)[number]
export const emergencyWords: Record<EmergencyNumber, string> = {
  '110': '报警',
  '119': '火警、燃气',
  '120': '急救',
  '122': '交通事故',
}

/** Why somebody listens to a recording. */
export const listeningGrounds = ['complaint', 'check', 'facts', 'authority'] as const
export const listeningWords: Record<(typeof listeningGrounds)[number], string> = {
  complaint: '核实对话务员服务的投诉',
  check: '抽中的质检',
  facts: '核对来电人说的事实',
  authority: '有权机关依法调取',
}

/** Speech of the south-west that a seat can have learnt, as the exchange names its queues. */
export const skillWords: Record<string, string> = {
  mandarin: '普通话',
  sichuan: '四川话',
  yi: '彝语',
  english: '英语',
  sign: '手语视频',
}
export const skillWord = (skill: string | null): string => (skill ? (skillWords[skill] ?? skill) : '普通话')

export const callEventTypes = [
  'call.offered',
  'call.answered',
  'call.held',
  'call.resumed',
  'call.transferred',
  'call.presumed-ended',
  'call.ended',
  'call.abandoned',
  'call.recorded',
] as const
export type CallEventType = (typeof callEventTypes)[number]

export type CallEvent = {
  type: CallEventType
  at: Temporal.Instant
  seat: string | null
  operatorId: string | null
  code: string | null
  detail: string | null
}

export type CallFacts = {
  startedAt: Temporal.Instant
  offeredAt: Temporal.Instant | null
  answeredAt: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  state: CallState
  isPresumed: boolean
  heldSeconds: number
  skill: string | null
  seat: string | null
  operatorId: string | null
  transferKind: TransferKind | null
  transferTo: string | null
  recordingId: string | null
}

const byTime = (a: CallEvent, b: CallEvent): number =>
  Temporal.Instant.compare(a.at, b.at) || callEventTypes.indexOf(a.type) - callEventTypes.indexOf(b.type)

/**
 * The same facts from the same events in any order and however often each came. A real end wins over a presumed one; who was answered was not missed,
 * whatever the queue says afterwards; with several seats the last one has it.
 */
export function callOf(given: readonly CallEvent[]): CallFacts {
  const events = given.toSorted(byTime)
  const of = (...types: CallEventType[]) => events.filter(({ type }) => types.includes(type))
  const [first] = events
  if (!first) throw new Error('a call without an event')
  const offered = of('call.offered')
  const answered = of('call.answered')
  const realEnd = of('call.ended', 'call.abandoned')[0]
  const end = realEnd ?? of('call.presumed-ended')[0]
  const holder = answered.at(-1)
  const transfer = of('call.transferred').at(-1)
  const held = of('call.held', 'call.resumed')
  return {
    startedAt: first.at,
    offeredAt: offered[0]?.at ?? null,
    answeredAt: answered[0]?.at ?? null,
    endedAt: end?.at ?? null,
    state: stateOf(end !== undefined, answered.length > 0, held.at(-1)?.type === 'call.held'),
    isPresumed: !realEnd && end !== undefined,
    heldSeconds: secondsHeld(held, end?.at ?? null),
    skill: offered.find(({ code }) => code)?.code ?? null,
    seat: holder?.seat ?? null,
    operatorId: holder?.operatorId ?? null,
    transferKind: transferKinds.find((kind) => kind === transfer?.code) ?? null,
    transferTo: transfer?.detail ?? null,
    recordingId: of('call.recorded').at(-1)?.code ?? null,
  }
}

function stateOf(isOver: boolean, isAnswered: boolean, isHeld: boolean): CallState {
  if (isOver) return isAnswered ? 'ended' : 'missed'
  if (!isAnswered) return 'waiting'
  return isHeld ? 'held' : 'talking'
}

function secondsHeld(events: readonly CallEvent[], end: Temporal.Instant | null): number {
  let total = 0
  let since: Temporal.Instant | null = null
  for (const { type, at } of events) {
    if (type === 'call.held') since ??= at
    else if (since) {
      total += secondsBetween(since, at)
      since = null
    }
  }
  return since && end ? total + Math.max(0, secondsBetween(since, end)) : total
}

export const secondsBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  Math.round((to.epochMilliseconds - from.epochMilliseconds) / 1000)

/** 1:05 of a wait or a talk. */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
