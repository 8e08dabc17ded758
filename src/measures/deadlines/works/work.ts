import type { Tone } from '#ui/index.ts'
import type { MilestoneRow, WorkEventRow, WorkRow, workSources } from './tables.ts'

export type WorkSource = (typeof workSources)[number]

export const sourceNames: Record<WorkSource, string> = {
  workReport: '政府工作报告',
  livelihood: '民生实事',
  standingMeeting: '常务会议议定事项',
  keyProject: '重点项目',
}

/** 民生实事 is promised to everybody, so everybody may look; the others are the government's own. */
export const isPublicSource = (source: WorkSource): boolean => source === 'livelihood'

export const workStates = ['notStarted', 'onTrack', 'lagging', 'blocked', 'done', 'signedOff'] as const
export type WorkState = (typeof workStates)[number]

export const stateWords: Record<WorkState, string> = {
  notStarted: '未启动',
  onTrack: '正常',
  lagging: '滞后',
  blocked: '受阻',
  done: '完成',
  signedOff: '销号',
}

export const stateTones: Record<WorkState, Tone> = {
  notStarted: 'neutral',
  onTrack: 'info',
  lagging: 'bad',
  blocked: 'warn',
  done: 'good',
  signedOff: 'good',
}

/** How each state comes about, for the pages: nobody ticks it. */
export const stateFormulas: Record<WorkState, string> = {
  notStarted: '还没有到开始日期',
  onTrack: '已经开始，没有过期未办的节点',
  lagging: '有节点过了日期还没有佐证',
  blocked: '责任单位报告了受阻的原因，还没有解除',
  done: '每个节点都有佐证，使用方也确认了',
  signedOff: '督查人员看过佐证和使用方的确认，同意销号',
}

export type WorkFacts = Pick<WorkRow, 'startsOn' | 'nextDueOn' | 'blockedSince' | 'confirmedAt' | 'signedOffAt'>

/** Follows from dates and proofs alone; `state-sql.ts` says the same to the database. */
export function stateOf(work: WorkFacts, today: Temporal.PlainDate): WorkState {
  if (work.signedOffAt) return 'signedOff'
  if (work.blockedSince) return 'blocked'
  if (work.nextDueOn && isBefore(work.nextDueOn, today)) return 'lagging'
  if (!work.nextDueOn && work.confirmedAt) return 'done'
  return isBefore(today, work.startsOn) ? 'notStarted' : 'onTrack'
}

/** A report of 受阻 never hides a date that went by. */
export const isPastDue = ({ nextDueOn }: Pick<WorkRow, 'nextDueOn'>, today: Temporal.PlainDate): boolean =>
  nextDueOn !== null && isBefore(nextDueOn, today)

export const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0

/** 本市自定：so many citizens' ratings stand for the users' side where no visit or signature does, and this share of them must say yes. */
export const enoughRatings = 5
export const shareThatAccepts = 0.8

export type Ratings = { accepted: number; all: number; lastAt: Temporal.Instant | null }

export const noRatings: Ratings = { accepted: 0, all: 0, lastAt: null }

export type Projection = Pick<WorkRow, 'nextDueOn' | 'blockedSince' | 'provedAt' | 'confirmedAt' | 'signedOffAt'> & {
  milestones: ReadonlyMap<string, Pick<MilestoneRow, 'dueOn' | 'provedAt'>>
}

type Happened = Pick<WorkEventRow, 'type' | 'milestoneId' | 'data' | 'at'> & { id?: string }

/**
 * What the events come to, in their order. `ratings` are those given since the last proof, `provedAt`, which does not depend on them.
 *
 * - The users' side counts only once every milestone has its proof: nobody confirms what is not there yet.
 * - The last visit or signature decides; without one, enough ratings do.
 * - A proof that is returned takes 完成 and 销号 back with it.
 * - A visit that a review cancelled is as if it had not been, with the return that it brought.
 */
export function projectWork(
  milestones: readonly Pick<MilestoneRow, 'id' | 'firstDueOn'>[],
  happened: readonly Happened[],
  ratings: Ratings = noRatings,
): Projection {
  const events = withoutCancelled(happened)
  const now = new Map(
    milestones.map(({ id, firstDueOn }) => [id, { dueOn: firstDueOn, provedAt: null as Temporal.Instant | null }]),
  )
  let blockedSince: Temporal.Instant | null = null
  let signedOffAt: Temporal.Instant | null = null
  for (const event of events) {
    const milestone = event.milestoneId ? now.get(event.milestoneId) : undefined
    if (event.type === 'blocked') blockedSince ??= event.at
    if (event.type === 'unblocked') blockedSince = null
    if (event.type === 'signedOff') signedOffAt = event.at
    if (milestone && event.type === 'dateMoved' && event.data.to)
      milestone.dueOn = Temporal.PlainDate.from(event.data.to)
    if (milestone && event.type === 'proofGiven') milestone.provedAt = event.at
    if (milestone && event.type === 'proofReturned') {
      milestone.provedAt = null
      signedOffAt = null
    }
  }
  const all = [...now.values()]
  const open = all.filter(({ provedAt }) => provedAt === null).map(({ dueOn }) => dueOn)
  const nextDueOn = open.toSorted(Temporal.PlainDate.compare)[0] ?? null
  const provedAt = nextDueOn ? null : lastOf(all.flatMap(({ provedAt }) => provedAt ?? []))
  const confirmedAt = provedAt && confirmationSince(provedAt, events, ratings)
  return { nextDueOn, blockedSince, provedAt, confirmedAt, signedOffAt, milestones: now }
}

function withoutCancelled(events: readonly Happened[]): readonly Happened[] {
  const cancelled = new Set(
    events.flatMap(({ type, data }) => (type === 'objectionDecided' && data.result === 'cancelled' ? data.about : [])),
  )
  if (cancelled.size === 0) return events
  return events.filter(({ id, type, data }, index) => {
    if (type === 'visited') return !cancelled.has(id)
    if (type !== 'proofReturned') return true
    // Before returns said by which visit they came, they followed it at once.
    const before = events[index - 1]
    return !cancelled.has(data.about ?? (before?.type === 'visited' ? before.id : undefined))
  })
}

function confirmationSince(
  provedAt: Temporal.Instant,
  events: readonly Happened[],
  ratings: Ratings,
): Temporal.Instant | null {
  const said = events.filter(
    ({ type, data, at }) =>
      (type === 'visited' || type === 'confirmed') && data.usersSay && Temporal.Instant.compare(at, provedAt) >= 0,
  )
  const last = said.at(-1)
  if (last) return last.data.usersSay === 'accepted' ? last.at : null
  return ratings.all >= enoughRatings && ratings.accepted >= ratings.all * shareThatAccepts ? ratings.lastAt : null
}

const lastOf = (instants: readonly Temporal.Instant[]): Temporal.Instant | null =>
  instants.toSorted(Temporal.Instant.compare).at(-1) ?? null
