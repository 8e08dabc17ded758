import { allUnits } from '#core/people/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { urls } from '#urls.ts'
import { countDeskLists, readDeskList } from './desk/desk-list.ts'
import type { DeskRow } from './desk/desk-list-page.tsx'
import { type DeskListId, deskLists } from './desk/desk-lists.ts'

/** One block of the page 今天: what waits, how much of it, and the most urgent rows. */
export type TodayPart = { title: string; count: number; href: string; rows: DeskRow[]; next: string }

const shownRows = 6

/** What letters have for this person today, the most pressing first. Whoever has several roles sees the work of all of them. */
export async function lettersToday(
  house: Pick<House, 'db' | 'clock' | 'secrets' | 'config'>,
  actor: StaffActor,
): Promise<TodayPart[]> {
  const counts = await countDeskLists(house, actor, await allUnits(house.db))
  return Promise.all(
    listsFor(actor).map(async (id) => {
      const list = deskLists.find((one) => one.id === id) ?? deskLists[0]
      return {
        title: list.label,
        count: counts[id],
        href: urls.deskLetters({ list: id }),
        rows: counts[id] > 0 ? (await readDeskList(house, actor, id, {}, null, shownRows)).rows : [],
        next: list.next,
      }
    }),
  )
}

function listsFor(actor: StaffActor): DeskListId[] {
  const lists = new Set<DeskListId>()
  const add = (...ids: DeskListId[]) => {
    for (const id of ids) lists.add(id)
  }
  if (hasRole(actor, 'dispatcher')) add('dispatch', 'overdue')
  if (hasRole(actor, 'head')) add('approve', 'sign', 'overdue')
  if (hasRole(actor, 'handler', 'discipline', 'clerk')) add('sign', 'mine')
  if (hasRole(actor, 'leader', 'supervisor')) add('overdue')
  if (lists.size > 0) add('today', 'waiting')
  return [...lists]
}
