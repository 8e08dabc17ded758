import { allUnits } from '#core/people/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import { allDesks, type Desk, type Reading } from './desk.ts'
import { everyDesk } from './lists/every-desk.ts'
import type { DeskRow } from './lists/list-page.tsx'
import { countDeskLists, readDeskList } from './lists/read-list.ts'
import { listOf, type WorkLists } from './lists/work-lists.ts'

/** One block of the page 今天: what waits, how much of it (`isCapped`: at least), and the most urgent rows. */
export type TodayPart = { title: string; count: number; isCapped: boolean; href: string; rows: DeskRow[] }

const shownRows = 6

/** The lists that show all there is: those of the only desk, or of all as one. */
export function theLists(): WorkLists {
  const [only, ...others] = allDesks()
  return only && others.length === 0 ? only : everyDesk
}

/**
 * What waits for this person today, the most pressing first, whatever kind it is: the usual lists over all desks, before them what single desks
 * have of their own. Whoever has several roles sees the work of all of them.
 */
export async function readToday(house: Reading, actor: StaffActor): Promise<TodayPart[]> {
  const own = allDesks().map((desk) => partsOf(house, actor, desk, ownListsFor(desk, actor), `${desk.words.matter}：`))
  const shared = partsOf(house, actor, theLists(), usualListsFor(actor))
  return (await Promise.all([...own, shared])).flat()
}

async function partsOf(
  house: Reading,
  actor: StaffActor,
  lists: WorkLists,
  ids: readonly string[],
  before = '',
): Promise<TodayPart[]> {
  if (ids.length === 0) return []
  const { counts, isCapped } = await countDeskLists(house, actor, lists, await allUnits(house.db))
  return Promise.all(
    ids
      .flatMap((id) => listOf(lists, id) ?? [])
      .map(async ({ id, label }) => ({
        title: before + label,
        count: counts[id] ?? 0,
        isCapped,
        href: lists.urls.list({ list: id }),
        rows: counts[id] ? (await readDeskList(house, actor, lists, id, {}, null, shownRows)).rows : [],
      })),
  )
}

const ownListsFor = ({ lists }: Desk, actor: StaffActor): string[] =>
  lists.filter(({ todayFor }) => todayFor && hasRole(actor, ...todayFor)).map(({ id }) => id)

function usualListsFor(actor: StaffActor): string[] {
  const lists = new Set<string>()
  const add = (...ids: string[]) => {
    for (const id of ids) lists.add(id)
  }
  if (hasRole(actor, 'dispatcher')) add('dispatch', 'overdue')
  if (hasRole(actor, 'head')) add('approve', 'sign', 'overdue', 'standIn')
  if (hasRole(actor, 'handler', 'discipline', 'clerk')) add('sign', 'mine', 'standIn')
  if (hasRole(actor, 'leader', 'supervisor')) add('overdue')
  if (lists.size > 0) add('today', 'waiting')
  return [...lists]
}
