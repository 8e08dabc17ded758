import { eq } from 'drizzle-orm'
import { unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { contactStarts, spotAnswers } from '../tables.ts'
import type { ContactWay } from './contact.ts'

type Working = Pick<House, 'clock' | 'config'> & { db: Db }

/** 当场答复: only that it was, where, on which day and by which way. What a visitor typed before goes. */
export async function countSpotAnswer(
  { db, clock, config }: Working,
  answer: { unitId: string; way: ContactWay; startId?: string | null },
): Promise<void> {
  const unit = (await unitDirectory(db)).get(answer.unitId)
  if (!unit?.active) throw new Refusal('no-unit', '没有这个单位，或它已撤销。')
  const day = dateIn(config.timeZone, clock.now()).toZonedDateTime(config.timeZone).toInstant()
  await db.insert(spotAnswers).values({ id: newId(), unitId: answer.unitId, day, way: answer.way })
  if (answer.startId) await db.delete(contactStarts).where(eq(contactStarts.id, answer.startId))
}
