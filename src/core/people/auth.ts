import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { phoneNumber, username } from 'better-auth/plugins'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
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
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    // Our own ends (idle, absolute) stand in `sessions.seenAt` and `endsAt`; this one is the outermost.
    session: { expiresIn: 30 * 86_400, disableSessionRefresh: true },
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
