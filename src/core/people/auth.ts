import { AsyncLocalStorage } from 'node:async_hooks'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { phoneNumber, username } from 'better-auth/plugins'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { passkeys } from './second-factor/tables.ts'
import { accounts, sessions, users, verifications } from './tables.ts'

export const codeMinutes = 5
export const passwordLength = { least: 10, most: 64 }

/**
 * How a code leaves: the verb that asked Better Auth for one knows the phone, Better Auth only its keyed hash. The storage ties
 * the two together for the one call.
 */
export const codeCarrier = new AsyncLocalStorage<(code: string) => Promise<void>>()

function openAuth(house: House) {
  return betterAuth({
    baseURL: house.config.publicUrl ?? 'http://localhost',
    secret: house.secrets.deriveKey('session-cookie'),
    database: drizzleAdapter(house.db, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: accounts, verification: verifications, passkey: passkeys },
    }),
    // Our own ends (idle, absolute) stand in `sessions.seenAt` and `endsAt`; this one is the outermost.
    // Whether somebody proved lately who they are is asked by `stepUp`, by the clock of the house.
    session: { expiresIn: 30 * 86_400, disableSessionRefresh: true, freshAge: 0 },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    plugins: [
      username({ displayUsername: false }),
      phoneNumber({
        otpLength: 6,
        expiresIn: codeMinutes * 60,
        allowedAttempts: 5,
        sendOTP: async ({ code }) => codeCarrier.getStore()?.(code),
        signUpOnVerification: {
          getTempEmail: (hash) => `${hash}@account.invalid`,
          getTempName: () => 'citizen',
        },
      }),
      passkey({
        rpName: `${house.config.cityName}阳光政务`,
        rpID: house.config.publicUrl ? new URL(house.config.publicUrl).hostname : 'localhost',
        origin: house.config.publicUrl ? new URL(house.config.publicUrl).origin : null,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // The plugin asks for finger, face or PIN but takes an answer without; a passkey alone signs in here, so it must be two things.
        registration: { afterVerification: ({ verification }) => requireVerified(verification.registrationInfo) },
        authentication: { afterVerification: ({ verification }) => requireVerified(verification.authenticationInfo) },
      }),
    ],
    advanced: {
      cookiePrefix: 'yangguang',
      useSecureCookies: house.config.publicUrl?.startsWith('https://') ?? false,
      // Addresses are personal data; ours are counted keyed, in the rate limits.
      ipAddress: { disableIpTracking: true },
      // Its endpoints are called by our verbs only; every write passed `originCheck` before.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      database: { generateId: newId },
    },
    // Limits are ours, shared by all processes.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
}

function requireVerified(shown: { userVerified: boolean } | undefined): void {
  if (!shown?.userVerified) throw new APIError('UNAUTHORIZED', { message: 'user not verified' })
}

export type Auth = ReturnType<typeof openAuth>

const opened = new WeakMap<House, Auth>()

/** The house's Better Auth, made at first use. */
export function authOf(house: House): Auth {
  const known = opened.get(house)
  if (known) return known
  const made = openAuth(house)
  opened.set(house, made)
  return made
}

/** Better Auth's refusals become null: ours is one sentence for all of them. Its faults stay faults. */
export async function refusalAsNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null
    throw error
  }
}
