/**
 * 五、提高办事效率。“建立健全限时办结制，对有明确办理时限的事项，严格按照时限办理，并尽可能提前办妥；对无明确办理时限的事项，能当场办结的当场办结。”
 *
 * Here: 期限规则 (the limits with their sources), 期限计算 (the public calculator, page and API), 工作日历 (the decree of each year).
 */
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { dueApi } from './api.ts'
import { deskRoutes } from './desk-routes.tsx'
import { siteRoutes } from './routes.tsx'

export const deadlines: Module = {
  name: 'deadlines',
  title: '提高办事效率',
  routes: siteRoutes.route('/', dueApi).route('/', deskRoutes),
  navigation: {
    site: [{ href: urls.dueCalculator(), label: '期限计算', position: 5 }],
    desk: [{ group: '系统管理', label: '工作日历', href: urls.deskCalendar(), roles: ['system-admin'] }],
  },
  permissions: [
    { act: '查看期限规则、计算期限', roles: ['*'], rows: '全部' },
    { act: '录入放假安排和本市特殊日', roles: ['system-admin'], rows: '全部年份' },
  ],
}
