import { type Actor, hasRole, type StaffActor } from '#platform/actor.ts'
import type { Permission } from '#platform/module.ts'
import { forbidden, notFound } from '#platform/refusal.ts'
import { type RoleId, roleNames } from './roles.ts'

/** Who may do what in this room, on which rows. Everybody else gets "not found", staff the sentence who may. */
export const permissions: Permission[] = [
  { act: '登录、退出、管理自己的登录', roles: ['*'], rows: '自己的账号' },
  { act: '双重验证、通行密钥、代办授权', roles: ['*'], rows: '自己的账号' },
  { act: '核实企业法定代表人', roles: ['clerk'], rows: '等候核实的企业' },
  { act: '登记休假、销假', roles: ['*'], rows: '自己的；单位负责人：本单位人员的' },
  { act: '查看单位', roles: ['system-admin'], rows: '全部单位' },
  { act: '新增、停用、恢复单位，指定裁定职责争议的单位', roles: ['system-admin'], rows: '全部单位' },
  { act: '查看工作人员账号', roles: ['security-admin'], rows: '全部工作人员' },
  {
    act: '新增账号、授予和终止角色、重置口令和双重验证、解锁、停用',
    roles: ['security-admin'],
    rows: '他人的账号，不含自己',
  },
  { act: '查看审计记录、核对审计链', roles: ['audit-admin'], rows: '全部审计记录' },
]

/** Refuses whoever holds none of the roles: staff with the sentence who may, everybody else as if nothing were there. */
export function requireRole(actor: Actor, ...roles: RoleId[]): asserts actor is StaffActor {
  if (hasRole(actor, ...roles)) return
  if (actor.kind !== 'staff') throw notFound()
  throw forbidden(
    `这项工作由${roles.map((role) => roleNames[role]).join('或')}负责，您的账号没有这个角色。需要时请联系安全管理员。`,
  )
}
