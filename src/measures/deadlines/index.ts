/**
 * 五、提高办事效率。“建立健全限时办结制，对有明确办理时限的事项，严格按照时限办理，并尽可能提前办妥；对无明确办理时限的事项，能当场办结的当场办结。”
 *
 * Here: 期限规则 (the limits with their sources), 期限计算 (the public calculator, page and API), 工作日历 (the decree of each year); and, for 九 “政府的职责就是抓落实”,
 * 抓落实台账 (the ledger of works) and 落实对照表 (the notice beside what happened).
 */
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { dueApi } from './api.ts'
import { deskRoutes } from './desk-routes.tsx'
import { implementationApi } from './implementation/implementation-api.ts'
import { implementationRoutes } from './implementation/implementation-routes.tsx'
import './register.ts'
import { siteRoutes } from './routes.tsx'
import { worksApi } from './works/api/works-api.ts'
import { boardRoutes } from './works/desk/board-routes.tsx'
import { deskWorksRoutes } from './works/desk/works-routes.tsx'
import { importRoutes } from './works/importing/import-routes.tsx'
import { publicWorksRoutes } from './works/public/works-routes.tsx'
import { sampleRoutes } from './works/sampling/sample-routes.tsx'
import { tellingJobs } from './works/telling/tell-due.ts'
import { workPermissions } from './works/work-permissions.ts'
import './works/work-evidence.ts'

export { performAct } from './works/acts/perform-act.ts'
export { workActOf } from './works/acts/work-acts.ts'
export { checkWorks } from './works/check-works.ts'
export { giveWork } from './works/giving/give-work.ts'
export type { NewWork } from './works/giving/new-work.ts'
export { rateWork } from './works/rate-work.ts'
export { drawSample, noteSample } from './works/sampling/samples.ts'
export { worksBoard } from './works/work-figures.ts'
export { type WorksToday, worksToday } from './works/works-today.ts'

export const deadlines: Module = {
  name: 'deadlines',
  title: '提高办事效率',
  routes: siteRoutes
    .route('/', dueApi)
    .route('/', worksApi)
    .route('/', implementationApi)
    .route('/', implementationRoutes)
    .route('/', publicWorksRoutes)
    .route('/', importRoutes)
    .route('/', sampleRoutes)
    .route('/', boardRoutes)
    .route('/', deskWorksRoutes)
    .route('/', deskRoutes),
  jobs: tellingJobs,
  navigation: {
    site: [
      { href: urls.dueCalculator(), label: '期限计算', position: 5 },
      { href: urls.works(), label: '民生实事', position: 6 },
      { href: urls.implementation(), label: '落实对照', position: 7 },
    ],
    desk: [
      {
        group: '抓落实',
        label: '抓落实台账',
        href: urls.deskWorks(),
        roles: ['handler', 'head', 'clerk', 'leader', 'supervisor'],
      },
      { group: '抓落实', label: '任务进展', href: urls.deskWorksBoard(), roles: ['head', 'leader', 'supervisor'] },
      { group: '抓落实', label: '督查抽样', href: urls.deskWorksSamples(), roles: ['leader', 'supervisor'] },
      { group: '系统管理', label: '工作日历', href: urls.deskCalendar(), roles: ['system-admin'] },
    ],
  },
  permissions: [
    { act: '查看期限规则、计算期限', roles: ['*'], rows: '全部' },
    { act: '录入放假安排和本市特殊日', roles: ['system-admin'], rows: '全部年份' },
    ...workPermissions,
  ],
}
