import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { Refusal } from '#platform/refusal.ts'
import { type SentLine, sentIn } from './read-file.ts'
import { sourceById } from './sources.ts'
import { messageImports } from './tables.ts'
import { readSentMessage, takeMessage } from './take-message.ts'

export type MessageImport = typeof messageImports.$inferSelect

/** Lines as a preview carries them, and as they wait for the job. */
const carried = z
  .array(z.object({ line: z.int().positive(), sent: z.record(z.string(), z.string().max(20_000)) }))
  .max(5000)

export const writeLines = (lines: readonly SentLine[]): string => JSON.stringify(lines)

/** Null for what is no list. */
export function readLines(text: string): SentLine[] | null {
  try {
    const read = carried.safeParse(JSON.parse(text))
    return read.success ? read.data.map(({ line, sent }) => ({ line, sent: sentIn(sent) })) : null
  } catch {
    return null
  }
}

/** Seals the lines and has them taken in the background. @returns the import's id */
export async function beginImport(
  house: Pick<House, 'clock' | 'secrets'> & { db: Db },
  actor: StaffActor,
  sourceId: string,
  lines: readonly SentLine[],
): Promise<string> {
  const source = await sourceById(house.db, sourceId)
  const id = newId()
  const at = house.clock.now()
  await house.db.insert(messageImports).values({
    id,
    sourceId: source.id,
    at,
    by: actor.personId,
    total: lines.length,
    refused: [],
    rowsCipher: house.secrets.encrypt(writeLines(lines), 'message_imports.rows'),
  })
  await audit(house.db, {
    actor,
    act: 'doors.import',
    subjectType: 'messageImport',
    subjectId: id,
    at,
    details: { source: source.slug, messages: lines.length },
  })
  await enqueue(house.db, 'doors:import', { id }, { key: `doors:import:${id}` })
  return id
}

/**
 * Takes the lines one by one. How far it came stands in the row, counted in the transaction that took the message: a process that dies goes on where it was,
 * and counts nothing twice. The sealed lines go with the last one.
 */
export async function runImport(house: House, id: string): Promise<void> {
  const [row] = await house.db
    .select()
    .from(messageImports)
    .where(and(eq(messageImports.id, id), isNull(messageImports.doneAt)))
  const lines = row?.rowsCipher && readLines(house.secrets.decrypt(row.rowsCipher, 'message_imports.rows'))
  if (!row || !lines) return
  const source = await sourceById(house.db, row.sourceId)
  for (const { line, sent } of lines.slice(row.taken + row.already + row.refused.length)) {
    const read = await readSentMessage(house, source, sent)
    if ('faults' in read) {
      await refuse(house.db, id, line, read.faults.join(''))
      continue
    }
    try {
      await takeMessage(house, source, read.message, async (tx, { outcome }) => {
        const column = outcome === 'taken' ? messageImports.taken : messageImports.already
        await tx
          .update(messageImports)
          .set({ [outcome]: sql`${column} + 1` })
          .where(eq(messageImports.id, id))
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await refuse(house.db, id, line, error.message)
    }
  }
  await house.db
    .update(messageImports)
    .set({ doneAt: house.clock.now(), rowsCipher: null })
    .where(eq(messageImports.id, id))
}

async function refuse(db: Db, id: string, line: number, why: string): Promise<void> {
  await db
    .update(messageImports)
    .set({ refused: sql`${messageImports.refused} || ${JSON.stringify([{ line, why }])}::jsonb` })
    .where(eq(messageImports.id, id))
}
