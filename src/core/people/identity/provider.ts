import { authorizationCodeRequest, verifyJwsAccessToken } from 'better-auth/oauth2'
import { z } from 'zod'
import type { House } from '#platform/house.ts'
import type { IdentityConfig } from '#platform/identity-config.ts'
import { IdentityProblem } from './problems.ts'

/** How long the provider may take for each answer before the person is told to use another way in. */
const patience = 5_000
const largestAnswer = 256 * 1024
const metadataLasts = { minutes: 10 }
/** Asymmetric only: never `none`, never a secret that both sides know. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA']

const metadataOf = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})
export type Metadata = z.infer<typeof metadataOf>

const tokensOf = z.object({ id_token: z.string(), access_token: z.string() })
const keysOf = z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1) })
const refusalOf = z.object({ error: z.string() })
const claimsOf = z.record(z.string(), z.unknown())
export type Claims = Record<string, unknown> & { sub: string }

const known = new WeakMap<House, { metadata: Metadata; until: Temporal.Instant }>()

/**
 * The provider's published addresses (OpenID Connect Discovery 1.0), asked for when first needed and again every ten minutes: one that is
 * down when we start costs nothing but its own door.
 *
 * @throws IdentityProblem `down` when it is slow, down, or answers with anything but what it should
 */
export async function providerMetadata(house: House, config: IdentityConfig): Promise<Metadata> {
  const now = house.clock.now()
  const kept = known.get(house)
  if (kept && Temporal.Instant.compare(now, kept.until) < 0) return kept.metadata
  const address = `${config.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const metadata = await answered(config, metadataOf, address)
  // Discovery §4.3: another issuer here is another provider, or somebody between us.
  if (metadata.issuer !== config.issuer) throw new IdentityProblem('down', config.name)
  known.set(house, { metadata, until: now.add(metadataLasts) })
  return metadata
}

/**
 * Code → claims: exchange with PKCE verifier, ID token checked for signature, issuer, audience, time and nonce, then the claims of
 * `userinfo`, which must be of the same subject.
 *
 * @throws IdentityProblem `down`, or `token` when what came does not hold
 */
export async function claimsFor(
  config: IdentityConfig,
  metadata: Metadata,
  flow: { code: string; verifier: string; nonce: string; redirectUri: string },
): Promise<Claims> {
  const methods = metadata.token_endpoint_auth_methods_supported
  const { body, headers } = await authorizationCodeRequest({
    code: flow.code,
    codeVerifier: flow.verifier,
    redirectURI: flow.redirectUri,
    options: { clientId: config.clientId, clientSecret: config.clientSecret },
    authentication: methods.includes('client_secret_basic') ? 'basic' : 'post',
    tokenEndpoint: metadata.token_endpoint,
  })
  const tokens = await answered(config, tokensOf, metadata.token_endpoint, { method: 'POST', body, headers })
  const idClaims = await checkedIdToken(config, metadata, tokens.id_token, flow.nonce)
  if (!metadata.userinfo_endpoint) return idClaims
  const more = await answered(config, claimsOf, metadata.userinfo_endpoint, {
    headers: { Authorization: `Bearer ${tokens.access_token}`, Accept: 'application/json' },
  })
  if (more.sub !== idClaims.sub) throw new IdentityProblem('token', config.name)
  return { ...idClaims, ...more, sub: idClaims.sub }
}

async function checkedIdToken(
  config: IdentityConfig,
  metadata: Metadata,
  token: string,
  nonce: string,
): Promise<Claims> {
  const jwks = await answered(config, keysOf, metadata.jwks_uri)
  const payload = await verifyJwsAccessToken(token, {
    jwksFetch: async () => ({ keys: jwks.keys.map((key) => ({ ...key, kty: String(key.kty) })) }),
    verifyOptions: {
      issuer: config.issuer,
      audience: config.clientId,
      algorithms,
      clockTolerance: 60,
      requiredClaims: ['sub', 'exp', 'iat'],
    },
  }).catch(() => null)
  if (!payload?.sub || payload.nonce !== nonce) throw new IdentityProblem('token', config.name)
  if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload.azp !== config.clientId)
    throw new IdentityProblem('token', config.name)
  return { ...payload, sub: payload.sub }
}

/** JSON of this shape, soon, not too long and without a redirect; anything else is the provider's fault. */
async function answered<T>(
  config: IdentityConfig,
  shape: z.ZodType<T>,
  address: string,
  init: RequestInit = {},
): Promise<T> {
  try {
    const response = await fetch(address, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) })
    const answer: unknown = JSON.parse(await readUpTo(response, largestAnswer))
    // RFC 6749 §5.2: the provider works and says no to this code.
    if (response.status === 400 && refusalOf.safeParse(answer).success) throw new IdentityProblem('token', config.name)
    if (!response.ok) throw new Error(String(response.status))
    return shape.parse(answer)
  } catch (error) {
    if (error instanceof IdentityProblem) throw error
    throw new IdentityProblem('down', config.name)
  }
}

async function readUpTo(response: Response, limit: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > limit) throw new Error('too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
