import { sql } from 'drizzle-orm'
import { acceptUploads } from '#core/documents/index.ts'
import { drawSample, giveWork, noteSample, performAct, rateWork, workActOf } from '#measures/deadlines/index.ts'
import { clockAt } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { type Cast, castOf } from '../cast.ts'
import { workStories } from './stories.ts'
import type { WorkStory } from './work-story.ts'

type Step = WorkStory['steps'][number]
type Files = { owner: string; ids: string[] }

/** Tells the demo city's works when there is none yet, through the verbs of the forms: all or none. */
export async function seedWorks(house: House): Promise<void> {
  if (await hasWorks(house.db)) return
  // Uploads lie pending until the act takes them over; of a seed that is killed the sweep forgets them.
  const files = new Map<Step, Files>()
  for (const step of workStories.flatMap(({ steps }) => steps))
    if ('file' in step) files.set(step, await uploaded(house, step.file))
  await house.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('seed-works')) as mine`,
    )
    if (!rows[0]?.mine || (await hasWorks(tx))) return
    const cast = await castOf(house)
    for (const story of workStories) await tell(house, tx, cast, story, files)
    await draw(house, tx, cast)
  })
}

async function hasWorks(db: Pick<House['db'], 'execute'>): Promise<boolean> {
  const { rows } = await db.execute(sql`select from works limit 1`)
  return rows.length > 0
}

async function uploaded(house: House, [name, text]: [string, string]): Promise<Files> {
  const owner = newId()
  const { kept, refused } = await acceptUploads(house, [new File([`${text}\n（演示材料）\n`], name)], {
    by: 'staff',
    owner,
  })
  if (refused[0]) throw new Error(refused[0].message)
  return { owner, ids: kept.map(({ id }) => id) }
}

async function tell(
  house: House,
  tx: Transaction,
  cast: Cast,
  story: WorkStory,
  files: ReadonlyMap<Step, Files>,
): Promise<void> {
  const at = (daysAgo: number, hour = 10) => instantOf(house, daysAgo, hour)
  const on = (daysAgo: number) => dayOf(house, daysAgo)
  const supervisor = await cast.staff('ducha')
  const year = on(story.given).year
  const then = (daysAgo: number, hour?: number) => ({ ...house, db: tx, clock: clockAt(at(daysAgo, hour)) })
  const number = await giveWork(then(story.given, 9), supervisor, cast.unitId('shifu'), {
    year,
    source: story.source,
    title: story.title,
    goal: story.goal,
    basis: story.source === 'standingMeeting' ? story.basis : `${year} 年${story.basis}`,
    leadUnitId: cast.unitId(story.lead),
    jointUnitIds: (story.joint ?? []).map(cast.unitId),
    userUnitIds: (story.users ?? []).map(cast.unitId),
    startsOn: on(story.starts),
    milestones: story.milestones.map(([due, title]) => ({ title, dueOn: on(due) })),
  })
  for (const step of story.steps) {
    const working = then(step.on)
    if (step.noun === 'rating') {
      await rateWork(working, await cast.writer(step.by), number, step.usersSay)
      continue
    }
    const act = workActOf(step.noun)
    if (!act) throw new Error(`no act ${step.noun}`)
    await performAct(working, await actorOf(cast, story, step), {
      number,
      act,
      typed: await typedOf(tx, number, step, on),
      files: files.get(step) ?? { owner: newId(), ids: [] },
    }).catch((error: Error) => {
      throw new Error(`${story.title} ${step.noun}: ${error.message}`, { cause: error })
    })
  }
}

function actorOf(cast: Cast, story: WorkStory, step: Step) {
  if (step.noun === 'acceptance') return cast.handler(step.by)
  if (step.noun === 'publication') return cast.head(story.lead)
  return ['proof', 'slip', 'obstacle', 'obstacle-removal'].includes(step.noun)
    ? cast.handler(story.lead)
    : cast.staff('ducha')
}

/** The fields that the form of the act would send. */
async function typedOf(
  tx: Transaction,
  number: string,
  step: Step,
  on: (daysAgo: number) => Temporal.PlainDate,
): Promise<Record<string, string>> {
  switch (step.noun) {
    case 'proof':
      return { milestone: String(step.milestone), result: step.result }
    case 'slip':
      return { milestone: String(step.milestone), cause: step.cause }
    case 'obstacle':
      return { obstacle: step.obstacle }
    case 'obstacle-removal':
      return { solved: step.solved }
    case 'date':
      return { milestone: String(step.milestone), newDueOn: on(step.to).toString(), reason: step.reason }
    case 'visit':
      return {
        milestone: String(step.milestone),
        finding: step.finding,
        visitedOn: on(step.on).toString(),
        usersSay: step.usersSay ?? '',
        seen: step.seen,
      }
    case 'acceptance':
      return { usersSay: 'accepted', received: step.received }
    case 'sign-off-refusal':
      return { milestone: String(step.milestone), missing: step.missing }
    case 'publication':
      return { event: await lastReport(tx, number), filesToo: 'yes', secrecyReviewed: 'yes' }
    default:
      return {}
  }
}

async function lastReport(tx: Transaction, number: string): Promise<string> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select e.id from work_events e join works w on w.id = e.work_id
    where w.number = ${number} and e.type = 'proofGiven' order by e.at desc, e.id desc limit 1`)
  return rows[0]?.id ?? ''
}

/** Two samples: one drawn last month, one whose seed is noted and which waits. */
async function draw(house: House, tx: Transaction, cast: Cast): Promise<void> {
  const supervisor = await cast.staff('ducha')
  const at = (daysAgo: number) => ({ ...house, db: tx, clock: clockAt(instantOf(house, daysAgo, 15)) })
  const { year } = dayOf(house, 200)
  const about = { year, source: null, among: 'open', size: 4 } as const
  const first = await noteSample(at(19), supervisor, { ...about, title: '重点任务走访' })
  await drawSample(at(18), supervisor, first)
  await noteSample(at(1), supervisor, { ...about, title: '年底前走访', source: 'livelihood', size: 3 })
}

const dayOf = (house: House, daysAgo: number): Temporal.PlainDate =>
  house.clock.now().toZonedDateTimeISO(house.config.timeZone).toPlainDate().subtract({ days: daysAgo })

const instantOf = (house: House, daysAgo: number, hour: number): Temporal.Instant =>
  dayOf(house, daysAgo)
    .toZonedDateTime({ timeZone: house.config.timeZone, plainTime: Temporal.PlainTime.from({ hour }) })
    .toInstant()
