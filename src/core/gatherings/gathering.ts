import type { GatheringKind, gatheringRegistrations, gatherings } from './tables.ts'

export type Gathering = typeof gatherings.$inferSelect
export type Registration = typeof gatheringRegistrations.$inferSelect

export const kindWords: Record<GatheringKind, string> = {
  openDay: '政务开放日',
  attendance: '列席会议',
  forum: '座谈会',
}

export type GatheringState = 'registering' | 'drawing' | 'invited' | 'over' | 'cancelled'

/** Where it stands: people register until a moment, then seats are drawn or all are invited, then it takes place. */
export function stateOf(gathering: Gathering, now: Temporal.Instant, isDrawn: boolean): GatheringState {
  if (gathering.cancelledAt) return 'cancelled'
  if (Temporal.Instant.compare(now, gathering.endsAt) >= 0) return 'over'
  if (gathering.allInvitedAt || isDrawn) return 'invited'
  return Temporal.Instant.compare(now, gathering.registerUntil) < 0 ? 'registering' : 'drawing'
}

export const stateWords: Record<GatheringState, string> = {
  registering: '正在报名',
  drawing: '等待抽取',
  invited: '名额已定',
  over: '已经结束',
  cancelled: '已经取消',
}
