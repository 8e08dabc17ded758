import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Db, homeOf } from '#platform/database.ts'

const blockSize = 32

const blocks = new WeakMap<Db, Map<string, bigint[]>>()

/**
 * The next serial of a sequence. A process takes a block at a time, so serials of several processes interleave, and what is left of a block when a process
 * ends is a gap. Outside the transaction's fate by nature: a failed filing leaves a gap too, and nobody waits for anybody.
 */
export async function nextSerial(db: Db, sequence: string): Promise<bigint> {
  const home = homeOf(db)
  const taken = blocks.get(home) ?? new Map<string, bigint[]>()
  blocks.set(home, taken)
  const block = taken.get(sequence) ?? []
  taken.set(sequence, block)
  // Every few numbers one more is left out on purpose: else whoever sees all letters but the 举报 reads from the gaps how many there are, and when.
  if (randomInt(4) === 0) block.shift()
  const next = block.shift()
  if (next !== undefined) return next
  const { rows } = await db.execute<{ serial: string }>(
    sql`select nextval(${sequence}::regclass) as serial from generate_series(1, ${blockSize})`,
  )
  const [first, ...rest] = rows.map(({ serial }) => BigInt(serial))
  block.push(...rest)
  if (first === undefined) throw new Error(`sequence ${sequence} gives nothing`)
  return first
}
