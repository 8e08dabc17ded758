import type { EventType, MatterEvent } from '#core/matters/index.ts'

/** The papers of a letter's life. `class` is the word in the 发文字号 by which they are numbered. */
export const paperKinds = {
  acceptance: { title: '来信受理通知书', class: '受理', for: 'asker' },
  assignment: { title: '来信交办单', class: '交办', for: 'staff' },
  supplement: { title: '补充情况告知书', class: '补充', for: 'asker' },
  extension: { title: '延长办理期限告知书', class: '延期', for: 'asker' },
  pause: { title: '暂停计时告知书', class: '暂停', for: 'asker' },
  refusal: { title: '来信不予受理告知书', class: '不予受理', for: 'asker' },
  answer: { title: '来信答复书', class: '答复', for: 'asker' },
  secondAnswer: { title: '来信二次办理答复书', class: '答复', for: 'asker' },
  review: { title: '来信复核意见书', class: '复核', for: 'asker' },
  closure: { title: '来信办结告知书', class: '办结', for: 'asker' },
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

/** Events of which a paper is made at once, by a job. */
const withPaper: readonly EventType[] = [
  'dispatched',
  'supplementRequested',
  'extensionApproved',
  'paused',
  'answered',
  'reviewed',
  'closed',
]

export const hasPaper = (event: Pick<MatterEvent, 'type'>): boolean => withPaper.includes(event.type)

/**
 * The papers of a letter, in the order of its events; nothing is stored to know them. Old letters that were imported were answered on paper of their time
 * and get none of ours.
 */
export function papersOf(events: readonly MatterEvent[]): DuePaper[] {
  const first = events[0]
  if (first?.type !== 'opened' || first.data.channel === 'import') return []
  return events.flatMap((event, at) =>
    kindsOf(event, events.slice(0, at)).map((kind) => {
      const { title, for: reader } = paperKinds[kind]
      return { key: `${kind}-${event.seq}`, kind, title, for: reader, at: event.occurredAt, seq: event.seq }
    }),
  )
}

function kindsOf(event: MatterEvent, before: readonly MatterEvent[]): PaperKind[] {
  const sinceOpened = before.slice(before.findLastIndex(({ type }) => type === 'reopened') + 1)
  const was = (type: EventType) => sinceOpened.some((one) => one.type === type)
  switch (event.type) {
    case 'dispatched':
      return was('dispatched') ? ['assignment'] : ['acceptance', 'assignment']
    case 'supplementRequested':
      return ['supplement']
    case 'extensionApproved':
      return ['extension']
    case 'paused':
      return ['pause']
    case 'answered':
      return [was('answerRejected') ? 'secondAnswer' : 'answer']
    case 'reviewed':
      return ['review']
    case 'closed':
      return closing(event.data.outcome, was('answered'))
    default:
      return []
  }
}

/** A review has said already what ends by it. */
function closing(outcome: string, wasAnswered: boolean): PaperKind[] {
  if (!wasAnswered) return outcome === 'otherTrack' || outcome === 'invalid' ? ['refusal'] : []
  return outcome === 'ended' || outcome === 'mainEnded' ? [] : ['closure']
}
