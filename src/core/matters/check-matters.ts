import { asc, gt, inArray } from 'drizzle-orm'
import { allUnits } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { countingNow } from './counting.ts'
import { eventOf } from './event-rows.ts'
import { type MatterEvent, textsOf } from './events.ts'
import { evolve } from './evolve.ts'
import { kindOf, type Units } from './kind.ts'
import { type Projected, project } from './project.ts'
import { isOpen, type MatterState } from './state.ts'
import { type MatterRow, type MatterTextRow, matterEvents, matters, matterTexts } from './tables.ts'

/** A column, event or text that is not what the events say; `is` and `shouldBe` are ids, codes and dates, never texts. */
export type Discrepancy = { number: string; column: string; is: string; shouldBe: string }

type Checking = Pick<House, 'db' | 'clock' | 'config' | 'secrets'>

const batch = 500

/**
 * Replays every event of every matter and compares: each projected column, the order of events, one holder and one first-asked, the hashes of texts (a missing
 * text only after `erased`). Reads a batch at a time in one snapshot, so it may run beside the acts. Empty is good.
 */
export async function checkMatters(house: Checking): Promise<Discrepancy[]> {
  return house.db.transaction(
    async (tx) => {
      const units: Units = new Map((await allUnits(tx)).map((unit) => [unit.id, unit]))
      const context = { counting: await countingNow(house, tx), units, now: house.clock.now(), secrets: house.secrets }
      const found: Discrepancy[] = []
      for (let after = ''; ; ) {
        const rows = await tx
          .select()
          .from(matters)
          .where(after ? gt(matters.id, after) : undefined)
          .orderBy(asc(matters.id))
          .limit(batch)
        const ids = rows.map((row) => row.id)
        const [events, texts] =
          ids.length === 0
            ? [[], []]
            : [
                await tx
                  .select()
                  .from(matterEvents)
                  .where(inArray(matterEvents.matterId, ids))
                  .orderBy(asc(matterEvents.seq)),
                await tx.select().from(matterTexts).where(inArray(matterTexts.matterId, ids)),
              ]
        const eventsBy = Map.groupBy(events, (event) => event.matterId)
        const textsBy = Map.groupBy(texts, (text) => text.matterId)
        for (const row of rows) {
          found.push(...checkOne(row, eventsBy.get(row.id) ?? [], textsBy.get(row.id) ?? [], context))
        }
        const last = rows.at(-1)
        if (!last || rows.length < batch) return found
        after = last.id
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

type Context = {
  counting: Awaited<ReturnType<typeof countingNow>>
  units: Units
  now: Temporal.Instant
  secrets: House['secrets']
}

function checkOne(
  row: MatterRow,
  eventRows: (typeof matterEvents.$inferSelect)[],
  texts: MatterTextRow[],
  context: Context,
): Discrepancy[] {
  const found: Discrepancy[] = []
  const report = (column: string, is: unknown, shouldBe: unknown) =>
    found.push({ number: row.number, column, is: shown(is), shouldBe: shown(shouldBe) })
  let state: MatterState | null = null
  const events: MatterEvent[] = []
  try {
    for (const eventRow of eventRows) {
      const event = eventOf(eventRow)
      const next: MatterState = evolve(state, event, row.id)
      if (state?.firstAsked.personId && next.firstAsked.personId !== state.firstAsked.personId) {
        report('firstAskedPersonId', next.firstAsked.personId, state.firstAsked.personId)
      }
      if (state && next.firstAsked.unitId !== state.firstAsked.unitId) {
        report('firstAskedUnitId', next.firstAsked.unitId, state.firstAsked.unitId)
      }
      state = next
      events.push(event)
    }
  } catch (error) {
    report('events', error instanceof Error ? error.message : 'unreadable', 'readable, without a gap')
    return found
  }
  if (!state) {
    report('events', 'none', 'opened')
    return found
  }
  for (const [column, is, shouldBe] of differences(row, state, context)) report(column, is, shouldBe)
  checkTexts(state, events, texts, context.secrets, report)
  return found
}

/** Dates of open matters follow the calendar as it is now, so they are made anew; a timer may be too early, never too late. */
function differences(
  row: MatterRow,
  state: MatterState,
  { counting, units, now }: Context,
): [string, unknown, unknown][] {
  const should = project(state, kindOf(state.kind), counting, units, now)
  const found: [string, unknown, unknown][] = []
  for (const [column, value] of Object.entries(should) as [keyof Projected, unknown][]) {
    if (column === 'nextWakeAt') {
      if (!isTimerGood(row.nextWakeAt, should.nextWakeAt, now)) found.push([column, row.nextWakeAt, value])
    } else if (isSight(column)) {
      // Who sees an ended matter was settled by the units of that time.
      if (isOpen(state) && !sameSet(row[column], should[column])) found.push([column, row[column], value])
    } else if (shown(row[column]) !== shown(value)) found.push([column, row[column], value])
  }
  return found
}

const isSight = (column: keyof Projected): column is 'audience' | 'barred' =>
  column === 'audience' || column === 'barred'

function isTimerGood(is: Temporal.Instant | null, should: Temporal.Instant | null, now: Temporal.Instant): boolean {
  if (!should) return true
  if (!is) return false
  const latest = Temporal.Instant.compare(should, now) < 0 ? now : should
  return Temporal.Instant.compare(is, latest) <= 0
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set([...a, ...b]).size === new Set(b).size

function checkTexts(
  state: MatterState,
  events: readonly MatterEvent[],
  texts: readonly MatterTextRow[],
  secrets: House['secrets'],
  report: (column: string, is: unknown, shouldBe: unknown) => void,
): void {
  const byId = new Map(texts.map((text) => [text.id, text]))
  for (const ref of events.flatMap(textsOf)) {
    const text = byId.get(ref.id)
    if (!text && !state.erased) report(`text ${ref.part} ${ref.id}`, 'missing', 'there until erased')
    if (text && secrets.saltedHash(text.salt, text.body) !== ref.hash) {
      report(`text ${ref.part} ${ref.id}`, 'changed', 'as typed')
    }
    if (text && text.part !== ref.part) report(`text ${ref.id}`, text.part, ref.part)
  }
  // What is said afterwards (an editor's ground for taking down what outlived the erasure) is kept like any text.
  const erasedAt = events.findLastIndex((event) => event.type === 'erased')
  const since = new Set(
    events
      .slice(erasedAt + 1)
      .flatMap(textsOf)
      .map(({ id }) => id),
  )
  const left = texts.filter(({ id }) => !since.has(id))
  if (state.erased && left.length > 0) report('texts', `${left.length} left`, 'none after erased')
}

const shown = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value))
