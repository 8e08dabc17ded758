import { and, desc, eq, gte, inArray, isNotNull, like, lte, or, type SQL, sql } from 'drizzle-orm'
import { fullDayText } from '#core/calendar/index.ts'
import { answerStands, matters } from '#core/matters/index.ts'
import { type Division, unitsById } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { classWord } from '../letters/letter.ts'
import { letterPublications } from '../letters/tables.ts'
import type { RequestsQuery, Status } from './requests-query.ts'
import { open311Requests } from './tables.ts'

/** A request as the specification lists its fields; what may not be told is null. */
type ShownRequest = {
  service_request_id: string
  status: Status
  status_notes: string | null
  service_name: string
  service_code: string
  description: string | null
  agency_responsible: string | null
  service_notice: string | null
  requested_datetime: string
  updated_datetime: string
  expected_datetime: string | null
  address: string | null
  address_id: string
  zipcode: null
  lat: number | null
  long: number | null
  media_url: null
}

/** GeoReport v2: a list is the first so many. */
const most = 1000
const mostDescription = 4000

export type Asking = { jurisdiction: Division; divisions: readonly Division[]; keyId: string | null }
type Reading = Pick<House, 'db' | 'config'>

/** Published letters, and what this key filed itself; newest first. */
export async function readRequests(house: Reading, query: RequestsQuery, asking: Asking): Promise<ShownRequest[]> {
  const { keyId } = asking
  const [published, own] = await Promise.all([
    publishedRequests(house, query, asking),
    keyId === null ? [] : ownRequests(house, query, asking, keyId),
  ])
  const newestFirst = (a: ShownRequest, b: ShownRequest) => b.requested_datetime.localeCompare(a.requested_datetime)
  return [...published, ...own].toSorted(newestFirst).slice(0, most)
}

/** The masked, published row, and of the letter itself only whether its answer stands (二次办理 takes it back); the place as rounded at filing. */
async function publishedRequests(house: Reading, query: RequestsQuery, asking: Asking): Promise<ShownRequest[]> {
  const { timeZone } = house.config
  const of = letterPublications
  const isClosed = answerStands()
  const asked =
    'ids' in query
      ? inArray(of.number, [...query.ids])
      : and(
          gte(of.askedWeek, firstDayFrom(query.from, timeZone)),
          lte(of.askedWeek, dateIn(timeZone, query.to)),
          oneOf(of.class, query.codes),
          ofStatus(isClosed, query.statuses),
        )
  const rows = await house.db
    .select({
      number: of.number,
      class: of.class,
      body: sql<string>`left(${of.body}, ${mostDescription})`,
      reply: sql<string>`left(${of.reply}, ${mostDescription})`,
      unitName: of.unitName,
      divisionName: of.divisionName,
      divisionCode: of.divisionCode,
      askedWeek: of.askedWeek,
      answeredOn: of.answeredOn,
      isAnswered: answerStands(),
      latitude: open311Requests.latitude,
      longitude: open311Requests.longitude,
    })
    .from(of)
    .innerJoin(matters, eq(matters.id, of.matterId))
    .leftJoin(open311Requests, eq(open311Requests.matterId, of.matterId))
    .where(and(eq(of.status, sql`'published'`), asked, inJurisdiction(of.divisionCode, asking, house)))
    .orderBy(desc(of.askedWeek), desc(of.id))
    .limit(most)
  return rows.map((row) => ({
    service_request_id: row.number,
    status: row.isAnswered ? 'closed' : 'open',
    status_notes: row.reply,
    service_name: classWord(row.class),
    service_code: row.class,
    description: row.body,
    agency_responsible: row.unitName,
    service_notice: null,
    requested_datetime: textOf(startOf(row.askedWeek, timeZone), timeZone),
    updated_datetime: textOf(startOf(row.answeredOn, timeZone), timeZone),
    expected_datetime: null,
    address: row.divisionName,
    address_id: row.divisionCode,
    zipcode: null,
    lat: row.latitude,
    long: row.longitude,
    media_url: null,
  }))
}

/** Of what this key filed and nobody else may read: where it stands. No word of it, not even back to the key that brought it. */
async function ownRequests(
  house: Reading,
  query: RequestsQuery,
  asking: Asking,
  keyId: string,
): Promise<ShownRequest[]> {
  const { timeZone } = house.config
  const isClosed = or(answerStands(), isNotNull(matters.closedAt))
  const asked =
    'ids' in query
      ? inArray(matters.number, [...query.ids])
      : and(
          gte(open311Requests.filedAt, query.from),
          lte(open311Requests.filedAt, query.to),
          oneOf(matters.class, query.codes),
          ofStatus(isClosed, query.statuses),
        )
  const rows = await house.db
    .select({ matter: matters, filedAt: open311Requests.filedAt })
    .from(open311Requests)
    .innerJoin(matters, eq(matters.id, open311Requests.matterId))
    .where(
      and(
        eq(open311Requests.keyId, keyId),
        eq(matters.isPublished, false),
        asked,
        inJurisdiction(matters.divisionCode, asking, house),
      ),
    )
    .orderBy(desc(open311Requests.filedAt), desc(open311Requests.matterId))
    .limit(most)
  const units = await unitsById(
    house.db,
    rows.map(({ matter }) => matter.holderUnitId),
  )
  return rows.map(({ matter, filedAt }) => {
    const isOver = matter.state === 'answered' || matter.closedAt !== null
    const agency = units.get(matter.holderUnitId)?.name ?? null
    const updatedAt = matter.closedAt ?? matter.answeredAt ?? matter.heldSince
    return {
      service_request_id: matter.number,
      status: isOver ? 'closed' : 'open',
      status_notes: isOver ? '已答复或办结，内容凭编号和查询码在“查我的信”里看。' : null,
      service_name: classWord(matter.class),
      service_code: matter.class,
      description: null,
      agency_responsible: agency,
      service_notice:
        isOver || !matter.dueOn ? null : `${agency ?? '有关单位'}正在办理，最迟 ${fullDayText(matter.dueOn)} 答复。`,
      requested_datetime: textOf(filedAt, timeZone),
      updated_datetime: textOf(updatedAt, timeZone),
      expected_datetime: isOver || !matter.dueAt ? null : textOf(matter.dueAt, timeZone),
      address: asking.divisions.find(({ code }) => code === matter.divisionCode)?.name ?? null,
      address_id: matter.divisionCode,
      zipcode: null,
      lat: null,
      long: null,
      media_url: null,
    }
  })
}

type Code = typeof letterPublications.class | typeof matters.class
type DivisionCode = typeof letterPublications.divisionCode | typeof matters.divisionCode

const oneOf = (column: Code, codes: readonly string[]): SQL | undefined =>
  codes.length > 0 ? inArray(column, [...codes]) : undefined

/** Both or none asked for is no condition. */
const ofStatus = (isClosed: SQL | undefined, statuses: readonly Status[]): SQL | undefined =>
  new Set(statuses).size === 1 ? sql`(${isClosed}) = ${statuses[0] === 'closed'}` : undefined

const inJurisdiction = (column: DivisionCode, { jurisdiction }: Asking, { config }: Reading): SQL | undefined =>
  jurisdiction.code === config.cityCode ? undefined : like(column, `${jurisdiction.code}%`)

/** What is public only to the week is asked for by its Monday, as it is told. */
function firstDayFrom(from: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  const day = dateIn(timeZone, from)
  return Temporal.Instant.compare(startOf(day, timeZone), from) < 0 ? day.add({ days: 1 }) : day
}

const startOf = (day: Temporal.PlainDate, timeZone: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone }).toInstant()

/** W3C date and time with the city's offset. */
const textOf = (at: Temporal.Instant, timeZone: string): string =>
  at.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
