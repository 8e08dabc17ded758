import { type Routes, routes } from '#platform/http/env.ts'
import { followRoutes } from './following/follow-routes.tsx'
import { downloadRoutes } from './statistics/download-routes.ts'
import { writeRoutes } from './writing/write-routes.tsx'

/** Writing and following: to be mounted before `/letters/:number`, which would take `new` and `receipt` for numbers. */
export const publicLetterRoutes: Routes = routes()
  .route('/', writeRoutes)
  .route('/', followRoutes)
  .route('/', downloadRoutes)
