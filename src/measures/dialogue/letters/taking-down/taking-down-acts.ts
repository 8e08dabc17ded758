import { z } from 'zod'
import { readForm, type Typed, type Working, words } from '#core/casework/index.ts'
import type { MatterState } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { confirmTakeDown, refuseTakeDown, takeDown } from './take-down.ts'

/** What is typed for each act, on the page and through the API. */
export const takingDownForms = {
  takeDown: z.object({
    urgentGround: words('撤下的理由', { least: 4, most: 200 }),
    sure: z.literal('yes', { error: '请勾选确认后再撤下。' }).meta({ description: '确认立即撤下的，写 yes' }),
  }),
  confirmation: z.object({
    confirmation: z
      .literal('yes', { error: '请核对后勾选，再复核。' })
      .meta({ description: '已核对来信和撤稿理由、同意撤下的，写 yes' }),
  }),
  refusal: z.object({ refusalGround: words('恢复公开的理由', { least: 4, most: 200 }) }),
}

export type TakingDownAct = keyof typeof takingDownForms

/** 紧急撤稿 and the second person's word on it, in the caller's transaction; `NotFilled` for a form that is not filled well enough. */
export async function actOnTakeDown(
  working: Working,
  actor: StaffActor,
  letter: MatterState,
  act: TakingDownAct,
  typed: Typed,
): Promise<void> {
  if (act === 'takeDown')
    return takeDown(working, actor, letter, readForm(takingDownForms.takeDown, typed).urgentGround)
  if (act === 'refusal')
    return refuseTakeDown(working, actor, letter, readForm(takingDownForms.refusal, typed).refusalGround)
  readForm(takingDownForms.confirmation, typed)
  return confirmTakeDown(working, actor, letter)
}
