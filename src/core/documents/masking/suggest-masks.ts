import { addressSpans } from './addresses.ts'
import { nameSpans } from './names.ts'
import { numberSpans } from './numbers.ts'
import { type MaskContext, type MaskSpan, narrow } from './span.ts'

/**
 * Proposes what to hide before a text is published; a person decides. Deterministic and without I/O. Spans are in order and do not
 * overlap: where two claim a place the longer wins, so that a phone number inside an ID number is one hit.
 */
export function suggestMasks(text: string, context: MaskContext = {}): { masked: string; spans: MaskSpan[] } {
  const plain = narrow(text)
  const spans = withoutOverlap([...numberSpans(plain, context), ...addressSpans(plain), ...nameSpans(plain, context)])
  return { masked: applyMasks(text, spans), spans }
}

/** The text with the given spans replaced; the editor may have struck some out. They must be in order and disjoint. */
export function applyMasks(text: string, spans: MaskSpan[]): string {
  let masked = ''
  let at = 0
  for (const span of spans) {
    masked += text.slice(at, span.start) + span.replacement
    at = span.end
  }
  return masked + text.slice(at)
}

function withoutOverlap(spans: MaskSpan[]): MaskSpan[] {
  const byLength = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  const taken: MaskSpan[] = []
  const used = new Set<number>()
  for (const span of byLength) {
    if (used.has(span.start) || used.has(span.end - 1)) continue
    for (let at = span.start; at < span.end; at++) used.add(at)
    taken.push(span)
  }
  return taken.sort((a, b) => a.start - b.start)
}
