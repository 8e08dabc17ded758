import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server in a process of its own, that can be asked what it has used. */
export type Serving = {
  base: string
  pid: number
  /** Milliseconds of `process.cpuUsage()` since it started. */
  cpu(): Promise<number>
  close(): Promise<void>
}

/** Loaded before the server's own code: answers each message with the time used so far. */
const counter = `data:text/javascript,${encodeURIComponent(
  `process.on('message', () => { const { user, system } = process.cpuUsage(); process.send((user + system) / 1000) }); process.channel?.unref()`,
)}`

/** The built application, as it is started in a city. */
export const serveCity = (databaseUrl: string, dataDir: string, env: Record<string, string> = {}): Promise<Serving> =>
  start(['dist/main.js', 'web'], {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: '0',
    DEMO: 'on',
    TRUST_PROXY: 'on',
    SECRET_KEY: benchKey,
    ...env,
  })

export const benchKey = 'bench-key-bench-key-bench-key-bench'

/** `node:http` and nothing else, sending the same bytes under the same headers. */
export async function serveBare(page: { headers: [string, string][]; body: Buffer }): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'yangguang-bare-'))
  writeFileSync(join(folder, 'body'), page.body)
  writeFileSync(join(folder, 'headers.json'), JSON.stringify(page.headers.flat()))
  const serving = await start(['--input-type=module', '-e', bareServer], { BARE: folder })
  return {
    ...serving,
    close: async () => {
      await serving.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const bareServer = `
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
const body = readFileSync(process.env.BARE + '/body')
const headers = [...JSON.parse(readFileSync(process.env.BARE + '/headers.json', 'utf8')), 'Content-Length', String(body.length)]
const server = createServer((_, answer) => { answer.writeHead(200, headers); answer.end(body) })
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))
process.on('SIGTERM', () => process.exit())`

async function start(args: string[], env: Record<string, string>): Promise<Serving> {
  const child = spawn(process.execPath, ['--import', counter, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const base = await addressOf(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    base,
    pid: child.pid ?? 0,
    cpu: () =>
      new Promise((resolve) => {
        child.once('message', (used) => resolve(Number(used)))
        child.send('used?')
      }),
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** The first address it says; what it says afterwards (its log) is read and dropped. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      if (said === 'enough') return
      said += chunk
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (!address) return
      said = 'enough'
      resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`a server ended with ${code}: ${said}`)))
  })
}
