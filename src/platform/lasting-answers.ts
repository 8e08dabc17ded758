import type { House } from './house.ts'

const lasting = new WeakMap<House, Set<() => void>>()

/** Of an answer that goes on until its reader leaves (a live text): how it is ended. Returns what takes the promise back. */
export function endBeforeClosing(house: House, end: () => void): () => void {
  const ends = lasting.get(house) ?? new Set()
  lasting.set(house, ends.add(end))
  return () => ends.delete(end)
}

/** Called when a process takes no more connections: whoever reads comes back by themselves, to another process. */
export function endLastingAnswers(house: House): void {
  for (const end of lasting.get(house) ?? []) end()
}
