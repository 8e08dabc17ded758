import { addDeskOperations, deskShapes } from '#core/casework/index.ts'
import { defineScopes, describeApi, newApi } from '#core/interface/index.ts'
import { apiDeskUrls } from '#urls.ts'
import { addFilingOperations } from './asking/filing-api.ts'
import { disclosureDesk } from './desk/disclosure-desk.tsx'

const scopes = { read: 'disclosures:read', work: 'disclosures:work', approve: 'disclosures:approve' } as const

defineScopes({
  [scopes.read]: '看公开申请',
  [scopes.work]: '登记、确认收到、补正、征求意见、拟写答复',
  [scopes.approve]: '审核答复、批准延长答复期限',
})

const shapes = deskShapes({
  one: 'disclosure',
  many: 'disclosures',
  title: 'DeskDisclosure',
  kinds: 'disclosure 公开申请',
  concerns: '需要的帮助',
  measure: '件',
  urls: apiDeskUrls('/api/v1/desk/disclosures'),
})

/** Lists, reading and every act of the desk as JSON. */
export const disclosureApi = describeApi(newApi())

addFilingOperations(disclosureApi, scopes.work)
addDeskOperations(disclosureApi, { desk: disclosureDesk, shapes, group: '公开申请办理', scopes })
