import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { urls } from '#urls.ts'

/** How long number and code open one matter. */
const openFor = { minutes: 30 }

const followed = z.object({ matterId: z.uuid(), until: z.string() })
const receipt = z.object({ number: z.string(), code: z.string(), until: z.string() })

/**
 * Two cookies that only this house can read: which one matter is open (`/follow`), and the number with its code just after filing, for the one path
 * that shows the receipt, because a code never stands in an address.
 */
export const openFollowed = (c: Context<Env>, matterId: string): void =>
  seal(c, 'follow', urls.follow(), { matterId, until: ends(c) })

export const followedNow = (c: Context<Env>): string | null => read(c, 'follow', followed)?.matterId ?? null

export const closeFollowed = (c: Context<Env>): void => {
  deleteCookie(c, 'follow', { path: urls.follow() })
}

export const handReceipt = (c: Context<Env>, path: string, numbers: { number: string; code: string }): void =>
  seal(c, 'receipt', path, { ...numbers, until: ends(c) })

export const receiptInHand = (c: Context<Env>): { number: string; code: string } | null => read(c, 'receipt', receipt)

const ends = (c: Context<Env>): string => c.get('house').clock.now().add(openFor).toString()

function seal(c: Context<Env>, name: string, path: string, value: Record<string, string>): void {
  const sealed = c.get('house').secrets.encrypt(JSON.stringify(value), `cookie.${name}`)
  setCookie(c, name, sealed.toString('base64url'), {
    path,
    httpOnly: true,
    sameSite: 'Lax',
    secure: new URL(c.req.url).protocol === 'https:' || c.get('house').config.publicUrl?.startsWith('https:') === true,
    maxAge: openFor.minutes * 60,
  })
}

/** Null for a cookie that is absent, ours no longer, or past its end. */
function read<T extends { until: string }>(c: Context<Env>, name: string, shape: z.ZodType<T>): T | null {
  const sealed = getCookie(c, name)
  if (!sealed) return null
  const { secrets, clock } = c.get('house')
  try {
    const value = shape.parse(JSON.parse(secrets.decrypt(Buffer.from(sealed, 'base64url'), `cookie.${name}`)))
    return Temporal.Instant.compare(clock.now(), value.until) < 0 ? value : null
  } catch {
    return null
  }
}
