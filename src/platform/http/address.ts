import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** The client's address. `X-Forwarded-For` counts only behind a proxy that we were told to trust, and then its last entry: the one the proxy wrote. */
export function clientAddress(c: Context, trustProxy: boolean): string {
  if (trustProxy) {
    const forwarded = c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim()
    if (forwarded) return forwarded
  }
  return c.env?.incoming ? (getConnInfo(c).remote.address ?? 'unknown') : 'local'
}
