import { defineRecordTypes, enterRecord, findInRecord, type InRecord } from '#core/ledger/index.ts'
import type { Db } from '#platform/database.ts'
import { eventTitles, isOpen } from './event-words.ts'
import type { WorkEventRow, WorkRow } from './tables.ts'

const subject = 'workEvent'

defineRecordTypes(
  Object.fromEntries(Object.entries(eventTitles).map(([type, title]) => [`work.${type}`, `民生实事：${title}`])),
)

type Happened = Pick<WorkEventRow, 'id' | 'type' | 'at'> &
  Partial<Pick<WorkEventRow, 'milestoneId' | 'words' | 'data' | 'publishedAt'>>

/** What happened to a work that is public, as its page says it at once: what, to which milestone, from which day to which; words only where they are public with the act. */
export function enterWorkEvent(
  tx: Db,
  { number, title }: Pick<WorkRow, 'number' | 'title'>,
  { id, type, at, milestoneId = null, words = null, data = {}, publishedAt = null }: Happened,
  promised: readonly { title: string; dueOn: Temporal.PlainDate }[] = [],
): Promise<void> {
  const { from = null, to = null, finding = null, usersSay = null } = data
  return enterRecord(tx, {
    ...{ type: `work.${type}`, subjectType: subject, subjectId: id, version: 1, at },
    document: {
      ...{ number, title, event: eventTitles[type], milestone: milestoneId, from, to, finding, usersSay },
      words: isOpen({ type, publishedAt }) ? words : null,
      milestones: promised.map((one) => ({ title: one.title, dueOn: one.dueOn.toString() })),
    },
  })
}

export const eventsInRecord = (db: Db, ids: readonly string[]): Promise<Map<string, InRecord>> =>
  findInRecord(db, subject, ids)
