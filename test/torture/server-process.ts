import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** From the source and from the built harness alike: both lie two folders below the project. */
const main = join(import.meta.dirname, '../../dist/main.js')

/** The built server as a process of its own, started again whenever it dies, as systemd would. */
export class ServerProcess {
  readonly base: string
  /** How often it was found dead and started again. */
  restarts = 0
  #child: ChildProcess | undefined
  #stopping = false
  #life: Promise<void> = Promise.resolve()
  #said = ''
  readonly #part: string
  readonly #env: Record<string, string>
  readonly #port: number

  private constructor(part: string, env: Record<string, string>, port: number) {
    this.#part = part
    this.#env = env
    this.#port = port
    this.base = `http://127.0.0.1:${port}`
  }

  /** `lives` are added to the environment of the first start, the second, …, e.g. `CRASH_AT`. `jobs` answers nobody and counts as ready at once. */
  static async start(part: string, env: Record<string, string>, lives: Record<string, string>[] = []) {
    const process = new ServerProcess(part, env, await freePort())
    process.#life = process.#live(lives)
    if (!lives[0]?.CRASH_AT) await process.ready()
    return process
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal)
  }

  /** Asked to stop as an operator asks; resolves when it has gone. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.kill('SIGCONT')
    this.kill('SIGTERM')
    await this.#life
  }

  /** Asked to stop, then started again in its place. */
  async restart(): Promise<void> {
    const before = this.restarts
    this.kill('SIGTERM')
    while (this.restarts === before) await pause(20)
    await this.ready()
  }

  async ready(): Promise<void> {
    if (this.#part === 'jobs') return
    // A busy machine starts slowly; a server that never comes up is still found.
    for (const until = performance.now() + 180_000; performance.now() < until; await pause(50)) {
      if (await isReady(this.base)) return
    }
    throw new Error(`the server did not become ready. It said:\n${this.#said.slice(-2000)}`)
  }

  async #live(lives: Record<string, string>[]): Promise<void> {
    if (!existsSync(main)) throw new Error('dist/main.js is missing: npm test builds it first')
    for (let life = 0; !this.#stopping; life++) {
      const child = spawn(process.execPath, [main, this.#part], {
        env: { ...process.env, ...this.#env, PORT: String(this.#port), ...lives[life] },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      this.#child = child
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (said: string) => {
          this.#said = (this.#said + said).slice(-10_000)
        })
      }
      await once(child, 'exit')
      if (!this.#stopping) this.restarts += 1
      // The database may be on its way up again: a start that fails is tried again, not in a spin.
      if (child.exitCode) await pause(250)
    }
  }
}

async function isReady(base: string): Promise<boolean> {
  const answer = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
  await answer?.body?.cancel()
  return answer?.status === 200
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
