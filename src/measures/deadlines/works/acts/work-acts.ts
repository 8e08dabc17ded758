import type { StaffActor } from '#platform/actor.ts'
import type { OpenWork } from '../open-work.ts'
import { blockWorkAct, unblockWorkAct } from './block-work.tsx'
import { confirmWorkAct } from './confirm-work.tsx'
import { moveDateAct } from './move-date.tsx'
import { proveMilestoneAct } from './prove-milestone.tsx'
import { publishWordsAct } from './publish-words.tsx'
import { reportSlipAct } from './report-slip.tsx'
import { decideObjectionAct, objectToVisitAct } from './review-visit.tsx'
import { refuseSignOffAct, signOffAct } from './sign-off-work.tsx'
import { visitWorkAct } from './visit-work.tsx'
import type { WorkAct } from './work-act.ts'

/** All that staff do to a work, in the order of the panel. */
export const workActs: readonly WorkAct[] = [
  proveMilestoneAct,
  unblockWorkAct,
  confirmWorkAct,
  signOffAct,
  decideObjectionAct,
  reportSlipAct,
  blockWorkAct,
  objectToVisitAct,
  visitWorkAct,
  refuseSignOffAct,
  moveDateAct,
  publishWordsAct,
]

export const workActOf = (noun: string): WorkAct | undefined => workActs.find((act) => act.noun === noun)

/** What this person may do now, and what is theirs but not in this state, with the reason. */
export function mayDo(
  actor: StaffActor,
  work: OpenWork,
): { acts: WorkAct[]; notNow: { title: string; sentence: string }[] } {
  const judged = workActs.map((act) => ({ act, bar: act.bar(actor, work) }))
  return {
    acts: judged.flatMap(({ act, bar }) => (bar ? [] : [act])),
    notNow: judged.flatMap(({ act, bar }) =>
      bar && 'when' in bar && tellWhy.includes(act.noun) ? [{ title: act.title, sentence: bar.when }] : [],
    ),
  }
}

/** Where somebody would look for the button and miss it. */
const tellWhy = ['acceptance', 'sign-off']
