import {
  defaultRule,
  isKept,
  type Limit,
  type LimitRule,
  loadRules,
  type Overrun,
  overrunsOf,
  type RuleBook,
  recentOverruns,
  type UnitPromise,
} from '#core/calendar/index.ts'
import { type Business, businessesById } from '#core/on-the-spot/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'

/** A promise as everybody may read it. */
export type PublicPromise = {
  id: string
  unitId: string
  unitName: string
  /** What it is about: the rule's title, or the business. */
  title: string
  /** Null for a business that no law limits. */
  law: LimitRule | null
  limit: Limit
  from: Temporal.PlainDate
  to: Temporal.PlainDate | null
  endReason: string
}

/** All that hold on the day or will from later on, by unit. */
export async function publicPromises(db: Db, day: Temporal.PlainDate): Promise<PublicPromise[]> {
  const book = await loadRules(db)
  const open = book.promises.filter(
    (promise) => isKept(promise, day) || (!promise.to && Temporal.PlainDate.compare(promise.from, day) > 0),
  )
  return named(db, book, open)
}

/** With their words, in the order of the directory of units. */
export async function named(db: Db, book: RuleBook, promises: readonly UnitPromise[]): Promise<PublicPromise[]> {
  const units = await unitDirectory(db)
  const businesses = await businessesById(
    db,
    promises.flatMap(({ businessId }) => businessId ?? []),
  )
  const position = new Map([...units.keys()].map((id, at) => [id, at]))
  return promises
    .flatMap((promise) => {
      const unit = units.get(promise.unitId)
      const about = unit && aboutOf(book, promise, businesses)
      return about ? [{ ...about, unitName: unit.name }] : []
    })
    .toSorted(
      (a, b) => (position.get(a.unitId) ?? 0) - (position.get(b.unitId) ?? 0) || a.title.localeCompare(b.title, 'zh'),
    )
}

function aboutOf(
  book: RuleBook,
  promise: UnitPromise,
  businesses: ReadonlyMap<string, Business>,
): Omit<PublicPromise, 'unitName'> | null {
  const { id, unitId, from, to, endReason, ruleId, businessId } = promise
  const rule = book.on(`${ruleId ?? defaultRule}:${id}`, from)
  if (!rule?.limit) return null
  const own = { id, unitId, from, to, endReason, limit: rule.limit }
  if (businessId === null) return { ...own, title: rule.title, law: rule.promise?.law ?? rule }
  const business = businesses.get(businessId)
  return business ? { ...own, title: business.title, law: null } : null
}

/** How many units promise shorter, by rule. */
export async function promisedCounts(db: Db, day: Temporal.PlainDate): Promise<Map<string, number>> {
  const { promises } = await loadRules(db)
  const counts = new Map<string, number>()
  for (const promise of promises) {
    if (promise.ruleId && isKept(promise, day)) counts.set(promise.ruleId, (counts.get(promise.ruleId) ?? 0) + 1)
  }
  return counts
}

/** 超过承诺时限的公开说明, with what was promised. */
export type PublicOverrun = Overrun & { promise: PublicPromise }

export async function latestOverruns(db: Db, most: number): Promise<PublicOverrun[]> {
  return withPromises(db, await recentOverruns(db, most))
}

export async function overrunsOfRule(db: Db, ruleId: string): Promise<PublicOverrun[]> {
  const { promises } = await loadRules(db)
  const ids = promises.filter((promise) => promise.ruleId === ruleId).map(({ id }) => id)
  return withPromises(db, await overrunsOf(db, ids))
}

async function withPromises(db: Db, overruns: readonly Overrun[]): Promise<PublicOverrun[]> {
  const book = await loadRules(db)
  const wanted = new Set(overruns.map(({ promiseId }) => promiseId))
  const promises = new Map(
    (
      await named(
        db,
        book,
        book.promises.filter(({ id }) => wanted.has(id)),
      )
    ).map((promise) => [promise.id, promise]),
  )
  return overruns.flatMap((overrun) => {
    const promise = promises.get(overrun.promiseId)
    return promise ? [{ ...overrun, promise }] : []
  })
}
