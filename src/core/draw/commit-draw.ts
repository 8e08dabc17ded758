import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { dueDate, loadCalendar, workdays } from '#core/calendar/index.ts'
import { enterRecord } from '#core/ledger/index.ts'
import { makeNumber } from '#core/matters/index.ts'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { touch } from '#platform/page-cache/index.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import { type Manifest, manifestBytes } from './manifest.ts'
import { purposeOf } from './purposes.ts'
import { byBytes, hashedTimes } from './sortition.ts'
import { isEnough, type Source } from './sources.ts'
import { drawMembers, drawPeople, drawSources, draws, type StratumSize } from './tables.ts'

export type Drawing = Pick<House, 'clock' | 'config' | 'secrets'> & { db: Transaction }

/** A label, and what it stands for. The label is public for good: a public number, or a salted hash. */
export type Candidate = { member: string; subjectId: string | null }

export type NewDraw = {
  purpose: string
  subjectId?: string | null
  title: string
  /** In words, whole sentences: who is in the list, how many are drawn, by which shares. */
  rule: string
  drawAt: Temporal.Instant
  sources: readonly Source[]
  strata: readonly { name: string; quota: number; substitutes: number; candidates: readonly Candidate[] }[]
  conflicts?: readonly { member: string; rule: string }[]
  sending?: {
    people: readonly { person: string; personId: string }[]
    perTask: number
    most: number
    conflicts: readonly { task: string; person: string; rule: string }[]
  }
  redrawOf?: { id: string; number: string; reason: string }
}

/** 本市自定（非法律规定）: the record publishes within a minute, and the manifest must stand in it before the chance exists. */
export const leastLead = { minutes: 2 }
/** 本市自定（非法律规定）: whoever fixes a list does not fix it for next year. */
export const longestLead = { hours: 24 * 30 }

const numberKind = 2

/**
 * 公布抽取方案: freezes the candidates and tells everything but the code, in the transaction of the caller. The manifest goes to the record at once; the draw
 * takes place when its chance has come (`run-draws`), or is cancelled in public.
 *
 * @returns number of the draw
 */
export async function commitDraw(house: Drawing, actor: StaffActor, given: NewDraw): Promise<string> {
  const { db: tx, clock, config, secrets } = house
  const unitId = actor.roles.find(({ role }) =>
    (purposeOf(given.purpose).roles as readonly string[]).includes(role),
  )?.unitId
  if (!unitId) throw forbidden('您的岗位不能发起这种抽取。')
  const at = clock.now()
  refuseWrong(given, at, config.demo)
  const id = newId()
  const number = await newNumber(tx, dateIn(config.timeZone, at))
  // The code is the last but one of a chain of hashes: what is told as `head` cannot be turned back into it.
  const code = hashedTimes(randomBytes(32), 1)
  const strata = given.strata.map((stratum) => ({
    ...stratum,
    candidates: stratum.candidates.toSorted((a, b) => byBytes(a.member, b.member)),
  }))
  const manifest: Manifest = {
    format: 'draw-manifest/1',
    draw: number,
    purpose: given.purpose,
    title: given.title,
    rule: given.rule,
    drawAt: given.drawAt.toString(),
    sources: [...given.sources],
    head: hashedTimes(code, 1).toString('hex'),
    strata: strata.map(({ name, quota, substitutes, candidates }) => ({
      name,
      quota,
      substitutes,
      members: candidates.map(({ member }) => member),
    })),
    conflicts: [...(given.conflicts ?? [])],
    ...(given.sending && {
      sending: {
        ...given.sending,
        people: given.sending.people.map(({ person }) => person),
        conflicts: [...given.sending.conflicts],
      },
    }),
    ...(given.redrawOf && { redrawOf: { draw: given.redrawOf.number, reason: given.redrawOf.reason } }),
  }
  await tx.insert(draws).values({
    id,
    number,
    purpose: given.purpose,
    subjectId: given.subjectId ?? null,
    unitId,
    title: given.title,
    rule: given.rule,
    state: 'waiting',
    strata: strata.map(
      ({ name, quota, substitutes, candidates }): StratumSize => ({
        name,
        quota,
        substitutes,
        size: candidates.length,
      }),
    ),
    sending: given.sending
      ? { perTask: given.sending.perTask, most: given.sending.most, people: given.sending.people.length }
      : null,
    committedAt: at,
    committedBy: actor.personId,
    drawAt: given.drawAt,
    endsAt: await endOf(house, given.drawAt),
    head: manifest.head,
    sealedCode: secrets.encrypt(code.toString('hex'), 'draws.sealed_code'),
    redrawOf: given.redrawOf?.id ?? null,
    redrawReason: given.redrawOf?.reason ?? null,
  })
  await tx.insert(drawSources).values(given.sources.map((source, seq) => ({ drawId: id, seq, source })))
  await insertCandidates(tx, id, strata)
  if (given.sending) await tx.insert(drawPeople).values(given.sending.people.map((one) => ({ drawId: id, ...one })))
  await enterRecord(tx, {
    type: 'draw.committed',
    subjectType: 'draw',
    subjectId: id,
    version: 1,
    at,
    document: manifestBytes(manifest),
  })
  await audit(tx, { actor, act: 'draw.committed', subjectType: 'draw', subjectId: id, at, details: { number } })
  await touch(tx, ['draws'])
  // The checkpoint that holds the manifest is looked for at once; the minute's round goes on looking.
  await enqueue(tx, 'draw:run', {}, { key: `draw:checkpoint:${id}`, runAt: at.add({ seconds: 10 }) })
  return number
}

async function newNumber(tx: Transaction, on: Temporal.PlainDate): Promise<string> {
  const { rows } = await tx.execute<{ serial: string }>(sql`select nextval('draw_number')::text as serial`)
  return makeNumber(on, numberKind, BigInt(rows[0]?.serial ?? 0))
}

function refuseWrong(given: NewDraw, at: Temporal.Instant, demo: boolean): void {
  const soonest = at.add(leastLead)
  if (Temporal.Instant.compare(given.drawAt, soonest) < 0)
    throw new Refusal('too-soon', '抽取时刻太近了：方案要先写进公示存证，请定在两分钟以后。', { field: 'drawAt' })
  if (Temporal.Instant.compare(given.drawAt, at.add(longestLead)) > 0)
    throw new Refusal('too-late', '抽取时刻太远了，请定在 30 天以内。', { field: 'drawAt' })
  if (
    !isEnough(
      given.sources.map((source) => ({ source, value: '' })),
      { demo },
    )
  )
    throw new Refusal(
      'too-little-chance',
      '随机数的来源不够：请选一个公开信标，或者加起来够数的两种彩票，或者至少两家不同单位的观察人。',
      {
        field: 'sources',
      },
    )
  const members = given.strata.map(({ candidates }) => candidates.length)
  if (members.every((count) => count === 0))
    throw new Refusal('no-candidates', '名单里一个也没有，没有什么可抽。请换一个范围。', { field: 'sources' })
  if (given.strata.every(({ quota }) => quota === 0))
    throw new Refusal('no-quota', '一个也不抽：请填写要抽几个。', { field: 'size' })
}

/** Five working days after the moment it ends, one way or the other. */
async function endOf({ db, config }: Drawing, drawAt: Temporal.Instant): Promise<Temporal.Instant> {
  const { dueOn } = dueDate(workdays(5), dateIn(config.timeZone, drawAt), await loadCalendar(db))
  return dueOn.add({ days: 1 }).toZonedDateTime(config.timeZone).toInstant()
}

async function insertCandidates(
  tx: Transaction,
  drawId: string,
  strata: readonly { candidates: readonly Candidate[] }[],
): Promise<void> {
  for (const [stratum, { candidates }] of strata.entries())
    for (let from = 0; from < candidates.length; from += 20_000) {
      const some = candidates.slice(from, from + 20_000)
      await tx.execute(sql`insert into ${drawMembers} (draw_id, stratum, member, subject_id)
        select ${drawId}::uuid, ${stratum}, * from unnest(${sql.param(some.map(({ member }) => member))}::text[],
          ${sql.param(some.map(({ subjectId }) => subjectId))}::uuid[])`)
    }
}
