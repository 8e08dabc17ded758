import { loadCalendar, loadRules } from '#core/calendar/index.ts'
import { act } from '#core/matters/index.ts'
import { sentWhenTold } from '#core/notices/index.ts'
import { type LetterInput, writeLetter } from '#measures/dialogue/index.ts'
import { systemActor } from '#platform/actor.ts'
import { clockAt } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { type Cast, castOf } from './cast.ts'
import { happen } from './happen.ts'
import type { Story } from './story.ts'
import { keepTemplates } from './templates.ts'
import { type Moment, timelineOf } from './timeline.ts'
import type { Told, Working } from './told.ts'

const clockActor = systemActor('clock')

/**
 * Tells the stories through the real verbs, each step at its own hour in the name of the person who would do it, in the order in which all of it
 * happened. In the caller's transaction: a seed that is killed leaves nothing, and the next start tells all of it.
 *
 * @returns how many letters were written
 */
export async function tellStories(house: House, tx: Transaction, stories: readonly Story[]): Promise<number> {
  const now = house.clock.now()
  const { timeZone } = house.config
  const calendar = await loadCalendar(house.db)
  const rules = await loadRules(house.db)
  // A letter older than the rule that limits it could not have been written.
  const hadLimits = ({ step, at }: Moment) =>
    step !== null || rules.on('HOT-1-consult', at.toZonedDateTimeISO(timeZone).toPlainDate()) !== undefined
  const timeline = timelineOf(stories, { calendar, now, timeZone }).filter(hadLimits)
  const cast = await castOf(house)
  await keepTemplates({ ...house, db: tx }, cast)
  const told = new Map<string, Told>()
  for (const { story, step, at } of timeline) {
    const then = { ...house, db: tx, clock: clockAt(at) }
    const known = told.get(story.title)
    if (step === null) told.set(story.title, await write(then, cast, story))
    else if (known) await happen(then, cast, known, step, told).catch((error) => fail(story, step, error))
  }
  await letTimePass({ ...house, db: tx }, [...told.values()], now)
  await sentWhenTold(tx)
  return told.size
}

async function write(house: Working, cast: Cast, story: Story): Promise<Told> {
  const letter: LetterInput = {
    sort: story.sort,
    title: story.title,
    body: story.body,
    division: story.division,
    place: story.place ?? '',
    unit: story.about ? cast.unitId(story.about) : null,
    name: story.writer.name,
    phone: story.writer.phone,
    publish: story.publish ?? false,
    secret: story.secret ?? false,
    relation: story.own ?? false,
    idNumberMeant: false,
  }
  const writer = await cast.writer(story.writer.phone)
  const { matterId, number } = await writeLetter(house, writer, letter, { formKey: newId(), fileIds: [] })
  return {
    story,
    matterId,
    number,
    unit: 'xinxiang',
    offered: null,
    isSecond: false,
    parts: new Map(),
    at: house.clock.now(),
  }
}

/** What the clock did after the last act, at the time when it did it and not today: lights in the week that followed, closing by silence after it. */
async function letTimePass(house: Working, told: readonly Told[], now: Temporal.Instant): Promise<void> {
  for (const { matterId, at } of told) {
    const after = at.add({ hours: 8 * 24 })
    if (Temporal.Instant.compare(after, now) >= 0) continue
    await act({ ...house, clock: clockAt(after) }, clockActor, matterId, { type: 'wake' })
  }
}

function fail(story: Story, step: object, cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause)
  throw new Error(`${story.title} ${JSON.stringify(step)}: ${why}`, { cause })
}
