import { createHash } from 'node:crypto'

/**
 * The order in which works are drawn: by SHA-256 of the seed and the work's id, smallest first. Whoever has seed and candidates gets the same order with any
 * tool (`printf '%s' "$seed$id" | sha256sum`). Nobody is trusted less by it than by a drawer of paper slips; that nobody chose the seed to suit
 * themselves is what the verifiable draw (public randomness, 公示存证) will add, and this function is then its place.
 */
export function sampleOrder(seed: string, ids: readonly string[]): string[] {
  return ids
    .map((id) => ({ id, hash: createHash('sha256').update(`${seed}${id}`).digest('hex') }))
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ id }) => id)
}
