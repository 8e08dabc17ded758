import { matterHappened, type Taking, takes } from '#core/facts/index.ts'
import {
  type EventType,
  eventsOf,
  groupNumber,
  type MatterEvent,
  type MatterState,
  replay,
} from '#core/matters/index.ts'
import { queueNotice } from '#core/notices/index.ts'
import { staffAt, unitDirectory } from '#core/people/index.ts'
import '../inquiry-notices.ts'
import { keepHandOvers } from './keep-hand-overs.ts'
import { keepWatch } from './keep-watch.ts'
import { newsTypes } from './watch.ts'
import { watchOfMatter } from './watches.ts'

const heard: readonly EventType[] = [...newsTypes, 'opened', 'classified', 'marked']

/**
 * What happens to matters of every kind, letters too, as the watches and the figures have to know it. Steps may be taken in another order than they were
 * done; what is kept is therefore always made from the whole log.
 */
takes(matterHappened, {
  by: 'first-asked:watches',
  wants: ({ kind, type }) => kind !== 'part' && heard.some((one) => one === type),
  take: (house, { matterId, seq }) => followStep(house, matterId, seq),
})

export async function followStep(house: Taking, matterId: string, seq: number): Promise<void> {
  const events = await eventsOf(house.db, matterId)
  const event = events.find((one) => one.seq === seq)
  if (!event) return
  const state = replay(matterId, events)
  await keepWatch(house.db, state, events)
  await keepHandOvers(house.db, state, events)
  await tellLeads(house, state, event)
}

/** Nobody took it in time: both leads and whoever watches are told at once; so is the lead of a unit that has not decided a dispute. */
async function tellLeads(house: Taking, state: MatterState, event: MatterEvent): Promise<void> {
  const number = groupNumber(state.number)
  if (event.type === 'handOverDeclined' && event.data.lapsed) {
    const units = await unitDirectory(house.db)
    const name = (id: string) => units.get(id)?.shortName ?? '原单位'
    const variables = { number, from: name(state.holder.unitId), to: name(event.data.unitId) }
    const watch = await watchOfMatter(house.db, state.id)
    const people = [
      ...(await headsOf(house, state.holder.unitId)),
      ...(await headsOf(house, event.data.unitId)),
      ...(watch ? [watch.personId] : []),
    ]
    await tell(house, 'watch.lapsed', people, variables, state.id)
  }
  if (event.type === 'marked' && event.data.mark === 'disputeLate' && event.data.unitId) {
    await tell(house, 'watch.disputeLate', await headsOf(house, event.data.unitId), { number }, state.id)
  }
}

const headsOf = async (house: Taking, unitId: string): Promise<string[]> =>
  (await staffAt(house, house.db, unitId, ['head'])).map(({ personId }) => personId)

async function tell(
  house: Taking,
  template: string,
  people: readonly string[],
  variables: Record<string, string>,
  matterId: string,
): Promise<void> {
  for (const personId of new Set(people)) {
    await queueNotice(house.db, house, { template, to: { personId }, variables, matterId, at: house.clock.now() })
  }
}
