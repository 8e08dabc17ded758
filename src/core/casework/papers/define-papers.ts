import { z } from 'zod'
import type { Issued } from '#core/documents/index.ts'
import type { Kind, MatterEvent, MatterState } from '#core/matters/index.ts'
import type { House } from '#platform/house.ts'
import type { Jobs } from '#platform/jobs.ts'
import { bringsPaper, type DuePaper, duePapers } from './due-papers.ts'
import { issuePapers, type PaperWriting } from './issue-papers.ts'

/** 文书 of one kind of matter: all that a room declares so that they are issued, numbered, listed and fetched. */
export type PaperDeclaration<K extends string> = PaperWriting<K> & {
  /** Name of the job that issues them; never changed. */
  task: string
}

export type Papers = {
  /** The engine's kind of the matters. */
  matter: string
  /** All that the desk has. */
  of(events: readonly MatterEvent[], matterClass: string): DuePaper[]
  /** Those of whoever asked; none once the words were erased. */
  forAsker(state: MatterState, events: readonly MatterEvent[]): DuePaper[]
  /** What the kind of the matters enqueues: each event's papers are set by a job. */
  follows: NonNullable<Kind['follows']>
  /**
   * One paper by its key, set now if no job has set it yet; null where there is none, or it is not for whoever reads. The caller has decided who may
   * see the matter.
   */
  issue(house: House, matterId: string, key: string, reader?: 'asker' | 'staff'): Promise<Issued | null>
  jobs: Jobs
}

const payload = z.object({ matterId: z.uuid(), seq: z.int().positive() })

export function definePapers<K extends string>(declared: PaperDeclaration<K>): Papers {
  const { matter, task } = declared
  const of: Papers['of'] = (events, matterClass) => duePapers(declared, events, matterClass)
  return {
    matter,
    of,
    forAsker: (state, events) =>
      state.erased ? [] : of(events, state.class).filter(({ for: reader }) => reader === 'asker'),
    follows: (event, state) =>
      bringsPaper(declared, event, state) ? { task, payload: { matterId: state.id, seq: event.seq } } : null,
    issue: async (house, matterId, key, reader = 'staff') => {
      const mayHave = (due: DuePaper) => reader === 'staff' || due.for === 'asker'
      const [issued] = await issuePapers(house, declared, matterId, (due) => due.key === key && mayHave(due))
      return issued ?? null
    },
    jobs: {
      tasks: {
        [task]: async (house, given) => {
          const { matterId, seq } = payload.parse(given)
          await issuePapers(house, declared, matterId, (due) => due.seq === seq)
        },
      },
    },
  }
}
