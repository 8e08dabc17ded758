import { deskRoutes } from '#core/casework/index.ts'
import { staffOnly } from '#core/people/index.ts'
import { routes } from '#platform/http/env.ts'
import { replyTemplateRoutes } from '../templates/reply-templates-routes.tsx'
import { letterDesk } from './letter-desk.ts'

/** The desk of letters and what belongs to it. */
export const letterDeskRoutes = routes()
  .use('/desk/templates/*', staffOnly)
  .route('/', replyTemplateRoutes)
  .route('/', deskRoutes(letterDesk))
