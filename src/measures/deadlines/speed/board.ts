import { loadRules } from '#core/calendar/index.ts'
import { onTheSpotTotals } from '#core/on-the-spot/index.ts'
import { allUnits, withBelow } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { leastShown } from '#platform/small-counts.ts'
import { type Asked, type Audience, scopesOf } from './asked.ts'
import { type BoardRows, boardRows } from './board-rows.ts'
import { type Book, readBooks } from './books.ts'
import { type Choices, readChoices } from './choices.ts'
import { type CountedExclusions, countExclusions } from './exclusions.ts'
import { firstDay, monthAt, type Range, rangeBefore, rangeOf } from './month.ts'
import { openBy, openNow } from './open-now.ts'
import { type FigureFilters, readFigures } from './read-figures.ts'

export type Board = BoardRows & {
  audience: Audience
  asked: Asked
  range: Range
  countedAt: Temporal.Instant
  /** 当场办结 at the counters, which has no clock: null where a kind or a county is asked for, which counters do not know. */
  onTheSpot: number | null
  /** Grounds of stops, by their words; null is too few for everybody to know. */
  stops: { label: string; count: number | null }[]
  exclusions: CountedExclusions
  books: Book[]
  choices: Choices
}

type Reading = Pick<House, 'db' | 'clock' | 'config'>

/** All that a page, its charts, its files and the API show of one question, from the same figures. */
export async function readBoard(house: Reading, audience: Audience, asked: Asked): Promise<Board> {
  const { db } = house
  const countedAt = house.clock.now()
  const range = rangeOf(asked, monthAt(countedAt, house.config.timeZone))
  const scopes = scopesOf(audience)
  const [units, open] = await Promise.all([allUnits(db), openNow(db, countedAt)])
  const filters: FigureFilters = {
    range,
    scopes,
    unitIds: asked.unit ? withBelow(units, asked.unit).map(({ id }) => id) : undefined,
    kind: asked.kind,
    divisionCode: asked.division,
  }
  const [now, before, books, exclusions, onTheSpot, stopWords, choices] = await Promise.all([
    readFigures(db, filters),
    readFigures(db, { ...filters, range: rangeBefore(range) }),
    readBooks(db, range, scopes),
    // In public for the whole city: of one unit the ground of one answer could tell whose it was.
    countExclusions(db, audience === 'public' ? { range, scopes } : filters),
    onTheSpotOf(db, filters),
    stopGroundWords(db),
    readChoices(house, audience),
  ])
  const isFew = (count: number) => audience === 'public' && count < leastShown
  return {
    ...boardRows({ audience, range, now, before, openOf: openBy(open, filters), units, choices }),
    audience,
    asked,
    range,
    countedAt,
    stops: [...now.all.stops]
      .sort(([, a], [, b]) => b - a)
      .map(([ground, count]) => ({ label: stopWords.get(ground) ?? ground, count: isFew(count) ? null : count })),
    exclusions,
    onTheSpot,
    books,
    choices,
  }
}

async function onTheSpotOf(db: Db, { range, unitIds, kind, divisionCode }: FigureFilters): Promise<number | null> {
  if (kind || divisionCode) return null
  const [from, to] = [firstDay(range.from), firstDay(range.to.add({ months: 1 })).subtract({ days: 1 })]
  const byUnit = await onTheSpotTotals(db, { from, to })
  return [...byUnit].reduce((sum, [unitId, count]) => sum + (!unitIds || unitIds.includes(unitId) ? count : 0), 0)
}

/** The same ground has the same words in every rule. */
async function stopGroundWords(db: Db): Promise<Map<string, string>> {
  const { rules } = await loadRules(db)
  return new Map(
    rules.flatMap(({ stopGrounds }) => stopGrounds.map(({ ground, title }): [string, string] => [ground, title])),
  )
}
