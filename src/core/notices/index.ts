/** 消息：短信、微信、邮件、站内信的唯一出口。一个动作发生，消息与它在同一事务里写下；送达一次，不重不漏。 */
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { noticeGauges } from './gauges.ts'
import { noticeJobs } from './jobs.ts'
import { noticeRoutes } from './routes.tsx'
import './register.ts'

export { defineAddresses, type Recipient } from './addresses.ts'
export { holdUnsent } from './after-restore.ts'
export type { Reply } from './callbacks/reply.ts'
export { takeBounce } from './callbacks/take-bounce.ts'
export { type Answered, defineReplies, type ReplyAnswer, type Replying } from './callbacks/take-reply.ts'
export type { Channel, Medium, Message } from './channel.ts'
export { defineNoticeAudit } from './desk/auditing.ts'
export { eraseNotices, forgetAddressee } from './erase-notices.ts'
export { type HeldMessage, heldAddresses, heldMessages } from './held-messages.ts'
export { defineMessageLinks } from './inbox/message-links.ts'
export { type OutboxMessage, outbox } from './outbox.ts'
export { draftNotice, type Queued, queueNotice } from './queue-notice.ts'
export { sentWhenTold } from './sent-when-told.ts'
export { allTemplates, defineTemplates, type Template, type Variables } from './template.ts'
export { type Unreached, unreachedOf } from './unreached.ts'

export const noticesModule: Module = {
  name: 'notices',
  title: '消息',
  routes: noticeRoutes,
  jobs: noticeJobs,
  gauges: noticeGauges,
  permissions: [
    { act: '读自己的站内信箱、改自己的消息设置', roles: ['*'], rows: '自己的消息' },
    { act: '查看投递情况和模板、重发未能送达的消息', roles: ['system-admin'], rows: '全部消息，不含号码和内容' },
  ],
  navigation: {
    desk: [
      { group: '工作台', label: '站内信箱', href: urls.deskMessages() },
      { group: '系统管理', label: '消息投递', href: urls.deskNotices(), roles: ['system-admin'] },
    ],
  },
}
