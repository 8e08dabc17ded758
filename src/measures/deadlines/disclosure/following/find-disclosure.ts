import { eq } from 'drizzle-orm'
import { loadRules } from '#core/calendar/index.ts'
import { whyDue } from '#core/casework/index.ts'
import { filesOf, papersInRecord } from '#core/documents/index.ts'
import { bodiesOf, type Finder, findFollowedMatter, type Opened, readFollowed } from '#core/following/index.ts'
import { countingNow, type MatterRead, rulesOf, textsOfMatter } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { forms, ways } from '../disclosure.ts'
import { disclosures } from '../tables.ts'
import { type FollowedDisclosure, followedDisclosure } from './followed-disclosure.ts'

export type Followed = Opened & { disclosure: FollowedDisclosure }

/** An application opened by its cookie, or asked by the citizen who is signed in; null for everybody else, whether it exists or not. */
export const findDisclosure: Finder<Followed> = async (house, ...asked) =>
  readFollowed(house, 'disclosure', await findFollowedMatter(house, ...asked), view)

async function view(house: House, { row, state, events }: MatterRead): Promise<Pick<Followed, 'disclosure' | 'why'>> {
  const { db, clock } = house
  const [units, texts, counting, rules, files, [kept], inRecord] = await Promise.all([
    unitDirectory(db),
    textsOfMatter(db, row.id),
    countingNow(house, db),
    loadRules(db),
    filesOf(db, [row.id], ['asker', 'published']),
    db.select().from(disclosures).where(eq(disclosures.matterId, row.id)),
    papersInRecord(db, row.id),
  ])
  const unit = units.get(state.holder.unitId)
  const disclosure = followedDisclosure({
    state,
    events,
    texts: bodiesOf(texts),
    unit: unit?.name ?? '受理机关',
    phone: unit?.phone ?? null,
    wanted: kept ? `${forms[kept.formWanted]}，${ways[kept.way]}` : '',
    decision: {
      ground: kept?.decisionGround ?? null,
      place: kept?.decisionPlace ?? null,
      agency: kept?.decisionAgency ?? null,
      law: kept?.decisionLaw ?? null,
    },
    files: files
      .filter(({ uploader }) => uploader === 'staff')
      .map(({ id, originalName }) => ({ id, name: originalName ?? '文件' })),
    inRecord,
    rule: rulesOf(state, counting),
    dates: { dueOn: row.dueOn, provisional: row.provisional },
  })
  return { disclosure, why: disclosure.due ? whyDue(state, counting, rules, clock.now()) : [] }
}
