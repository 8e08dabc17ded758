import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import type { IdentityConfig } from '#platform/identity-config.ts'
import { audit } from '../audit.ts'
import { type Arrival, beginOrHold, type SignedIn } from '../begin.ts'
import { citizenWithPhone, newCitizen } from '../citizens.ts'
import { checkIdNumber } from '../id-number.ts'
import { checkMobile } from '../mobile.ts'
import { openSession, sessionCookieFor } from '../session-life.ts'
import { accounts, persons } from '../tables.ts'
import { IdentityProblem } from './problems.ts'
import type { Claims } from './provider.ts'

type Person = typeof persons.$inferSelect

/** What the provider says about a person, as far as it can be believed. */
type Identity = { key: string; phone: string | null; name: string | null; idNumber: string | null }

/** A citizen is found by the identity, else by a phone that the provider has verified, else made anew. */
export async function signInCitizenBy(
  house: House,
  config: IdentityConfig,
  claims: Claims,
  arrival: Arrival,
): Promise<SignedIn> {
  const identity = identityIn(house, config, claims)
  const person = await house.db.transaction(
    async (tx) => (await linkedPerson(tx, identity)) ?? (await personFor(house, tx, identity)),
  )
  return enterAs(house, person, arrival)
}

/** Staff are found by their number and never made: accounts and roles are given by the security administrator. */
export async function signInStaffBy(
  house: House,
  config: IdentityConfig,
  claims: Claims,
  arrival: Arrival,
): Promise<SignedIn> {
  const number = textIn(claims, config.claims.staffNumber)
  const [person] = number
    ? await house.db
        .select()
        .from(persons)
        .where(and(eq(persons.kind, 'staff'), eq(persons.staffNumber, number)))
    : []
  if (!person || person.closedAt) throw new IdentityProblem('staff', config.name)
  return enterAs(house, person, arrival)
}

async function enterAs(house: House, person: Person, arrival: Arrival): Promise<SignedIn> {
  if (person.closedAt) throw new IdentityProblem('closed', '')
  const token = await openSession(house, person.id, person.kind)
  const needsSecondStep = await beginOrHold(house, arrival, {
    personId: person.id,
    kind: person.kind,
    token,
    way: 'oidc',
  })
  return { personId: person.id, cookies: [await sessionCookieFor(house, token, person.kind)], needsSecondStep }
}

function identityIn(house: House, config: IdentityConfig, claims: Claims): Identity {
  const { claims: names } = config
  const phone = checkMobile(textIn(claims, names.phone) ?? '')
  const idNumber = checkIdNumber(textIn(claims, names.idNumber) ?? '')
  return {
    key: house.secrets.lookupHash(`${config.issuer}\0${claims.sub}`, 'accounts.oidc').toString('hex'),
    // Whoever typed somebody else's number at the provider must not become that person here.
    phone: phone.ok && claims[names.phoneVerified] === true ? phone.value : null,
    name: textIn(claims, names.name)?.slice(0, 30) ?? null,
    idNumber: idNumber.ok ? idNumber.value : null,
  }
}

const textIn = (claims: Claims, name: string): string | null => {
  const value = claims[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

async function linkedPerson(tx: Transaction, identity: Identity): Promise<Person | null> {
  const [found] = await tx
    .select({ person: persons })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.userId))
    .where(and(eq(accounts.providerId, 'oidc'), eq(accounts.accountId, identity.key)))
  return found?.person ?? null
}

async function personFor(house: House, tx: Transaction, identity: Identity): Promise<Person> {
  const known = identity.phone ? await citizenWithPhone(house, tx, identity.phone) : null
  if (known) await requireSamePerson(house, tx, known, identity)
  const person = known
    ? await filled(house, tx, known, identity)
    : await newCitizen(house, tx, { ...sealed(house, identity), phone: identity.phone, key: identity.key })
  await tx.insert(accounts).values({ id: newId(), userId: person.id, accountId: identity.key, providerId: 'oidc' })
  const actor: Actor = { kind: 'citizen', personId: person.id, name: '', tokens: [] }
  const at = house.clock.now()
  await audit(tx, { actor, act: 'linkIdentity', subjectType: 'person', subjectId: person.id, at })
  return person
}

/** Numbers are given out again: one that belongs to another identity or another ID number has changed hands. */
async function requireSamePerson(house: House, tx: Transaction, person: Person, identity: Identity): Promise<void> {
  const other = await tx.$count(accounts, and(eq(accounts.userId, person.id), eq(accounts.providerId, 'oidc')))
  const idHash = identity.idNumber && house.secrets.lookupHash(identity.idNumber, 'persons.idNumber')
  if (other === 0 && (!idHash || !person.idNumberHash || person.idNumberHash.equals(idHash))) return
  throw new IdentityProblem('other', '')
}

async function filled(house: House, tx: Transaction, person: Person, identity: Identity): Promise<Person> {
  const { nameCipher, idNumberCipher, idNumberHash } = sealed(house, identity)
  if (person.nameCipher === null && nameCipher)
    await tx
      .update(persons)
      .set({ nameCipher })
      .where(and(eq(persons.id, person.id), isNull(persons.nameCipher)))
  if (person.idNumberHash === null && idNumberHash)
    await tx.update(persons).set({ idNumberCipher, idNumberHash }).where(eq(persons.id, person.id))
  return person
}

const sealed = ({ secrets }: House, { name, idNumber }: Identity) => ({
  nameCipher: name ? secrets.encrypt(name, 'persons.name') : null,
  idNumberCipher: idNumber ? secrets.encrypt(idNumber, 'persons.idNumber') : null,
  idNumberHash: idNumber ? secrets.lookupHash(idNumber, 'persons.idNumber') : null,
})
