import type { Db } from '#platform/database.ts'
import { recordedEntry } from './record.ts'

/** A room says how what people have in hand (a number, the last part of an address) leads to the newest entry about it. */
export type PlaceOf = (db: Db, number: string) => Promise<number | null>

const rooms: PlaceOf[] = []

export const definePlaces = (placeOf: PlaceOf): void => {
  rooms.push(placeOf)
}

/** The place that was meant by a link, a number, or the place itself; null where there is none. */
export async function findPlace(db: Db, typed: string): Promise<number | null> {
  const words = typed.normalize('NFKC').trim().slice(0, 500)
  const number = /(\d[\d\s-]*)[^\d]*$/.exec(words.replace(/[?#].{0,300}$/, ''))?.[1]?.replace(/\D/g, '') ?? ''
  if (number === '') return null
  if (number.length < 15) return (await recordedEntry(db, Number(number)))?.index ?? null
  for (const placeOf of rooms) {
    const place = await placeOf(db, number)
    if (place !== null) return place
  }
  return null
}
