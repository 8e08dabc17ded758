import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { withActor } from '#core/people/index.ts'
import { anyone, hasRole } from '#platform/actor.ts'
import { clientFolder } from '#platform/assets.ts'
import { showGauges } from '#platform/gauges.ts'
import type { House } from '#platform/house.ts'
import { clientAddress } from '#platform/http/address.ts'
import { bodySize } from '#platform/http/body-size.ts'
import { compressed } from '#platform/http/compressed.ts'
import { displayRoutes, withDisplay } from '#platform/http/display.ts'
import type { Env } from '#platform/http/env.ts'
import { showError, showNotFound } from '#platform/http/error-pages.tsx'
import { filesInWeChat } from '#platform/http/files-in-wechat.tsx'
import { withFlash } from '#platform/http/flash.ts'
import { healthRoutes } from '#platform/http/health.ts'
import { originCheck } from '#platform/http/origin-check.ts'
import { plainAddress } from '#platform/http/plain-address.ts'
import { policyReportRoutes } from '#platform/http/policy-reports.ts'
import { requestLog } from '#platform/http/request-log.ts'
import { securityHeaders } from '#platform/http/security-headers.ts'
import type { Module } from '#platform/module.ts'
import { keepPages } from '#platform/page-cache/index.ts'
import type { NavGroup } from '#ui/index.ts'

/** Middleware in order, then the rooms: mounting them is all it does. */
export function createApp(house: House, modules: Module[]): Hono<Env> {
  const app = new Hono<Env>()
  const site = modules
    .flatMap((room) => room.navigation?.site ?? [])
    .sort((a, b) => a.position - b.position)
    .map(({ position: _, ...item }) => item)
  app.use(
    createMiddleware<Env>((c, next) => {
      c.set('house', house)
      c.set('actor', anyone)
      c.set('display', { elder: false, contrast: false, dark: false })
      c.set('navigation', { site, desk: [] })
      c.set('flash', null)
      c.set('address', clientAddress(c, house.config.trustProxy))
      return next()
    }),
    requestLog,
    compressed,
    keepPages,
    securityHeaders,
  )
  const client = clientFolder()
  if (client) {
    app.use('/assets/*', keptByBrowsers, serveStatic({ root: client }))
  }
  showGauges(
    house,
    modules.flatMap((room) => room.gauges ?? []),
  )
  app.route('/', healthRoutes())
  app.route('/', policyReportRoutes())
  app.use(plainAddress, bodySize, originCheck, withDisplay, withFlash, withActor, withDeskNavigation(modules))
  app.use(filesInWeChat)
  app.route('/', displayRoutes)
  for (const room of modules) if (room.routes) app.route('/', room.routes)
  app.onError((error, c) => showError(error, c))
  app.notFound(showNotFound)
  return app
}

/** Vite writes a hash into the names it makes; what lies beside them (icon, robots.txt) may change. After the file: `onFound` comes too late to set it. */
const keptByBrowsers = createMiddleware<Env>(async (c, next) => {
  await next()
  if (!c.res.ok) return
  const isHashed = /-[\w-]{8}\.\w+$/.test(c.req.path)
  c.res.headers.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
})

const withDeskNavigation = (modules: Module[]) =>
  createMiddleware<Env>((c, next) => {
    const actor = c.get('actor')
    if (actor.kind === 'staff') {
      const groups = new Map<string, NavGroup>()
      for (const { group, roles, ...item } of modules.flatMap((room) => room.navigation?.desk ?? [])) {
        if (roles && !hasRole(actor, ...roles)) continue
        const known = groups.get(group) ?? { label: group, items: [] }
        known.items.push(item)
        groups.set(group, known)
      }
      c.set('navigation', { ...c.get('navigation'), desk: [...groups.values()] })
    }
    return next()
  })
