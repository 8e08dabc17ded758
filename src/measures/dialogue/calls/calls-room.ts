/** 12345 来电: the exchange's events, the console, the 班长席, the figures. Mounted by the measure. */
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { acdRoutes } from './acd-routes.ts'
import './audit-words.ts'
import { consoleRoutes } from './console-routes.tsx'
import { callJobs } from './jobs.ts'
import './register.ts'
import { callPermissions, lineRoles } from './who-may.ts'

export const callsRoom = {
  routes: routes().route('/', acdRoutes).route('/', consoleRoutes),
  jobs: callJobs,
  permissions: callPermissions,
  navigation: [{ group: '12345', label: '话务台', href: urls.deskCalls(), roles: [...lineRoles] }],
} satisfies { permissions: Module['permissions'] } & Record<string, unknown>
