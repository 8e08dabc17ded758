import type { Context } from 'hono'
import type { Env } from './env.ts'

/** `https://host` of ours for addresses that leave the house (feeds, sitemap); as configured, else as asked. */
export const siteAddress = (c: Context<Env>): string => c.get('house').config.publicUrl ?? originOf(c.req.url)

/** What stands before the path: read off rather than parsed, since every public page names itself. */
const originOf = (url: string): string => /^https?:\/\/[^/?#]+/.exec(url)?.[0] ?? new URL(url).origin
