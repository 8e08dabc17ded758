import type { Disk } from 'flydrive'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { OpenPageCache } from './page-cache/index.ts'
import type { Secrets } from './secrets.ts'

/** What every room of the running process stands on. Made once in `main.ts`, or by a test. */
export type House = {
  config: Config
  db: Database
  clock: Clock
  log: Log
  metrics: Metrics
  /** Column encryption and keyed look-up hashes. */
  secrets: Secrets
  /** Attachments: local disk, or S3 where configured. */
  files: Disk
  /** Finished public pages; absent where nothing is served, or every page is to be rendered anew. */
  pages?: OpenPageCache
}
