import { defineRecordTypes, enterRecord, findInRecord, type InRecord } from '#core/ledger/index.ts'
import type { Unit } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { DutyRow } from './tables.ts'

defineRecordTypes({ 'duty.entered': '写入职责目录', 'duty.ended': '停用职责' })

const subject = 'duty'

/** Whose it is and by which document, as everybody reads it; the person who wrote it in is not part of it. */
export function enterDutyRow(tx: Db, row: DutyRow, units: ReadonlyMap<string, Unit>): Promise<void> {
  const nameOf = (id: string | null) => (id === null ? null : (units.get(id)?.name ?? '原单位'))
  return enterRecord(tx, {
    ...{ type: 'duty.entered', subjectType: subject, subjectId: row.id, version: 1, at: row.enteredAt },
    document: {
      id: row.id,
      subject: row.subject,
      words: row.words,
      category: row.category,
      ...(row.divisionCode && { divisionCode: row.divisionCode }),
      unit: nameOf(row.unitId),
      joint: row.jointUnitIds.map((id) => nameOf(id) ?? ''),
      basisKind: row.basisKind,
      basis: row.basis,
      decidedBy: nameOf(row.decidedByUnitId),
      since: row.since.toString(),
      replaces: row.replacesId,
    },
  })
}

export const enterDutyEnd = (tx: Db, row: DutyRow, at: Temporal.Instant): Promise<void> =>
  enterRecord(tx, {
    ...{ type: 'duty.ended', subjectType: subject, subjectId: row.id, version: 2, at },
    document: { id: row.id, subject: row.subject, why: row.endedFor },
  })

/** The newest entry about it. */
export const dutyInRecord = async (db: Db, id: string): Promise<InRecord | undefined> =>
  (await findInRecord(db, subject, [id])).get(id)
