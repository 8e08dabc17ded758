import { randomInt } from 'node:crypto'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { queueNotice } from '#core/notices/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { countTry } from '#platform/http/rate-limit.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { citizenWithPhone, newCitizen, phoneKey } from '../citizens.ts'
import { mandateCodes } from '../limits.ts'
import { maskPhone } from '../masking.ts'
import { phoneOf } from '../staff.ts'
import {
  type Citizen,
  entry,
  ownHash,
  requireFew,
  requireOther,
  sealedPhone,
  termFields,
  termOf,
} from './give-mandate.ts'
import { mandates } from './tables.ts'

/** Longer than a sign-in code: it is read out over the telephone. */
const codeLasts = { minutes: 10 }
const codeTries = 5

export const familyForm = z.object({
  ...termFields,
  relation: z.enum(['spouse', 'child', 'parent', 'grandparent', 'other'], '请选择他（她）是您的什么人。'),
})

/**
 * Asks a member of the family, who needs no account and no smartphone: a code goes to their phone, and telling it is the consent.
 *
 * @returns the mandate's id, which holds nothing until the code was right
 */
export async function askFamily(
  house: House,
  tx: Transaction,
  actor: Citizen,
  input: z.infer<typeof familyForm>,
): Promise<string> {
  const { phone } = input
  requireOther(house, await ownHash(tx, actor), phone)
  const term = termOf(house, input)
  await countTry(house, mandateCodes, actor.personId)
  await countTry(house, mandateCodes, phone)
  await requireFew(house, tx, actor)
  const id = newId()
  const code = String(randomInt(10 ** 6)).padStart(6, '0')
  const at = house.clock.now()
  await tx.insert(mandates).values({
    id,
    kind: 'family',
    agentId: actor.personId,
    relation: input.relation,
    ...sealedPhone(house, phone),
    ...term,
    askedAt: at,
    codeHash: codeHash(house, id, code),
    codeEndsAt: at.add(codeLasts),
  })
  const own = await phoneOf(tx, house.secrets, actor.personId)
  await queueNotice(tx, house, {
    template: 'people.mandateCode',
    to: { phone },
    variables: {
      code,
      minutes: String(codeLasts.minutes),
      agent: own ? maskPhone(own) : actor.name,
      until: term.until.toString(),
    },
    at,
  })
  return id
}

/** The right code within ten minutes and five tries is the other's consent. A wrong one is counted even though nothing else happens. */
export async function takeConsent(house: House, actor: Citizen, id: string, typed: string): Promise<void> {
  const code = typed.normalize('NFKC').replace(/\s/g, '')
  const at = house.clock.now()
  const waiting = and(eq(mandates.id, id), eq(mandates.agentId, actor.personId), isNull(mandates.principalId))
  const [tried] = await house.db
    .update(mandates)
    .set({ codeTries: sql`${mandates.codeTries} + 1` })
    .where(and(waiting, isNull(mandates.endedAt), lt(mandates.codeTries, codeTries)))
    .returning()
  if (!tried) {
    if ((await house.db.$count(mandates, waiting)) === 0) throw notFound('授权')
    throw tooLate()
  }
  if (!tried.codeEndsAt || Temporal.Instant.compare(tried.codeEndsAt, at) <= 0 || !tried.phoneCipher) throw tooLate()
  if (!tried.codeHash?.equals(codeHash(house, id, code)))
    throw new Refusal('wrong-code', '验证码不对，请家人再看一遍短信。', { field: 'code' })
  const phone = house.secrets.decrypt(tried.phoneCipher, 'mandates.phone')
  await house.db.transaction(async (tx) => {
    const principal =
      (await citizenWithPhone(house, tx, phone)) ??
      (await newCitizen(house, tx, { phone, key: phoneKey(house, phone) }))
    await tx
      .update(mandates)
      .set({ principalId: principal.id, acceptedAt: at, codeHash: null, phoneCipher: null, phoneHash: null })
      .where(waiting)
    await audit(tx, { ...entry(house, actor, 'acceptMandate', id), details: { principalId: principal.id } })
  })
}

const tooLate = () =>
  new Refusal('late-code', '验证码已过期或输错太多次，请结束这一份，重新发一次。', { field: 'code' })

const codeHash = ({ secrets }: House, id: string, code: string): Buffer =>
  secrets.lookupHash(`${id}\0${code}`, 'mandates.code')
