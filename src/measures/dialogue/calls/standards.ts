/**
 * The numbers by which the line is measured and run, each with where it comes from. `*` is the city's own (本市自定（非法律规定）); `rule` is its row in the
 * rule table.
 */
export const standards = {
  answerWithin: {
    seconds: 15,
    words: '15 秒内接听',
    source: '政府热线服务规范（GB/T 33358-2016）',
    quote: '应在15秒之内接听',
    rule: 'HOT-11-answer',
  },
  connectRate: {
    percent: 95,
    words: '24 小时接通率不低于 95%',
    source: '政府热线服务规范（GB/T 33358-2016）',
    quote: '连续24小时内呼叫接通率应大于等于95%',
    rule: 'HOT-11-answer',
  },
} as const

/** 本市自定（非法律规定） */
export const local = {
  /** How far back the caller's history goes. */
  historyMonths: 12,
  /** After so long without a word of the exchange a call is over. */
  presumedAfter: { hours: 2 },
  /** After so long nobody waits any more. */
  waitsAtMost: { minutes: 30 },
  /** How long what was filed on the phone can be read out again. */
  codeShown: { hours: 12 },
  /** A missed call is called so often. */
  callBackTries: 3,
  /** A link to a recording is good for so long after its ground was given. */
  listeningFor: { minutes: 15 },
  /** Fewer calls than these of one number within seven days are no nuisance. */
  nuisanceCalls: 3,
  /** A number is limited for so many days at most; then it is over, or decided anew. */
  limitDays: [7, 15, 30],
} as const
