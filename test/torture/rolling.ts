import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

export type BalancingProxy = { base: string; close(): void }

/**
 * What HAProxy or nginx does before two processes, in a few lines: asks each for `/readyz`, sends a request to the ready ones in turn over kept
 * connections, and repeats nothing: a request that a process loses is a failed request.
 */
export async function openProxy(backends: readonly string[]): Promise<BalancingProxy> {
  const ready = new Set<string>(backends)
  let isOpen = true
  const watch = async (backend: string) => {
    for (; isOpen; await pause(100)) {
      const answer = await fetch(`${backend}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
      await answer?.body?.cancel()
      if (answer?.status === 200) ready.add(backend)
      else ready.delete(backend)
    }
  }
  for (const backend of backends) void watch(backend)
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    const up = [...ready]
    turn += 1
    const backend = up[turn % up.length]
    if (backend) pass(backend, incoming, outgoing)
    else outgoing.writeHead(502).end('nobody is ready')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    base: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: () => {
      isOpen = false
      server.close()
      server.closeAllConnections()
    },
  }
}

function pass(backend: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method = 'GET', headers, url = '/' } = incoming
  const onward = ask(backend + url, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => {
    if (!outgoing.headersSent) outgoing.writeHead(502)
    outgoing.end('the process behind was gone')
  })
  incoming.pipe(onward)
}
