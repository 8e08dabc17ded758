import { eq } from 'drizzle-orm'
import { fullDayText, workdays } from '#core/calendar/index.ts'
import { eraseFiles } from '#core/documents/index.ts'
import { defineFollowed } from '#core/following/index.ts'
import { defineKind, groupNumber, handling, type StateName } from '#core/matters/index.ts'
import { retention } from '#platform/retention.ts'
import { urls } from '#urls.ts'
import { petitionPapers } from './papers/petition-papers.ts'
import { answerChoices, petitionClasses, petitionDigit, petitionRules } from './petition.ts'
import { type PetitionNotice, petitionNotices } from './petition-notices.ts'
import { petitionSight, sightOfPart } from './petition-sight.ts'
import { petitionSteps } from './petition-steps.ts'
import { petitions } from './tables.ts'

/** Under way: it may be supplemented or taken back. */
export const underWay: readonly StateName[] = ['opened', 'dispatched', 'inProgress', 'awaitingApproval']

/**
 * 信访事项 (信访工作条例), with 复查 and 复核 as matters of the same kind that follow it. The petition office passes it on, the unit tells whether it is accepted, handles
 * it, and ends it by the delivered opinion. Nothing happens by silence: the law gives none a meaning.
 */
defineKind({
  name: 'petition',
  title: '信访事项',
  sequence: 'matter_number_petition',
  digit: petitionDigit,
  classes: petitionClasses,
  // Not a return: an objection with reasons, which the office has to agree to (PET-4).
  returnGrounds: {},
  extensionGrounds: { complex: '情况复杂', investigation: '需要调查、检测或鉴定', otherUnits: '需要其他单位配合' },
  rejectionReasons: {},
  answerChoices,
  // Everybody may petition; what staff register for others is the office's (`registerPetition`).
  mayOpen: () => null,
  limits: (about) => petitionRules(about.class),
  times: {
    silentSigning: null,
    returning: null,
    // 本市自定，无规则条文：a colleague who does not answer for a day has not taken it.
    handOver: workdays(1),
    silence: null,
    hungLook: null,
    dispute: 'FQR-dispute',
  },
  firstStep: '转送',
  dispatchRoles: handling,
  asker: '信访人',
  steps: { approval: true, confirmation: true },
  ownSteps: petitionSteps,
  pages: { staff: urls.deskPetition, asker: urls.followMatter },
  sight: petitionSight,
  sightOfPart,
  notices: petitionNotices,
  follows: petitionPapers.follows,
  dateMoved: ({ number, dueOn }) => ({
    template: 'petition.dateMoved' satisfies PetitionNotice,
    to: 'asker',
    variables: { number: groupNumber(number), due: fullDayText(dueOn) },
  }),
  publicParts: () => [],
  countedIn: (of) => (of.class === 'report' ? 'nowhere' : 'desk'),
  forget: async (tx, matterId) => {
    // The sweep compares with its own clock: the earliest instant is past for every clock.
    await eraseFiles(tx, matterId, Temporal.Instant.fromEpochMilliseconds(0))
    await tx.update(petitions).set({ delegatesCipher: null, wordsHash: null }).where(eq(petitions.matterId, matterId))
  },
  mustKeep: (state) =>
    state.class === 'report'
      ? `检举控告的材料按归档要求留存（档案法 第13条、个人信息保护法 第47条第二款），办结满 ${retention.endedMatters.years} 年自动删除（本市自定），期间只保存、不作他用。`
      : null,
})

defineFollowed({
  kind: 'petition',
  thing: '这件信访事项',
  title: '信访事项',
  withdrawHref: ({ number, state }) => (underWay.includes(state) ? urls.followAct(number, 'withdrawal') : null),
})
