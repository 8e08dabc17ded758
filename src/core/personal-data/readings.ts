import { auditActName, readingsOf } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'

const acts = new Set<string>()

/** A room names the audited acts by which staff see a citizen's name or phone in full; called once, at import time. */
export function definePersonalReadings(...more: string[]): void {
  for (const act of more) acts.add(act)
}

export type ShownReading = { at: Temporal.Instant; by: string; act: string; subjectId: string }

/** Who has seen the contact of these matters: unit and role, and what they did (个人信息保护法 第44条 知情权). */
export async function readingsOfThings(db: Db, ids: readonly string[]): Promise<ShownReading[]> {
  const found = await readingsOf(db, [...acts], ids)
  return found.map((reading) => ({ ...reading, act: auditActName(reading.act) }))
}
