import { fullDayText } from '#core/calendar/index.ts'
import { eraseFiles } from '#core/documents/index.ts'
import { defineFollowed } from '#core/following/index.ts'
import {
  defineKind,
  groupNumber,
  type Kind,
  type KindNotice,
  type NoticeAbout,
  usualSight,
} from '#core/matters/index.ts'
import { isAdministrator } from '#core/people/index.ts'
import { forbidden } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { eraseBreachWords } from './breaches/erase-breach-words.ts'
import { inquiryClasses, inquiryRules, rejectionReasons, underWay } from './inquiry.ts'
import type { InquiryNotice } from './inquiry-notices.ts'

/** Whoever works on cases; of the others (编辑、督查、领导) the unit takes up what they were asked. */
export const takers = ['handler', 'head', 'clerk', 'dispatcher', 'discipline'] as const

/** 首问事项: opened by whoever was asked, held by them until a colleague or another unit accepts it; there is no dispatcher between. */
defineKind({
  name: 'inquiry',
  title: '首问事项',
  sequence: 'matter_number_inquiry',
  digit: 6,
  classes: inquiryClasses,
  // First-asked may not push it back (首接负责): there is no ground.
  returnGrounds: {},
  extensionGrounds: { complex: '情况复杂', otherUnits: '需要其他单位配合', investigation: '需要到现场核实' },
  rejectionReasons: Object.fromEntries(rejectionReasons.map(({ value, label }) => [value, label])),
  mayOpen: (actor) =>
    actor.kind === 'system' || (actor.kind === 'staff' && !isAdministrator(actor))
      ? null
      : forbidden('首问登记由接待的工作人员办理；系统、安全、审计管理员不办件。'),
  limits: (about) => inquiryRules(about.class),
  times: {
    silentSigning: 'LET-sign',
    returning: null,
    handOver: 'FQR-handover',
    silence: 'LET-rate',
    hungLook: { amount: 6, unit: 'month', direction: 'after', bound: 'atMost', roll: 'none' },
    dispute: 'FQR-dispute',
  },
  dispatchRoles: takers,
  // Who answers is of the first-asked unit, as often as not: its own head does not review it.
  reviewRoles: ['supervisor', 'leader'],
  asker: '问事人',
  steps: { approval: false, confirmation: true },
  announced: true,
  pages: { staff: urls.deskInquiry, asker: urls.followMatter },
  // Every unit it went through goes on seeing where it is.
  sight: (state, units) => usualSight(state, units, state.chain),
  notices: inquiryNotices,
  dateMoved: ({ number, dueOn }) => ({
    template: 'inquiry.dateMoved' satisfies InquiryNotice,
    to: 'asker',
    variables: { number: groupNumber(number), due: fullDayText(dueOn) },
  }),
  publicParts: () => [],
  // How fast people's questions are settled is for everybody; what units ask each other is their own business.
  countedIn: (of) => (of.class === 'between' ? 'desk' : 'public'),
  forget: async (tx, matterId) => {
    await eraseBreachWords(tx, matterId)
    await eraseFiles(tx, matterId, Temporal.Instant.fromEpochMilliseconds(0))
  },
})

defineFollowed({
  kind: 'inquiry',
  thing: '这件事',
  title: '首问事项',
  withdrawHref: ({ number, state }) => (underWay.includes(state) ? urls.followAct(number, 'withdrawal') : null),
})

/** To whoever asked, at each step that changes something for them. */
function inquiryNotices(...[event, state, about]: Parameters<Kind['notices']>): KindNotice[] {
  const number = groupNumber(state.number)
  const due = about.dueOn ? fullDayText(about.dueOn) : '约定的日期'
  const tell = (template: InquiryNotice, variables: Record<string, string> = {}): KindNotice[] => [
    { template, to: 'asker', variables: { number, ...variables } },
  ]
  switch (event.type) {
    case 'opened':
      if (!about.queryCode) return []
      return tell('inquiry.opened', {
        code: about.queryCode.replace(/(\d{3})(?=\d)/g, '$1 '),
        unit: nameOf(about, state.filingUnitId),
        due,
      })
    case 'handOverAccepted':
      return tell('inquiry.passed', { unit: nameOf(about, event.data.unitId) })
    case 'disputed':
      return tell('inquiry.disputed', { unit: nameOf(about, event.data.deciderUnitId) })
    case 'dispatched':
      return event.data.binding ? tell('inquiry.settled', { unit: nameOf(about, event.data.unitId) }) : []
    case 'supplementRequested':
      return tell('inquiry.supplementRequested')
    case 'extensionApproved':
      return tell('inquiry.extended', { due })
    case 'answered':
      return tell('inquiry.answered')
    case 'answerRejected':
      return state.state === 'underReview' ? tell('inquiry.underReview') : tell('inquiry.again', { due })
    case 'reviewed':
      return tell('inquiry.reviewed')
    case 'closed':
      return event.data.outcome === 'accepted' ? [] : tell('inquiry.closed')
    default:
      return []
  }
}

const nameOf = (about: NoticeAbout, unitId: string): string => about.units.get(unitId)?.name ?? '承办单位'
