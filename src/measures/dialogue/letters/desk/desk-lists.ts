import { and, eq, inArray, isNotNull, isNull, lt, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { endStates, matters } from '#core/matters/index.ts'
import type { Unit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { unitsOf, unitsUnder } from './desk-units.ts'

/** The work lists, in the order of the tabs. */
export const deskLists = [
  { id: 'dispatch', label: '待派单', next: '新来信会出现在这里，请在一个工作日内派出。' },
  { id: 'sign', label: '待签收', next: '派给或转给本单位的来信会出现在这里，满 4 个工作小时未签收视为已签收。' },
  { id: 'mine', label: '我的', next: '签收来信后，由您承办的会出现在这里。' },
  { id: 'unit', label: '本单位', next: '本单位正在办理的来信会出现在这里。' },
  { id: 'approve', label: '待审核', next: '承办人提交的答复和延期申请会出现在这里。' },
  { id: 'today', label: '今日到期', next: '今天没有到期的来信。' },
  { id: 'overdue', label: '已超期', next: '没有超期的来信，很好。' },
  { id: 'waiting', label: '等待他人', next: '您交出去、正在等别人办的来信会出现在这里。' },
  { id: 'answered', label: '已答复', next: '已经答复写信人的来信会出现在这里。' },
  { id: 'all', label: '全部可见', next: '您能看到的来信都在这里。' },
] as const

export type DeskListId = (typeof deskLists)[number]['id']

export const isDeskList = (id: string): id is DeskListId => deskLists.some((list) => list.id === id)

const isOpen = notInArray(matters.state, [...endStates, 'answered'])

/** Where a list's letters are; on top of `visibleTo`. `tomorrow` is the first instant after today in the city. */
export function inList(
  list: DeskListId,
  actor: StaffActor,
  units: readonly Unit[],
  times: { now: Temporal.Instant; tomorrow: Temporal.Instant },
): SQL | undefined {
  const ours = unitsOf(actor, units)
  const heldByUs = anyOf(matters.holderUnitId, ours)
  switch (list) {
    case 'dispatch':
      return and(eq(matters.state, 'opened'), heldByUs)
    case 'sign':
      return and(anyOf(matters.offeredUnitId, ours), isOpen)
    case 'mine':
      return and(eq(matters.holderPersonId, actor.personId), isOpen)
    case 'unit':
      return and(heldByUs, inArray(matters.state, ['inProgress', 'awaitingApproval', 'underReview']))
    case 'approve':
      return and(
        anyOf(matters.holderUnitId, unitsUnder(actor, units, ['head'])),
        or(eq(matters.state, 'awaitingApproval'), and(eq(matters.state, 'inProgress'), asksExtension)),
      )
    case 'today':
      return and(
        or(heldByUs, anyOf(matters.offeredUnitId, ours)),
        isOpen,
        lt(matters.dueAt, times.tomorrow.add({ nanoseconds: 1 })),
        sql`${matters.dueAt} > ${times.now.toString()}::timestamptz`,
      )
    case 'overdue':
      return and(or(heldByUs, anyOf(matters.offeredUnitId, ours)), isOpen, eq(matters.light, 'red'))
    case 'waiting':
      return and(
        isOpen,
        or(
          and(
            heldByUs,
            or(isNotNull(matters.offeredUnitId), eq(matters.paused, true), eq(matters.state, 'awaitingApproval')),
          ),
          and(anyOf(matters.firstAskedUnitId, ours), noneOf(matters.holderUnitId, ours)),
        ),
      )
    case 'answered':
      return and(
        or(heldByUs, anyOf(matters.firstAskedUnitId, ours)),
        isNotNull(matters.answeredAt),
        isNull(matters.mergedIntoId),
      )
    case 'all':
      return ne(matters.state, 'withdrawn')
  }
}

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
