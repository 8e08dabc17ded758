import { type MatterState, refuse } from '#core/matters/index.ts'

/** Who is asked before something is disclosed: a third party whose rights it may harm (第32条), or the agency that made it too (第34条). */
export const partyKinds = { person: '个人', enterprise: '企业或者其他组织', agency: '共同制作的机关' } as const
export type PartyKind = keyof typeof partyKinds

export const opinions = { agree: '同意公开', partly: '同意公开一部分', oppose: '不同意公开' } as const
export type Opinion = keyof typeof opinions

/** One that was asked, as the steps tell it. Who they are lies in a deletable row under the same serial. */
export type Party = {
  serial: number
  kind: PartyKind
  /** Of the letter; null until it is known. */
  receivedOn: Temporal.PlainDate | null
  opinion: Opinion | 'silent' | null
  /** 书面告知决定公开的内容和理由 (第32条). */
  isTold: boolean
}

/** How a step names a party: person-1. Of an opinion: oppose-1. */
export const partyCode = (what: string, serial: number): string => `${what}-${serial}`

export function readCode(code: string | null | undefined): { what: string; serial: number } {
  const [what = '', serial = ''] = (code ?? '').split('-')
  return { what, serial: Number(serial) }
}

export function partiesOf({ steps }: Pick<MatterState, 'steps'>): Party[] {
  const parties: Party[] = []
  for (const { step, choice, on } of steps) {
    const { what, serial } = readCode(choice)
    if (step === 'consult') {
      parties.push({ serial, kind: what as PartyKind, receivedOn: null, opinion: null, isTold: false })
      continue
    }
    const party = parties.find((one) => one.serial === serial)
    if (!party) continue
    if (step === 'letterReceived') party.receivedOn = on
    if (step === 'opinion') party.opinion = what as Opinion
    if (step === 'opinionLapsed') party.opinion = 'silent'
    if (step === 'partyTold') party.isTold = true
  }
  return parties
}

export const isThirdParty = ({ kind }: Party): boolean => kind !== 'agency'

/** The rule of the time for an opinion (INF-13, INF-14). */
export const opinionRule = (kind: PartyKind): string => (kind === 'agency' ? 'INF-14' : 'INF-13')

/** Has the letter and time to answer. */
export const isAnswering = ({ receivedOn, opinion }: Party): boolean => receivedOn !== null && opinion === null

export const opposes = (party: Party): boolean =>
  isThirdParty(party) && (party.opinion === 'oppose' || party.opinion === 'partly')

export function partyOf(state: Pick<MatterState, 'steps'>, choice: string | undefined): Party {
  const { serial } = readCode(choice)
  const party = partiesOf(state).find((one) => one.serial === serial)
  return party ?? refuse('no-choice', '请选择是哪一位第三方或者哪个机关。', 'choice')
}

/** Why nothing may be handed out yet; null where it may. */
export function barOfDisclosing(state: Pick<MatterState, 'steps'>): string | null {
  const parties = partiesOf(state)
  if (parties.some(({ opinion }) => opinion === null))
    return '征求的意见还没有收齐，也还没有到期（政府信息公开条例第32条、第34条）。请先登记送达和意见，到期没有意见的系统会自动登记。'
  const third = parties.find((party) => opposes(party) && !party.isTold)
  if (third)
    return '有第三方不同意公开。认为不公开可能对公共利益造成重大影响、决定公开的，请先“书面告知第三方”决定公开的内容和理由（第32条）；否则不予公开。'
  return null
}
