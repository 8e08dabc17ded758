/** 工作台：工作人员的一张桌子、一个清单。几类办件合在一起的页面放在这里，每一类自己的页面在各自的措施里。 */
import { everyDesk } from '#core/casework/index.ts'
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { overseeing } from './red/red-matters.ts'
import { redRoutes } from './red/red-routes.tsx'
import { todayRoutes } from './routes.tsx'

/** The three administrators have no matters. */
const working = ['dispatcher', 'handler', 'head', 'clerk', 'discipline', 'supervisor', 'leader']

export const desk: Module = {
  name: 'desk',
  title: '工作台',
  routes: routes().route('/', redRoutes).route('/', todayRoutes),
  permissions: [
    { act: '看今天的工作、各类办件的一张清单', roles: ['*'], rows: '自己看得到的办件' },
    { act: '看今天哪些红了、催办', roles: [...overseeing], rows: '本单位和下属单位手里、自己看得到的办件' },
  ],
  navigation: {
    desk: [
      { group: '工作台', label: '今天', href: urls.desk() },
      { group: '工作台', label: '今天哪些红了', href: urls.deskRed(), roles: [...overseeing] },
      { group: '工作台', label: '全部办件', href: everyDesk.urls.list(), roles: working },
    ],
  },
}
