import { likelyLabels, wordsFor } from '#core/documents/index.ts'
import { allDuties, type Duty, holdsAt, wordInCommon } from '#core/duties/index.ts'
import { type Unit, unitDirectory } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { keptFor } from '#platform/kept.ts'
import { categoryById } from '../categories/categories.ts'
import { type Adviser, adviserInUse, termKey } from './adviser.ts'

export type LetterToAdvise = { title: string; body: string; divisionCode: string }

export type AdvisedUnit = {
  id: string
  name: string
  probability: number
  /** The letter's words that spoke most for it. */
  words: string[]
  /** The row of the catalogue that says so, with its basis. */
  duty: Duty | null
  /** Closed letters of this category that this unit answered. */
  past: number
}

export type Advice = {
  modelId: string
  category: { id: string; title: string; probability: number; words: string[] } | null
  /** At most three, likeliest first. */
  units: AdvisedUnit[]
}

/** A row of the catalogue that names the letter's own word counts so much more than what was only learnt. */
const catalogueCounts = 4

/** A unit that has answered letters of the advised category, as far as that is sure. */
const pastCounts = 4

const catalogue = keptFor(10, (db) => allDuties(db))

/** Where a letter goes and what it is about, for a person to decide; null while there is no adviser. Reads no other letter. */
export async function advise(
  house: { db: Db; secrets: House['secrets'] },
  letter: LetterToAdvise,
): Promise<Advice | null> {
  const adviser = await adviserInUse(house.db)
  if (!adviser) return null
  const units = await unitDirectory(house.db)
  const duties = await catalogue(house.db)
  const key = termKey(house)
  const category = await categoryFor(house.db, adviser, letter, key)
  return { modelId: adviser.id, category, units: unitsFor(adviser, { letter, units, duties, key, category }) }
}

/** Null for a text of which no word is known: it would only be what most letters are about. */
async function categoryFor(db: Db, adviser: Adviser, letter: LetterToAdvise, key: number): Promise<Advice['category']> {
  const [first] = likelyLabels(adviser.categories, letter, key)
  const category = first && (await categoryById(db, first.label))
  if (!first || !category || category.endedAt !== null) return null
  const words = wordsFor(adviser.categories, letter, category.id, key)
  return words.length > 0 ? { id: category.id, title: category.title, probability: first.probability, words } : null
}

type Asking = {
  letter: LetterToAdvise
  units: ReadonlyMap<string, Unit>
  duties: readonly Duty[]
  key: number
  category: Advice['category']
}

function unitsFor(adviser: Adviser, { letter, units, duties, key, category }: Asking): AdvisedUnit[] {
  const text = `${letter.title}\n${letter.body}`
  const fitting = duties.filter((duty) => holdsAt(duty.divisionCode, letter.divisionCode) && wordInCommon(duty, text))
  const possible = likelyLabels(adviser.units, letter, key).flatMap(({ label, probability }) => {
    const unit = units.get(label)
    const duty = fitting.find(({ unitId }) => unitId === label) ?? null
    if (!unit || !mayBeAdvised(unit, letter.divisionCode, duty)) return []
    const past = adviser.wentThere[`${category?.id ?? null} ${unit.id}`] ?? 0
    const sameCategory = category && past > 0 ? 1 + pastCounts * category.probability : 1
    return [{ unit, duty, past, weight: probability * (duty ? catalogueCounts : 1) * sameCategory }]
  })
  const all = possible.reduce((sum, { weight }) => sum + weight, 0) || 1
  return possible
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(({ unit, duty, past, weight }) => ({
      id: unit.id,
      name: unit.shortName,
      probability: weight / all,
      words: wordsFor(adviser.units, letter, unit.id, key),
      duty,
      past,
    }))
    .filter(({ words, duty }) => words.length > 0 || duty !== null)
}

/** Not a unit of another county, and a street or town only for what stands in its list (HOT-4). */
function mayBeAdvised(unit: Unit, place: string, duty: Duty | null): boolean {
  if (!unit.active || !holdsAt(unit.divisionCode, place)) return false
  return (unit.kind !== 'street' && unit.kind !== 'town') || duty !== null
}

/** In words, beside the number. */
export function sureness(probability: number): string {
  if (probability >= 0.7) return '很有把握'
  return probability >= enough ? '较有把握' : '没有把握'
}

/** Less sure than this, nothing is dispatched by advice in bulk. */
export const enough = 0.45
