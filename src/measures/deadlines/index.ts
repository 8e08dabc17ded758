/**
 * 五、提高办事效率。“建立健全限时办结制，对有明确办理时限的事项，严格按照时限办理，并尽可能提前办妥；对无明确办理时限的事项，能当场办结的当场办结。”
 *
 * Here: 期限规则 (the limits with their sources), 期限计算 (the public calculator, page and API), 工作日历 (the decree of each year); 提醒 (digests),
 * 阶梯 (when the machine reminds, urges and proposes), 督办 (what persons issue: 督办单, 挂牌督办, 约谈).
 */
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { dueApi } from './api.ts'
import { deskRoutes } from './desk-routes.tsx'
import { ladderRoutes } from './ladder/routes.tsx'
import './ladder/register.ts'
import './reminders/follow-matters.ts'
import { reminderJobs } from './reminders/jobs.ts'
import './reminders/register.ts'
import { reminderRoutes } from './reminders/routes.tsx'
import { siteRoutes } from './routes.tsx'
import './supervision/audit-acts.ts'
import './supervision/follow-orders.ts'
import { supervisionJobs } from './supervision/jobs.ts'
import { supervisionListRoutes } from './supervision/list-routes.tsx'
import { orderRoutes } from './supervision/order-routes.tsx'
import { proposalRoutes } from './supervision/proposal-routes.tsx'
import { supervisionPublicRoutes } from './supervision/public-routes.tsx'
import './supervision/register.ts'

export { seedLadder } from './ladder/seed-ladder.ts'
export { passOver } from './reminders/pass-over.ts'
export { roundDue } from './reminders/round.ts'
export { runRound } from './reminders/run-round.ts'
export { declineProposal } from './supervision/decide-proposal.ts'
export { issueOrder } from './supervision/issue-order.ts'
export { readProposals } from './supervision/proposals.ts'
export { replyToOrder } from './supervision/reply-to-order.ts'

export const deadlines: Module = {
  name: 'deadlines',
  title: '提高办事效率',
  routes: siteRoutes
    .route('/', dueApi)
    .route('/', deskRoutes)
    .route('/', ladderRoutes)
    .route('/', supervisionPublicRoutes)
    .route('/', reminderRoutes)
    .route('/', supervisionListRoutes)
    .route('/', proposalRoutes)
    .route('/', orderRoutes),
  jobs: {
    tasks: { ...reminderJobs.tasks, ...supervisionJobs.tasks },
    cron: [...(reminderJobs.cron ?? [])],
  },
  navigation: {
    site: [{ href: urls.dueCalculator(), label: '期限计算', position: 5 }],
    desk: [
      { group: '工作台', label: '提醒', href: urls.deskReminders() },
      {
        group: '工作台',
        label: '督办',
        href: urls.deskSupervision(),
        roles: ['supervisor', 'leader', 'head', 'handler', 'dispatcher', 'clerk', 'discipline'],
      },
      { group: '系统管理', label: '工作日历', href: urls.deskCalendar(), roles: ['system-admin'] },
    ],
  },
  permissions: [
    { act: '查看期限规则、提醒和督办规则、督办公开，计算期限', roles: ['*'], rows: '全部' },
    { act: '录入放假安排和本市特殊日', roles: ['system-admin'], rows: '全部年份' },
    { act: '看自己收到的提醒', roles: ['*'], rows: '提醒过自己、现在仍看得到的办件' },
    {
      act: '看督办建议，发出督办单或不督办，审核报告',
      roles: ['supervisor', 'leader'],
      rows: '本单位及下属单位承办、自己看得到的办件；挂牌督办和约谈只由分管领导决定',
    },
    {
      act: '看督办单、报告办理情况',
      roles: ['handler', 'head', 'dispatcher', 'clerk', 'discipline'],
      rows: '发给本单位及下属单位的督办单',
    },
  ],
}
