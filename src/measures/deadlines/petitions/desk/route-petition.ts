import type { Working } from '#core/casework/index.ts'
import { act } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'

export type Routing = {
  unitId: string
  /** forward 转送, assign 交办 */
  way: string
  /** Of 交办: when the result is to be reported. */
  on: string | undefined
  class?: string | undefined
  note: string | undefined
}

/** 转送、交办 (第22条): a dispatch, and with it whether a report is asked for; of one or of many. */
export async function routePetition(house: Working, actor: Actor, matterId: string, routing: Routing): Promise<void> {
  const { unitId, way, on, note } = routing
  await act(house, actor, matterId, {
    type: 'dispatch',
    unitId,
    ...(routing.class && { class: routing.class }),
    ...(note && { text: note }),
  })
  await act(house, actor, matterId, {
    type: 'step',
    step: 'route',
    choice: way,
    ...(on && { on: Temporal.PlainDate.from(on) }),
  })
}
