import type { IncomingHttpHeaders } from 'node:http'
import { parseDisplay, writeDisplay } from '../http/display.ts'

/** A request that a stored page may answer: anonymous, without anything that makes its answer somebody's own. */
export type Visit = { host: string; path: string; query: string; display: string }

/** Cookies that change what a page shows or to whom. `display` is part of the key; those of a firewall before us mean nothing here. */
const ours = /^(?:__(?:Secure|Host)-)?(?:yangguang\.|follow$|receipt$|flash$|supporter$)/

/** Longer addresses are nobody's who reads. */
const longest = 1024

/**
 * The visit of a GET or HEAD, or null where the request has to go to the rooms: another method, a session or follow cookie, a key or code in a
 * header, a range.
 */
export function visitOf(request: {
  method?: string | undefined
  url?: string | undefined
  headers: IncomingHttpHeaders
}): Visit | null {
  const { method, url = '', headers } = request
  if (method !== 'GET' && method !== 'HEAD') return null
  if (!url.startsWith('/') || url.length > longest) return null
  if (headers.authorization || headers['matter-code'] || headers.range) return null
  const display = headers.cookie === undefined ? '' : displayOf(headers.cookie)
  if (display === null) return null
  const mark = url.indexOf('?')
  return {
    host: headers.host ?? '',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    display,
  }
}

function displayOf(cookies: string): string | null {
  let display = ''
  for (const cookie of cookies.split(';')) {
    const [name = '', value] = cookie.trim().split('=', 2)
    if (ours.test(name)) return null
    if (name === 'display') display = writeDisplay(parseDisplay(value))
  }
  return display
}

/** One render at a time is shared by those who asked for exactly this. */
export const flightKey = ({ host, path, query, display }: Visit): string => `${host} ${path}?${query} ${display}`

/** What WeChat and advertisers hang onto a shared address; no page of ours reads it. */
const shared: Record<string, RegExp> = {
  from: /^(?:singlemessage|groupmessage|timeline)$/,
  isappinstalled: /^\d$/,
  scene: /^\d+$/,
  clicktime: /^\d+$/,
  enterid: /^\d+$/,
  utm_source: /^/,
  utm_medium: /^/,
  utm_campaign: /^/,
}

/**
 * The address under which a page is kept: its path and those parameters that it reads, in the order in which it names them. Null where it carries
 * others: such a request is rendered for itself and makes no entry, or anybody could fill the cache. What a share hung onto it finds the same page but
 * is not kept (`isWhole` false), because the page names its own address.
 */
export function pageKey(visit: Visit, allowed: readonly string[]): { key: string; isWhole: boolean } | null {
  const { host, path, query, display } = visit
  if (query === '') return { key: `${host} ${path}? ${display}`, isWhole: true }
  const asked = new URLSearchParams(query)
  let isWhole = true
  for (const [name, value] of [...asked]) {
    if (allowed.includes(name) && asked.getAll(name).length === 1) continue
    if (!shared[name]?.test(value)) return null
    asked.delete(name)
    isWhole = false
  }
  const kept = new URLSearchParams()
  for (const name of allowed) {
    const value = asked.get(name)
    if (value !== null) kept.set(name, value)
  }
  return { key: `${host} ${path}?${kept} ${display}`, isWhole }
}
