import type { Cell, SheetForm } from '#core/documents/index.ts'
import type { Addressee } from '#core/implementation/index.ts'
import type { MeasureRows } from './table.ts'

/** The table as it stands on the page; a sentence without a record is a line too. */
export function implementationSheet(
  table: readonly MeasureRows[],
  shown: readonly Addressee[],
  name: string,
): SheetForm {
  return {
    name,
    columns: [
      { label: '措施', width: 20 },
      { label: '条', width: 8 },
      { label: '原文', width: 60 },
      { label: '看什么', width: 28 },
      { label: '单位', width: 8 },
      ...shown.map(({ name }) => ({ label: name, width: 14 })),
      { label: '合计' },
      { label: '怎么算', width: 60 },
    ],
    rows: table.flatMap(({ measure, sentences }) =>
      sentences.flatMap(({ sentence, rows }): Cell[][] => {
        const head = [`${measure.numeral}、${measure.title}`, sentence.id, sentence.text]
        if (rows.length === 0) return [[...head, '尚无记录', null, ...shown.map(() => null), null, null]]
        return rows.map(({ evidence, counts, all }) => [
          ...head,
          evidence.title,
          evidence.measureWord,
          ...counts,
          all,
          evidence.formula,
        ])
      }),
    ),
  }
}
