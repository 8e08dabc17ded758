import type { ActsOf, DeskAct } from './act.ts'
import { approveAct, returnDraftAct } from './approve-answer.tsx'
import { questionAct } from './ask-asker.tsx'
import { classifyAct } from './classify-matter.tsx'
import { dispatchAct } from './dispatch-matter.tsx'
import { answerAct, draftAct } from './draft-answer.tsx'
import { approveExtensionAct, refuseExtensionAct, requestExtensionAct } from './extend-limit.tsx'
import { forAskerActs } from './for-asker.tsx'
import { acceptHandOverAct, declineHandOverAct, offerHandOverAct, withdrawHandOverAct } from './hand-over-matter.tsx'
import { inviteJointAct } from './invite-joint.tsx'
import { mergeAct } from './merge-matters.tsx'
import { pauseAct, resumeAct } from './pause-clock.tsx'
import { returnAct } from './return-dispatch.tsx'
import { closeAct, reopenAct, reviewAct } from './review-answer.tsx'
import { signAct } from './sign-matter.ts'
import { superviseAct, urgeAct } from './supervise-matter.tsx'

/** All that staff do to any matter, in the order of the panel, in the words of one desk. Each is a POST to `<matter>/<noun>`. */
export const usualActs = (of: ActsOf): DeskAct[] => [
  signAct,
  acceptHandOverAct,
  dispatchAct(of),
  reviewAct(of),
  approveAct(of),
  returnDraftAct,
  approveExtensionAct,
  refuseExtensionAct,
  draftAct(of),
  ...(of.kinds.every((kind) => kind.steps.approval) ? [] : [answerAct(of)]),
  ...(of.kinds.some((kind) => kind.actsForAsker) ? forAskerActs(of) : []),
  resumeAct,
  questionAct(of),
  inviteJointAct(of),
  offerHandOverAct,
  withdrawHandOverAct,
  declineHandOverAct,
  returnAct(of),
  requestExtensionAct(of),
  ...(of.pauseGrounds.length > 0 ? [pauseAct(of)] : []),
  classifyAct(of),
  mergeAct(of),
  closeAct(of),
  urgeAct(of),
  superviseAct,
  reopenAct,
]
