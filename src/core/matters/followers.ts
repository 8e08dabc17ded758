import type { Rows } from '#platform/rows.ts'
import type { MatterEvent } from './events.ts'
import type { MatterState } from './state.ts'

/**
 * Rows of its own that a room adds for what happened to a matter of any kind: written in the act's transaction, so they exist exactly when the event
 * does, whatever dies when. Pure but for `rows`: it reads nothing, and adds ids, codes and dates only. Not called for imports, which tell nobody.
 */
export type Follower = (rows: Rows, event: MatterEvent, after: MatterState) => void

const followers: Follower[] = []

/** A room does it once, at import. */
export function followMatters(follower: Follower): void {
  followers.push(follower)
}

export function tellFollowers(rows: Rows, event: MatterEvent, after: MatterState): void {
  for (const follower of followers) follower(rows, event, after)
}
