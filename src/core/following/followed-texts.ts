import type { MatterEvent, TextRef } from '#core/matters/index.ts'

/** Bodies by id; erased ones are absent. */
export const bodiesOf = (texts: Iterable<[string, { body: string }]>): ReadonlyMap<string, string> =>
  new Map([...texts].map(([id, { body }]) => [id, body]))

/** What the asker reads of what was written; erased words are said to be erased. */
export function followedTexts(events: readonly MatterEvent[], bodies: ReadonlyMap<string, string>) {
  const textOf = (ref: Pick<TextRef, 'id'> | null | undefined): string =>
    ref ? (bodies.get(ref.id) ?? '（内容已依法删除）') : ''
  const first = events[0]
  const filed = first?.type === 'opened' ? first.data.texts : []
  return {
    textOf,
    /** As it was filed. */
    part: (name: TextRef['part']) => textOf(filed.find((text) => text.part === name)),
    supplements: () =>
      events.flatMap((event) =>
        event.type === 'supplemented' ? [{ text: textOf(event.data.text), at: event.occurredAt }] : [],
      ),
  }
}
