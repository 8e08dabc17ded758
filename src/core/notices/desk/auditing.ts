import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'

type Entry = { actor: Actor; act: string; subjectType: string; subjectId: string; at: Temporal.Instant }
type Write = (tx: Db, entry: Entry) => Promise<void>

const written: { by?: Write } = {}

/** The room that keeps the audit log says how to write in it; notices itself stands below it. */
export function defineNoticeAudit(by: Write): void {
  written.by = by
}

export async function auditNotice(tx: Db, entry: Entry): Promise<void> {
  if (!written.by) throw new Error('no room keeps the audit log')
  await written.by(tx, entry)
}
