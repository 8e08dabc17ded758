import type { Unit } from '#core/people/index.ts'

/** 机关代字, as far as it follows from the names: 攀市长信箱, 攀住房城乡建设局. */
export const markOf = ({ shortName }: Pick<Unit, 'shortName'>, cityName: string): string =>
  `${cityName.slice(0, 1)}${shortName.replace(/^市(?!长)/, '').replace(/信箱办公室$/, '信箱')}`

/** The name in full: the mailbox's own is 市长信箱办公室, of whichever city. */
export const fullName = ({ name }: Pick<Unit, 'name'>, cityName: string): string =>
  name.startsWith('市') ? `${cityName}${name}` : name
