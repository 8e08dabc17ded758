import { type Db, homeOf } from './database.ts'

type Kept<T> = {
  (db: Db): Promise<T>
  /** After a change, once it is committed: this process reads anew, others when their time is over. */
  forget(db: Db): void
}

/** What was read last, and what is being read to follow it. */
type Known<T> = { last?: { readAt: number; value: T }; coming?: Promise<T> }

/** So much of its time may pass before a value is read again beside those who still get it. */
const renewedAt = 0.8

/**
 * What is read on every page and in every act but changes seldom: read once, then at most `seconds` old in each process, for each database apart.
 * Transactions share it. So a transaction that changes such rows must not read them through here before its commit: others would see what may
 * never come to be. Whoever asks often never waits: it is read again shortly before its time is over, by one reader for all who ask meanwhile.
 */
export function keptFor<T>(seconds: number, read: (db: Db) => Promise<T>): Kept<T> {
  const kept = new WeakMap<Db, Known<T>>()

  const readInto = async (known: Known<T>, db: Db): Promise<T> => {
    const readAt = performance.now()
    const value = await read(db)
    known.last = { readAt, value }
    return value
  }

  /** Not within a transaction: others wait for it, and it may be rolled back. */
  const readOnce = (known: Known<T>, home: Db): Promise<T> => {
    known.coming ??= readInto(known, home).finally(() => {
      delete known.coming
    })
    return known.coming
  }

  const get = async (db: Db): Promise<T> => {
    const home = homeOf(db)
    const known = kept.get(home) ?? {}
    kept.set(home, known)
    const age = known.last ? (performance.now() - known.last.readAt) / 1000 : Number.POSITIVE_INFINITY
    if (!known.last || age >= seconds) return db === home ? readOnce(known, home) : readInto(known, db)
    // Whoever comes when its time is over reads it again and hears why it failed.
    if (age >= seconds * renewedAt && !known.coming) readOnce(known, home).catch(() => {})
    return known.last.value
  }

  return Object.assign(get, {
    // What is being read now may be of before the change: it goes to those who wait and is not kept.
    forget: (db: Db) => {
      kept.delete(homeOf(db))
    },
  })
}
