import type { SQL } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { sentenceOf } from './notice.ts'

/** [from, to): instants of the city's midnights. */
export type Span = { from: Temporal.Instant; to: Temporal.Instant }

/** What is asked of the tables: how often it happened in the span, at each of these units. */
export type Asked = Span & {
  /** `(id, …)` as one array parameter, to be compared with `= any(…)`: the statement stays the same for ninety units. */
  unitIds: SQL
  /** The end of the span, or now where the span is not over: what is open is open today. */
  now: Temporal.Instant
}

export type UnitCount = { unitId: string; count: number }

/**
 * One thing that happens and shows that a sentence of the notice is lived. A room counts it in its own tables, in **one** statement grouped by unit; nobody
 * ever types such a number. Only what may be told to everybody is counted, and only how often.
 */
export type Evidence = {
  id: string
  /** `五-1` */
  sentence: string
  title: string
  /** 件, 次, 份 */
  measureWord: string
  /** How it is counted, in a sentence that the page shows. */
  formula: string
  /** Nothing to be proud of (past its date, returned): shown as it is and marked. */
  isShortfall?: boolean
  count(db: Db, asked: Asked): Promise<UnitCount[]>
  /** A public page with the things themselves, where there is one. */
  link?: (unitId: string | undefined) => string
}

const evidences = new Map<string, Evidence>()

/** A room does it once, at import. Throws where the sentence is none of the notice, or the id is taken: at start, not on a page. */
export function defineEvidence(...more: Evidence[]): void {
  for (const evidence of more) {
    if (!sentenceOf(evidence.sentence)) throw new Error(`evidence ${evidence.id}: no sentence ${evidence.sentence}`)
    if (evidences.has(evidence.id)) throw new Error(`evidence ${evidence.id} is defined twice`)
    evidences.set(evidence.id, evidence)
  }
}

export const allEvidence = (): Evidence[] => [...evidences.values()]
