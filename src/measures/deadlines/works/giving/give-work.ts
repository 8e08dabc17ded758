import { sql } from 'drizzle-orm'
import { makeNumber } from '#core/matters/index.ts'
import { audit, defineAuditActs, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { enterWorkEvent } from '../enter-event.ts'
import { eventTitles } from '../event-words.ts'
import { tagsOf } from '../happen.ts'
import type { Working } from '../open-work.ts'
import { workEvents, workMilestones, works } from '../tables.ts'
import { supervisingAt } from '../who-may.ts'
import { isPublicSource } from '../work.ts'
import { audienceOf } from '../work-sight.ts'
import type { NewWork } from './new-work.ts'

defineAuditActs({
  ...Object.fromEntries(Object.entries(eventTitles).map(([type, title]) => [`work.${type}`, `抓落实台账：${title}`])),
  'work.published': '抓落实台账：公开说明和佐证',
  'work.imported': '抓落实台账：导入任务清单',
  'work.sampleNoted': '抓落实台账：记下抽样种子',
  'work.sampleDrawn': '抓落实台账：抽样',
})

/** Of the eight digits after the date the first says what it is: letters have 1, works have 8. */
const numberKind = 8

/** 交办: the work, its milestones and the first event, in the caller's transaction. Returns the number. */
export async function giveWork(
  house: Working,
  actor: StaffActor,
  giverUnitId: string,
  { milestones, ...input }: NewWork,
): Promise<string> {
  const at = house.clock.now()
  const units = await unitDirectory(house.db)
  const id = newId()
  const number = makeNumber(dateIn(house.config.timeZone, at), numberKind, await nextSerial(house.db))
  const first = milestones.map(({ dueOn }) => dueOn).toSorted(Temporal.PlainDate.compare)[0]
  const written = await house.db
    .insert(works)
    .values({
      id,
      number,
      ...input,
      giverUnitId,
      givenBy: actor.personId,
      givenAt: at,
      nextDueOn: first,
      audience: audienceOf({ ...input, giverUnitId }, units),
    })
    .onConflictDoNothing({ target: [works.year, works.source, works.title] })
    .returning({ id: works.id })
  if (written.length === 0)
    throw new Refusal('work-exists', `${input.year} 年的台账里已经有“${input.title}”，请核对后改名或者不再重复登记。`, {
      field: 'title',
    })
  await house.db.insert(workMilestones).values(
    milestones.map(({ title, dueOn }, index) => ({
      id: newId(),
      workId: id,
      position: index + 1,
      title,
      firstDueOn: dueOn,
      dueOn,
    })),
  )
  const event = { id: newId(), workId: id, type: 'given' as const, unitId: giverUnitId, personId: actor.personId }
  await house.db.insert(workEvents).values({ ...event, data: {}, at })
  if (isPublicSource(input.source))
    await enterWorkEvent(house.db, { number, title: input.title }, { ...event, at }, milestones)
  await audit(house.db, { actor, act: 'work.given', subjectType: 'work', subjectId: id, at })
  if (isPublicSource(input.source)) await touch(house.db, tagsOf(number))
  return number
}

async function nextSerial(db: Db): Promise<bigint> {
  const { rows } = await db.execute<{ serial: string }>(sql`select nextval('work_number') as serial`)
  return BigInt(rows[0]?.serial ?? 0)
}

/** Where this person gives works: the unit at which they supervise; null for whoever does not. */
export const givingUnitOf = (actor: StaffActor): string | null => supervisingAt(actor)[0] ?? null
