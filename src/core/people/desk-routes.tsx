import { routes } from '#platform/http/env.ts'
import { accountRoutes } from './account-routes.tsx'
import { auditRoutes } from './audit-routes.tsx'
import { unitRoutes } from './unit-routes.tsx'

/** What the three administrators do; each has rooms of their own. */
export const deskRoutes = routes().route('/', unitRoutes).route('/', accountRoutes).route('/', auditRoutes)
