import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { hashLength, tileRoot, tileWidth } from './tiles.ts'

/** Read at once, and folded before others have their turn: some milliseconds. */
const tilesAtOnce = 16

/** Each full tile folds to the hash that stands for it one level up, and none is missing or too short. Tiles of level 0 are compared with the rows. */
export async function checkTiles(db: Db, size: number): Promise<string[]> {
  const faults: string[] = []
  for (let level = 0, hashes = size; hashes > tileWidth; level++, hashes = Math.floor(hashes / tileWidth)) {
    const full = Math.floor(hashes / tileWidth)
    for (let index = 0; index < full; index += tilesAtOnce) {
      const tiles = await readTiles(db, level, index, Math.min(index + tilesAtOnce, full))
      const above = (await readTiles(db, level + 1, Math.floor(index / tileWidth)))[0]
      for (const [at, tile] of tiles.entries()) {
        const place = ((index + at) % tileWidth) * hashLength
        const said = above?.subarray(place, place + hashLength)
        if (!tile || !said || !tileRoot(tile)?.equals(said))
          faults.push(`存证文件 ${level}/${index + at} 与上一层不一致`)
      }
      await setImmediate()
    }
  }
  return faults
}

/** In their order; undefined where one is missing. 16 divides 256: those read at once stand under one tile. */
async function readTiles(db: Db, level: number, from: number, to = from + 1): Promise<(Buffer | undefined)[]> {
  const { rows } = await db.execute<{ index: string; data: Buffer }>(
    sql`select index, data from ledger_tiles where level = ${level} and index >= ${from} and index < ${to}`,
  )
  const found = new Map(rows.map(({ index, data }) => [Number(index), data]))
  return Array.from({ length: to - from }, (_, at) => found.get(from + at))
}
