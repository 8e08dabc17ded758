import { type SQL, sql } from 'drizzle-orm'
import { type Unit, unitDirectory } from '#core/people/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { urls } from '#urls.ts'
import { works } from './tables.ts'
import { seenAtDesk } from './work-sight.ts'
import { countWorks, type ListedWork, readWorks, type WorkListId } from './works.ts'

/** One block of the page 今天. */
export type WorksToday = { title: string; count: number; href: string; rows: ListedWork[] }

const shownRows = 6

/** What the ledger has for this person today: reports that are due, what they are to accept, what waits for a supervisor. */
export async function worksToday(
  house: Pick<House, 'db' | 'clock' | 'config'>,
  actor: StaffActor,
): Promise<WorksToday[]> {
  const blocks = blocksFor(actor, await unitDirectory(house.db))
  if (blocks.length === 0) return []
  return Promise.all(
    blocks.map(async ({ title, list, of }) => {
      const sight = sql`${seenAtDesk(actor)} and ${of}`
      const [count, { rows }] = await Promise.all([
        countWorks(house, { sight, list }),
        readWorks(house, { sight, list, size: shownRows }),
      ])
      return { title, count, href: urls.deskWorks({ list }), rows }
    }),
  )
}

type Block = { title: string; list: WorkListId; of: SQL }

function blocksFor(actor: StaffActor, units: ReadonlyMap<string, Unit>): Block[] {
  const ids = actor.roles
    .filter(({ role }) => role === 'handler' || role === 'head')
    .flatMap(({ unitId }) => [unitId, ...governmentOf(units.get(unitId))])
  const ours = sql`${`{${ids.join(',')}}`}::uuid[]`
  const doing = sql`(${works.leadUnitId} = any(${ours}) or ${works.jointUnitIds} && ${ours})`
  return [
    ...(ids.length > 0
      ? [
          { title: '任务该报进展', list: 'report' as const, of: doing },
          { title: '任务待我们验收', list: 'confirm' as const, of: sql`${works.userUnitIds} && ${ours}` },
        ]
      : []),
    ...(hasRole(actor, 'supervisor')
      ? [
          { title: '任务待使用方确认', list: 'confirm' as const, of: sql`true` },
          { title: '任务待销号', list: 'signOff' as const, of: sql`true` },
        ]
      : []),
    ...(hasRole(actor, 'supervisor', 'leader')
      ? [{ title: '督查结论待复核', list: 'objected' as const, of: sql`true` }]
      : []),
  ]
}

/** An office acts for the government above it. */
const governmentOf = (unit: Unit | undefined): string[] =>
  unit?.kind === 'office' && unit.parentId ? [unit.parentId] : []
