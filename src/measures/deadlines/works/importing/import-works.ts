import { between } from 'drizzle-orm'
import { z } from 'zod'
import { allUnits, audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { newId } from '#platform/id.ts'
import { giveWork } from '../giving/give-work.ts'
import type { Working } from '../open-work.ts'
import { works } from '../tables.ts'
import { keyOf, listColumns, type ReadList, readList } from './read-list.ts'

/** Reads a list against the units and the ledger as they are now. */
export async function checkList(house: Working, giverUnitId: string, rows: string[][]): Promise<ReadList> {
  const today = dateIn(house.config.timeZone, house.clock.now())
  const known = await house.db
    .select({ year: works.year, source: works.source, title: works.title })
    .from(works)
    .where(between(works.year, today.year - 5, today.year + 1))
  return readList(rows, {
    units: await allUnits(house.db),
    giverUnitId,
    today,
    known: new Set(known.map(keyOf)),
  })
}

/** All of them or none, in the caller's transaction; the same rules as one by one. */
export async function importWorks(
  house: Working,
  actor: StaffActor,
  giverUnitId: string,
  { works: read }: Pick<ReadList, 'works'>,
): Promise<number> {
  for (const { work } of read) await giveWork(house, actor, giverUnitId, work)
  await audit(house.db, {
    actor,
    act: 'work.imported',
    subjectType: 'workList',
    subjectId: newId(),
    at: house.clock.now(),
    details: { works: read.length },
  })
  return read.length
}

const carried = z.array(z.array(z.string().max(2000)).max(60)).max(5000)

/** The list as the preview carries it to the saving: what was seen is what is saved. Null for what is no list. */
export function rowsCarried(text: string): string[][] | null {
  try {
    const read = carried.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

export const templateColumns = listColumns.map(({ label }) => ({ label, width: label === '任务' ? 36 : 18 }))
