import { and, count, desc, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { matters, matterTexts, stateWords, visibleTo } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import { type handOverEnds, handOvers } from '../tables.ts'

type End = (typeof handOverEnds)[number]

export const endWords: Record<End, string> = {
  accepted: '接下了',
  returned: '退回',
  lapsed: '逾期没有接',
  withdrawn: '接下之前收回了',
  dropped: '没等到就了结了',
}

/** What stands behind a unit's figures: handed to it, handed on by it, registered there, lost there. */
export const behindLists = ['in', 'out', 'registered', 'dropped'] as const
export type BehindList = (typeof behindLists)[number]

export type Behind = {
  key: PageKey
  number: string
  title: string
  state: string
  at: Temporal.Instant
  other: string
  end: string
  hours: number | null
}

/** Only of matters that the actor sees: figures count all, the list shows what may be seen. */
export async function behindFigures(
  house: Reading,
  actor: StaffActor,
  unitId: string,
  list: BehindList,
  after: PageKey | undefined,
  size = 50,
): Promise<{ rows: Behind[]; next: PageKey | null }> {
  const rows =
    list === 'in' || list === 'out'
      ? await handedOver(house, actor, { unitId, list, after, size })
      : await registered(house, actor, { unitId, list, after, size })
  const shown = rows.slice(0, size)
  return { rows: shown, next: rows.length > size ? (shown.at(-1)?.key ?? null) : null }
}

/** How many rows an export of the list would have. */
export async function countBehind(
  house: Reading,
  actor: StaffActor,
  unitId: string,
  list: BehindList,
): Promise<number> {
  const rows =
    list === 'in' || list === 'out'
      ? await house.db
          .select({ count: count() })
          .from(handOvers)
          .innerJoin(matters, eq(matters.id, handOvers.matterId))
          .where(ofHandOvers(actor, unitId, list))
      : await house.db
          .select({ count: count() })
          .from(matters)
          .where(ofInquiries(house, actor, unitId, list))
  return rows[0]?.count ?? 0
}

type Reading = Pick<House, 'db' | 'clock'>
type Asked<L extends BehindList> = { unitId: string; list: L; after: PageKey | undefined; size: number }

const ofHandOvers = (actor: StaffActor, unitId: string, list: 'in' | 'out') =>
  and(visibleTo(actor), eq(list === 'in' ? handOvers.toUnitId : handOvers.fromUnitId, unitId))

function ofInquiries({ clock }: Reading, actor: StaffActor, unitId: string, list: 'registered' | 'dropped') {
  const isLate = and(
    isNull(matters.answeredAt),
    isNull(matters.closedAt),
    sql`coalesce(${matters.lawDueAt}, ${matters.dueAt}) < ${clock.now().toString()}::timestamptz`,
  )
  return and(
    visibleTo(actor),
    eq(matters.kind, 'inquiry'),
    eq(matters.firstAskedUnitId, unitId),
    list === 'dropped' ? or(eq(matters.onTime, false), isLate) : undefined,
  )
}

async function handedOver(
  { db }: Pick<House, 'db'>,
  actor: StaffActor,
  { unitId, list, after, size }: Asked<'in' | 'out'>,
): Promise<Behind[]> {
  const units = await unitDirectory(db)
  const older =
    after &&
    sql`(${handOvers.offeredAt}, ${handOvers.matterId}) < (${after.at.toString()}::timestamptz, ${after.id}::uuid)`
  const found = await db
    .select({ handOver: handOvers, number: matters.number, state: matters.state, title: matterTexts.body })
    .from(handOvers)
    .innerJoin(matters, eq(matters.id, handOvers.matterId))
    .leftJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'title')))
    .where(and(ofHandOvers(actor, unitId, list), older))
    .orderBy(desc(handOvers.offeredAt), desc(handOvers.matterId))
    .limit(size + 1)
  return found.map(({ handOver, number, state, title }) => {
    const other = list === 'in' ? handOver.fromUnitId : handOver.toUnitId
    return {
      key: { at: handOver.offeredAt, id: handOver.matterId },
      number,
      title: title ?? '（内容已依法删除）',
      state: stateWords[state],
      at: handOver.offeredAt,
      other: units.get(other)?.shortName ?? '原单位',
      end: handOver.end ? endWords[handOver.end] : '等对方接',
      hours: handOver.endedAt?.since(handOver.offeredAt).total('hours') ?? null,
    }
  })
}

async function registered(
  house: Reading,
  actor: StaffActor,
  { unitId, list, after, size }: Asked<'registered' | 'dropped'>,
): Promise<Behind[]> {
  const { db } = house
  const units = await unitDirectory(db)
  const older: SQL | undefined =
    after && or(lt(matters.openedAt, after.at), and(eq(matters.openedAt, after.at), lt(matters.id, after.id)))
  const found = await db
    .select({ row: matters, title: matterTexts.body })
    .from(matters)
    .leftJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'title')))
    .where(and(ofInquiries(house, actor, unitId, list), older))
    .orderBy(desc(matters.openedAt), desc(matters.id))
    .limit(size + 1)
  return found.map(({ row, title }) => ({
    key: { at: row.openedAt, id: row.id },
    number: row.number,
    title: title ?? '（内容已依法删除）',
    state: stateWords[row.state],
    at: row.openedAt,
    other: units.get(row.holderUnitId)?.shortName ?? '原单位',
    end: row.onTime === false ? '超期才答复' : row.answeredAt ? '已答复' : '还没有答复',
    hours: null,
  }))
}
