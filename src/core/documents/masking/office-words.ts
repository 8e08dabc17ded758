import { suggestMasks } from './suggest-masks.ts'

/** An office's own lines, places and plates stand in what it publishes. */
const ownThings: readonly string[] = ['staffNumber', 'address', 'email', 'plate', 'schoolClass']

/** Of what an office is about to publish in its own words: the first thing that names or finds a person; null where there is none. */
export function personalIn(text: string): string | null {
  const span = suggestMasks(text, { isOfficial: true }).spans.find(({ kind }) => !ownThings.includes(kind))
  return span ? text.slice(span.start, span.end) : null
}
