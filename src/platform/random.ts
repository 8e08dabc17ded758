import { randomFillSync } from 'node:crypto'

/** Filled by the system 4 KB at a time: a system call for each nonce, salt and id was a tenth of filing a letter (measured). */
const store = Buffer.alloc(4096)
let used = store.length

/** So many random bytes, a copy; what was given out is wiped from the store. For many small ones; whoever needs a key asks the system itself. */
export function randomFromStore(size: number): Buffer {
  if (size > store.length) throw new RangeError(`at most ${store.length} bytes at a time`)
  if (used + size > store.length) {
    randomFillSync(store)
    used = 0
  }
  const given = Buffer.from(store.subarray(used, used + size))
  store.fill(0, used, used + size)
  used += size
  return given
}
