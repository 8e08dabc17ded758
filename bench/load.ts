import { spawn } from 'node:child_process'

/** Times in milliseconds, `bytes` one answer's body. */
export type Load = { perSecond: number; p50: number; p99: number; failed: number; bytes: number }

/**
 * So many requests over so many kept connections from a process of its own, so that the client does not share the server's event loop. `makeRequest`
 * is the text of a function `(index) => ({ path, method?, headers?, body? })`; times in milliseconds.
 */
export async function load(
  base: string,
  requests: number,
  connections: number,
  makeRequest: string,
  accept: number[],
): Promise<Load> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', client], {
    env: { ...process.env, BENCH_LOAD: JSON.stringify({ base, requests, connections, makeRequest, accept }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`load client ended with ${code}`)
  return JSON.parse(output) as Load
}

const client = `
import { Agent, request } from 'node:http'
import { randomUUID } from 'node:crypto'
globalThis.randomUUID = randomUUID
const { base, requests, connections, makeRequest, accept } = JSON.parse(process.env.BENCH_LOAD)
const make = (0, eval)('(' + makeRequest + ')')
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const times = []
let next = 0, failed = 0, bytes = 0
const one = (index) => new Promise((resolve) => {
  const { path, method = 'GET', headers = {}, body } = make(index)
  const started = performance.now()
  const sent = request(base + path, { agent, method, headers }, (answer) => {
    answer.on('data', (chunk) => { bytes += chunk.length })
    answer.on('end', () => {
      times.push(performance.now() - started)
      if (!accept.includes(answer.statusCode)) failed++
      resolve()
    })
  })
  sent.on('error', () => { failed++; resolve() })
  sent.end(body)
})
const started = performance.now()
await Promise.all(Array.from({ length: connections }, async () => { while (next < requests) await one(next++) }))
const seconds = (performance.now() - started) / 1000
times.sort((a, b) => a - b)
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
process.stdout.write(JSON.stringify({ perSecond: requests / seconds, p50: at(0.5), p99: at(0.99), failed, bytes: bytes / requests }))
agent.destroy()
`
