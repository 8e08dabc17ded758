import { orderNumber } from '#core/documents/index.ts'
import { act, askerOf, inviteJoint, keepText, readMatter, recordPartAnswer } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { clockAt } from '#platform/clock.ts'
import type { Cast } from './cast.ts'
import { commandOf, type Who } from './command-of.ts'
import { correct, publish, unpublish } from './publish.ts'
import type { Step } from './story.ts'
import type { Told, Working } from './told.ts'

/** One step, through the same verb that a form would call, by the person who would send that form. */
export async function happen(
  house: Working,
  cast: Cast,
  told: Told,
  step: Step,
  all: ReadonlyMap<string, Told>,
): Promise<void> {
  const { matterId } = told
  told.at = house.clock.now()
  if ('sign' in step && told.story.sort === 'report') told.unit = await filingUnitOf(house, cast, told)
  if ('draft' in step && step.second) {
    told.isSecond = true
    await act(house, await actorOf(cast, told, 'handler'), matterId, { type: 'sign' })
  }
  if ('joint' in step) await invite(house, cast, told, step)
  else if ('jointReply' in step) await answerPart(house, cast, told, step)
  else if ('pause' in step) {
    const head = await actorOf(cast, told, 'head')
    const noticeId = await keepText(house, head, matterId, 'ground', step.notice)
    await act(house, head, matterId, { type: 'pause', ground: step.pause, noticeId })
  } else if ('supervise' in step) {
    await supervise(house, cast, told, step)
  } else if ('publish' in step) await publish(house, await cast.staff('bianji'), told, step.rewritten)
  else if ('correct' in step) await correct(house, await cast.staff('bianji'), told, step)
  else if ('unpublish' in step) await unpublish(house, await cast.staff('bianji'), told, step.unpublish)
  else if ('mergeInto' in step) {
    const into = all.get(step.mergeInto)
    if (!into) throw new Error(`no story ${step.mergeInto} before this one`)
    await act(house, await cast.staff('paidan'), matterId, { type: 'merge', intoId: into.matterId })
  } else {
    const [who, command] = commandOf(step, cast, { today: today(house) })
    await act(house, await actorOf(cast, told, who), matterId, command)
  }
  passOn(told, step)
}

/** 投诉工作人员 is read by heads only: they handle it themselves, and the head above approves. */
async function actorOf(cast: Cast, { story, matterId, unit, offered, isSecond }: Told, who: Who): Promise<Actor> {
  const isOfficial = story.sort === 'complaint-official'
  switch (who) {
    case 'handler':
      return isOfficial ? cast.head(unit) : cast.handler(unit, isSecond)
    case 'head':
      return cast.head(isOfficial ? cast.above(unit) : unit)
    case 'offered':
      return cast.handler(offered ?? unit)
    case 'asker': {
      const writer = await cast.writer(story.writer.phone)
      return writer.kind === 'citizen' ? writer : askerOf(matterId)
    }
    default:
      return cast.staff(who)
  }
}

/** Who has it after the step. */
function passOn(told: Told, step: Step): void {
  if ('dispatch' in step) told.unit = step.dispatch
  if ('handOver' in step) told.offered = step.handOver
  if ('takeOver' in step) told.unit = told.offered ?? told.unit
  if ('reviewTo' in step) told.unit = step.reviewTo
  if ('reopen' in step) told.isSecond = false
}

/** 举报 is with the competent body at once, which only the tree of units knows. */
async function filingUnitOf(house: Working, cast: Cast, { matterId, story }: Told): Promise<string> {
  const found = await readMatter(house.db, askerOf(matterId), matterId)
  if (!found) throw new Error(`no letter ${story.title}`)
  return cast.keyOf(found.state.filingUnitId)
}

async function invite(house: Working, cast: Cast, told: Told, step: { joint: string; ask: string }): Promise<void> {
  const unitId = cast.unitId(step.joint)
  const lead = await actorOf(cast, told, 'handler')
  const { state } = await inviteJoint(house, lead, told.matterId, { unitIds: [unitId], text: step.ask })
  const part = state.parts.find((one) => one.unitId === unitId)
  if (part) told.parts.set(step.joint, part.matterId)
}

/** The supervisor's own order, numbered as theirs are. */
async function supervise(
  house: Working,
  cast: Cast,
  { matterId }: Told,
  { supervise: text, inDays }: { supervise: string; inDays: number },
): Promise<void> {
  const unit = (await unitDirectory(house.db)).get(cast.unitId('shifu'))
  if (!unit) throw new Error('the demo city has no government')
  const number = await orderNumber(house.db, unit, today(house), house.config.cityName)
  const replyDueOn = today(house).add({ days: inDays })
  await act(house, await cast.staff('ducha'), matterId, { type: 'supervise', orderNumber: number, replyDueOn, text })
}

/** The joint unit signs, drafts and approves within an hour; its answer reaches the main matter as the job would bring it. */
async function answerPart(
  house: Working,
  cast: Cast,
  told: Told,
  { jointReply: unit, text }: { jointReply: string; text: string },
): Promise<void> {
  const partId = told.parts.get(unit)
  if (!partId) throw new Error(`${unit} was not invited`)
  const ends = house.clock.now()
  const ago = (minutes: number): Working => ({ ...house, clock: clockAt(ends.subtract({ minutes })) })
  const handler = await cast.handler(unit)
  await act(ago(60), handler, partId, { type: 'sign' })
  await act(ago(20), handler, partId, { type: 'submitDraft', text })
  await act(house, await cast.head(unit), partId, { type: 'answer' })
  await recordPartAnswer(house, partId)
}

const today = ({ clock, config }: Working): Temporal.PlainDate =>
  clock.now().toZonedDateTimeISO(config.timeZone).toPlainDate()
