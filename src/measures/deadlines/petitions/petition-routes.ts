import { deskRoutes } from '#core/casework/index.ts'
import { routes } from '#platform/http/env.ts'
import { petitionsApi } from './api/petition-api.ts'
import { petitionDesk } from './desk/petition-desk.tsx'
import { petitionFilingRoutes } from './filing/filing-routes.tsx'
import { petitionFollowRoutes } from './following/follow-routes.tsx'
import { petitionYearRoutes } from './year/year-routes.tsx'

/** 信访: brought, followed, worked on. */
export const petitionRoutes = routes()
  .route('/', petitionsApi)
  .route('/', petitionFilingRoutes)
  .route('/', petitionFollowRoutes)
  .route('/', petitionYearRoutes)
  .route('/', deskRoutes(petitionDesk))
