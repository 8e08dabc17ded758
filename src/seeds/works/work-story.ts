import type { NewWork } from '#measures/deadlines/index.ts'

/** Days before today; a negative number lies ahead. */
type DaysAgo = number

type Deed =
  | { noun: 'proof'; milestone: number; result: string; file: [name: string, text: string] }
  | { noun: 'slip'; milestone: number; cause: string }
  | { noun: 'obstacle'; obstacle: string }
  | { noun: 'obstacle-removal'; solved: string }
  | { noun: 'date'; milestone: number; to: DaysAgo; reason: string }
  | {
      noun: 'visit'
      milestone: number
      finding: 'true' | 'partly' | 'untrue'
      usersSay?: 'accepted' | 'notAccepted'
      seen: string
    }
  | { noun: 'acceptance'; by: string; received: string }
  | { noun: 'sign-off' }
  | { noun: 'sign-off-refusal'; milestone: number; missing: string }
  /** The head lets out what the handler wrote last. */
  | { noun: 'publication' }
  | { noun: 'rating'; by: string; usersSay: 'accepted' | 'notAccepted' }

/** Units by their keys in the demo city; the lead's handler reports, the city's supervisor visits and signs off. */
export type WorkStory = {
  source: NewWork['source']
  title: string
  goal: string
  basis: string
  lead: string
  joint?: string[]
  users?: string[]
  given: DaysAgo
  starts: DaysAgo
  milestones: [due: DaysAgo, title: string][]
  steps: ({ on: DaysAgo } & Deed)[]
}
