import type { MatterEvent } from '#core/matters/index.ts'

/** The papers of an application. `class` is the word in the 发文字号 by which they are numbered. */
export const paperKinds = {
  correction: { title: '政府信息公开申请补正告知书', class: '补正', for: 'asker' },
  extension: { title: '延长答复期限告知书', class: '延期', for: 'asker' },
  reasons: { title: '说明申请理由通知书', class: '理由', for: 'asker' },
  fee: { title: '信息处理费收费通知书', class: '收费', for: 'asker' },
  answer: { title: '政府信息公开申请答复书', class: '公开答复', for: 'asker' },
  consultation: { title: '征求意见书', class: '征求意见', for: 'staff' },
  told: { title: '决定公开告知书', class: '第三方告知', for: 'staff' },
} as const satisfies Record<string, { title: string; class: string; for: 'asker' | 'staff' }>

export type PaperKind = keyof typeof paperKinds

/** A paper that an event gives rise to. `key` names it for ever: kind and number of the event. */
export type DuePaper = {
  key: string
  kind: PaperKind
  title: string
  for: 'asker' | 'staff'
  at: Temporal.Instant
  seq: number
}

const ofStep: Record<string, PaperKind> = {
  correction: 'correction',
  askReasons: 'reasons',
  feeNotice: 'fee',
  consult: 'consultation',
  partyTold: 'told',
}

function kindOf(event: Pick<MatterEvent, 'type' | 'data'>): PaperKind | null {
  if (event.type === 'answered') return 'answer'
  if (event.type === 'extensionApproved') return 'extension'
  if (event.type !== 'stepped') return null
  return ofStep[(event.data as { step: string }).step] ?? null
}

export const hasPaper = (event: Pick<MatterEvent, 'type' | 'data'>): boolean => kindOf(event) !== null

/** In the order of the events; nothing is stored to know them. */
export function papersOf(events: readonly MatterEvent[]): DuePaper[] {
  return events.flatMap((event) => {
    const kind = kindOf(event)
    if (!kind) return []
    const { title, for: reader } = paperKinds[kind]
    return [{ key: `${kind}-${event.seq}`, kind, title, for: reader, at: event.occurredAt, seq: event.seq }]
  })
}
