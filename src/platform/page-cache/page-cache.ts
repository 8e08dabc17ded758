import { Shelf } from './shelf.ts'
import type { StoredPage } from './stored-page.ts'
import { flightKey, pageKey, type Visit } from './visit.ts'

/** What a page says about itself while it is rendered (`cacheable`). */
export type Declared = { tags: readonly string[]; query: readonly string[]; seconds: number }

/** How a render ended: with the page, and whether it may be shown to those who came after it began. */
type Ended = { page: StoredPage; isFresh: boolean } | null

/** A render under way, and those who wait for it. */
export type Flight = { visit: Visit; startedAt: number; ended: Promise<Ended>; end(how: Ended): void }

/** No page is older, whatever was missed. */
const longestLife = 60
/** How many paths are remembered by what they allow, or as never cacheable. */
const mostPaths = 20_000

/**
 * Finished public pages in the memory of this process. What must hold: a page is found only while every touch of its tags reaches us, and never one that
 * was begun before such a touch and finished after it. So each touch counts up `#now`; a render remembers where the count stood when it began; it is kept
 * only if none of its tags has been touched since. While nobody listens nothing is found and nothing kept. An entry dies with the process, and so with
 * the build that made it.
 */
export class PageCache {
  /** Pages without a query apart from those with one: whoever tries filters by the thousand pushes out filters, not the home page. */
  readonly #plain: Shelf
  readonly #asked: Shelf
  readonly #milliseconds: () => number
  readonly #flights = new Map<string, Flight>()
  readonly #allowed = new Map<string, readonly string[]>()
  readonly #never = new Set<string>()
  readonly #touchedAt = new Map<string, number>()
  #now = 0
  /** Renders begun before this are kept in no case. */
  #floor = 0
  #isOpen = false
  readonly counts = { hit: 0, miss: 0, bypass: 0 }

  constructor(room: number, milliseconds: () => number = () => performance.now()) {
    this.#plain = new Shelf(Math.ceil((room * 2) / 3))
    this.#asked = new Shelf(Math.floor(room / 3))
    this.#milliseconds = milliseconds
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  get bytes(): number {
    return this.#plain.bytes + this.#asked.bytes
  }

  get size(): number {
    return this.#plain.size + this.#asked.size
  }

  open(): void {
    this.#empty()
    this.#isOpen = true
  }

  lost(): void {
    this.#isOpen = false
    this.#empty()
  }

  touched(tags: readonly string[]): void {
    this.#now++
    if (this.#touchedAt.size > mostPaths) this.#forgetTouches()
    for (const tag of tags) {
      this.#touchedAt.set(tag, this.#now)
      this.#plain.dropTagged(tag)
      this.#asked.dropTagged(tag)
    }
  }

  find(visit: Visit): StoredPage | null {
    if (!this.#isOpen) return null
    const at = pageKey(visit, this.#allowed.get(visit.path) ?? [])
    return at && this.#shelfOf(at.key).find(at.key, this.#milliseconds())
  }

  /** The render under way that this visit may wait for: begun after the last touch, of a path not known to be everybody's own. */
  flightFor(visit: Visit): Flight | null {
    const flight = this.#flights.get(flightKey(visit))
    return flight && flight.startedAt === this.#now && !this.#never.has(visit.path) ? flight : null
  }

  begin(visit: Visit): Flight {
    const key = flightKey(visit)
    const { promise, resolve } = Promise.withResolvers<Ended>()
    const flight: Flight = {
      visit,
      startedAt: this.#now,
      ended: promise,
      end: (how) => {
        if (this.#flights.get(key) === flight) this.#flights.delete(key)
        resolve(how)
      },
    }
    this.#flights.set(key, flight)
    return flight
  }

  /** Keeps what was rendered, unless it may be old already; tells those who waited. */
  finish(flight: Flight, page: StoredPage, declared: Declared): void {
    const { visit } = flight
    const isFresh =
      this.#isOpen &&
      flight.startedAt >= this.#floor &&
      declared.tags.every((tag) => (this.#touchedAt.get(tag) ?? 0) <= flight.startedAt)
    if (isFresh) {
      this.#remember(visit.path, declared.query)
      const at = pageKey(visit, declared.query)
      const until = this.#milliseconds() + Math.min(declared.seconds, longestLife) * 1000
      if (at?.isWhole) this.#shelfOf(at.key).put(at.key, page, until)
    }
    flight.end({ page, isFresh })
  }

  /** The page turned out to be nobody else's. */
  giveUp(flight: Flight): void {
    if (this.#never.size > mostPaths) this.#never.clear()
    this.#never.add(flight.visit.path)
    flight.end(null)
  }

  recount(visit: Visit, page: StoredPage): void {
    const at = pageKey(visit, this.#allowed.get(visit.path) ?? [])
    if (at) this.#shelfOf(at.key).recount(at.key, page)
  }

  #remember(path: string, query: readonly string[]): void {
    this.#never.delete(path)
    if (this.#allowed.size > mostPaths) this.#allowed.clear()
    this.#allowed.set(path, query)
  }

  #shelfOf(key: string): Shelf {
    return key.includes('? ') ? this.#plain : this.#asked
  }

  #empty(): void {
    this.#plain.clear()
    this.#asked.clear()
    this.#now++
    this.#forgetTouches()
  }

  #forgetTouches(): void {
    this.#touchedAt.clear()
    this.#floor = this.#now
  }
}
