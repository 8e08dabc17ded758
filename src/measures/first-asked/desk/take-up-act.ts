import type { DeskAct } from '#core/casework/index.ts'
import { act } from '#core/matters/index.ts'

/** Of a matter that was opened again: it lies with the first-asked unit, and whoever takes it up holds it. */
export const takeUpAct: DeskAct = {
  noun: 'take-up',
  command: 'dispatch',
  offered: ({ state }) => state === 'opened',
  tried: ({ filingUnitId }) => ({ type: 'dispatch', unitId: filingUnitId }),
  title: '接着办',
  button: '由我接着办',
  place: 'main',
  keys: 's',
  async perform({ house, actor, matterId, matter }) {
    await act(house, actor, matterId, { type: 'dispatch', unitId: matter.holderUnitId })
    await act(house, actor, matterId, { type: 'sign' })
  },
}
