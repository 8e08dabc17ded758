import { defineKind, groupNumber, type KindNotice, roleOver, usualSight } from '#core/matters/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { isLevel, levelRules, levels } from './referral.ts'
import './referral-notices.ts'
import type { ReferralNotice } from './referral-notices.ts'
import { referralSilences, referralSteps } from './referral-steps.ts'

/** Who gives instructions and takes their results: leaders, 督查, and the offices that dispatch for them. */
export const givers = ['leader', 'supervisor', 'dispatcher'] as const

/**
 * 交办件 (notice 五: 凡上级转办、督办信访件、反馈问题及主要领导交办的事项、批示). Its class is the level, whose limit is a local setting; the giver accepts the result or returns it as
 * hollow as often as it takes, and silence of the giver is no acceptance.
 */
defineKind({
  name: 'referral',
  title: '交办件',
  sequence: 'matter_number_referral',
  digit: 4,
  classes: levels,
  returnGrounds: {
    notOurs: '不属于本单位职责',
    unclear: '交办要求不明确',
    needsLead: '需要明确牵头单位',
  },
  extensionGrounds: {
    lawfulStep: '须经的法定程序还没有走完',
    otherUnits: '需要其他单位配合',
    onSite: '需要现场勘查、检测或施工',
  },
  rejectionReasons: {
    hollow: '只有过程没有结果',
    partial: '只办了一部分（阶段性办结不算办结）',
    noEvidence: '没有证据，或证据不能证明',
    notSolved: '问题没有解决',
  },
  mayOpen: (actor) =>
    actor.kind === 'system' || (actor.kind === 'staff' && actor.roles.some(({ role }) => isGiver(role)))
      ? null
      : new Refusal('not-giver', '交办件由领导、督查人员或派单员登记。如需交办，请与市政府督查室联系。', {
          status: 403,
        }),
  limits: ({ class: level }) => ({ accept: null, answer: isLevel(level) ? levelRules[level] : null }),
  times: {
    silentSigning: 'LET-sign',
    returning: 'LET-return',
    handOver: 'FQR-handover',
    silence: null,
    hungLook: { amount: 6, unit: 'month', direction: 'after', bound: 'atMost', roll: 'none' },
  },
  dispatchRoles: givers,
  asker: '交办人',
  ownSteps: referralSteps,
  silences: referralSilences,
  steps: { approval: true, confirmation: true, rejection: { byAnother: false, times: null } },
  actsForAsker: (actor, state, units) => roleOver(actor, ['supervisor', 'leader'], state.filingUnitId, units) !== null,
  pages: { staff: urls.deskReferral },
  sight: usualSight,
  notices: (event, state): KindNotice[] => {
    const number = groupNumber(state.number)
    const tell = (template: ReferralNotice): KindNotice[] => [{ template, to: 'asker', variables: { number } }]
    if (event.type === 'answered') return tell('referral.reported')
    return event.type === 'marked' && event.data.on && event.data.mark === 'firstReplyLate'
      ? tell('referral.firstReplyLate')
      : []
  },
  publicParts: () => [],
})

const isGiver = (role: string): boolean => (givers as readonly string[]).includes(role)
