import { and, asc, eq, gte, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { commitDraw, definePurpose } from '#core/draw/index.ts'
import { matters } from '#core/matters/index.ts'
import { allPosted, allUnits } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { calls } from './tables.ts'
import { checkRoles } from './who-may.ts'

export const checkPurpose = 'call-check'

definePurpose({
  key: checkPurpose,
  title: '12345 来电质检抽样',
  roles: [...checkRoles],
  newHref: urls.newDeskCallCheck(),
  newLabel: '抽一批来电质检',
  deskHref: ({ number }) => urls.deskCallChecks(number),
})

export type CheckDraw = {
  title: string
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  size: number
  drawAt: Temporal.Instant
  sources: Parameters<typeof commitDraw>[2]['sources']
}

/** Answered, over, by a known operator, and not yet forgotten. */
async function checkable(db: Db, timeZone: string, { from, to }: Pick<CheckDraw, 'from' | 'to'>) {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant()
  const rows = await db
    .select({ id: calls.id, operatorId: calls.operatorId })
    .from(calls)
    .where(
      and(
        eq(calls.state, 'ended'),
        isNotNull(calls.operatorId),
        // What was asked to be kept secret is not heard by another.
        sql`not exists (select from ${matters} where ${matters.id} = any(${calls.matterIds}) and (${matters.secrecy} or ${matters.class} = 'report' or 'againstOfficial' = any(${matters.marks})))`,
        gte(calls.startedAt, startOf(from)),
        lt(calls.startedAt, startOf(to.add({ days: 1 }))),
      ),
    )
    .orderBy(asc(calls.id))
  return rows
}

/**
 * 质检抽样: some of the ended calls of some days, drawn by the same verifiable way as everything else that is drawn; each is given to somebody who did not take
 * it. Labels are keyed hashes made for this draw: nothing in the public list tells a call or a person.
 *
 * @returns number of the draw
 */
export async function drawChecks(
  house: Omit<House, 'db'> & { db: Transaction },
  actor: StaffActor,
  input: CheckDraw,
): Promise<string> {
  const { db, secrets, clock, config } = house
  const found = await checkable(db, config.timeZone, input)
  if (found.length === 0)
    throw new Refusal('no-candidates', '这几天没有接通并结束的来电，没有什么可抽。请换一段日期。', { field: 'from' })
  const nonce = newId()
  const labelOf = (id: string) => secrets.lookupHash(`${nonce}/${id}`, 'draw.label').toString('hex').slice(0, 24)
  const hotlines = (await allUnits(db)).filter(({ kind }) => kind === 'hotline')
  // Of the hotline and of the city above it: what callers said is not for every town's supervisor.
  const near = new Set(hotlines.flatMap(({ id, ancestors }) => [id, ...ancestors]))
  const checkers = (await allPosted(db, clock.now())).filter(({ roles }) =>
    roles.some(({ role, unitId }) => near.has(unitId) && (checkRoles as readonly string[]).includes(role)),
  )
  const size = Math.min(input.size, found.length)
  const most = Math.max(1, Math.ceil((size * 2) / Math.max(1, checkers.length)))
  const isChecker = new Set(checkers.map(({ personId }) => personId))
  return commitDraw(house, actor, {
    purpose: checkPurpose,
    title: input.title,
    rule: [
      `名单：${input.from} 到 ${input.to} 接通并结束的 12345 来电，共 ${found.length} 通。名单上是加密的标签，看不出是哪一通、谁接的。`,
      `名额：共抽 ${size} 通。质检只看问题，不排人的名次。`,
      `质检人员：班长和督查人员，自己接的回避，每人最多 ${most} 通。`,
    ].join('\n'),
    drawAt: input.drawAt,
    sources: input.sources,
    strata: [
      {
        name: '全部来电',
        quota: size,
        substitutes: 0,
        candidates: found.map(({ id }) => ({ member: labelOf(id), subjectId: id })),
      },
    ],
    sending: {
      people: checkers.map(({ personId }) => ({ person: labelOf(personId), personId })),
      perTask: 1,
      most,
      conflicts: found.flatMap(({ id, operatorId }) =>
        operatorId && isChecker.has(operatorId)
          ? [{ task: labelOf(id), person: labelOf(operatorId), rule: '自己接的来电回避' }]
          : [],
      ),
    },
  })
}

export const callsById = async (db: Db, ids: string[]) =>
  ids.length === 0 ? [] : db.select().from(calls).where(inArray(calls.id, ids))
