import { fullDayText } from '#core/calendar/index.ts'
import { eraseFiles } from '#core/documents/index.ts'
import { defineFollowed } from '#core/following/index.ts'
import {
  defineKind,
  groupNumber,
  type Kind,
  type KindNotice,
  type MatterState,
  usualSight,
} from '#core/matters/index.ts'
import { isAdministrator } from '#core/people/index.ts'
import { forbidden } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { answerChoices } from './answer-types.ts'
import { answerRule, classes } from './disclosure.ts'
import type { DisclosureNotice } from './disclosure-notices.ts'
import './disclosure-notices.ts'
import { disclosureSilences } from './disclosure-silences.ts'
import { disclosureSteps } from './disclosure-steps.ts'
import { forgetDisclosure } from './forget-disclosure.ts'
import { disclosurePapers } from './papers/disclosure-papers.ts'

/** Who takes applications in at a unit: its counter and its disclosure office. */
export const receivers = ['clerk', 'handler', 'head', 'dispatcher'] as const

export const underWay = ['opened', 'dispatched', 'inProgress', 'awaitingApproval'] as const

/** Both end with the clock beginning anew. */
export const waits = {
  correction: '等待申请人补正（第30条，补正后重新起算）',
  fee: '等待缴纳信息处理费（国办函〔2020〕109号，缴费后重新起算）',
} as const

/**
 * 政府信息公开申请 (政府信息公开条例 第三章, INF-9 … INF-18). With the unit that the applicant chose from the first; the clock starts at the receipt, and an answer ends it: what
 * comes after is 行政复议, not a second handling.
 */
defineKind({
  name: 'disclosure',
  title: '政府信息公开申请',
  sequence: 'matter_number_disclosure',
  digit: 3,
  classes,
  returnGrounds: {},
  extensionGrounds: {
    volume: '信息量大，需要较长时间查找、整理',
    complex: '情况复杂，需要研究或者会商',
    archives: '需要查阅档案',
  },
  rejectionReasons: {},
  answerChoices,
  mayOpen: (actor) =>
    actor.kind === 'staff' && isAdministrator(actor)
      ? forbidden('公开申请由接待的工作人员登记；系统、安全、审计管理员不办件。')
      : null,
  limits: ({ class: of }) => ({ accept: 'INF-10-confirm', answer: answerRule(of) }),
  // No silent signing: what an unconfirmed receipt means is said by a silence.
  times: { silentSigning: null, returning: null, handOver: 'FQR-handover', silence: null, hungLook: null },
  answerFrom: 'step',
  ownSteps: disclosureSteps,
  silences: disclosureSilences,
  waits,
  dispatchRoles: receivers,
  asker: '申请人',
  steps: { approval: true, confirmation: false },
  announced: true,
  pages: { staff: urls.deskDisclosure, asker: urls.followMatter },
  sight: usualSight,
  notices: disclosureNotices,
  follows: disclosurePapers.follows,
  dateMoved: ({ number, dueOn }) => ({
    template: 'disclosure.dateMoved' satisfies DisclosureNotice,
    to: 'asker',
    variables: { number: groupNumber(number), due: fullDayText(dueOn) },
  }),
  publicParts: () => [],
  // The law itself has these numbers published every year (第50条).
  countedIn: () => 'public',
  forget: async (tx, matterId) => {
    await eraseFiles(tx, matterId, Temporal.Instant.fromEpochMilliseconds(0))
    await forgetDisclosure(tx, matterId)
  },
})

defineFollowed({
  kind: 'disclosure',
  thing: '这份申请',
  title: '公开申请',
  withdrawHref: ({ number, state }) =>
    (underWay as readonly string[]).includes(state) ? urls.followAct(number, 'withdrawal') : null,
})

function disclosureNotices(...[event, state, about]: Parameters<Kind['notices']>): KindNotice[] {
  const number = groupNumber(state.number)
  const due = about.dueOn ? fullDayText(about.dueOn) : '法定期限内'
  const tell = (template: DisclosureNotice, variables: Record<string, string> = {}): KindNotice[] => [
    { template, to: 'asker', variables: { number, ...variables } },
  ]
  switch (event.type) {
    case 'opened': {
      if (!about.queryCode) return []
      const unit = about.units.get(state.filingUnitId)?.name ?? '受理机关'
      return tell('disclosure.filed', { code: about.queryCode.replace(/(\d{3})(?=\d)/g, '$1 '), unit, due })
    }
    case 'stepped':
      return stepNotices(event.data, due, tell)
    case 'paused':
      return isFirstConsulted(event.data.ground, state) ? tell('disclosure.consulting') : []
    case 'resumed':
      // The next one that has its letter keeps it stopped.
      return state.pause ? [] : tell('disclosure.resumed', { due })
    case 'extensionApproved':
      return tell('disclosure.extended', { due })
    case 'answered':
      return tell('disclosure.answered')
    case 'closed':
      return event.data.outcome === 'dropped' ? tell('disclosure.dropped') : []
    default:
      return []
  }
}

const isFirstConsulted = (ground: string, { steps }: MatterState): boolean =>
  (ground === 'third-party' || ground === 'other-agency') &&
  steps.filter(({ step }) => step === 'letterReceived').length === 1

function stepNotices(
  { step, on, choice }: { step: string; on: string | null; choice: string | null },
  due: string,
  tell: (template: DisclosureNotice, variables?: Record<string, string>) => KindNotice[],
): KindNotice[] {
  switch (step) {
    case 'receipt':
      return tell('disclosure.received', { due })
    case 'correction':
      return tell('disclosure.correction', { by: on ? fullDayText(Temporal.PlainDate.from(on)) : '告知书写明的日期' })
    case 'corrected':
      return tell('disclosure.corrected', { due })
    case 'askReasons':
      return tell('disclosure.reasonsAsked')
    case 'delay':
      return tell('disclosure.delayed', { due })
    case 'feeNotice':
      return tell('disclosure.fee')
    case 'feeWaived':
      return choice === 'whole' ? tell('disclosure.feeWaived', { due }) : tell('disclosure.feeReduced')
    case 'feePaid':
      return tell('disclosure.paid', { due })
    default:
      return []
  }
}
