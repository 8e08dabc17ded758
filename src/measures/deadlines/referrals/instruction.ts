import { and, eq } from 'drizzle-orm'
import { type FileRow, filesOf } from '#core/documents/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { instructionReaders, instructionScans } from './tables.ts'

/** Only a named reader; to others there is no instruction, whatever else of the matter they see. */
export async function mayReadInstruction(db: Db, actor: StaffActor, matterId: string): Promise<boolean> {
  const [reader] = await db
    .select({ id: instructionReaders.personId })
    .from(instructionReaders)
    .innerJoin(instructionScans, eq(instructionScans.matterId, instructionReaders.matterId))
    .where(and(eq(instructionReaders.matterId, matterId), eq(instructionReaders.personId, actor.personId)))
  return reader !== undefined
}

/** The pictures of the instruction; empty for who is not a named reader. */
export async function scansFor(db: Db, actor: StaffActor, matterId: string): Promise<FileRow[]> {
  if (!(await mayReadInstruction(db, actor, matterId))) return []
  const owners = await db
    .select({ id: instructionScans.id })
    .from(instructionScans)
    .where(eq(instructionScans.matterId, matterId))
  return filesOf(
    db,
    owners.map(({ id }) => id),
  )
}
