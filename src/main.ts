import { mkdirSync } from 'node:fs'
import { openFiles } from '#core/documents/index.ts'
import { expectNothingLost } from '#core/ledger/index.ts'
import { loadOrMakeKey } from '#platform/secrets.ts'
import { createApp } from './app.tsx'
import { prepare, welcome } from './commands/prepare.ts'
import { type Command, commands, dataCommands } from './commands.ts'
import { modules } from './modules.ts'
import { systemClock } from './platform/clock.ts'
import { type Config, readConfig } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import { startEmbeddedDatabase } from './platform/embedded-database.ts'
import type { House } from './platform/house.ts'
import { listen } from './platform/http/listen.ts'
import { startJobs } from './platform/jobs.ts'
import { openLog } from './platform/log.ts'
import { openMetrics } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { openPageCache } from './platform/page-cache/index.ts'
import { openSecrets } from './platform/secrets.ts'

/** config → database → jobs → web; or one of the commands (`seed`, `import`, `check`, `backup`, `restore`). */
async function main(): Promise<void> {
  const [name = 'all', ...rest] = process.argv.slice(2)
  const config = readConfig(process.env)
  mkdirSync(config.dataDir, { recursive: true })
  const dataCommand = dataCommands[name]
  if (dataCommand) {
    process.exitCode = await dataCommand(config, rest, say)
    return
  }
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
      throw new Error(
        `没有这个命令：${name}。可用：web、jobs、${Object.keys({ ...commands, ...dataCommands }).join('、')}`,
      )
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

/** Serves until asked to stop; then leaves the proxy's list, finishes what is under way, ends the jobs, closes the database. */
async function run(house: House, part: string): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    // `on`, not `once`: a supervisor signals the whole group and npm passes it on; the second must not cut the stop short.
    process.on('SIGTERM', resolve)
    process.on('SIGINT', resolve)
  })
  await expectNothingLost(house, { witnesses: true })
  for (const line of await prepare(house)) say(line)
  const runner =
    part === 'web'
      ? null
      : await startJobs(
          house,
          modules.flatMap((room) => room.jobs ?? []),
        )
  if (part !== 'jobs') house.pages = openPageCache(house)
  const server = part === 'jobs' ? null : await listen(house, createApp(house, modules).fetch)
  if (server) {
    const address = `http://${house.config.host.includes(':') ? `[${house.config.host}]` : house.config.host}:${server.port}`
    say(`阳光政务已启动：${house.config.publicUrl ?? address}`)
    if (house.config.demo) say(welcome())
  }
  await stopped
  say('正在停止……')
  await server?.close()
  await house.pages?.listening.close()
  await runner?.stop()
  await house.db.$client.end()
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
