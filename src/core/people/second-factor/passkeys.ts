import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { authOf, refusalAsNull } from '../auth.ts'
import { passkeys } from './tables.ts'

type Person = Extract<Actor, { kind: 'citizen' | 'staff' }>

export type OwnPasskey = { id: string; label: string; createdAt: Temporal.Instant }

/** What the browser is to sign, as JSON, and the cookies that tie the answer to it. */
export type Challenge = { options: unknown; cookies: string[] }

export async function registrationChallenge(house: House, account: string, headers: Headers): Promise<Challenge> {
  const made = await authOf(house).api.generatePasskeyRegistrationOptions({
    query: { name: account },
    headers,
    returnHeaders: true,
  })
  return { options: made.response, cookies: made.headers.getSetCookie() }
}

export async function signInChallenge(house: House, headers: Headers): Promise<Challenge> {
  const made = await authOf(house).api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true })
  return { options: made.response, cookies: made.headers.getSetCookie() }
}

/**
 * Checks what the browser signed: challenge (used once), origin, signature, that the owner was asked for finger, face or PIN, and that the
 * authenticator's count grew. @returns whose passkey it is, and the session that Better Auth opened; null when it does not hold
 */
export async function verifyPasskey(
  house: House,
  signed: string,
  headers: Headers,
): Promise<{ personId: string; token: string } | null> {
  const response = signedIn(signedAssertion, signed)
  if (!response) return null
  const made = await refusalAsNull(() => authOf(house).api.verifyPasskeyAuthentication({ body: { response }, headers }))
  return made && { personId: made.user.id, token: made.session.token }
}

/** Keeps a new passkey of the person who is signed in. */
export async function addPasskey(
  house: House,
  actor: Person,
  input: { signed: string; label: string; headers: Headers },
): Promise<void> {
  const label = checkedLabel(input.label)
  const response = signedIn(signedCredential, input.signed)
  const made =
    response &&
    (await refusalAsNull(() =>
      authOf(house).api.verifyPasskeyRegistration({ body: { response }, headers: input.headers }),
    ))
  if (!made)
    throw new Refusal('passkey', '这把通行密钥没有添加成功，请再试一次。手机或电脑要先设好锁屏密码、指纹或面容。', {
      field: 'passkeyLabel',
    })
  await house.db.transaction(async (tx) => {
    await tx
      .update(passkeys)
      .set({ labelCipher: house.secrets.encrypt(label, 'passkeys.label') })
      .where(eq(passkeys.id, made.id))
    await audit(tx, { ...entry(house, actor, made.id), act: 'addPasskey' })
  })
}

export async function renamePasskey(house: House, actor: Person, input: { id: string; label: string }): Promise<void> {
  const renamed = await house.db
    .update(passkeys)
    .set({ labelCipher: house.secrets.encrypt(checkedLabel(input.label), 'passkeys.label') })
    .where(own(actor, input.id))
    .returning({ id: passkeys.id })
  if (renamed.length === 0) throw notFound('通行密钥')
}

export async function removePasskey(house: House, actor: Person, id: string): Promise<void> {
  await house.db.transaction(async (tx) => {
    const removed = await tx.delete(passkeys).where(own(actor, id)).returning({ id: passkeys.id })
    if (removed.length === 0) throw notFound('通行密钥')
    await audit(tx, { ...entry(house, actor, id), act: 'removePasskey' })
  })
}

export async function passkeysOf(house: House, personId: string): Promise<OwnPasskey[]> {
  const found = await house.db.select().from(passkeys).where(eq(passkeys.userId, personId)).orderBy(asc(passkeys.id))
  return found.map((key) => ({
    id: key.id,
    label: key.labelCipher ? house.secrets.decrypt(key.labelCipher, 'passkeys.label') : '通行密钥',
    createdAt: Temporal.Instant.fromEpochMilliseconds(key.createdAt.getTime()),
  }))
}

const own = (actor: Person, id: string) => and(eq(passkeys.id, id), eq(passkeys.userId, actor.personId))

const entry = (house: House, actor: Person, passkeyId: string) => ({
  actor,
  subjectType: 'person',
  subjectId: actor.personId,
  at: house.clock.now(),
  details: { passkeyId },
})

function checkedLabel(typed: string): string {
  const label = typed.trim()
  if (label === '' || [...label].length > 20)
    throw new Refusal('label', '请给它起个 20 字以内的名字，例如“办公室电脑”。', { field: 'passkeyLabel' })
  return label
}

const text = z.string().max(20_000)
const signedObject = { id: text, rawId: text, type: z.literal('public-key') }

/** WebAuthn Level 2, as our island sends it. */
const signedAssertion = z.object({
  ...signedObject,
  clientExtensionResults: z.object({}),
  response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: text.optional() }),
})
const signedCredential = z.object({
  ...signedObject,
  clientExtensionResults: z.object({}),
  response: z.object({ clientDataJSON: text, attestationObject: text, transports: z.array(text).max(10).optional() }),
})

function signedIn<T>(shape: z.ZodType<T>, signed: string): T | null {
  if (signed.length > 20_000) return null
  try {
    return shape.parse(JSON.parse(signed))
  } catch {
    return null
  }
}
