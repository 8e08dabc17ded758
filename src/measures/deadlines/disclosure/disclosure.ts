/** 申请做什么：公开信息 (政府信息公开条例 第27条)，或者更正与自己有关的记录 (第41条). */
export const classes = { information: '公开政府信息', ownRecord: '更正本人信息记录' } as const
export type DisclosureClass = keyof typeof classes

export const applicants = { citizen: '公民', organisation: '法人或者其他组织' } as const
export type Applicant = keyof typeof applicants

/** 身份证明 (INF-9): the number is kept encrypted, a copy of the document is not asked for. */
export const documents = { id: '居民身份证', passport: '护照、通行证', licence: '统一社会信用代码' } as const
export type DocumentKind = keyof typeof documents

/** 获取政府信息的形式 (第29条). */
export const forms = { electronic: '电子文档', paper: '纸质', reading: '查阅、抄录' } as const
export type FormWanted = keyof typeof forms

export const ways = { web: '在本网站下载', post: '邮寄', pickup: '自行领取', onSite: '当场查阅' } as const
export type Way = keyof typeof ways

/** 怎么提出 (第29、31条). */
export const channels = {
  web: '网上提交',
  inPerson: '当面提交（含口头）',
  signedMail: '邮寄（需要签收）',
  plainMail: '平常信函（不用签收）',
  fax: '传真',
} as const
export type Channel = keyof typeof channels
export type PaperChannel = Exclude<Channel, 'web'>

/** 阅读有困难、视听有障碍的 (第43条, INF-19). */
export const helps = {
  reading: '阅读有困难，请帮我填写、讲给我听',
  sight: '视力不便，请用大字或者读给我听',
  hearing: '听力、言语不便，请用文字或者手语联系我',
} as const
export type Help = keyof typeof helps

/** Received on the day it was handed over or signed for; everything else on the day both sides have confirmed (第31条, INF-10). */
export const isReceivedAtOnce = (channel: string): boolean => channel === 'inPerson' || channel === 'signedMail'

/**
 * 收到申请之日 (第31条). `handedInOn`: the day of handing over, of signing for the mail, of arrival; `confirmedOn`: when both sides have confirmed.
 * Null while an application that needs a confirmation has none.
 */
export function receivedOn(
  channel: Channel,
  { handedInOn, confirmedOn }: { handedInOn: Temporal.PlainDate; confirmedOn: Temporal.PlainDate | null },
): Temporal.PlainDate | null {
  return isReceivedAtOnce(channel) ? handedInOn : confirmedOn
}

/** Which limit answers it: the law's, or for one's own record a local one. */
export const answerRule = (of: string): string => (of === 'ownRecord' ? 'INF-18' : 'INF-12')

export const isCode = <Codes extends Record<string, string>>(
  codes: Codes,
  code: string,
): code is keyof Codes & string => Object.hasOwn(codes, code)

export const keysOf = <Words extends Record<string, string>>(words: Words) =>
  Object.keys(words) as [keyof Words & string]

/** Noon of a day, which is the same day in every zone from UTC−11 to UTC+11: what is counted from it counts from that day. */
export const noonOf = (day: Temporal.PlainDate): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: 'UTC', plainTime: Temporal.PlainTime.from('12:00') }).toInstant()
