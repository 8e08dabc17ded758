import { asc } from 'drizzle-orm'
import { unitDirectory } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import { isSame, projectionOf } from './happen.ts'
import { milestonesOf } from './open-work.ts'
import { works } from './tables.ts'
import { audienceOf } from './work-sight.ts'

/** Works whose rows do not say what their events come to: one sentence each, empty when all is well. */
export async function checkWorks(db: Db): Promise<string[]> {
  const units = await unitDirectory(db)
  const faults: string[] = []
  for (const row of await db.select().from(works).orderBy(asc(works.id))) {
    const milestones = await milestonesOf(db, row.id)
    const { milestones: now, ...facts } = await projectionOf(db, row.id, milestones)
    for (const [name, value] of Object.entries(facts))
      if (String(row[name as keyof typeof facts]) !== String(value))
        faults.push(`任务 ${row.number} 的 ${name} 与经过不一致`)
    for (const milestone of milestones) {
      const given = now.get(milestone.id)
      if (!given || !isSame(given, milestone))
        faults.push(`任务 ${row.number} 的第 ${milestone.position} 个节点与经过不一致`)
    }
    if (audienceOf(row, units).toSorted().join() !== row.audience.toSorted().join())
      faults.push(`任务 ${row.number} 的可见范围与单位不一致`)
  }
  return faults
}
