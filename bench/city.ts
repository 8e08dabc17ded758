import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from '#app.tsx'
import { seedCalendar } from '#core/calendar/index.ts'
import { openFiles } from '#core/documents/index.ts'
import { seedPeople } from '#core/people/index.ts'
import { importLetters } from '#measures/dialogue/index.ts'
import { modules } from '#modules.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedDatabase } from '#platform/embedded-database.ts'
import type { House } from '#platform/house.ts'
import { openLog } from '#platform/log.ts'
import { openMetrics } from '#platform/metrics.ts'
import { migrate } from '#platform/migrate.ts'
import { openSecrets } from '#platform/secrets.ts'

export type BenchCity = { house: House; base: string; close(): Promise<void> }

/** The real server on the real embedded database with fsync on, in a folder of its own; `letters` published answers in it. */
export async function openBenchCity(letters: number): Promise<BenchCity> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yangguang-bench-'))
  const database = await startEmbeddedDatabase({ dataDir, log: () => {} })
  await migrate(database.url)
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    DEMO: 'on',
    TRUST_PROXY: 'on',
    LOG_LEVEL: 'silent',
  })
  const house: House = {
    config,
    db: openDatabase(database.url, config.databasePool),
    clock: systemClock,
    log: openLog(config.logLevel),
    metrics: openMetrics(),
    secrets: openSecrets({ key: 'bench-key-bench-key-bench-key-bench', cipher: config.cipher }),
    files: openFiles(config),
  }
  await seedCalendar(house)
  await seedPeople(house)
  const report = await importLetters(house, inventedLetters(letters))
  if (report.published !== letters) throw new Error(`only ${report.published} of ${letters} letters were published`)
  await house.db.$client.query('analyze')
  const app = createApp(house, modules)
  const server = await new Promise<{ port: number; close(): void }>((resolve) => {
    const listening = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({ port, close: () => listening.close() }),
    )
  })
  return {
    house,
    base: `http://127.0.0.1:${server.port}`,
    close: async () => {
      server.close()
      await house.db.$client.end()
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const subjects = [
  '路灯',
  '公交站',
  '小区电梯',
  '自来水',
  '学位',
  '公积金提取',
  '社保转移',
  '噪声',
  '停车位',
  '路面坑洼',
]
const places = ['炳草岗', '大渡口', '清香坪', '仁和', '攀莲镇', '红格镇']

/** Letters that nobody wrote, of ordinary length. */
async function* inventedLetters(count: number): AsyncGenerator<string> {
  for (let at = 0; at < count; at++) {
    const subject = subjects[at % subjects.length]
    const place = places[at % places.length]
    const day = Temporal.PlainDate.from('2024-01-08').add({ days: at % 500 })
    yield JSON.stringify({
      id: at,
      title: `${place}的${subject}问题能不能早点解决（${at}）`,
      body: `我住在${place}，${subject}的问题已经有一段时间了，邻居们也都反映过。`.repeat(6),
      writtenAt: `${day}T09:30:00+08:00`,
      reply: `您好，来信收悉。经核实，${place}${subject}的情况属实，已安排处理，预计十个工作日内完成。`.repeat(5),
      repliedAt: `${day.add({ days: 5 })}T15:00:00+08:00`,
    })
  }
}
