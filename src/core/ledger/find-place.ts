import type { Db } from '#platform/database.ts'
import { placeOfEntry, recordedEntry } from './record.ts'

/** A room says how what people have in hand (a number, the last part of an address) leads to the newest entry about it. */
export type PlaceOf = (db: Db, number: string) => Promise<number | null>

const rooms: PlaceOf[] = []

export const definePlaces = (placeOf: PlaceOf): void => {
  rooms.push(placeOf)
}

/** Of a check code on a paper; shorter numbers are places, longer ones those of matters. */
const codeLength = 12

/** The place that was meant by a link, the id of an entry, a number, a check code, or the place itself; null where there is none. */
export async function findPlace(db: Db, typed: string): Promise<number | null> {
  const words = typed.normalize('NFKC').trim().slice(0, 500)
  const id = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/i.exec(words)?.[0]
  if (id) return placeOfEntry(db, id.toLowerCase())
  const number = /(\d[\d\s-]*)[^\d]*$/.exec(words.replace(/[?#].{0,300}$/, ''))?.[1]?.replace(/\D/g, '') ?? ''
  if (number === '') return null
  if (number.length < 15 && number.length !== codeLength)
    return (await recordedEntry(db, Number(number)))?.index ?? null
  for (const placeOf of rooms) {
    const place = await placeOf(db, number)
    if (place !== null) return place
  }
  return null
}
