/**
 * Finished public pages, kept for a moment and dropped the moment what they show changes, in every process.
 *
 * A page says `cacheable(c, { tags, query, seconds })`; a verb says `touch(tx, tags)` in its transaction.
 */

import { Counter, Gauge } from 'prom-client'
import type { House } from '../house.ts'
import type { Listening } from '../listening.ts'
import { listenForTouches } from './listening.ts'
import { PageCache } from './page-cache.ts'

export { serverBehind } from './answer.ts'
export { cacheable, keepPages } from './keep-page.ts'
export { listenerName } from './listening.ts'
export type { Declared } from './page-cache.ts'
export { touch } from './touch.ts'

export type OpenPageCache = PageCache & { listening: Listening }

/** An empty cache that opens as soon as it listens to the database. `PAGE_CACHE_MEGABYTES=0`: none. */
export function openPageCache(house: Pick<House, 'config' | 'db' | 'metrics'>): OpenPageCache | undefined {
  const { pageCacheMegabytes } = house.config
  if (pageCacheMegabytes === 0) return undefined
  const pages = new PageCache(pageCacheMegabytes * 1024 * 1024)
  const listening = listenForTouches(house.db.$client.options.connectionString ?? '', {
    open: () => pages.open(),
    lost: () => pages.lost(),
    touched: (tags) => pages.touched(tags),
  })
  countIn(house.metrics.registry, pages)
  return Object.assign(pages, { listening })
}

/** Counted as plain numbers where they happen and handed over when somebody looks. */
function countIn(registry: House['metrics']['registry'], pages: PageCache): void {
  new Counter({
    name: 'page_cache_requests_total',
    help: 'Requests for pages: found in the page cache, rendered for it, or not for it at all',
    labelNames: ['result'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [result, count] of Object.entries(pages.counts)) this.inc({ result }, count)
    },
  })
  new Gauge({
    name: 'page_cache_bytes',
    help: 'Memory held by cached pages',
    registers: [registry],
    collect() {
      this.set(pages.bytes)
    },
  })
  new Gauge({
    name: 'page_cache_open',
    help: '1 while changes are heard of; 0 while every page is rendered anew',
    registers: [registry],
    collect() {
      this.set(pages.isOpen ? 1 : 0)
    },
  })
}
