/** 群众看到的：首页、搜索、我的来信。 */

import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { myRoutes } from './my-routes.tsx'
import { outletRoutes } from './outlet-routes.ts'
import { frontRoutes } from './routes.tsx'

export const front: Module = {
  name: 'front',
  title: '首页与搜索',
  routes: routes().route('/', frontRoutes).route('/', outletRoutes).route('/', myRoutes),
}
