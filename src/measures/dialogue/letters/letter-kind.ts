import { fullDayText, workdays } from '#core/calendar/index.ts'
import { eraseFiles } from '#core/documents/index.ts'
import { defineFollowed } from '#core/following/index.ts'
import {
  askerToken,
  askerTokens,
  defineKind,
  groupNumber,
  involvedUnits,
  type Kind,
  type KindNotice,
  keepsPublic,
  type NoticeAbout,
} from '#core/matters/index.ts'
import { retention } from '#platform/retention.ts'
import { urls } from '#urls.ts'
import { forgetCallOf } from '../calls/forget-call.ts'
import { forgetDoor } from '../doors/forget-door.ts'
import { forgetQuestion } from '../interviews/archive/forget-question.ts'
import { thingWord } from './door.ts'
import { extensionGrounds } from './extension-grounds.ts'
import { classifiedOf, classNames, classWord, letterRules } from './letter.ts'
import type { LetterNotice } from './letter-notices.ts'
import { sightOf } from './letter-visibility.ts'
import { letterPapers } from './papers/letter-papers.ts'
import { forgetPublication } from './publishing/forget-publication.ts'
import { rejectionReasons } from './rejection-reasons.ts'
import { returnGrounds } from './return-grounds.ts'

const words = (choices: readonly { value: string; label: string }[]): Record<string, string> =>
  Object.fromEntries(choices.map(({ value, label }) => [value, label]))

/** What the engine has to know about a letter to the mayor. */
defineKind({
  name: 'letter',
  title: '来信',
  sequence: 'matter_number_letter',
  digit: 1,
  classes: classNames,
  returnGrounds: words(returnGrounds),
  extensionGrounds: words(extensionGrounds),
  rejectionReasons: words(rejectionReasons),
  // Everybody may write to the mayor, with or without an account; clerks and the import write for others.
  mayOpen: () => null,
  limits: (about) => letterRules(about.class, about.channel),
  times: {
    silentSigning: 'LET-sign',
    returning: 'LET-return',
    // 本市自定，无规则条文：a colleague who does not answer for a day has not taken it; what is hung is looked at half-yearly.
    handOver: workdays(1),
    consult: 'HOT-4-consult',
    silence: 'LET-rate',
    hungLook: { ...workdays(6), unit: 'month' },
  },
  // A 举报 arrives at the competent body, whose own officers pass it on.
  dispatchRoles: ['dispatcher', 'discipline'],
  steps: { approval: true, confirmation: true },
  announced: true,
  pages: { staff: urls.deskLetter, asker: urls.followMatter },
  sight: (state, units) =>
    sightOf([...units.values()], {
      classified: classifiedOf(state),
      concernedId: state.reportedUnitId,
      deskId: state.filingUnitId,
      involvedIds: involvedUnits(state),
      askers: askerTokens(state),
      secrecy: state.secrecy,
    }),
  // 举报 stays with officers and 投诉工作人员 with heads at the joint units too.
  sightOfPart: (part, main, units) => {
    const classified = classifiedOf(main)
    if (classified.class !== 'report' && classified.complaintAgainst !== 'official') return null
    return sightOf([...units.values()], {
      classified,
      concernedId: part.reportedUnitId,
      deskId: part.filingUnitId,
      involvedIds: involvedUnits(part),
      askers: [askerToken(part.id)],
    })
  },
  notices: letterNotices,
  follows: letterPapers.follows,
  dateMoved: ({ number, dueOn }) => ({
    template: 'letter.dateMoved' satisfies LetterNotice,
    to: 'asker',
    variables: { number: groupNumber(number), due: fullDayText(dueOn) },
  }),
  countedIn: (of) => (of.class === 'report' ? 'nowhere' : 'public'),
  publicParts: (state) =>
    state.class === 'report' || state.marks.includes('emergency') ? [] : ['title', 'body', 'reply'],
  forget: async (tx, matterId, { ground, at }) => {
    // The sweep compares with its own clock: the earliest instant is past for every clock.
    await eraseFiles(tx, matterId, Temporal.Instant.fromEpochMilliseconds(0))
    await forgetCallOf(tx, matterId)
    await forgetDoor(tx, matterId)
    if (!keepsPublic(ground)) await forgetPublication(tx, matterId, at)
    await forgetQuestion(tx, matterId)
  },
  mustKeep: (state) =>
    state.class === 'report'
      ? `举报的材料按归档要求留存（档案法 第13条、个人信息保护法 第47条第二款），办结满 ${retention.endedMatters.years} 年自动删除（本市自定），期间只保存、不作他用。`
      : null,
})

defineFollowed({
  kind: 'letter',
  thing: '这封信',
  title: '来信',
  withdrawHref: ({ number, state }) =>
    ['opened', 'dispatched', 'inProgress', 'awaitingApproval'].includes(state)
      ? urls.followAct(number, 'withdrawal')
      : null,
})

/** To the writer, at each step that changes something for them; what the offices do among themselves is on the page, not in a message. */
function letterNotices(...[event, state, about]: Parameters<Kind['notices']>): KindNotice[] {
  const number = groupNumber(state.number)
  const due = about.dueOn ? fullDayText(about.dueOn) : '法定期限内'
  const tell = (template: LetterNotice, variables: Record<string, string> = {}): KindNotice[] => [
    { template, to: 'asker', variables: { number, thing: thingWord(state.channel), ...variables } },
  ]
  switch (event.type) {
    case 'opened':
      return about.queryCode ? tell('letter.received', { code: groupCode(about.queryCode), latest: due }) : []
    case 'dispatched':
      return state.class === 'report'
        ? tell('letter.accepted', { due })
        : tell('letter.dispatched', { unit: nameOf(about, event.data.unitId), due })
    case 'classified':
      // Before the dispatch the date is not yet told; the dispatch will tell it.
      return state.answerClock.length > 0 && state.class !== 'report'
        ? tell('letter.classified', { class: classWord(state.class), due })
        : []
    case 'supplementRequested':
      return tell('letter.supplementRequested')
    case 'extensionApproved':
      return tell('letter.extended', { due })
    case 'paused':
      return tell('letter.paused')
    case 'resumed':
      return tell('letter.resumed', { due })
    case 'answered':
      return tell('letter.answered')
    case 'answerRejected':
      return state.state === 'underReview' ? tell('letter.underReview') : tell('letter.again', { due })
    case 'reopened':
      if (!event.data.revisited) return []
      return event.data.revisited === 'review' ? tell('letter.underReview') : tell('letter.again', { due })
    case 'reviewed':
      return tell('letter.reviewed')
    case 'merged':
      return tell('letter.merged')
    case 'closed':
      return event.data.outcome === 'accepted' ? [] : tell('letter.closed')
    case 'withdrawn':
      return tell('letter.withdrawn')
    default:
      return []
  }
}

const nameOf = (about: NoticeAbout, unitId: string): string => about.units.get(unitId)?.name ?? '承办单位'

/** 204 815 */
export const groupCode = (code: string): string => code.replace(/(\d{3})(?=\d)/g, '$1 ')
