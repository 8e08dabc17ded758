/** 工作台：工作人员的一张桌子、一个清单。几类办件合在一起的页面放在这里，每一类自己的页面在各自的措施里。 */
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { todayRoutes } from './routes.tsx'

export const desk: Module = {
  name: 'desk',
  title: '工作台',
  routes: todayRoutes,
  permissions: [{ act: '看今天的工作', roles: ['*'], rows: '自己看得到的办件' }],
  navigation: { desk: [{ group: '工作台', label: '今天', href: urls.desk() }] },
}
