import { eq } from 'drizzle-orm'
import { loadRules } from '#core/calendar/index.ts'
import { whyDue } from '#core/casework/index.ts'
import { bodiesOf, type Finder, findFollowedMatter, type Opened, readFollowed } from '#core/following/index.ts'
import {
  countingNow,
  endsAt,
  kindOf,
  type MatterEvent,
  type MatterRead,
  type MatterState,
  textsOfMatter,
} from '#core/matters/index.ts'
import { staffBadges, unitDirectory } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { type AskerBreach, askerBreaches } from '../breaches/asker-breaches.ts'
import { shownPerson } from '../card/card.ts'
import { thanks } from '../tables.ts'
import { watchOfMatter } from '../watches/watches.ts'
import { type FollowedInquiry, followedInquiry } from './followed-inquiry.ts'

export type Followed = Opened & {
  inquiry: FollowedInquiry
  /** What they complained of, and what became of it. */
  breaches: AskerBreach[]
}

/** An inquiry opened by its cookie, or asked by the unit of whoever is signed in; null for everybody else, whether it exists or not. */
export const findInquiry: Finder<Followed> = async (house, ...asked) =>
  readFollowed(house, 'inquiry', await findFollowedMatter(house, ...asked), view)

async function view(
  house: House,
  { row, state, events }: MatterRead,
): Promise<Pick<Followed, 'inquiry' | 'why' | 'breaches'>> {
  const { db, secrets, clock } = house
  const [units, texts, counting, rules, watch, thanked, breaches] = await Promise.all([
    unitDirectory(db),
    textsOfMatter(db, row.id),
    countingNow(house, db),
    loadRules(db),
    watchOfMatter(db, row.id),
    db.$count(thanks, eq(thanks.matterId, row.id)),
    askerBreaches(house, row.id),
  ])
  const badges = await staffBadges(db, secrets, [...personsIn(state, events), ...(watch ? [watch.personId] : [])])
  const unit = (id: string) => units.get(id)?.name ?? '原单位'
  const person = (unitId: string, personId: string | null) =>
    personId === null ? null : shownPerson(badges.get(personId), units.get(unitId))
  const ends = (rule: Parameters<typeof endsAt>[0] | null | undefined, from: Temporal.Instant | undefined) => {
    const at = rule && from ? endsAt(rule, from, state, counting) : null
    return at && counting.settings.city.dateOf(at.subtract({ seconds: 1 }))
  }
  const { times } = kindOf(state.kind)
  const inquiry = followedInquiry({
    state,
    events,
    texts: bodiesOf(texts),
    named: { unit, person },
    watcher: watch && watch.personId !== state.firstAsked.personId ? person(watch.unitId, watch.personId) : null,
    phoneOf: (id) => units.get(id)?.phone ?? null,
    thanked: thanked > 0,
    dates: {
      dueOn: row.dueOn,
      rateBy: ends(times.silence, state.answer?.at),
      settleBy: ends(times.dispute, state.dispute?.at),
      provisional: row.provisional,
    },
  })
  return { inquiry, breaches, why: inquiry.due ? whyDue(state, counting, rules, clock.now()) : [] }
}

/** Everybody who had it, or whom it was offered to by name. */
function personsIn(state: MatterState, events: readonly MatterEvent[]): string[] {
  const ids = events.flatMap((event) => {
    if (event.type === 'opened') return event.actor.kind === 'staff' ? [event.actor.personId] : []
    if (event.type === 'signed' || event.type === 'handOverAccepted' || event.type === 'handOverOffered')
      return [event.data.personId]
    return []
  })
  return [...ids, state.holder.personId, state.firstAsked.personId].filter((id) => id !== null)
}
