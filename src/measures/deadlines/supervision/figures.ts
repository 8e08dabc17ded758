import { sql } from 'drizzle-orm'
import type { Unit } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'

/** What one unit asked of others in a year. */
export type Sent = { unit: string; urges: number; orders: number; returns: number; all: number; matters: number }

export type SupervisionFigures = {
  year: number
  /** Of all, with those of the machine apart. */
  urgesByMachine: number
  sent: Sent[]
  orders: number
  repliedInTime: number
  replied: number
  accepted: number
  /** By number and date only: neither the matter nor the unit. */
  listings: { number: string; issuedOn: Temporal.PlainDate; isInTime: boolean | null; isAccepted: boolean }[]
  talks: number
  proposals: { order: number; issued: number; declined: number }
}

/** 举报 and what not everybody at its unit may see stand in no public figure. */
const isCounted = sql`m.reported_unit_id is null and m.class <> 'report' and m.barred = '{}'
  and m.audience @> array['unit:' || m.holder_unit_id]`

type Span = { from: string; to: string }

const inYear = (column: string, { from, to }: Span) =>
  sql`${sql.raw(column)} >= ${from}::timestamptz and ${sql.raw(column)} < ${to}::timestamptz`

/** A year of supervision as everybody may see it: counted by the unit that sends, never by person, and without a matter. */
export async function supervisionFigures(
  db: Db,
  units: ReadonlyMap<string, Unit>,
  year: number,
  timeZone: string,
): Promise<SupervisionFigures> {
  const startOf = (of: number) => new Temporal.PlainDate(of, 1, 1).toZonedDateTime(timeZone).toInstant().toString()
  const span = { from: startOf(year), to: startOf(year + 1) }
  const nameOf = (id: string) => units.get(id)?.name ?? '原单位'
  const [sent, machine, orders, listings, others] = await Promise.all([
    sentBy(db, span),
    db.execute<{ many: number }>(
      sql`select count(*)::int as many from reminder_items i join matters m on m.id = i.matter_id
        where i.what = 'urged' and i.by_unit_id is null and ${inYear('i.at', span)} and ${isCounted}`,
    ),
    ordersIn(db, span),
    listingsIn(db, span, timeZone),
    talksAndProposals(db, span),
  ])
  return {
    ...{ year, ...orders, ...others },
    urgesByMachine: machine.rows[0]?.many ?? 0,
    sent: sent.map(({ unitId, ...counts }) => ({ unit: nameOf(unitId), ...counts })),
    listings: listings.map(({ issuedOn, ...one }) => ({ ...one, issuedOn: Temporal.PlainDate.from(issuedOn) })),
  }
}

async function sentBy(db: Db, span: Span): Promise<(Omit<Sent, 'unit'> & { unitId: string })[]> {
  const { rows } = await db.execute<Omit<Sent, 'unit'> & { unitId: string }>(sql`
    select i.by_unit_id as "unitId", count(*) filter (where i.what = 'urged')::int as urges,
      count(*) filter (where i.what = 'supervised')::int as orders, count(*) filter (where i.what = 'replyReturned')::int as returns,
      count(*)::int as all, count(distinct i.matter_id)::int as matters
    from reminder_items i join matters m on m.id = i.matter_id
    where i.by_unit_id is not null and ${inYear('i.at', span)} and ${isCounted}
    group by i.by_unit_id order by "all" desc, i.by_unit_id`)
  return rows
}

async function ordersIn(db: Db, span: Span) {
  const { rows } = await db.execute<Record<'orders' | 'replied' | 'repliedInTime' | 'accepted', number>>(sql`
    select count(*)::int as orders, count(r.order_id)::int as replied, count(*) filter (where r.is_in_time)::int as "repliedInTime",
      count(*) filter (where o.outcome = 'accepted')::int as accepted
    from supervision_orders o join matters m on m.id = o.matter_id
      left join lateral (select order_id, is_in_time from supervision_replies where order_id = o.id order by replied_at limit 1) r on true
    where ${inYear('o.issued_at', span)} and ${isCounted}`)
  return rows[0] ?? { orders: 0, replied: 0, repliedInTime: 0, accepted: 0 }
}

async function listingsIn(db: Db, span: Span, timeZone: string) {
  const { rows } = await db.execute<{
    number: string
    issuedOn: string
    isInTime: boolean | null
    isAccepted: boolean
  }>(sql`
    select o.number, (o.issued_at at time zone ${timeZone})::date::text as "issuedOn", r.is_in_time as "isInTime",
      o.outcome is not distinct from 'accepted' as "isAccepted"
    from supervision_orders o join matters m on m.id = o.matter_id
      left join lateral (select is_in_time from supervision_replies where order_id = o.id order by replied_at limit 1) r on true
    where o.stage = 'listing' and ${inYear('o.issued_at', span)} and ${isCounted}
    order by o.issued_at desc limit 200`)
  return rows
}

async function talksAndProposals(db: Db, span: Span): Promise<Pick<SupervisionFigures, 'talks' | 'proposals'>> {
  const { rows } = await db.execute<{ talks: number; order: number; issued: number; declined: number }>(sql`
    select (select count(*)::int from supervision_talks t join matters m on m.id = t.matter_id
        where ${inYear('t.recorded_at', span)} and ${isCounted}) as talks,
      count(*)::int as "order", count(*) filter (where p.decision = 'issued')::int as issued,
      count(*) filter (where p.decision = 'declined')::int as declined
    from supervision_proposals p join matters m on m.id = p.matter_id
    where ${inYear('p.proposed_at', span)} and ${isCounted}`)
  const { talks = 0, order = 0, issued = 0, declined = 0 } = rows[0] ?? {}
  return { talks, proposals: { order, issued, declined } }
}
