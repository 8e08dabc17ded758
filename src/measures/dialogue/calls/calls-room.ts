/** 12345 来电: the exchange's events, the console, the 班长席, the figures. Mounted by the measure. */
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { acdRoutes } from './acd-routes.ts'
import './audit-words.ts'
import { checkRoutes } from './checks-routes.tsx'
import { consoleRoutes } from './console-routes.tsx'
import { figureRoutes } from './figures-routes.tsx'
import { floorRoutes } from './floor-routes.tsx'
import { callJobs } from './jobs.ts'
import './register.ts'
import { recordingRoutes } from './recording-routes.tsx'
import { callPermissions, figureRoles, lineRoles } from './who-may.ts'

export const callsRoom = {
  routes: routes()
    .route('/', acdRoutes)
    .route('/', consoleRoutes)
    .route('/', figureRoutes)
    .route('/', floorRoutes)
    .route('/', recordingRoutes)
    .route('/', checkRoutes),
  jobs: callJobs,
  permissions: callPermissions,
  navigation: [
    { group: '12345', label: '话务台', href: urls.deskCalls(), roles: [...lineRoles] },
    { group: '12345', label: '班长席', href: urls.deskCallFloor(), roles: ['shift-leader'] },
    { group: '12345', label: '漏接回拨', href: urls.deskCallsMissed(), roles: [...lineRoles] },
    { group: '12345', label: '交接班', href: urls.deskCallHandover(), roles: [...lineRoles] },
    { group: '12345', label: '骚扰来电', href: urls.deskCallLimits(), roles: ['shift-leader'] },
    { group: '12345', label: '话务数字', href: urls.deskCallFigures(), roles: [...figureRoles] },
  ],
} satisfies { permissions: Module['permissions'] } & Record<string, unknown>
