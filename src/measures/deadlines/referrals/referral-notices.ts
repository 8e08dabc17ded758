import { defineTemplates, type Template } from '#core/notices/index.ts'

/** What the giver is told. What the unit has to do stands in its digest; nothing of the instruction is repeated in a message. */
const referralTemplates = {
  'referral.reported': {
    version: 1,
    title: '交办件已报结果，请验收',
    legal: false,
    sample: { number: '2026 1123 4000 178' },
    sms: (v) => `您交办的事项（编号${v.number}）承办单位已报结果，请登录工作台验收或退回，`,
  },
  'referral.firstReplyLate': {
    version: 1,
    title: '交办件没有按时首次回复',
    legal: false,
    sample: { number: '2026 1123 4000 178' },
    sms: (v) => `您交办的事项（编号${v.number}）承办单位没有按时报办理方案，请登录工作台查看，`,
  },
} satisfies Record<string, Template>

export type ReferralNotice = keyof typeof referralTemplates

defineTemplates(referralTemplates)
