import { bases, register } from '#platform/register.ts'
import { instructionReaders, instructionScans, referrals } from './referrals/tables.ts'

register(referrals, {
  title: '交办件',
  purpose: '谁交办的、从哪里来、交给哪些单位',
  basis: bases.duty,
  retention: '长期；不含群众的姓名、电话',
  columns: {
    matterId: 'key',
    source: 'code',
    feedbackFrom: 'code',
    paperNumber: 'official',
    instructedOn: 'instant',
    leaderPersonId: 'key',
    registeredBy: 'key',
    lawfulRuleId: 'code',
    originMatterId: 'key',
    jointUnitIds: 'key',
  },
})
register(instructionReaders, {
  title: '可以看批示原件的人',
  purpose: '批示是工作秘密，只有指定的人能打开',
  basis: bases.duty,
  retention: '与交办件相同',
  columns: { matterId: 'key', personId: 'key', addedBy: 'key', addedAt: 'instant' },
})
register(instructionScans, {
  title: '批示原件',
  purpose: '批示和来文的图片放在哪里',
  basis: bases.duty,
  retention: '与交办件相同',
  columns: { id: 'key', matterId: 'key' },
})
