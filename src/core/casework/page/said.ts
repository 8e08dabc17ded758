import type { MatterEvent, MatterRow, MatterTextRow } from '#core/matters/index.ts'
import type { Desk } from '../desk.ts'
import { titleOf } from '../lists/rows.ts'
import type { DeskMatter, Said } from './desk-matter.ts'
import type { Names } from './timeline.tsx'

const gone = '（文字已依法删除）'

export function wordsOf(
  desk: Desk,
  { kind }: MatterRow,
  events: readonly MatterEvent[],
  names: Names,
): Pick<DeskMatter, 'title' | 'body' | 'place'> {
  const first = events[0]
  const parts = first?.type === 'opened' ? first.data.texts : []
  const wordsOfPart = (part: string) => {
    const ref = parts.find((text) => text.part === part)
    return ref && (names.text(ref.id) ?? gone)
  }
  const [title, body] = kind === 'part' ? ['ask', 'ask'] : [desk.titlePart, 'body']
  return {
    title: titleOf(kind, wordsOfPart(title)),
    body: wordsOfPart(body) ?? '',
    place: wordsOfPart('place') ?? null,
  }
}

/** What the asker named, of a 举报 the unit reported; of a part its body says what is asked. */
export function concernedBy(
  desk: Desk,
  row: MatterRow,
  events: readonly MatterEvent[],
  names: Names,
): Pick<DeskMatter, 'concerns' | 'concernsLabel'> {
  if (row.reportedUnitId) return { concerns: names.unit(row.reportedUnitId), concernsLabel: '被举报单位' }
  const first = events[0]
  const ask =
    first?.type === 'opened' && row.kind !== 'part' && desk.words.ask !== null
      ? first.data.texts.find(({ part }) => part === 'ask')
      : undefined
  return { concerns: ask ? (names.text(ask.id) ?? gone) : null, concernsLabel: desk.words.ask ?? '' }
}

export const said = (names: Names, textId: string, personId: string | null, at: Temporal.Instant): Said => ({
  id: textId,
  text: names.text(textId) ?? gone,
  by: names.person(personId),
  at,
})

/** What was said with events of one type; an urge may be without words. */
export function saidIn(
  events: readonly MatterEvent[],
  names: Names,
  type: 'supplementRequested' | 'supplemented' | 'urged',
): Said[] {
  return events.flatMap((event) => {
    if (event.type !== type) return []
    const unit = event.actor.unitId && event.actor.kind === 'staff' ? names.unit(event.actor.unitId) : ''
    const by = [unit, names.person(event.actor.personId)].filter(Boolean).join(' ')
    const { text } = event.data
    return [{ id: String(event.seq), text: text ? (names.text(text.id) ?? gone) : '', by, at: event.occurredAt }]
  })
}

/** The head's comment, while no new draft was submitted after it. */
export function draftComment(events: readonly MatterEvent[], names: Names): Said | undefined {
  const last = events.findLast(({ type }) => ['drafted', 'draftReturned', 'answered'].includes(type))
  return last?.type === 'draftReturned'
    ? said(names, last.data.text.id, last.actor.personId, last.occurredAt)
    : undefined
}

/** Newest first; what was submitted is a version too. */
export const draftsOf = (texts: ReadonlyMap<string, MatterTextRow>, names: Names): Said[] =>
  [...texts.values()]
    .filter(({ part }) => part === 'draft')
    .sort((a, b) => Temporal.Instant.compare(b.createdAt, a.createdAt) || (a.id < b.id ? 1 : -1))
    .map(({ id, body, by, createdAt }) => ({ id, text: body, by: names.person(by), at: createdAt }))
