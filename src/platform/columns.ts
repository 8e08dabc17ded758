import { customType } from 'drizzle-orm/pg-core'

/** `timestamptz` ↔ `Temporal.Instant`, microseconds kept. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamptz',
  fromDriver: (text) => Temporal.Instant.from(text),
  toDriver: (value) => value.toString(),
})

/** `date` ↔ `Temporal.PlainDate`. */
export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  fromDriver: (text) => Temporal.PlainDate.from(text),
  toDriver: (value) => value.toString(),
})

/** `bytea` ↔ `Buffer`: what is encrypted, and keyed hashes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** `tsvector`, written as SQL text made by `core/documents`. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
