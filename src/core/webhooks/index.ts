/** 消息推送：公开了什么、办件到了哪一步，主动告诉登记过的系统。签名、重试、记录，都按 Standard Webhooks 规则。 */
import { z } from 'zod'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { deliverWebhook, driveWebhooks, forgetOldMessages } from './deliver-webhook.ts'
import { webhookRoutes } from './routes.tsx'
import './register.ts'

export { type Announcement, announce, draftAnnouncement } from './announce.ts'
export { defineMessageTypes, type MessageType, messageTypes } from './message-types.ts'
export { webhookEndpoints } from './tables.ts'

const payload = z.object({ id: z.uuid() })

export const webhooksModule: Module = {
  name: 'webhooks',
  title: '消息推送',
  routes: webhookRoutes,
  jobs: {
    tasks: {
      'webhooks:deliver': async (house, given) => deliverWebhook(house, payload.parse(given).id),
      'webhooks:drive': async (house) => driveWebhooks(house),
      'webhooks:forget': async (house) => {
        await forgetOldMessages(house)
      },
    },
    cron: ['* * * * * webhooks:drive', '40 19 * * * webhooks:forget'],
  },
  permissions: [{ act: '登记、测试、停用推送地址', roles: ['system-admin'], rows: '全部推送地址' }],
  navigation: {
    desk: [{ group: '系统管理', label: '消息推送', href: urls.deskWebhooks(), roles: ['system-admin'] }],
  },
}
