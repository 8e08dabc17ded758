import { bases, register } from '#platform/register.ts'
import { supervisionOrders, supervisionProposals, supervisionReplies, supervisionTalks } from './tables.ts'

const duty = { basis: bases.duty, retention: '长期；文字随办件依法删除' }

register(supervisionProposals, {
  title: '督办建议',
  purpose: '到期没有办的，系统提出建议，由人决定',
  ...duty,
  columns: {
    id: 'key',
    matterId: 'key',
    stage: 'code',
    rungId: 'code',
    orderId: 'key',
    role: 'code',
    holderUnitId: 'key',
    facts: 'count',
    proposedAt: 'instant',
    decidedAt: 'instant',
    decidedBy: 'key',
    decision: 'code',
    reasonTextId: 'key',
  },
})
register(supervisionOrders, {
  title: '督办单',
  purpose: '谁要求哪个单位在哪天前报告',
  ...duty,
  columns: {
    id: 'key',
    matterId: 'key',
    seq: 'count',
    stage: 'code',
    number: 'official',
    unitId: 'key',
    byUnitId: 'key',
    issuedBy: 'key',
    issuedAt: 'instant',
    demandTextId: 'key',
    replyDueOn: 'instant',
    repliedAt: 'instant',
    closedAt: 'instant',
    outcome: 'code',
  },
})
register(supervisionReplies, {
  title: '督办单的办理情况报告',
  purpose: '单位报告了什么、是否认可；文字在“您写的内容和给您的答复”一类的表里',
  ...duty,
  columns: {
    id: 'key',
    orderId: 'key',
    textId: 'key',
    fileIds: 'key',
    repliedBy: 'key',
    repliedAt: 'instant',
    isInTime: 'count',
    judgedAt: 'instant',
    judgedBy: 'key',
    isAccepted: 'count',
    judgementTextId: 'key',
  },
})
register(supervisionTalks, {
  title: '约谈记录',
  purpose: '约谈了谁、哪一天、约定了什么；姓名加密，不公开',
  basis: '信访工作条例 第39–41条',
  retention: '长期（档案法 第13条）；约定的文字随办件依法删除',
  columns: {
    id: 'key',
    matterId: 'key',
    proposalId: 'key',
    unitId: 'key',
    byUnitId: 'key',
    heldOn: 'instant',
    attendedCipher: 'personal:name',
    agreementTextId: 'key',
    followUpOn: 'instant',
    recordedBy: 'key',
    recordedAt: 'instant',
  },
})
