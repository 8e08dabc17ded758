import { customType } from 'drizzle-orm/pg-core'

/** `timestamptz` ↔ `Temporal.Instant`, microseconds kept. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamptz',
  fromDriver: (text) => Temporal.Instant.from(text),
  toDriver: (value) => value.toString(),
})

const dates = new Map<string, Temporal.PlainDate>()

/** The same few thousand days stand in every list: each text is read once. A `PlainDate` never changes, so all may hold the same one. */
export function dateOf(text: string): Temporal.PlainDate {
  const known = dates.get(text)
  if (known) return known
  const date = Temporal.PlainDate.from(text)
  if (dates.size >= 10_000) dates.clear()
  dates.set(text, date)
  return date
}

/** `date` ↔ `Temporal.PlainDate`. */
export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  fromDriver: dateOf,
  toDriver: (value) => value.toString(),
})

/** `bytea` ↔ `Buffer`: what is encrypted, and keyed hashes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** `tsvector`, written as SQL text made by `core/documents`. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
