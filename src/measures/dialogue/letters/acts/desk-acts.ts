import { approveAct, returnDraftAct } from './approve-reply.tsx'
import { questionAct } from './ask-writer.tsx'
import { classifyAct } from './classify-letter.tsx'
import type { DeskAct } from './desk-act.ts'
import { dispatchAct } from './dispatch-letter.tsx'
import { draftAct } from './draft-reply.tsx'
import { approveExtensionAct, refuseExtensionAct, requestExtensionAct } from './extend-letter.tsx'
import { acceptHandOverAct, declineHandOverAct, offerHandOverAct } from './hand-over-letter.tsx'
import { inviteJointAct } from './invite-joint.tsx'
import { mergeAct } from './merge-letters.tsx'
import { pauseAct, resumeAct } from './pause-letter.tsx'
import { returnAct } from './return-letter.tsx'
import { closeAct, reopenAct, reviewAct } from './review-letter.tsx'
import { signAct } from './sign-letter.ts'
import { superviseAct, urgeAct } from './supervise-letter.tsx'

/** All that staff do to a letter, in the order of the panel. Each is a POST to `/desk/letters/:number/<noun>`. */
export const deskActs: readonly DeskAct[] = [
  signAct,
  acceptHandOverAct,
  dispatchAct,
  reviewAct,
  approveAct,
  returnDraftAct,
  approveExtensionAct,
  refuseExtensionAct,
  draftAct,
  resumeAct,
  questionAct,
  inviteJointAct,
  offerHandOverAct,
  declineHandOverAct,
  returnAct,
  requestExtensionAct,
  pauseAct,
  classifyAct,
  mergeAct,
  closeAct,
  urgeAct,
  superviseAct,
  reopenAct,
]

export const deskActOf = (noun: string): DeskAct | undefined => deskActs.find((act) => act.noun === noun)
