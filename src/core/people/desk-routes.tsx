import { routes } from '#platform/http/env.ts'
import { absenceRoutes } from './absences/absences-routes.tsx'
import { accountRoutes } from './account-routes.tsx'
import { auditRoutes } from './audit-routes.tsx'
import { enterpriseDeskRoutes } from './mandates/desk-routes.tsx'
import { unitRoutes } from './unit-routes.tsx'

/** What the three administrators do, each in rooms of their own, what the counter confirms, and leave. */
export const deskRoutes = routes()
  .route('/', unitRoutes)
  .route('/', accountRoutes)
  .route('/', auditRoutes)
  .route('/', enterpriseDeskRoutes)
  .route('/', absenceRoutes)
