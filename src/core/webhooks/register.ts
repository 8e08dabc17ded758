import { bases, register } from '#platform/register.ts'
import { webhookAttempts, webhookDeliveries, webhookEndpoints, webhookMessages } from './tables.ts'

const said = {
  purpose: '把公开的变化、本单位办件的进展告诉登记过的系统；只有编号和代码，没有来信内容和姓名电话',
  basis: bases.none,
}

register(webhookEndpoints, {
  title: '推送地址',
  ...said,
  retention: '登记期间',
  columns: {
    id: 'key',
    unitId: 'key',
    name: 'official',
    url: 'official',
    secretCipher: 'secret',
    oldSecretCipher: 'secret',
    oldSecretUntil: 'instant',
    types: 'code',
    createdAt: 'instant',
    createdBy: 'key',
    disabledAt: 'instant',
    disabledWhy: 'code',
    failingSince: 'instant',
  },
})
register(webhookMessages, {
  title: '推送的消息',
  ...said,
  retention: '30 天*',
  columns: { id: 'key', type: 'code', at: 'instant', data: 'code' },
})
register(webhookDeliveries, {
  title: '推送情况',
  ...said,
  retention: '30 天*',
  columns: {
    id: 'key',
    messageId: 'key',
    endpointId: 'key',
    state: 'code',
    attempts: 'count',
    nextAttemptAt: 'instant',
  },
})
register(webhookAttempts, {
  title: '推送记录',
  ...said,
  retention: '30 天*',
  columns: { id: 'key', deliveryId: 'key', at: 'instant', milliseconds: 'count', status: 'code', failure: 'code' },
})
