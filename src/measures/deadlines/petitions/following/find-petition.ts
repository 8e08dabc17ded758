import { eq } from 'drizzle-orm'
import { limitText, loadRules, ruleInWords, startPhrase } from '#core/calendar/index.ts'
import { type Why, whyDue } from '#core/casework/index.ts'
import { papersInRecord } from '#core/documents/index.ts'
import {
  bodiesOf,
  type Finder,
  type FollowedMatter,
  findFollowedMatter,
  type Opened,
  readFollowed,
} from '#core/following/index.ts'
import {
  acceptReading,
  type Counting,
  countingNow,
  type MatterRead,
  type MatterState,
  matters,
  readMatter,
  rulesOf,
  textsOfMatter,
  type Units,
} from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { askInWords, lastDayFor, organAbove } from '../ask-recheck.ts'
import { chainOf, type Link } from '../chain.ts'
import { deliveredOn, explained, petitionRules } from '../petition.ts'
import { askRule, stageAfter, stageWord } from '../recheck.ts'
import { type PetitionRow, petitions } from '../tables.ts'
import { type FollowedPetition, followedPetition, type NextAsking } from './followed-petition.ts'

export type Followed = Opened & { petition: FollowedPetition }

/** A petition opened by its cookie or by that of another of its chain, or brought by the citizen who is signed in; null for everybody else. */
export const findPetition: Finder<Followed> = async (house, ...asked) => {
  const followed = (await findFollowedMatter(house, ...asked)) ?? (await sameChain(house, ...asked))
  return readFollowed(house, 'petition', followed, view)
}

/** Number and code of the first open what was asked about it too: it is the same person's. */
async function sameChain(
  house: House,
  number: string,
  actor: Actor,
  openedId: string | null,
): Promise<FollowedMatter | null> {
  if (!openedId) return null
  const rootOf = async (where: ReturnType<typeof eq>) =>
    (
      await house.db
        .select({ id: petitions.matterId, rootId: petitions.rootId })
        .from(petitions)
        .innerJoin(matters, eq(matters.id, petitions.matterId))
        .where(where)
    )[0]
  const [opened, asked] = await Promise.all([rootOf(eq(matters.id, openedId)), rootOf(eq(matters.number, number))])
  return opened && asked && opened.rootId === asked.rootId ? findFollowedMatter(house, number, actor, asked.id) : null
}

async function view(house: House, { row, state, events }: MatterRead): Promise<Pick<Followed, 'petition' | 'why'>> {
  const { db, clock } = house
  const [[petition], units, texts, counting, rules, inRecord] = await Promise.all([
    db.select().from(petitions).where(eq(petitions.matterId, row.id)),
    unitDirectory(db),
    textsOfMatter(db, row.id),
    countingNow(house, db),
    loadRules(db),
    papersInRecord(db, row.id),
  ])
  const chain = petition ? await chainOf(db, petition.rootId) : []
  const now = clock.now()
  const followed = followedPetition({
    state,
    events,
    texts: bodiesOf(texts),
    unit: (id) => units.get(id)?.name ?? '原单位',
    nationalNumber: petition?.nationalNumber ?? null,
    inRecord,
    dates: {
      dueOn: row.dueOn,
      routeBy: acceptReading(state, counting, now)?.dueOn ?? null,
      provisional: row.provisional,
    },
    rule: rulesOf(state, counting),
    next: petition ? nextAsking(state, petition, { chain, units, counting, now }) : null,
    chain: chain.length > 1 ? chain : [],
  })
  return { petition: followed, why: followed.due ? explained(state, whyDue(state, counting, rules, now)) : [] }
}

function nextAsking(
  state: MatterState,
  petition: PetitionRow,
  { chain, units, counting, now }: { chain: readonly Link[]; units: Units; counting: Counting; now: Temporal.Instant },
): NextAsking | null {
  const stage = stageAfter(state.class)
  if (!stage || !state.answer || state.erased) return null
  const lastOn = lastDayFor(stage, state, counting)?.dueOn ?? null
  const today = counting.settings.city.dateOf(now)
  return {
    stage,
    organ: organAbove(units, state, petition.organUnitId)?.name ?? null,
    lastOn,
    askWithin: askInWords(stage, state, counting, today).span,
    opinionWithin: ruleInWords(counting.terms(petitionRules(stage).answer, today)).span,
    isOver: lastOn !== null && Temporal.PlainDate.compare(today, lastOn) > 0,
    asked: chain.find((link) => link.aboutId === state.id && link.state !== 'withdrawn')?.number ?? null,
  }
}

/** Why the last day for asking is what it is: the rule with its days, from the delivered opinion. */
export async function whyLastDay(house: House, matterId: string): Promise<Why[]> {
  const { db } = house
  const read = await readMatter(db, { kind: 'system', name: 'why', tokens: [] }, matterId)
  const stage = read && stageAfter(read.state.class)
  if (!read || !stage) return []
  const [counting, rules] = await Promise.all([countingNow(house, db), loadRules(db)])
  const last = lastDayFor(stage, read.state, counting)
  const rule = last && rules.on(askRule(stage), deliveredOn(read.state) ?? last.dueOn)
  if (!last || !rule) return []
  return [
    {
      title: `申请${stageWord(stage)}的最后一天`,
      words: `${rule.title}，${startPhrase(rule.startEvent ?? '', 'after')}${rule.limit ? limitText(rule.limit) : ''}。`,
      source: `《${rule.source}》${rule.article ?? ''}`,
      explanation: last.explanation,
      dueOn: last.dueOn,
      provisional: last.provisional,
    },
  ]
}
