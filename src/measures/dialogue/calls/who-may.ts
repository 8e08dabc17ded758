import { eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { deskActor, requireRole } from '#core/people/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import type { Permission } from '#platform/module.ts'
import { calls } from './tables.ts'

/** Who sits at the line. */
export const lineRoles = ['operator', 'shift-leader'] as const
/** Who reads its figures. */
export const figureRoles = ['operator', 'shift-leader', 'dispatcher', 'supervisor', 'leader'] as const
/** Who looks at samples and listens. */
export const checkRoles = ['shift-leader', 'supervisor'] as const

export const isLeader = (actor: StaffActor): boolean => hasRole(actor, 'shift-leader')

/** An operator sees their own calls and those that no seat is known of, a 班长 all. Everybody else none. */
export function callsSeenBy(actor: StaffActor): SQL | undefined {
  if (isLeader(actor)) return sql`true`
  if (!hasRole(actor, 'operator')) return sql`false`
  return or(eq(calls.operatorId, actor.personId), isNull(calls.operatorId))
}

export function onTheLine(c: Parameters<typeof deskActor>[0]): StaffActor {
  requireRole(c.get('actor'), ...lineRoles)
  return deskActor(c)
}

export function leading(c: Parameters<typeof deskActor>[0]): StaffActor {
  requireRole(c.get('actor'), 'shift-leader')
  return deskActor(c)
}

export const callPermissions: Permission[] = [
  {
    act: '接听来电、当场答复、立单、转接',
    roles: ['operator', 'shift-leader'],
    rows: '话务员：自己接的来电；班长：全部来电',
  },
  {
    act: '看来电号码以前的诉求',
    roles: ['operator', 'shift-leader'],
    rows: '正在处理的那一通的号码，未办结的和近 12 个月的；举报、投诉工作人员、要求保密的除外',
  },
  { act: '看话务数字', roles: [...figureRoles], rows: '全部来电的合计，不分人' },
  { act: '听录音（写明理由，留痕）', roles: [...checkRoles], rows: '班长：全部；督查：抽中质检的' },
  { act: '决定骚扰来电的限制', roles: ['shift-leader'], rows: '不是自己提出的' },
  { act: '抽样质检', roles: [...checkRoles], rows: '抽中后派给自己的，自己接的除外' },
]
