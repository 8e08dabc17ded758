import { and, eq, inArray, isNotNull, isNull, lt, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { RulesInWords } from '#core/calendar/index.ts'
import { endStates, matters } from '#core/matters/index.ts'
import type { Unit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { unitsOf, unitsUnder } from '../desk-units.ts'
import type { DeskWords } from '../desk-words.ts'

/** Who asks, and when. `tomorrow` is the first instant after today in the city. */
export type ListAsking = {
  actor: StaffActor
  units: readonly Unit[]
  now: Temporal.Instant
  tomorrow: Temporal.Instant
  /** Colleagues on leave whose work is the actor's meanwhile. */
  covers: readonly string[]
}

/** One work list: a tab with its words, and where its matters are, on top of `visibleTo`. */
export type DeskList = {
  id: string
  label: string
  /** What to do when it is empty. */
  next: string | ((rule: RulesInWords) => string)
  /** `due`: open matters, by their date, counted on the tab; the others look up what is over, from the newest. */
  order: 'due' | 'opened' | 'answered'
  where(asking: ListAsking): SQL | undefined
  /** Roles whose page 今天 has it; of the usual lists see `today.ts`. */
  todayFor?: readonly string[]
  /** Whoever has one of these roles lands here while it has work. */
  landsFor?: readonly string[]
}

/** The work lists of any desk, in the order of the tabs. */
export function usualLists({ matter, asker }: DeskWords): DeskList[] {
  const list = (id: keyof typeof where, label: string, next: string, order: DeskList['order'] = 'due'): DeskList => ({
    id,
    label,
    next,
    order,
    where: where[id],
  })
  return [
    list('dispatch', '待派单', `新的${matter}会出现在这里，请及时派出。`),
    list('sign', '待签收', `派给或转给本单位的${matter}会出现在这里，请及时签收。`),
    list('mine', '我的', `签收${matter}后，由您承办的会出现在这里。`),
    list('standIn', '替班', '休假的同事手上的事，由您替班或者安排的，会出现在这里。'),
    list('unit', '本单位', `本单位正在办理的${matter}会出现在这里。`),
    list('approve', '待审核', '承办人提交的答复和延期申请会出现在这里。'),
    list('today', '今日到期', `今天没有到期的${matter}。`),
    list('overdue', '已超期', `没有超期的${matter}，很好。`),
    list('waiting', '等待他人', `您交出去、正在等别人办的${matter}会出现在这里。`),
    list('answered', '已答复', `已经答复${asker}的${matter}会出现在这里。`, 'answered'),
    list('all', '全部可见', `您能看到的${matter}都在这里。`, 'opened'),
  ]
}

/** Neither over nor answered. */
export const isUnderWay = notInArray(matters.state, [...endStates, 'answered'])

const where = {
  dispatch: (asking) => and(eq(matters.state, 'opened'), heldByUs(asking)),
  sign: (asking) => and(offeredToUs(asking), isUnderWay),
  mine: ({ actor }) => and(eq(matters.holderPersonId, actor.personId), isUnderWay),
  standIn: ({ covers }) => and(sql`${matters.holderPersonId} = any(${asArray(covers)}::uuid[])`, isUnderWay),
  unit: (asking) => and(heldByUs(asking), inArray(matters.state, ['inProgress', 'awaitingApproval', 'underReview'])),
  approve: ({ actor, units }) =>
    and(
      anyOf(matters.holderUnitId, unitsUnder(actor, units, ['head'])),
      or(eq(matters.state, 'awaitingApproval'), and(eq(matters.state, 'inProgress'), asksExtension)),
    ),
  today: (asking) =>
    and(
      or(heldByUs(asking), offeredToUs(asking)),
      isUnderWay,
      lt(matters.dueAt, asking.tomorrow.add({ nanoseconds: 1 })),
      sql`${matters.dueAt} > ${asking.now.toString()}::timestamptz`,
    ),
  overdue: (asking) => and(or(heldByUs(asking), offeredToUs(asking)), isUnderWay, eq(matters.light, 'red')),
  waiting: (asking) =>
    and(
      isUnderWay,
      or(
        and(
          heldByUs(asking),
          or(isNotNull(matters.offeredUnitId), eq(matters.paused, true), eq(matters.state, 'awaitingApproval')),
        ),
        and(
          anyOf(matters.firstAskedUnitId, unitsOf(asking.actor, asking.units)),
          noneOf(matters.holderUnitId, unitsOf(asking.actor, asking.units)),
        ),
      ),
    ),
  answered: (asking) =>
    and(
      or(heldByUs(asking), anyOf(matters.firstAskedUnitId, unitsOf(asking.actor, asking.units))),
      isNotNull(matters.answeredAt),
      isNull(matters.mergedIntoId),
    ),
  all: () => ne(matters.state, 'withdrawn'),
} satisfies Record<string, DeskList['where']>

/** In the hands of units whose work is the actor's business. */
export const heldByUs = ({ actor, units }: ListAsking): SQL => anyOf(matters.holderUnitId, unitsOf(actor, units))
const offeredToUs = ({ actor, units }: ListAsking): SQL => anyOf(matters.offeredUnitId, unitsOf(actor, units))

/** Asked and not decided: the last word about an extension is the request. Read only for what a unit has in hand. */
const asksExtension = sql`(
  select type from matter_events
  where matter_id = ${matters.id} and type in ('extensionRequested', 'extensionApproved', 'extensionRefused')
  order by seq desc limit 1) = 'extensionRequested'`

type UnitColumn = typeof matters.holderUnitId | typeof matters.offeredUnitId | typeof matters.firstAskedUnitId

/** One array parameter instead of sixty, so that the statement stays the same. */
const anyOf = (column: UnitColumn, ids: readonly string[]): SQL => sql`${column} = any(${asArray(ids)}::uuid[])`
const noneOf = (column: UnitColumn, ids: readonly string[]): SQL => sql`${column} <> all(${asArray(ids)}::uuid[])`

const asArray = (ids: readonly string[]): string => `{${ids.join(',')}}`
