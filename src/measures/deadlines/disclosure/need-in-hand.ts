import { type Deciding, lastStep, type MatterState, needHolder, needState, refuse } from '#core/matters/index.ts'

/** Nobody is asked for anything but by who holds the application, while it is under way, and once it is received. */
export function needInHand(state: MatterState, deciding: Deciding, doing: string, next = doing): void {
  needHolder(state, deciding, doing)
  needState(state, ['inProgress', 'awaitingApproval'], doing)
  if (!lastStep(state, 'receipt')) refuse('not-received', `请先“确认收到”申请，再${next}。`)
}
