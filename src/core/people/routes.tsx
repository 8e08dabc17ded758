import { routes } from '#platform/http/env.ts'
import { identityRoutes } from './identity/routes.tsx'
import { mandateRoutes } from './mandates/routes.tsx'
import { ownAccountRoutes } from './own-account-routes.tsx'
import { secondFactorRoutes } from './second-factor/routes.tsx'
import { stepUpRoutes } from './second-factor/step-up.tsx'
import { signInRoutes } from './sign-in-routes.tsx'

/** What everybody does about their own account. */
export const siteRoutes = routes()
  .route('/', signInRoutes)
  .route('/', identityRoutes)
  .route('/', stepUpRoutes)
  .route('/', ownAccountRoutes)
  .route('/', secondFactorRoutes)
  .route('/', mandateRoutes)
