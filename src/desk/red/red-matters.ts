import { and, asc, eq, inArray, isNull, notInArray, type SQL, sql } from 'drizzle-orm'
import { kindOf, type MatterRow, matterEvents, matters, matterTexts, visibleTo } from '#core/matters/index.ts'
import { allUnits, personNames, type Unit, withBelow } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/** Whose business it is what is red in units: their own and those below. */
export const overseeing = ['leader', 'supervisor', 'head'] as const

export type Urge = { at: Temporal.Instant; by: string; text: string | null }

export type RedMatter = {
  id: string
  number: string
  kind: string
  className: string
  title: string | null
  unitId: string
  unitName: string
  /** Who holds it: the unit, and a person once somebody has signed. */
  holder: string
  heldSince: Temporal.Instant
  dueOn: Temporal.PlainDate | null
  state: MatterRow['state']
  /** Earliest first. */
  urges: Urge[]
  isUrgedToday: boolean
}

export type RedFilters = { unit?: string | undefined; kind?: string | undefined }

/** The last row of the page before. */
export type RedKey = { unitId: string; at: string; id: string }

export type RedPage = { rows: RedMatter[]; next: RedKey | null }

type Reading = Pick<House, 'db' | 'clock' | 'secrets' | 'config'>

/** What is past its date, not answered and not before a review, in units that this person oversees. */
function isRed(actor: StaffActor, units: readonly Unit[], { unit, kind }: RedFilters): SQL | undefined {
  const over = actor.roles.filter(({ role }) => overseeing.some((one) => one === role))
  const mine = new Set(over.flatMap(({ unitId }) => withBelow(units, unitId).map(({ id }) => id)))
  const asked = unit ? withBelow(units, unit).filter(({ id }) => mine.has(id)) : [...mine].map((id) => ({ id }))
  return and(
    visibleTo(actor),
    isNull(matters.closedAt),
    eq(matters.light, 'red'),
    notInArray(matters.state, ['answered', 'underReview']),
    inArray(
      matters.holderUnitId,
      asked.map(({ id }) => id),
    ),
    kind ? eq(matters.kind, kind) : undefined,
  )
}

/** Until the dispatch the accept limit is what was missed. */
const missedAt = sql<string>`coalesce(${matters.acceptDueAt}, ${matters.dueAt})`

/** How many are red, by unit and kind; in the order of the directory. */
export async function countRed(
  { db }: Pick<House, 'db'>,
  actor: StaffActor,
  filters: RedFilters,
): Promise<{ unitId: string; kind: string; count: number }[]> {
  const units = await allUnits(db)
  return db
    .select({ unitId: matters.holderUnitId, kind: matters.kind, count: sql<number>`count(*)::int` })
    .from(matters)
    .where(isRed(actor, units, filters))
    .groupBy(matters.holderUnitId, matters.kind)
    .orderBy(matters.holderUnitId, matters.kind)
}

/** One page: unit by unit, what was missed first in front. Three statements, whatever the number of rows. */
export async function readRed(
  house: Reading,
  actor: StaffActor,
  filters: RedFilters,
  after: RedKey | null,
  size: number,
): Promise<RedPage> {
  const units = await allUnits(house.db)
  const found = await house.db
    .select({ row: matters, title: matterTexts.body, at: sql<string>`${missedAt}::text` })
    .from(matters)
    .leftJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'title')))
    .where(
      and(
        isRed(actor, units, filters),
        after === null
          ? undefined
          : sql`(${matters.holderUnitId}, ${missedAt}, ${matters.id}) > (${after.unitId}::uuid, ${after.at}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(matters.holderUnitId), asc(missedAt), asc(matters.id))
    .limit(size + 1)
  const page = found.slice(0, size)
  const names = new Map(units.map((unit) => [unit.id, unit.shortName]))
  const ids = page.map(({ row }) => row.id)
  const persons = page.flatMap(({ row }) => row.holderPersonId ?? [])
  const [urges, people] = await Promise.all([
    urgesOf(house.db, ids, names),
    personNames(house.db, house.secrets, persons),
  ])
  const zone = house.config.timeZone
  const about = { names, people, zone, today: dateIn(zone, house.clock.now()) }
  const last = page.at(-1)
  return {
    rows: page.map(({ row, title, at }) => redMatter(row, { title, at, urges: urges.get(row.id) ?? [] }, about)),
    next: found.length > size && last ? { unitId: last.row.holderUnitId, at: last.at, id: last.row.id } : null,
  }
}

type About = {
  names: ReadonlyMap<string, string>
  people: ReadonlyMap<string, string>
  zone: string
  today: Temporal.PlainDate
}

function redMatter(
  row: MatterRow,
  { title, at, urges }: { title: string | null; at: string | null; urges: Urge[] },
  { names, people, zone, today }: About,
): RedMatter {
  const unitName = names.get(row.holderUnitId) ?? '原单位'
  const person = row.holderPersonId ? people.get(row.holderPersonId) : undefined
  const kind = kindOf(row.kind)
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    className: `${kind.title} · ${kind.classes[row.class] ?? row.class}`,
    title,
    unitId: row.holderUnitId,
    unitName,
    holder: person ? `${unitName} ${person}` : unitName,
    heldSince: row.heldSince,
    dueOn: at ? dateIn(zone, Temporal.Instant.from(at).subtract({ nanoseconds: 1 })) : null,
    state: row.state,
    urges,
    isUrgedToday: urges.some((urge) => dateIn(zone, urge.at).equals(today)),
  }
}

/** Every urge of these matters, with what was said. */
async function urgesOf(
  db: Db,
  ids: readonly string[],
  names: ReadonlyMap<string, string>,
): Promise<Map<string, Urge[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      matterId: matterEvents.matterId,
      at: matterEvents.occurredAt,
      unitId: sql<string>`${matterEvents.data}->>'unitId'`,
      text: matterTexts.body,
    })
    .from(matterEvents)
    .leftJoin(matterTexts, sql`${matterTexts.id} = (${matterEvents.data}->'text'->>'id')::uuid`)
    .where(and(inArray(matterEvents.matterId, [...ids]), eq(matterEvents.type, 'urged')))
    .orderBy(asc(matterEvents.matterId), asc(matterEvents.seq))
  const byMatter = Map.groupBy(rows, ({ matterId }) => matterId)
  return new Map(
    [...byMatter].map(([id, urges]) => [
      id,
      urges.map(({ at, unitId, text }) => ({ at, by: names.get(unitId) ?? '原单位', text })),
    ]),
  )
}
