import { createHash, randomBytes } from 'node:crypto'
import { createAuthorizationURL } from 'better-auth/oauth2'
import { z } from 'zod'
import type { House } from '#platform/house.ts'
import type { IdentityConfig } from '#platform/identity-config.ts'
import { IdentityProblem } from './problems.ts'
import { type Claims, claimsFor, providerMetadata } from './provider.ts'

/** One sign-in under way, kept encrypted in the browser's own cookie for ten minutes: nothing of it lies in the database. */
export const flowCookie = { name: 'province', path: '/sign-in/province', maxAge: 600 }

const flowOf = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  as: z.enum(['citizen', 'staff']),
  startedAt: z.string(),
})
export type Flow = z.infer<typeof flowOf>

const context = 'sign-in.province'

/** @returns the address at the provider, and the value of the flow's cookie */
export async function startFlow(
  house: House,
  config: IdentityConfig,
  { redirectUri, ...wanted }: { redirectUri: string; returnTo: string; as: 'citizen' | 'staff' },
): Promise<{ address: string; cookie: string }> {
  const metadata = await providerMetadata(house, config)
  const flow: Flow = {
    ...wanted,
    state: randomBytes(24).toString('base64url'),
    nonce: randomBytes(24).toString('base64url'),
    verifier: randomBytes(32).toString('base64url'),
    startedAt: house.clock.now().toString(),
  }
  const address = await createAuthorizationURL({
    id: 'province',
    options: { clientId: config.clientId },
    authorizationEndpoint: metadata.authorization_endpoint,
    redirectURI: redirectUri,
    scopes: config.scopes,
    state: flow.state,
    nonce: flow.nonce,
    codeVerifier: flow.verifier,
  })
  return { address: address.href, cookie: house.secrets.encrypt(JSON.stringify(flow), context).toString('base64url') }
}

/** The flow that this browser started, or null: none, over, or not ours. */
export function flowIn(house: House, cookie: string | undefined): Flow | null {
  if (!cookie) return null
  try {
    const flow = flowOf.parse(JSON.parse(house.secrets.decrypt(Buffer.from(cookie, 'base64url'), context)))
    const ends = Temporal.Instant.from(flow.startedAt).add({ seconds: flowCookie.maxAge })
    return Temporal.Instant.compare(house.clock.now(), ends) < 0 ? flow : null
  } catch {
    return null
  }
}

/**
 * What the provider sent the browser back with → checked claims.
 *
 * @throws IdentityProblem: cancelled there, not started here, another issuer (RFC 9207), or what `claimsFor` says
 */
export async function finishFlow(
  house: House,
  config: IdentityConfig,
  flow: Flow | null,
  came: { query: Partial<Record<string, string>>; redirectUri: string },
): Promise<Claims> {
  const { code, state, error, iss } = came.query
  if (!flow || !state || !sameText(state, flow.state)) throw new IdentityProblem('state', config.name)
  const metadata = await providerMetadata(house, config)
  if (iss !== undefined ? iss !== metadata.issuer : metadata.authorization_response_iss_parameter_supported)
    throw new IdentityProblem('issuer', config.name)
  if (error === 'access_denied') throw new IdentityProblem('denied', config.name)
  if (error || !code) throw new IdentityProblem('error', config.name)
  return claimsFor(config, metadata, {
    code,
    verifier: flow.verifier,
    nonce: flow.nonce,
    redirectUri: came.redirectUri,
  })
}

/** By hashes: how long it takes tells nothing. */
const sameText = (a: string, b: string): boolean => digest(a) === digest(b)
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
