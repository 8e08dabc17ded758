import { exactBase64 } from './note.ts'

/** C2SP tlog-checkpoint: which log, how many leaves, which root. */
export type Checkpoint = { origin: string; size: number; root: Buffer }

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

/** Lines after the third belong to whoever wrote them. Null where it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n')
  const hash = exactBase64(root)
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || hash?.length !== 32 || rest.length === 0) return null
  return Number.isSafeInteger(Number(size)) ? { origin, size: Number(size), root: hash } : null
}

/** C2SP tlog-proof: one entry's way to a checkpoint, in one file. */
export const proofFile = (index: number, hashes: readonly Buffer[], note: string): string =>
  `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`
