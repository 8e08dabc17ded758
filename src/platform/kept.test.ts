import { expect, test } from 'vitest'
import type { Db } from './database.ts'
import { keptFor } from './kept.ts'

/** Stands for a database: only told apart from others. */
const database = () => ({}) as Db
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Each reading waits until it is let go, and gives its number. */
function readings() {
  const waiting: (() => void)[] = []
  const read = async () => {
    const number = waiting.length + 1
    await new Promise<void>((resolve) => waiting.push(resolve))
    return number
  }
  return { read, begun: () => waiting.length, letGo: () => waiting.at(-1)?.() }
}

test('all who ask at once wait for one reading, and have it for its time', async () => {
  const { read, begun, letGo } = readings()
  const kept = keptFor(60, read)
  const db = database()
  const asked = [kept(db), kept(db), kept(db)]
  letGo()
  expect(await Promise.all(asked)).toEqual([1, 1, 1])
  expect(await kept(db)).toBe(1)
  expect(begun()).toBe(1)
})

test('near its end it is read again beside those who still get it', async () => {
  const { read, begun, letGo } = readings()
  const kept = keptFor(1, read)
  const db = database()
  const first = kept(db)
  letGo()
  await first
  await pause(850)
  expect(await Promise.all([kept(db), kept(db)])).toEqual([1, 1])
  expect(begun()).toBe(2)
  letGo()
  await pause(0)
  expect(await kept(db)).toBe(2)
})

test('what was being read before a change is not kept after it', async () => {
  const { read, letGo } = readings()
  const kept = keptFor(60, read)
  const db = database()
  const before = kept(db)
  kept.forget(db)
  letGo()
  expect(await before).toBe(1)
  const after = kept(db)
  letGo()
  expect(await after).toBe(2)
})

test('a reading that fails is told to whoever waits for it and tried again by the next', async () => {
  let times = 0
  const kept = keptFor(60, async () => {
    times++
    if (times === 1) throw new Error('connection lost')
    return times
  })
  const db = database()
  await expect(kept(db)).rejects.toThrow('connection lost')
  expect(await kept(db)).toBe(2)
})
