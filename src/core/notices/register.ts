import { bases, register } from '#platform/register.ts'
import { retention } from '#platform/retention.ts'
import {
  noticeAddresses,
  noticeCallbacks,
  noticePreferences,
  noticeProofs,
  noticeStops,
  notices,
  noticeTokens,
} from './tables.ts'

register(notices, {
  title: '发给您的消息',
  purpose: '告诉您办理进展；您可以核对短信是不是我们发的',
  basis: bases.duty,
  retention: `内容和号码 ${retention.notices.days} 天*，来信或账号删除时同时删除；只留“什么时候发过哪一种消息”`,
  columns: {
    id: 'key',
    template: 'code',
    templateVersion: 'count',
    channel: 'code',
    toPersonId: 'key',
    toContactId: 'key',
    addressCipher: 'personal:message',
    addressTailHash: 'hash',
    addressHash: 'hash',
    bodyCipher: 'personal:message',
    textHash: 'hash',
    matterId: 'key',
    state: 'code',
    attempts: 'count',
    nextAttemptAt: 'instant',
    createdAt: 'instant',
    handOverAt: 'instant',
    sentAt: 'instant',
    providerId: 'code',
    failure: 'code',
    refusedBy: 'code',
    receipt: 'code',
    receiptCode: 'code',
    receiptAt: 'instant',
    readAt: 'instant',
    settledAt: 'instant',
  },
})
register(noticePreferences, {
  title: '消息设置',
  purpose: '按您选的方式发消息',
  basis: bases.consent,
  retention: '有账号期间',
  columns: { personId: 'key', channels: 'code', quiet: 'count', updatedAt: 'instant' },
})
register(noticeAddresses, {
  title: '您绑定的邮箱、微信、浏览器',
  purpose: '按您选的方式发消息',
  basis: bases.consent,
  retention: '解除绑定或者注销账号时删除',
  columns: {
    personId: 'key',
    medium: 'code',
    addressCipher: 'personal:message',
    addressHash: 'hash',
    confirmedAt: 'instant',
  },
})
register(noticeProofs, {
  title: '绑定时的验证码',
  purpose: '确认邮箱、微信是您的',
  basis: bases.consent,
  retention: '十分钟，每天清除一次',
  columns: {
    personId: 'key',
    medium: 'code',
    addressCipher: 'personal:message',
    codeHash: 'secret',
    expiresAt: 'instant',
  },
})
register(noticeStops, {
  title: '退订的号码',
  purpose: '回复过 TD 的号码，不再发非必要的短信；只有散列',
  basis: bases.consent,
  retention: '到取消退订为止',
  columns: { addressHash: 'hash', at: 'instant' },
})
register(noticeCallbacks, {
  title: '运营商的回执',
  purpose: '同一条回执只算一次',
  basis: bases.none,
  retention: '30 天*',
  columns: { source: 'code', messageId: 'code', outcome: 'code', matterId: 'key', at: 'instant' },
})
register(noticeTokens, {
  title: '发送接口的令牌',
  purpose: '连接微信公众号',
  basis: bases.none,
  retention: '两小时左右',
  columns: { account: 'code', tokenCipher: 'secret', expiresAt: 'instant' },
})
