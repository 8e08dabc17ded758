import {
  type Addressee,
  type Counted,
  type Evidence,
  type Implementation,
  type Measure,
  measures,
  type Sentence,
  sumOver,
} from '#core/implementation/index.ts'

export type EvidenceRow = { evidence: Evidence; counts: number[]; all: number }

/** One sentence: what was counted for it, and whether anything happened at all. */
export type SentenceRow = { sentence: Sentence; rows: EvidenceRow[]; isLived: boolean }

export type MeasureRows = { measure: Measure; sentences: SentenceRow[] }

/** The table: every sentence of the notice, in its order; `counts` stand in the order of the addressees. */
export function tableOf({ counted }: Implementation, addressees: readonly Addressee[]): MeasureRows[] {
  return measures.map((measure) => ({
    measure,
    sentences: measure.sentences.map((sentence) => {
      const rows = counted
        .filter(({ evidence }) => evidence.sentence === sentence.id)
        .map((one) => rowOf(one, addressees))
      return { sentence, rows, isLived: rows.some(({ all }) => all > 0) }
    }),
  }))
}

function rowOf(counted: Counted, addressees: readonly Addressee[]): EvidenceRow {
  const counts = addressees.map(({ unitIds }) => sumOver(counted, unitIds))
  return { evidence: counted.evidence, counts, all: counts.reduce((sum, count) => sum + count, 0) }
}
