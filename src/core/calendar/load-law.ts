import type { Db } from '#platform/database.ts'
import { keptFor } from '#platform/kept.ts'
import type { Expectation } from '#platform/rows.ts'
import type { Calendar } from './calendar.ts'
import { readCalendar } from './load-calendar.ts'
import { type LimitRule, type RuleBook, readRules } from './rule-book.ts'
import { calendarVersion } from './tables.ts'

type Law = { version: string; calendar: Calendar; rules: RuleBook }

/** In place of a version while the tables are empty. */
const none = 'empty'

const cached = new Map<string, Promise<Law>>()

/**
 * Calendar and rules of one version, kept until the version row says that the tables changed: one short query a call instead of a thousand rows. Within a
 * transaction that changes them, its own new version is seen.
 */
export async function loadLaw(db: Db): Promise<Law> {
  const [row] = await db.select().from(calendarVersion)
  const version = row?.version ?? none
  const known = cached.get(version)
  if (known && version !== none) return known
  const made = readLaw(db, version)
  cached.set(version, made)
  made.catch(() => cached.delete(version))
  // A few versions: several databases in tests, an uncommitted change beside the one in force.
  for (const oldest of cached.keys()) if (cached.size > 8) cached.delete(oldest)
  return made
}

/** As this process last saw it, for pages that only name a limit, and for acts that let `isLaw` check it when they write. */
export const recentLaw = keptFor(10, loadLaw)

/** The versions given are the one in force. */
export const isLaw: Expectation = (given) =>
  `not exists (select from json_array_elements_text(${given}) as law(version)
    where law.version is distinct from coalesce((select version::text from calendar_version), '${none}'))`

const readLaw = async (db: Db, version: string): Promise<Law> => ({
  version,
  calendar: await readCalendar(db),
  rules: await readRules(db),
})

/** The city's calendar as it stands. */
export const loadCalendar = async (db: Db): Promise<Calendar> => (await loadLaw(db)).calendar

/** The rules as they stand. */
export const loadRules = async (db: Db): Promise<RuleBook> => (await loadLaw(db)).rules

/**
 * The rule in force on a day.
 *
 * @throws when there is none: a matter was given a rule that the tables do not hold
 */
export async function ruleInForce(db: Db, id: string, day: Temporal.PlainDate): Promise<LimitRule> {
  const rule = (await loadRules(db)).on(id, day)
  if (!rule) throw new Error(`no rule ${id} in force on ${day}`)
  return rule
}
