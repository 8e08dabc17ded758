import { mkdirSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { openFiles } from '#core/documents/index.ts'
import { loadOrMakeKey } from '#platform/secrets.ts'
import { createApp } from './app.tsx'
import { prepare, welcome } from './commands/prepare.ts'
import { type Command, commands } from './commands.ts'
import { modules } from './modules.ts'
import { systemClock } from './platform/clock.ts'
import { type Config, readConfig } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import { startEmbeddedDatabase } from './platform/embedded-database.ts'
import type { House } from './platform/house.ts'
import { startJobs } from './platform/jobs.ts'
import { openLog } from './platform/log.ts'
import { openMetrics } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { openSecrets } from './platform/secrets.ts'

/** config → database → jobs → web; or one of the commands (`seed`, `import`, `check`). */
async function main(): Promise<void> {
  const [name = 'all', ...rest] = process.argv.slice(2)
  const config = readConfig(process.env)
  mkdirSync(config.dataDir, { recursive: true })
  const database = config.databaseUrl
    ? { url: config.databaseUrl, stop: async () => {} }
    : await startEmbeddedDatabase({
        dataDir: config.dataDir,
        log: say,
        whenRunning: name in commands ? 'share' : 'refuse',
      })
  try {
    await migrate(database.url)
    const house = openHouse(config, database.url)
    const command: Command | undefined = commands[name]
    if (command) {
      process.exitCode = await command(house, rest)
      await house.db.$client.end()
    } else if (['all', 'web', 'jobs'].includes(name)) {
      await run(house, name)
    } else {
      throw new Error(`没有这个命令：${name}。可用：web、jobs、${Object.keys(commands).join('、')}`)
    }
  } finally {
    await database.stop()
  }
}

function openHouse(config: Config, databaseUrl: string): House {
  return {
    config,
    db: openDatabase(databaseUrl, config.databasePool),
    clock: systemClock,
    log: openLog(config.logLevel),
    metrics: openMetrics(),
    secrets: openSecrets({ key: config.secretKey ?? loadOrMakeKey(config.dataDir), cipher: config.cipher }),
    files: openFiles(config),
  }
}

/** Serves until asked to stop; then takes no new requests, finishes those under way, ends the jobs, closes the database. */
async function run(house: House, part: string): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    // `on`, not `once`: a supervisor signals the whole group and npm passes it on; the second must not cut the stop short.
    process.on('SIGTERM', resolve)
    process.on('SIGINT', resolve)
  })
  for (const line of await prepare(house)) say(line)
  const runner =
    part === 'web'
      ? null
      : await startJobs(
          house,
          modules.flatMap((room) => room.jobs ?? []),
        )
  const server = part === 'jobs' ? null : await listen(house)
  if (server) {
    const address = `http://${house.config.host.includes(':') ? `[${house.config.host}]` : house.config.host}:${server.port}`
    say(`阳光政务已启动：${house.config.publicUrl ?? address}`)
    if (house.config.demo) say(welcome())
  }
  await stopped
  say('正在停止……')
  await server?.close()
  await runner?.stop()
  await house.db.$client.end()
}

async function listen(house: House): Promise<{ port: number; close(): Promise<void> }> {
  const app = createApp(house, modules)
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: house.config.host, port: house.config.port }, ({ port }) => {
      resolve({
        port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeIdleConnections' in server) server.closeIdleConnections()
            setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 10_000).unref()
          }),
      })
    })
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`端口 ${house.config.port} 已被占用：请先停掉占用它的程序，或设置 PORT 换一个端口。`)
          : error,
      )
    })
  })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().then(
  () => process.exit(),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  },
)
