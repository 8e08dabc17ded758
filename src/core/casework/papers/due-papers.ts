import type { EventType, MatterEvent, MatterState } from '#core/matters/index.ts'

/** One kind of paper; the title may depend on the class of the matter. `class` is the word in the 发文字号 by which they are numbered. */
export type KindOfPaper = {
  title: string | ((matterClass: string) => string)
  class: string
  /** `asker`: whoever asked has it too; `staff`: the desk alone. */
  for: 'asker' | 'staff'
}

/** Whether something of a type has happened before this event, since the matter was opened or opened again. */
type Was = (type: EventType) => boolean

/** Which papers an event brings: always the same one, or as the case may be. */
type Brings<K extends string> = K | ((event: MatterEvent, was: Was) => readonly K[])

export type PaperEvents<K extends string> = {
  kinds: Readonly<Record<K, KindOfPaper>>
  events: { readonly [T in Exclude<EventType, 'stepped'>]?: Brings<NoInfer<K>> }
  /** Of the kind's own steps, by their names. */
  steps?: Readonly<Partial<Record<string, NoInfer<K>>>>
}

/** A paper that an event gives rise to. `key` names it for ever: kind and number of the event. */
export type DuePaper<K extends string = string> = {
  key: string
  kind: K
  title: string
  for: 'asker' | 'staff'
  at: Temporal.Instant
  seq: number
}

const bringsOf = <K extends string>({ events, steps }: PaperEvents<K>, event: MatterEvent): Brings<K> | undefined =>
  event.type === 'stepped' ? steps?.[event.data.step] : events[event.type]

/** Whether an event may bring a paper. Matters that were imported were answered on paper of their time and get none of ours. */
export const bringsPaper = <K extends string>(
  papers: PaperEvents<K>,
  event: MatterEvent,
  { channel }: Pick<MatterState, 'channel'>,
): boolean => channel !== 'import' && bringsOf(papers, event) !== undefined

/** The papers of a matter, in the order of its events; nothing is stored to know them. */
export function duePapers<K extends string>(
  papers: PaperEvents<K>,
  events: readonly MatterEvent[],
  matterClass: string,
): DuePaper<K>[] {
  const first = events[0]
  if (first?.type !== 'opened' || first.data.channel === 'import') return []
  return events.flatMap((event, at) => {
    const brings = bringsOf(papers, event)
    if (!brings) return []
    const kinds = typeof brings === 'function' ? brings(event, wasBefore(events.slice(0, at))) : [brings]
    return kinds.map((kind) => {
      const { title, for: reader } = papers.kinds[kind]
      return {
        key: `${kind}-${event.seq}`,
        kind,
        title: typeof title === 'string' ? title : title(matterClass),
        for: reader,
        at: event.occurredAt,
        seq: event.seq,
      }
    })
  })
}

function wasBefore(before: readonly MatterEvent[]): Was {
  // What a revisit sends back is the same course: the answer was rejected.
  const isRejection = (event: MatterEvent) => event.type === 'reopened' && Boolean(event.data.revisited)
  const since = before.slice(before.findLastIndex((event) => event.type === 'reopened' && !isRejection(event)) + 1)
  return (type) => since.some((event) => event.type === type || (type === 'answerRejected' && isRejection(event)))
}
