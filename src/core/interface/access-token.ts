import { z } from 'zod'
import type { House } from '#platform/house.ts'

/** A quarter of an hour: a client asks for the next one, a revoked key ends its tokens at once anyway (`keyInForce`). */
export const tokenSeconds = 900

const content = z.object({ keyId: z.uuid(), scopes: z.array(z.string()), until: z.string() })

/** Sealed, not stored: what it says only this house can write. */
export function makeToken({ secrets, clock }: House, keyId: string, scopes: readonly string[]): string {
  const until = clock.now().add({ seconds: tokenSeconds }).toString()
  return `ygt_${secrets.encrypt(JSON.stringify({ keyId, scopes, until }), 'api.token').toString('base64url')}`
}

/** Null for one that is not ours or past its end. */
export function readToken({ secrets, clock }: House, token: string): { keyId: string; scopes: string[] } | null {
  if (!token.startsWith('ygt_')) return null
  try {
    const opened = secrets.decrypt(Buffer.from(token.slice('ygt_'.length), 'base64url'), 'api.token')
    const { keyId, scopes, until } = content.parse(JSON.parse(opened))
    return Temporal.Instant.compare(clock.now(), until) < 0 ? { keyId, scopes } : null
  } catch {
    return null
  }
}
