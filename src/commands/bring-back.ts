import { openFiles } from '#core/documents/index.ts'
import { continueLog } from '#core/ledger/index.ts'
import { skipNumbers } from '#core/matters/index.ts'
import { holdUnsent } from '#core/notices/index.ts'
import { audit, defineAuditActs } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import type { Manifest } from '#platform/backup/manifest.ts'
import { systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedDatabase } from '#platform/embedded-database.ts'
import { openLog } from '#platform/log.ts'
import { openMetrics } from '#platform/metrics.ts'
import { migrate } from '#platform/migrate.ts'
import { openSecrets } from '#platform/secrets.ts'
import { checkEverything } from './check.ts'
import type { Since } from './data-since.ts'
import { continuedWords } from './ledger.ts'

defineAuditActs({ restore: '从备份恢复数据' })

/**
 * The first start on restored data: brought forward, and kept from saying twice what was said since the backup. Numbers people were told since are skipped,
 * messages that may have gone out are asked about before they are sent, and the audit log says from when the data is. Then everything is compared.
 */
export async function bringBack(
  config: Config & { secretKey: string },
  { madeAt }: Manifest,
  since: Since | null,
  say: (line: string) => void,
): Promise<number> {
  const database = config.databaseUrl
    ? { url: config.databaseUrl, stop: async () => {} }
    : await startEmbeddedDatabase({ dataDir: config.dataDir, log: say })
  try {
    await migrate(database.url)
    const house = {
      config,
      db: openDatabase(database.url, config.databasePool),
      clock: systemClock,
      log: openLog(config.logLevel),
      metrics: openMetrics(),
      secrets: openSecrets({ key: config.secretKey, cipher: config.cipher }),
      files: openFiles(config),
    }
    const at = house.clock.now()
    const held = await house.db.transaction(async (tx) => {
      await skipNumbers(tx, since?.serials ?? null)
      const details = { madeAt, eventsSince: since?.events ?? null }
      await audit(tx, {
        actor: systemActor('restore'),
        act: 'restore',
        subjectType: 'house',
        subjectId: 'data',
        at,
        details,
      })
      return holdUnsent(tx, at)
    })
    say(
      await continueLog(house, '恢复备份').then(continuedWords, (error: Error) => `公示存证没有接回：${error.message}`),
    )
    if (held > 0) say(`备份时有 ${held} 条消息还没有发出：启动后先向服务商查对，确实没发的才发，查不到的留给人看。`)
    const exitCode = await checkEverything(house)
    await house.db.$client.end()
    if (exitCode === 0) say('恢复完成。现在可以启动：npm start')
    return exitCode
  } finally {
    await database.stop()
  }
}
