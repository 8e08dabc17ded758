import { type Actor, hasRole } from '#platform/actor.ts'
import type { roleIds } from './tables.ts'

export type RoleId = (typeof roleIds)[number]

export const roleNames: Record<RoleId, string> = {
  dispatcher: '派单员',
  handler: '承办人',
  head: '单位负责人',
  leader: '分管领导',
  editor: '信息发布员',
  reviewer: '审核员',
  supervisor: '督查人员',
  discipline: '纪检监察人员',
  clerk: '综窗人员',
  operator: '话务员',
  'shift-leader': '班长',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
}

/** The three administrators: none does another's work, and none of them belongs to a unit's casework. */
export const adminRoles = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies RoleId[]

export const isAdminRole = (role: string): boolean => (adminRoles as readonly string[]).includes(role)

/** Holds an administrator's role, and so none of casework. */
export const isAdministrator = (actor: Actor): boolean => hasRole(actor, ...adminRoles)

export const roleName = (role: string): string => (role in roleNames ? roleNames[role as RoleId] : role)
