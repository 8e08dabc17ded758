import { staffOnly } from '#core/people/index.ts'
import { routes } from '#platform/http/env.ts'
import { replyTemplateRoutes } from '../templates/reply-templates-routes.tsx'
import { oneLetterRoutes } from './desk-letter-routes.tsx'
import { deskListRoutes } from './desk-list-routes.tsx'
import { handoverRoutes } from './handover-routes.tsx'

/** The desk of letters. Who is no member of staff is asked to sign in, or finds nothing here. */
export const deskLetterRoutes = routes()
  .use('/desk/letters/*', staffOnly)
  .use('/desk/signatures', staffOnly)
  .use('/desk/dispatches', staffOnly)
  .use('/desk/templates/*', staffOnly)
  .route('/', deskListRoutes)
  .route('/', handoverRoutes)
  .route('/', replyTemplateRoutes)
  .route('/', oneLetterRoutes)
