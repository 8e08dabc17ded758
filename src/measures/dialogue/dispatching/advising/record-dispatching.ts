import { eq } from 'drizzle-orm'
import { type MatterRow, matters } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { categoryById, type LetterCategory } from '../categories/categories.ts'
import { setCategory } from '../categories/set-category.ts'
import { wordsOfLetters } from '../learning/examples.ts'
import { letterDispatchings } from '../tables.ts'
import { type Advice, advise } from './advise.ts'

type Working = Pick<House, 'clock' | 'secrets'> & { db: Db }

/** Neither of a 举报 nor of a complaint of a person is anything advised: they go ways of their own. */
export const isAdvised = ({ kind, class: of, marks }: Pick<MatterRow, 'kind' | 'class' | 'marks'>): boolean =>
  kind === 'letter' && of !== 'report' && !marks.includes('againstOfficial')

/** The advice for a letter that lies here; null for one that gets none, for one without words, and while there is no adviser. */
export async function adviceFor(house: Omit<Working, 'clock'>, matterId: string): Promise<Advice | null> {
  const [row] = await house.db.select().from(matters).where(eq(matters.id, matterId))
  if (!row || !isAdvised(row)) return null
  const words = (await wordsOfLetters(house.db, [matterId])).get(matterId)
  return words ? advise(house, { ...words, divisionCode: row.divisionCode }) : null
}

export type Decided = {
  matterId: string
  advice: Advice | null
  /** What the dispatcher chose; null: not looked at, then the advice stands. */
  category: LetterCategory | null
  unitId: string
  dutyId: string | null
}

/** What was advised and what was decided, in the transaction of the dispatch; a category the dispatcher left open is the advised one. */
export async function recordDispatching(house: Working, actor: StaffActor, decided: Decided): Promise<void> {
  const { matterId, advice, unitId, dutyId } = decided
  const at = house.clock.now()
  const advised = advice?.category && (await categoryById(house.db, advice.category.id))
  const category = decided.category ?? advised ?? null
  if (category) await setCategory(house.db, matterId, category, decided.category ? 'person' : 'model', at)
  await house.db.insert(letterDispatchings).values({
    id: newId(),
    matterId,
    at,
    byPersonId: actor.personId,
    modelId: advice?.modelId ?? null,
    advisedCategoryId: advice?.category?.id ?? null,
    advisedUnitIds: advice?.units.map(({ id }) => id) ?? [],
    sure: advice?.units[0]?.probability ?? null,
    categoryId: category?.id ?? null,
    unitId,
    dutyId: dutyId ?? advice?.units.find(({ id }) => id === unitId)?.duty?.id ?? null,
  })
}
