import type { StaffActor } from '#platform/actor.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { GivenFiles } from '../happen.ts'
import { openAtDesk, type Working } from '../open-work.ts'
import { NotFilled, type Typed } from '../words.ts'
import type { WorkAct } from './work-act.ts'

/** The one way to act on a work, for page and API, in the caller's transaction: found and locked, allowed, then done. */
export async function performAct(
  house: Working,
  actor: StaffActor,
  { number, act, typed, files }: { number: string; act: WorkAct; typed: Typed; files: GivenFiles },
): Promise<void> {
  const work = await openAtDesk(house, actor, number, { lock: true })
  const bar = act.bar(actor, work)
  if (bar && 'who' in bar) throw forbidden(bar.who)
  if (bar) throw new Refusal('not-now', bar.when, { status: 409 })
  if (act.files?.required && files.ids.length === 0) throw new NotFilled({ files: `还没有选择${act.files.label}。` })
  await act.perform({ house, actor, work, files }, typed)
}
