import { loadRules } from '#core/calendar/index.ts'
import { whyDue } from '#core/casework/index.ts'
import { filesOf, papersInRecord } from '#core/documents/index.ts'
import { bodiesOf, type Finder, findFollowedMatter, type Opened, readFollowed } from '#core/following/index.ts'
import {
  acceptReading,
  countingNow,
  endsAt,
  eventsOf,
  kindOf,
  type MatterRead,
  mainOf,
  textsOfMatter,
} from '#core/matters/index.ts'
import { allDivisions, allUnits, divisionPath, personNames } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import type { FollowedLetter } from './follow-page.tsx'
import { followedLetter } from './followed-letter.ts'

export type Followed = Opened & { letter: FollowedLetter }

/** A letter opened by its cookie, or written by the citizen who is signed in; null for everybody else, whether it exists or not. */
export const findFollowed: Finder<Followed> = async (house, ...asked) =>
  readFollowed(house, 'letter', await findFollowedMatter(house, ...asked), view)

async function view(house: House, { row, state, events }: MatterRead): Promise<Pick<Followed, 'letter' | 'why'>> {
  const main = await mainOf(house.db, row)
  const firstAskedId = state.firstAsked.personId
  const [units, divisions, counting, rules, own, mainEvents, ofMain, files, names, inRecord] = await Promise.all([
    allUnits(house.db),
    allDivisions(house.db),
    countingNow(house, house.db),
    loadRules(house.db),
    textsOfMatter(house.db, row.id),
    main ? eventsOf(house.db, main.id) : [],
    main ? textsOfMatter(house.db, main.id) : new Map<string, { body: string }>(),
    filesOf(house.db, [row.id], ['asker', 'published']),
    personNames(house.db, house.secrets, firstAskedId ? [firstAskedId] : []),
    papersInRecord(house.db, row.id),
  ])
  const now = house.clock.now()
  const city = counting.settings.city
  const accept = acceptReading(state, counting, now)
  const silence = kindOf(state.kind).times.silence
  const rateUntil = state.answer && silence ? endsAt(silence, state.answer.at, state, counting) : null
  const letter = followedLetter({
    state,
    events,
    mainEvents: mainEvents.filter((event) => event.type === 'answered'),
    texts: bodiesOf([...own, ...ofMain]),
    files,
    inRecord,
    units: new Map(units.map((unit) => [unit.id, unit])),
    division: divisionPath(divisions, state.divisionCode),
    // Who handles a report is not named: the writer is told the body only.
    firstAskedName: (state.class !== 'report' && firstAskedId && names.get(firstAskedId)) || null,
    dates: {
      acceptBy: accept?.dueOn ?? null,
      dueOn: row.dueOn,
      rateBy: rateUntil && city.dateOf(rateUntil.subtract({ seconds: 1 })),
      isExact: state.answerClock.length > 0,
      provisional: row.provisional,
    },
  })
  return { letter, why: letter.due ? whyDue(state, counting, rules, now) : [] }
}
