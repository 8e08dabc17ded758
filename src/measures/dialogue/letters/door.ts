/**
 * 一张办理台，许多门：the door that a letter came through, as `matters.channel` keeps it. Behind every door it is the same kind of matter with the same
 * limits, papers and desk (decision 17); what differs is the word for it, and that some senders have no telephone.
 */
export const doors = {
  web: { word: '网上写信', thing: '来信' },
  phone: { word: '12345 来电', thing: '来电' },
  counter: { word: '上门', thing: '来访诉求' },
  board: { word: '留言板', thing: '留言' },
  wechat: { word: '微信', thing: '留言' },
  weibo: { word: '微博', thing: '留言' },
  douyin: { word: '抖音', thing: '留言' },
  open311: { word: 'Open311 接口', thing: '来信' },
  interview: { word: '在线访谈', thing: '提问' },
  import: { word: '旧信箱导入', thing: '来信' },
} as const satisfies Record<string, { word: string; thing: string }>

export type Door = keyof typeof doors

const known = (channel: string): { word: string; thing: string } =>
  (doors as Record<string, { word: string; thing: string }>)[channel] ?? doors.web

/** 12345 来电 */
export const doorWord = (channel: string): string => known(channel).word

/** 来信, 来电, 留言: what the messages call it. */
export const thingWord = (channel: string): string => known(channel).thing

/** How a letter came that was not written in our form. */
export type Through = {
  door: Door
  /** Where there is no telephone: by what the same sender is known again within the door, so that the same words twice are one letter. Never kept in clear. */
  sender?: string
  /** Somebody who heard it says that there is danger, whatever the words are. */
  isEmergency?: boolean
}
