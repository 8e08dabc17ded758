import { sql } from 'drizzle-orm'
import { lastSerials } from '#core/matters/index.ts'
import type { Config } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedDatabase } from '#platform/embedded-database.ts'

/** What happened in the data at hand after a backup: what a restore would take out of sight. */
export type Since = {
  opened: number
  events: number
  /** Of the last event, in the city's time; empty when there is none. */
  last: string
  /** Numbers whose texts were erased since: they come back with the backup and have to go again. */
  erased: string[]
  serials: Record<string, bigint>
}

/** Null when the data cannot be opened any more, which may be why somebody restores. */
export async function dataSince(config: Config, madeAt: string): Promise<Since | null> {
  try {
    const database = await startEmbeddedDatabase({ dataDir: config.dataDir, log: () => {} })
    try {
      return await sinceIn(database.url, config, madeAt)
    } finally {
      await database.stop()
    }
  } catch {
    return null
  }
}

/** The same of a database that runs. */
export async function sinceIn(url: string, config: Config, madeAt: string): Promise<Since | null> {
  const db = openDatabase(url, 2)
  try {
    const { rows } = await db.execute<{ opened: number; events: number; last: string | null; erased: string[] }>(sql`
      select count(*) filter (where e.type = 'opened')::int as opened, count(*)::int as events,
        to_char(max(e.recorded_at) at time zone ${config.timeZone}, 'YYYY-MM-DD HH24:MI:SS') as last,
        coalesce(array_agg(m.number) filter (where e.type = 'erased'), '{}') as erased
      from matter_events e join matters m on m.id = e.matter_id where e.recorded_at > ${madeAt}::timestamptz`)
    const [row] = rows
    return row ? { ...row, last: row.last ?? '', serials: await lastSerials(db) } : null
  } catch {
    return null
  } finally {
    await db.$client.end()
  }
}
