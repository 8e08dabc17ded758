import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Story } from './story.ts'

/** The house at the hour of the step, within the transaction of the telling. */
export type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db }

/** A story under way. */
export type Told = {
  story: Story
  matterId: string
  number: string
  /** Key of the unit that has it, or was last given it. */
  unit: string
  /** Key of the unit that was asked to take it over. */
  offered: string | null
  /** 二次办理: in other hands than the first time. */
  isSecond: boolean
  /** Joint units by key, and the matters of their parts. */
  parts: Map<string, string>
  /** Of the last step. */
  at: Temporal.Instant
}
