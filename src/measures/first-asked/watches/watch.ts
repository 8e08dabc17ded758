import type { EventType, MatterState } from '#core/matters/index.ts'

/** Steps that whoever watches is told of; the rest is the offices' own business. */
export const newsTypes: readonly EventType[] = [
  'dispatched',
  'signed',
  'dispatchReturned',
  'handOverOffered',
  'handOverAccepted',
  'handOverDeclined',
  'handOverWithdrawn',
  'disputed',
  'jointInvited',
  'jointAnswered',
  'supplemented',
  'extensionApproved',
  'paused',
  'resumed',
  'answered',
  'answerAccepted',
  'answerRejected',
  'reviewed',
  'rated',
  'supervised',
  'merged',
  'reopened',
  'withdrawn',
  'closed',
]

export const newsWords: Partial<Record<EventType, string>> = {
  opened: '登记',
  dispatched: '确定了由谁办',
  signed: '有人接下',
  dispatchReturned: '被退单',
  handOverOffered: '转出去了，等对方接',
  handOverAccepted: '对方接下了',
  handOverDeclined: '对方没有接',
  handOverWithdrawn: '转办收回了',
  disputed: '报请裁定由谁办',
  jointInvited: '请了协办单位',
  jointAnswered: '协办单位有了意见',
  supplemented: '问事人补充了情况',
  extensionApproved: '批准延期',
  paused: '暂停计时',
  resumed: '恢复计时',
  answered: '已答复',
  answerAccepted: '答复得到认可',
  answerRejected: '答复不被认可',
  reviewed: '复核有了决定',
  rated: '有了评价',
  supervised: '列入督办',
  merged: '并入他件',
  reopened: '重新办理',
  withdrawn: '问事人撤回',
  closed: '办结',
}

export const newsWord = (type: string): string => (newsWords as Record<string, string>)[type] ?? '有进展'

/** Ends of a matter that end its watch by themselves: nothing is left to follow. */
const ends: readonly MatterState['state'][] = ['closed', 'merged', 'withdrawn']

export const isOver = ({ state }: Pick<MatterState, 'state'>): boolean => ends.includes(state)

/**
 * Why the watch cannot be closed yet, or null: the asker has the result (and has not rejected it), or the review has decided (一盯到底).
 */
export function watchBar({ state, hungOn }: Pick<MatterState, 'state' | 'hungOn'>): string | null {
  if (isOver({ state }) || state === 'answered') return null
  if (state === 'underReview') return hungOn ? null : '答复没有得到认可，正在复核；复核作出决定之后才能结束盯办。'
  return '问事人还没有得到结果，不能结束盯办。事情在别的单位手里的，请继续跟进；自己要休假、调走的，请同事接手。'
}
