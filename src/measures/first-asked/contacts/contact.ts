import { checkMobile } from '#core/people/index.ts'

/** By which way somebody came to be served (FQR-1: visit, call; 八：单位之间). */
export const contactWays = ['counter', 'phone', 'desk', 'between'] as const
export type ContactWay = (typeof contactWays)[number]

export const wayWords: Record<ContactWay, string> = {
  counter: '窗口',
  phone: '电话',
  desk: '办公室',
  between: '其他单位',
}

/** What the first-asked person does with it. Asking the way is no matter: it is answered on the spot. */
export const outcomes = ['spot', 'look', 'handle', 'guide'] as const
export type Outcome = (typeof outcomes)[number]

/** How somebody is led to the right unit (引荐导办). */
export const guideWays = ['lead', 'call', 'online'] as const
export type GuideWay = (typeof guideWays)[number]

export const guideWords: Record<GuideWay, string> = {
  lead: '带路或请对方来人接',
  call: '电话接通对方，三方说清',
  online: '网上转办，请人先回去等',
}

export type Asker = {
  name: string | null
  phone: string | null
  /** 排队票号, said in one breath with or instead of a name. */
  ticket: string | null
}

/**
 * One field for whoever asks: 王女士 13812345678, A023, or nothing. What is a mobile number is the number, what looks like a queue ticket the ticket, the
 * rest a name.
 */
export function readAsker(typed: string): Asker {
  const text = typed.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const number = /(?<!\d)1[\d -]{9,14}\d(?!\d)/.exec(text)?.[0] ?? ''
  const mobile = number ? checkMobile(number) : null
  const phone = mobile?.ok ? mobile.value : null
  const others = (phone ? text.replace(number, ' ') : text).split(/[ ,，、]+/).filter(Boolean)
  const ticket = others.find((word) => /^[A-Za-z]{0,2}\d{1,4}号?$/.test(word)) ?? null
  const name = others.filter((word) => word !== ticket).join('') || null
  return { name, phone, ticket }
}

/** The first words of what was asked, for lists. */
export function titleOf(what: string): string {
  const [first = ''] = what.split(/[\n。！？!?；;]/).filter((part) => part.trim() !== '')
  const letters = [...first.trim()]
  return letters.length > 30 ? `${letters.slice(0, 29).join('')}…` : letters.join('')
}
