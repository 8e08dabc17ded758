/**
 * 人、单位、区划：谁在办、谁能看、谁负责。账号与登录，角色在单位上，三个管理员互不越权，个人信息加密存放，审计只增不改。
 */
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { deskRoutes } from './desk-routes.tsx'
import { peopleGauges } from './gauges.ts'
import { peopleJobs } from './jobs.ts'
import './messages.ts'
import { permissions } from './permissions.ts'
import { siteRoutes } from './routes.tsx'
import './register.ts'

export { awayOn } from './absences/absences.ts'
export { enterAbsence } from './absences/enter-absence.ts'
export { coveredBy, standInsOn } from './absences/standing-in.ts'
export { actorOfPerson, citizenActor, staffActor, staffActorAt } from './actors.ts'
export { type AuditCheck, audit, checkAudit } from './audit.ts'
export { auditActName, defineAuditActs } from './audit-acts.ts'
export type { Checked } from './check.ts'
export { changePhone, checkName, correctName, countPhoneChange, sendPhoneChangeCode } from './correct-person.ts'
export { demoAccounts, demoCitizens, demoPassword } from './demo-people.ts'
export { demoUnits } from './demo-units.ts'
export { forgetPerson, personsForgotten } from './forget-person.ts'
export { type HeldOfPerson, heldOfPerson, type Reading, readingsOf } from './held-of-person.ts'
export { checkIdNumber } from './id-number.ts'
export { isLikeGroup, type LikeGroup, likeGroupOf, likeGroups } from './like-groups.ts'
export { maskName, maskPhone } from './masking.ts'
export { checkMobile } from './mobile.ts'
export { requireRole } from './permissions.ts'
export { personsNamed } from './persons-named.ts'
export { isAdministrator, type RoleId, roleNames } from './roles.ts'
export { stepUp } from './second-factor/step-up.tsx'
export { seedPeople } from './seed.ts'
export { deskActor, staffOnly, withActor } from './session.ts'
export {
  allPosted,
  type Badge,
  type Posted,
  personNames,
  personsGone,
  phoneOf,
  type Staff,
  staffAt,
  staffBadges,
} from './staff.ts'
export { unitKinds } from './tables.ts'
export {
  allDivisions,
  allUnits,
  coveringTokens,
  type Division,
  divisionPath,
  settlingUnit,
  type Unit,
  unitDirectory,
  unitsById,
  withBelow,
} from './units.ts'

export const peopleModule: Module = {
  name: 'people',
  title: '单位与账号',
  routes: siteRoutes.route('/', deskRoutes),
  jobs: peopleJobs,
  gauges: peopleGauges,
  permissions,
  navigation: {
    desk: [
      { group: '系统管理', label: '单位', href: urls.deskUnits(), roles: ['system-admin'] },
      { group: '安全管理', label: '账号与角色', href: urls.deskAccounts(), roles: ['security-admin'] },
      { group: '工作台', label: '休假', href: urls.deskAbsences() },
      { group: '窗口', label: '企业核实', href: urls.deskEnterprises(), roles: ['clerk'] },
      { group: '审计管理', label: '审计记录', href: urls.deskAudit(), roles: ['audit-admin'] },
    ],
  },
}
