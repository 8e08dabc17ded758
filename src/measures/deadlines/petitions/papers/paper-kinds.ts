import type { MatterEvent } from '#core/matters/index.ts'
import { opinionTitle } from '../petition.ts'

/** The papers of a petition, all of them the petitioner's. `class` is the word in the 发文字号 by which they are numbered. */
export const paperKinds = {
  acceptance: { title: '信访事项受理告知书', class: '信受' },
  refusal: { title: '信访事项不予受理告知书', class: '信不受' },
  leadIn: { title: '信访事项程序告知书', class: '信导' },
  extension: { title: '延长办理期限告知书', class: '信延' },
  pause: { title: '听证期间不计入期限告知书', class: '信听' },
  opinion: { title: '信访处理意见书', class: '信处' },
} as const

export type PaperKind = keyof typeof paperKinds

/** A paper that an event gives rise to. `key` names it for ever: kind and number of the event. */
export type DuePaper = { key: string; kind: PaperKind; title: string; at: Temporal.Instant; seq: number }

const bySteps: Partial<Record<string, PaperKind>> = { accept: 'acceptance', notAccept: 'refusal', leadIn: 'leadIn' }

function kindOfPaper(event: MatterEvent): PaperKind | null {
  switch (event.type) {
    case 'stepped':
      return bySteps[event.data.step] ?? null
    case 'extensionApproved':
      return 'extension'
    case 'paused':
      return 'pause'
    case 'answered':
      return 'opinion'
    default:
      return null
  }
}

export const hasPaper = (event: MatterEvent): boolean => kindOfPaper(event) !== null

/** In the order of the events; nothing is stored to know them. */
export function papersOf(events: readonly MatterEvent[], petitionClass: string): DuePaper[] {
  return events.flatMap((event) => {
    const kind = kindOfPaper(event)
    if (!kind) return []
    const title = kind === 'opinion' ? opinionTitle(petitionClass) : paperKinds[kind].title
    return [{ key: `${kind}-${event.seq}`, kind, title, at: event.occurredAt, seq: event.seq }]
  })
}
