import { and, desc, eq, isNull, or, type SQL } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { maskPhone } from '../masking.ts'
import { personNames } from '../staff.ts'
import { persons } from '../tables.ts'
import { enterprises, mandates } from './tables.ts'

export const relationNames = {
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandparent: '祖父母、外祖父母',
  other: '其他家人',
}

/** Where a mandate stands today, in words and for the buttons. */
export type Standing = 'waiting' | 'notYet' | 'inForce' | 'over' | 'ended'
export const standingNames: Record<Standing, string> = {
  waiting: '等对方同意',
  notYet: '还没到开始日',
  inForce: '有效',
  over: '已到期',
  ended: '已结束',
}

export type Mandate = {
  id: string
  /** For whom, as it is shown. */
  subject: string
  agent: string
  /** `given` by me or my enterprise, `held` by me, `offered` to my phone, `asked` of a member of the family by me. */
  side: 'given' | 'held' | 'offered' | 'asked'
  from: Temporal.PlainDate
  until: Temporal.PlainDate
  standing: Standing
}

export type Enterprise = typeof enterprises.$inferSelect

/** Every mandate that this person gave, holds, was offered or asked for; newest first. */
export async function mandatesOf(house: House, personId: string): Promise<Mandate[]> {
  const [me] = await house.db.select().from(persons).where(eq(persons.id, personId))
  const found = await house.db
    .select({ mandate: mandates, enterprise: enterprises })
    .from(mandates)
    .leftJoin(enterprises, eq(enterprises.id, mandates.enterpriseId))
    .where(concerns(personId, me?.phoneHash ?? null))
    .orderBy(desc(mandates.id))
    .limit(200)
  const ids = found.flatMap(({ mandate }) => [mandate.principalId, mandate.agentId].filter((id) => id !== null))
  const names = await personNames(house.db, house.secrets, ids)
  return found.map(({ mandate, enterprise }): Mandate => {
    const other = mandate.phoneCipher ? maskPhone(house.secrets.decrypt(mandate.phoneCipher, 'mandates.phone')) : '对方'
    const nameFor = (id: string | null) => (id === personId ? '本人' : ((id && names.get(id)) ?? other))
    return {
      id: mandate.id,
      subject: enterprise?.name ?? nameFor(mandate.principalId),
      agent: nameFor(mandate.agentId),
      side: sideOf(mandate, personId),
      from: mandate.from,
      until: mandate.until,
      standing: standingOf(mandate, today(house)),
    }
  })
}

const concerns = (personId: string, phoneHash: Buffer | null): SQL | undefined =>
  or(
    eq(mandates.agentId, personId),
    eq(mandates.principalId, personId),
    phoneHash ? and(eq(mandates.phoneHash, phoneHash), isNull(mandates.agentId)) : undefined,
  )

function sideOf(mandate: typeof mandates.$inferSelect, personId: string): Mandate['side'] {
  if (mandate.principalId === personId && mandate.agentId !== personId) return 'given'
  if (mandate.agentId === null) return 'offered'
  return mandate.principalId === null ? 'asked' : 'held'
}

export function standingOf(mandate: typeof mandates.$inferSelect, day: Temporal.PlainDate): Standing {
  if (mandate.endedAt) return 'ended'
  if (Temporal.PlainDate.compare(mandate.until, day) < 0) return 'over'
  if (!mandate.acceptedAt) return 'waiting'
  return Temporal.PlainDate.compare(mandate.from, day) > 0 ? 'notYet' : 'inForce'
}

export const today = (house: Pick<House, 'clock' | 'config'>): Temporal.PlainDate =>
  house.clock.now().toZonedDateTimeISO(house.config.timeZone).toPlainDate()

export const enterprisesOf = (house: House, personId: string): Promise<Enterprise[]> =>
  house.db
    .select()
    .from(enterprises)
    .where(eq(enterprises.representativeId, personId))
    .orderBy(desc(enterprises.askedAt))
