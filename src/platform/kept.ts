import { type Db, homeOf } from './database.ts'

type Kept<T> = {
  (db: Db): Promise<T>
  /** After a change, once it is committed: this process reads anew, others when their time is over. */
  forget(db: Db): void
}

/**
 * What is read on every page and in every act but changes seldom: read once, then at most `seconds` old in each process, for each database apart.
 * Transactions share it. So a transaction that changes such rows must not read them through here before its commit: others would see what may
 * never come to be.
 */
export function keptFor<T>(seconds: number, read: (db: Db) => Promise<T>): Kept<T> {
  const kept = new WeakMap<Db, { readAt: number; value: T }>()
  const get = async (db: Db): Promise<T> => {
    const known = kept.get(homeOf(db))
    if (known && performance.now() - known.readAt < seconds * 1000) return known.value
    const readAt = performance.now()
    const value = await read(db)
    kept.set(homeOf(db), { readAt, value })
    return value
  }
  return Object.assign(get, {
    forget: (db: Db) => {
      kept.delete(homeOf(db))
    },
  })
}
