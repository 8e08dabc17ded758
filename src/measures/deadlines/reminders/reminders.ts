import { and, asc, desc, eq, gt, lt } from 'drizzle-orm'
import { type MatterRow, matters, visibleTo } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { titleInSql, titleOf } from '../matter-words.ts'
import { type LineKind, lineOrder } from './digest.ts'
import { reminderLines } from './tables.ts'

export type ReminderRow = { matter: MatterRow; title: string; unit: string }

export type Reminders = {
  roundAt: Temporal.Instant
  parts: { what: LineKind; rows: ReminderRow[] }[]
  earlier: Temporal.Instant | null
  later: Temporal.Instant | null
}

/** What one round told this person, or the latest that told anything; a matter that they may not see any more is left out. */
export async function readReminders(
  { db }: Pick<House, 'db'>,
  actor: StaffActor,
  asked: Temporal.Instant | null,
): Promise<Reminders | null> {
  const mine = eq(reminderLines.personId, actor.personId)
  const roundAt = asked ?? (await nearestRound(db, and(mine), 'last'))
  if (!roundAt) return null
  const [lines, earlier, later, units] = await Promise.all([
    db
      .select({ what: reminderLines.what, matter: matters, title: titleInSql })
      .from(reminderLines)
      .innerJoin(matters, eq(matters.id, reminderLines.matterId))
      .where(and(mine, eq(reminderLines.roundAt, roundAt), visibleTo(actor)))
      .orderBy(asc(matters.dueAt), asc(matters.id))
      .limit(500),
    nearestRound(db, and(mine, lt(reminderLines.roundAt, roundAt)), 'last'),
    nearestRound(db, and(mine, gt(reminderLines.roundAt, roundAt)), 'first'),
    unitDirectory(db),
  ])
  const byKind = Map.groupBy(lines, ({ what }) => what)
  return {
    ...{ roundAt, earlier, later },
    parts: lineOrder.flatMap((what) => {
      const rows = byKind.get(what) ?? []
      if (rows.length === 0) return []
      return [
        {
          what,
          rows: rows.map(({ matter, title }) => ({
            ...{ matter, title: titleOf(matter, title) },
            unit: units.get(matter.holderUnitId)?.shortName ?? '原单位',
          })),
        },
      ]
    }),
  }
}

async function nearestRound(
  db: House['db'],
  where: ReturnType<typeof and>,
  which: 'first' | 'last',
): Promise<Temporal.Instant | null> {
  const [row] = await db
    .select({ at: reminderLines.roundAt })
    .from(reminderLines)
    .where(where)
    .orderBy((which === 'last' ? desc : asc)(reminderLines.roundAt))
    .limit(1)
  return row?.at ?? null
}
