import { type Histogram, percentile } from './histogram.ts'

/** Counts of answers, as they add up over units, kinds, places and months. */
export type Figures = {
  /** 办结（件次）：answers given. */
  closed: number
  /** Of these with a limit. */
  timed: number
  /** Of the timed, given in time: the raw count. */
  met: number
  /** Of the met, those not rejected by the asker, or upheld by a review. */
  standing: number
  /** Of the met, at least one working day early. */
  early: number
  /** Working days left by these, all together. */
  savedDays: number
  /** Rejected by the asker and not upheld, with a limit or without. */
  rejected: number
  extended: number
  /** Whose clock stood at least once. */
  stopped: number
  /** Of the timed, taken out of the rate by two persons. */
  excluded: number
  /** Of the standing, taken out. */
  excludedStanding: number
  used: Histogram
  /** Answers by ground of a stop; one with two grounds counts at both. */
  stops: ReadonlyMap<string, number>
}

export const countNames = [
  'closed',
  'timed',
  'met',
  'standing',
  'early',
  'savedDays',
  'rejected',
  'extended',
  'stopped',
  'excluded',
  'excludedStanding',
] as const
export type CountName = (typeof countNames)[number]

export const noFigures: Figures = {
  closed: 0,
  timed: 0,
  met: 0,
  standing: 0,
  early: 0,
  savedDays: 0,
  rejected: 0,
  extended: 0,
  stopped: 0,
  excluded: 0,
  excludedStanding: 0,
  used: new Map(),
  stops: new Map(),
}

/** A share of 0 to 1; null of nothing. */
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** 按时率（原始）: as the answers were given. */
export const rawRate = ({ met, timed }: Figures): number | null => share(met, timed)

/** 按时率（群众认可）: a rejected answer is not in time unless a review upheld it. Never above the raw one. */
export const standingRate = ({ standing, timed }: Figures): number | null => share(standing, timed)

/** 按时率（剔除后）: the same without what two persons took out on a published ground. */
export const rateAfterExclusions = ({ standing, excludedStanding, timed, excluded }: Figures): number | null =>
  share(standing - excludedStanding, timed - excluded)

export const overdue = ({ timed, met }: Figures): number => timed - met

export const medianDays = ({ used }: Figures): number | null => percentile(used, 0.5)
export const ninetiethDays = ({ used }: Figures): number | null => percentile(used, 0.9)

/** How each figure is counted, in the words that stand beside it on pages, in workbooks and in the API document. */
export const formulas = {
  closed:
    '单位给出答复算一件次；群众退回后换人再办的，第二次答复另算一件次。举报不计入，撤回、并单和不经答复了结的不计入。',
  rawRate: '在期限最后一天 24:00 之前答复的 ÷ 有期限的办结件次。依法延期的按延期后的日期算。',
  standingRate:
    '按时答复、并且群众没有退回的 ÷ 有期限的办结件次。群众退回的不算按时；复核认定答复合法、已经说明（终结）的，恢复算按时；复核决定继续办理、挂账、导入其他程序的，不算。',
  rateAfterExclusions:
    '按公布的理由、经两人（不同岗位）同意剔除的件次，从“群众认可”的分子和分母里都拿掉后再算。督查抽查。',
  onTheSpot: '窗口当场办结由窗口一按一记，没有期限，不计入办结件次和按时率。',
  early: '按时、没有延期，并且比期限提前至少一个工作日答复的件次。',
  savedDays: '提前办结的各件，从答复到期限还剩的工作日，加在一起。',
  overdue: '过了期限最后一天才答复的件次。',
  rejected: '群众退回、复核没有认定答复合法的件次。',
  extended: '经批准延长过期限的件次。',
  stopped: '依法暂停计时过的件次，按理由分；一件有两种理由的，两种各算一次。',
  usedDays: '用时是从派单（退回重办的，从退回）到答复的工作日，当天办结是 0；依法暂停的日子不算。',
  medianDays: '一半的件次，用时不超过这么多个工作日。',
  ninetiethDays: '九成的件次，用时不超过这么多个工作日。',
  open: '还没有答复、也没有了结的；红灯是已过期限的，黄灯是临近期限的。已答复、等群众评价的另列。',
  hung: '因客观原因一时办不成、公开了理由的，仍算正在办理，每半年复看一次。',
  oldest: '正在办理的里面，登记最早的一件到今天的天数。',
} as const
