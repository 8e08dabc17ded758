import type { Wake } from '../clocks.ts'
import type { Deciding } from '../deciding.ts'
import type { Happening } from '../events.ts'
import type { MatterState } from '../state.ts'

/** What the clock records when one thing has become due. */
export function woken(state: MatterState, wake: Wake, deciding: Deciding): Happening[] {
  switch (wake.what) {
    case 'light':
      return [{ type: 'lightChanged', data: { light: wake.light } }]
    case 'silentSigning':
      return signedSilently(state, deciding)
    case 'handOverLapse':
      return lapsed(state)
    case 'disputeLate':
      return [
        {
          type: 'marked',
          data: { mark: 'disputeLate', on: true, unitId: state.dispute?.deciderUnitId ?? null, text: null },
        },
      ]
    case 'consultLate':
      return [{ type: 'marked', data: { mark: 'consultLate', on: true, unitId: state.filingUnitId, text: null } }]
    case 'silence':
      return [{ type: 'closed', data: { outcome: 'silent', text: null, due: null } }]
    case 'hungLook':
      return [{ type: 'marked', data: { mark: 'hungLookDue', on: true, unitId: null, text: null } }]
    case 'kindSilence':
      return deciding.kind.silences?.find(({ name }) => name === wake.name)?.brings(state, deciding) ?? []
    case 'pauseEnds':
      return [{ type: 'resumed', data: { byCap: true } }]
  }
}

/** Unsigned for too long binds the unit and its head. */
function signedSilently({ offer }: MatterState, { staff }: Deciding): Happening[] {
  if (!offer) return []
  const colleagues = staff.get(offer.unitId) ?? []
  const head = colleagues.find((colleague) => colleague.roles.includes('head'))
  return [
    {
      type: 'signed',
      data: { unitId: offer.unitId, personId: offer.personId ?? head?.personId ?? null, silent: true },
    },
  ]
}

/** Not taken up in time: back to the giver, who holds it anyway, and seen by the dispatcher (first-asked: 一盯到底). */
function lapsed({ offer }: MatterState): Happening[] {
  if (!offer) return []
  const { unitId } = offer
  return [
    { type: 'handOverDeclined', data: { unitId, lapsed: true, text: null } },
    { type: 'marked', data: { mark: 'handOverLapsed', on: true, unitId, text: null } },
  ]
}
