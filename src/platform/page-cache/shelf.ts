import type { StoredPage } from './stored-page.ts'

type Kept = { page: StoredPage; until: number; counted: number }

/** Pages by key, the longest unread going first when there is no room; times in milliseconds of one clock. */
export class Shelf {
  readonly #room: number
  readonly #kept = new Map<string, Kept>()
  readonly #byTag = new Map<string, Set<string>>()
  bytes = 0

  /** @param room how many bytes all pages together may hold */
  constructor(room: number) {
    this.#room = room
  }

  get size(): number {
    return this.#kept.size
  }

  find(key: string, now: number): StoredPage | null {
    const kept = this.#kept.get(key)
    if (!kept) return null
    if (kept.until <= now) {
      this.drop(key)
      return null
    }
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return kept.page
  }

  put(key: string, page: StoredPage, until: number): void {
    this.drop(key)
    this.#kept.set(key, { page, until, counted: page.bytes })
    this.bytes += page.bytes
    for (const tag of page.tags) {
      const keys = this.#byTag.get(tag) ?? new Set()
      this.#byTag.set(tag, keys.add(key))
    }
    this.#makeRoom()
  }

  /** A page has grown by a compressed form. */
  recount(key: string, page: StoredPage): void {
    const kept = this.#kept.get(key)
    if (kept?.page !== page) return
    this.bytes += page.bytes - kept.counted
    kept.counted = page.bytes
    this.#makeRoom()
  }

  drop(key: string): void {
    const kept = this.#kept.get(key)
    if (!kept) return
    this.#kept.delete(key)
    this.bytes -= kept.counted
    for (const tag of kept.page.tags) {
      const keys = this.#byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.#byTag.delete(tag)
    }
  }

  dropTagged(tag: string): void {
    for (const key of [...(this.#byTag.get(tag) ?? [])]) this.drop(key)
  }

  clear(): void {
    this.#kept.clear()
    this.#byTag.clear()
    this.bytes = 0
  }

  #makeRoom(): void {
    for (const key of this.#kept.keys()) {
      if (this.bytes <= this.#room) return
      this.drop(key)
    }
  }
}
