import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { clock, type Light, lightAt } from '#core/calendar/index.ts'
import type { Db } from '#platform/database.ts'
import type { Counting } from './counting.ts'
import { matters } from './tables.ts'

/**
 * Most open matters are dispatched, taken and nothing else: their date follows from three days alone (of dispatch, of opening, and the rule's), so that a
 * million of them are a few hundred groups. The calendar is asked once a group and the database moves all of it by one statement.
 */

/** Matters that have the same date, and would have the same under any calendar. */
type Group = {
  dispatchedOn: string
  openedOn: string
  ruleId: string
  light: Light
  dueAt: string | null
  dueOn: string | null
  provisional: boolean
  matters: number
  /** The latest timer among them; null where one has none. */
  wakesBy: string | null
}

export type GroupMove = Omit<Group, 'dueAt' | 'dueOn' | 'provisional' | 'wakesBy'> & {
  from: Temporal.PlainDate | null
  to: Temporal.PlainDate | null
  dueAt: Temporal.Instant | null
  provisional: boolean
  /** When the clock has to look: now where the light is wrong. */
  wakeAt: Temporal.Instant | null
  /** A timer too early is harmless, one too late is not: otherwise the earlier of both. */
  isLightWrong: boolean
}

/** The rules whose limits end with a day, on whatever day they are read. */
const dayRules = ({ rules }: Pick<Counting, 'rules'>): string[] => {
  const isOfDays = (unit: string | undefined) => unit === undefined || ['workday', 'day', 'month'].includes(unit)
  const others = new Set(rules.filter(({ limit }) => !isOfDays(limit?.unit)).map(({ id }) => id))
  return [...new Set(rules.map(({ id }) => id))].filter((id) => !others.has(id))
}

/** A running clock of days that was only started, in the hands of its unit: nothing else sets a timer for it. */
export const isGrouped = (counting: Counting): SQL =>
  and(
    isNull(matters.closedAt),
    eq(matters.clockSteps, 1),
    eq(matters.round, 1),
    eq(matters.state, 'inProgress'),
    isNull(matters.offeredUnitId),
    isNotNull(matters.dispatchedAt),
    inArray(matters.ruleId, dayRules(counting)),
  ) as SQL

const dayIn = (column: typeof matters.dispatchedAt | typeof matters.openedAt, zone: string): SQL =>
  sql`(${column} at time zone ${sql.raw(`'${zone.replaceAll("'", '')}'`)})::date`

/** The groups of which anything would change, with what it changes to. */
export async function groupsToMove(db: Db, counting: Counting, now: Temporal.Instant): Promise<GroupMove[]> {
  const zone = counting.settings.city.timeZone
  const { rows } = await db.execute<Group>(sql`
    select ${dayIn(matters.dispatchedAt, zone)}::text as "dispatchedOn", ${dayIn(matters.openedAt, zone)}::text as "openedOn",
      ${matters.ruleId} as "ruleId", ${matters.light} as light, ${matters.dueAt} as "dueAt", ${matters.dueOn}::text as "dueOn",
      ${matters.provisional} as provisional, count(*)::int as matters,
      case when bool_and(${matters.nextWakeAt} is not null) then max(${matters.nextWakeAt}) end as "wakesBy"
    from ${matters} where ${isGrouped(counting)} group by 1, 2, 3, 4, 5, 6, 7`)
  return rows.flatMap((group) => moveOf(group, counting, now) ?? [])
}

function moveOf(group: Group, counting: Counting, now: Temporal.Instant): GroupMove | null {
  const { calendar, settings } = counting
  const day = (text: string) => Temporal.PlainDate.from(text)
  const { limit } = counting.terms(group.ruleId, day(group.openedOn))
  const start = day(group.dispatchedOn).toZonedDateTime(settings.city.timeZone).toInstant()
  const reading = clock(limit, [{ type: 'start', at: start }], calendar, now, settings)
  const { light, nextWakeAt } = lightAt(reading, now)
  const isLightWrong = light !== group.light
  const wakeAt = isLightWrong ? now : nextWakeAt
  const wakesBy = group.wakesBy === null ? null : instantOf(group.wakesBy)
  const isTimerLate = wakeAt !== null && (wakesBy === null || Temporal.Instant.compare(wakesBy, wakeAt) > 0)
  const from = group.dueOn === null ? null : day(group.dueOn)
  const isSame =
    reading.provisional === group.provisional &&
    sameDay(from, reading.dueOn) &&
    reading.dueAt?.epochMilliseconds === (group.dueAt === null ? undefined : instantOf(group.dueAt).epochMilliseconds)
  if (isSame && !isTimerLate) return null
  const { dispatchedOn, openedOn, ruleId, matters: many } = group
  const { dueAt, dueOn: to, provisional } = reading
  return {
    dispatchedOn,
    openedOn,
    ruleId,
    light: group.light,
    matters: many,
    from,
    to,
    dueAt,
    provisional,
    wakeAt,
    isLightWrong,
  }
}

/** As the driver writes it in its own form: `2026-12-01 16:00:00+00`. */
const instantOf = (text: string): Temporal.Instant => Temporal.Instant.from(text)

const sameDay = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): boolean =>
  a === b || (!!a && !!b && a.equals(b))

/** Which ids: after the one, up to the other; null is no bound. */
export type Span = { after: string | null; upTo: string | null }

export const within = ({ after, upTo }: Span): SQL =>
  and(after ? sql`${matters.id} > ${after}` : sql`true`, upTo ? sql`${matters.id} <= ${upTo}` : sql`true`) as SQL

/**
 * Moves what of these groups lies in the span, in one statement; answers the ids whose day changed. A row that an act changes meanwhile is looked at
 * again as the act left it, and stays as it is where it belongs to no group any more.
 */
export async function moveGroups(
  tx: Db,
  counting: Counting,
  groups: readonly GroupMove[],
  span: Span,
): Promise<string[]> {
  if (groups.length === 0) return []
  const zone = counting.settings.city.timeZone
  const given = JSON.stringify(
    groups.map((group) => ({
      ...{ dispatched_on: group.dispatchedOn, opened_on: group.openedOn, rule_id: group.ruleId, light: group.light },
      ...{
        was: group.from?.toString() ?? null,
        due_on: group.to?.toString() ?? null,
        due_at: group.dueAt?.toString() ?? null,
      },
      ...{
        provisional: group.provisional,
        wake_at: group.wakeAt?.toString() ?? null,
        is_light_wrong: group.isLightWrong,
      },
    })),
  )
  const { rows } = await tx.execute<{ id: string; moved: boolean }>(sql`
    update matters set due_at = moving.due_at, due_on = moving.due_on, provisional = moving.provisional,
      next_wake_at = case when moving.is_light_wrong then moving.wake_at else least(matters.next_wake_at, moving.wake_at) end
    from json_to_recordset(${given}::json) as moving(dispatched_on date, opened_on date, rule_id text, light text, was date,
      due_on date, due_at timestamptz, provisional boolean, wake_at timestamptz, is_light_wrong boolean)
    where ${within(span)} and ${isGrouped(counting)} and ${matters.light} = moving.light and ${matters.ruleId} = moving.rule_id
      and ${matters.dueOn} is not distinct from moving.was
      and ${dayIn(matters.dispatchedAt, zone)} = moving.dispatched_on and ${dayIn(matters.openedAt, zone)} = moving.opened_on
    returning matters.id, moving.was is distinct from matters.due_on as moved`)
  return rows.filter(({ moved }) => moved).map(({ id }) => id)
}
