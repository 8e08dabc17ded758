import { and, desc, eq, gte, isNull, ne, or } from 'drizzle-orm'
import { contacts, matters, matterTexts, type StateName, visibleTo } from '#core/matters/index.ts'
import { unitsById } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { callerToken } from '../letters/letter-visibility.ts'
import { type Call, earlierCalls, openNumber } from './calls.ts'
import { local } from './standards.ts'

export type EarlierMatter = {
  number: string
  title: string
  class: string
  channel: string
  state: StateName
  unitName: string
  openedAt: Temporal.Instant
  dueOn: Temporal.PlainDate | null
}
export type CallerHistory = {
  matters: EarlierMatter[]
  calls: Pick<Call, 'startedAt' | 'outcome' | 'state'>[]
}

/** The call that this operator has, or has just had; one that waits, or was missed today. Others are over: nobody looks callers up. */
function isInHand({ operatorId, state, startedAt, endedAt }: Call, actor: StaffActor, now: Temporal.Instant): boolean {
  const isWithin = (at: Temporal.Instant, hours: number) => Temporal.Instant.compare(at.add({ hours }), now) > 0
  if (state === 'waiting' || state === 'missed') return isWithin(startedAt, 24)
  return operatorId === actor.personId && (endedAt === null || isWithin(endedAt, 1))
}

/**
 * What was asked before from the number that is on the line: what is still open, and twelve months*. Facts only, no word about the person. Read with the
 * token of callers, so that the query itself leaves out 举报, 投诉工作人员 and what its writer wanted kept secret.
 */
export async function callerHistory(
  { db, secrets, clock, config }: Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db },
  actor: StaffActor,
  call: Call,
): Promise<CallerHistory> {
  const number = isInHand(call, actor, clock.now()) ? openNumber(secrets, call) : null
  if (!number) return { matters: [], calls: [] }
  const since = clock.now().toZonedDateTimeISO(config.timeZone).subtract({ months: local.historyMonths }).toInstant()
  const reader = { ...actor, tokens: [...actor.tokens, callerToken] }
  const rows = await db
    .select({
      number: matters.number,
      title: matterTexts.body,
      class: matters.class,
      channel: matters.channel,
      state: matters.state,
      unitId: matters.holderUnitId,
      openedAt: matters.openedAt,
      dueOn: matters.dueOn,
    })
    .from(contacts)
    .innerJoin(matters, eq(matters.contactId, contacts.id))
    .leftJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'title')))
    .where(
      and(
        eq(contacts.phoneHash, secrets.lookupHash(number, 'contacts.phone')),
        eq(matters.kind, 'letter'),
        ne(matters.class, 'report'),
        visibleTo(reader),
        or(isNull(matters.closedAt), gte(matters.openedAt, since)),
      ),
    )
    .orderBy(desc(matters.openedAt), desc(matters.id))
    .limit(20)
  const units = await unitsById(
    db,
    rows.map(({ unitId }) => unitId),
  )
  return {
    matters: rows.map(({ unitId, title, ...row }) => ({
      ...row,
      title: title ?? '（内容已删除）',
      unitName: units.get(unitId)?.shortName ?? '原单位',
    })),
    calls: await earlierCalls(db, call, since),
  }
}
