import { count, eq, sql } from 'drizzle-orm'
import { countWords } from '#core/documents/index.ts'
import { matters, wakeDue } from '#core/matters/index.ts'
import { learnAdvice } from '#measures/dialogue/index.ts'
import type { House } from '#platform/house.ts'
import { tellFirstAsked } from './first-asked/tell-first-asked.ts'
import { stories } from './stories.ts'
import { tellSupervision } from './supervision.ts'
import { tellCalls } from './tell-calls.ts'
import { tellCategories } from './tell-categories.ts'
import { tellDisclosures } from './tell-disclosures.ts'
import { tellDoors } from './tell-doors.ts'
import { tellDraws } from './tell-draws.ts'
import { tellGatherings } from './tell-gatherings.ts'
import { tellInterviews } from './tell-interviews.ts'
import { tellKnowledge } from './tell-knowledge.ts'
import { tellPetitions } from './tell-petitions.ts'
import { tellReferrals } from './tell-referrals.ts'
import { tellSpeed } from './tell-speed.ts'
import { tellStories } from './tell-stories.ts'
import { tellTopics } from './tell-topics.ts'
import { seedWorks } from './works/tell-works.ts'

/** Tells the demo city's stories when there is no letter yet: all of them or none. Of two processes that start at once one tells them. */
export async function seedCity(house: House): Promise<void> {
  const started = performance.now()
  const letters = await house.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('seed-city')) as mine`,
    )
    if (!rows[0]?.mine) return 0
    const [letters] = await tx.select({ count: count() }).from(matters).where(eq(matters.kind, 'letter'))
    if (letters?.count !== 0) return 0
    const written = await tellStories(house, tx, stories)
    await tellReferrals(house, tx)
    await tellPetitions(house, tx)
    await tellDisclosures(house, tx)
    await tellFirstAsked(house, tx)
    await tellCategories(house, tx)
    return written
  })
  await seedWorks(house)
  if (letters === 0) return
  await wakeDue(house)
  await house.db.transaction((tx) => tellSupervision(house, tx))
  await countWords(house.db)
  await learnAdvice(house)
  await tellSpeed(house)
  await tellInterviews(house)
  await tellDraws(house)
  await tellGatherings(house)
  await tellKnowledge(house)
  await tellCalls(house)
  await tellDoors(house)
  await tellTopics(house)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`已写入演示来信 ${letters} 封，用时 ${seconds} 秒\n`)
}
