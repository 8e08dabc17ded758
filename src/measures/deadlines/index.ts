/**
 * 五、提高办事效率。“建立健全限时办结制，对有明确办理时限的事项，严格按照时限办理，并尽可能提前办妥；对无明确办理时限的事项，能当场办结的当场办结。”
 *
 * Here: 期限规则 (the limits with their sources), 期限计算 (the public calculator, page and API), 工作日历 (the decree of each year), 办理时效 (how fast
 * and how much in time, by unit, kind, county and month).
 */
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { dueApi } from './api.ts'
import { deskRoutes } from './desk-routes.tsx'
import { siteRoutes } from './routes.tsx'
import { deskSpeedRoutes, readingRoles } from './speed/desk-routes.tsx'
import { speedJobs } from './speed/jobs.ts'
import { speedPermissions } from './speed/permissions.ts'
import { speedRoutes } from './speed/routes.tsx'
import { speedApi } from './speed/speed-api.ts'
import './speed/register.ts'

export { closeMonth } from './speed/close-month.ts'
export { decideExclusion } from './speed/decide-exclusion.ts'
export { deskUrlOf } from './speed/matter-link.ts'
export { answersOf, proposeExclusion } from './speed/propose-exclusion.ts'
export { rollUp } from './speed/roll-up.ts'

export const deadlines: Module = {
  name: 'deadlines',
  title: '提高办事效率',
  routes: siteRoutes
    .route('/', dueApi)
    .route('/', deskRoutes)
    .route('/', speedRoutes)
    .route('/', speedApi)
    .route('/', deskSpeedRoutes),
  jobs: speedJobs,
  navigation: {
    site: [
      { href: urls.dueCalculator(), label: '期限计算', position: 5 },
      { href: urls.speed(), label: '时效', position: 6 },
    ],
    desk: [
      { group: '督查', label: '办理时效', href: urls.deskSpeed(), roles: [...readingRoles] },
      { group: '督查', label: '剔除', href: urls.deskExclusions(), roles: [...readingRoles] },
      { group: '督查', label: '统计关账', href: urls.deskSpeedBooks(), roles: ['supervisor'] },
      { group: '系统管理', label: '工作日历', href: urls.deskCalendar(), roles: ['system-admin'] },
    ],
  },
  permissions: [
    { act: '查看期限规则、计算期限', roles: ['*'], rows: '全部' },
    { act: '录入放假安排和本市特殊日', roles: ['system-admin'], rows: '全部年份' },
    ...speedPermissions,
  ],
}
