import { v5, v7, validate } from 'uuid'
import { randomFromStore } from './random.ts'

/** Of the last id: within its millisecond the next one counts on (RFC 9562 §6.2, method 1). */
let last = { msecs: 0, seq: 0 }

/** A new key: uuid v7, so that rows written together lie together; each is greater than the one before. */
export function newId(): string {
  const random = randomFromStore(16)
  const msecs = Date.now()
  // Half of the counter's room, so that it does not run over: two thousand million ids in a millisecond.
  last = msecs > last.msecs ? { msecs, seq: random.readUInt32BE(6) >>> 1 } : { msecs: last.msecs, seq: last.seq + 1 }
  return v7({ random, ...last })
}

export const isId = (text: string): boolean => validate(text)

/** The same id for the same name, every time: what a job does again after it was cut off is not done twice. */
export const idNamed = (name: string): string => v5(name, '0199c8c2-6f1e-7b7a-9d0e-2f6a4c1b3e55')
