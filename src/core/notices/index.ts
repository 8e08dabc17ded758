/** 消息：短信、微信、邮件、站内信的唯一出口。一个动作发生，消息与它在同一事务里写下；送达一次，不重不漏。 */
import type { Module } from '#platform/module.ts'
import { noticeJobs } from './jobs.ts'
import { noticeRoutes } from './routes.tsx'

export { defineAddresses, type Recipient } from './addresses.ts'
export type { Channel, Medium, Message } from './channel.ts'
export { eraseNotices } from './erase-notices.ts'
export { type OutboxMessage, outbox } from './outbox.ts'
export { type Queued, queueNotice } from './queue-notice.ts'
export { defineTemplates, type Template, type Variables } from './template.ts'

export const noticesModule: Module = { name: 'notices', title: '消息', routes: noticeRoutes, jobs: noticeJobs }
