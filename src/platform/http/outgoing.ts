import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP } from 'node:net'
import { type AllowedNetworks, guardedLookup, mayReach, PrivateAddress, type Resolve } from './public-address.ts'

export type Outgoing = {
  url: URL
  headers: Record<string, string>
  body: string | Buffer
  /** Milliseconds for everything: name, connection, and the whole answer. */
  timeout: number
  allowed: AllowedNetworks
  resolve: Resolve
}

const largestAnswer = 64 * 1024

/**
 * Posts to an address that somebody else chose. Follows no redirect, reads at most 64 KB of the answer and gives up after `timeout` however
 * slowly it drips. Throws `PrivateAddress` where the guard refuses; any other error is the network's.
 * @returns the status, and `retryAfter` in seconds where the other side named one
 */
export async function post(outgoing: Outgoing): Promise<{ status: number; retryAfter: number | null }> {
  const { url, allowed, resolve, headers, body } = outgoing
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  // A lookup is never asked about a literal address.
  if (isIP(literal) && !mayReach(literal, allowed)) throw new PrivateAddress()
  const signal = AbortSignal.timeout(outgoing.timeout)
  const request = url.protocol === 'http:' ? plainRequest : tlsRequest
  return new Promise((answer, fail) => {
    const sending = request(
      url,
      { method: 'POST', headers, signal, agent: false, lookup: guardedLookup(allowed, resolve) },
      (got) => {
        const status = got.statusCode ?? 0
        const seconds = Number(got.headers['retry-after'])
        const result = { status, retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : null }
        let size = 0
        got.on('data', (part: Buffer) => {
          size += part.length
          if (size <= largestAnswer) return
          answer(result)
          got.destroy()
        })
        got.on('end', () => answer(result))
        got.on('error', fail)
      },
    )
    sending.on('error', fail)
    sending.end(body)
  })
}
