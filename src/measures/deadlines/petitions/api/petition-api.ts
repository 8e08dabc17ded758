import { addDeskOperations, deskShapes } from '#core/casework/index.ts'
import { defineScopes, describeApi, newApi } from '#core/interface/index.ts'
import { apiDeskUrls } from '#urls.ts'
import { petitionDesk } from '../desk/petition-desk.tsx'
import { addFilingOperations } from './filing-api.ts'
import { addFollowOperation } from './follow-api.ts'

/** What a key may do here; its member of staff's roles bound it further. */
const scopes = { read: 'petitions:read', work: 'petitions:work', approve: 'petitions:approve' } as const

defineScopes({
  [scopes.read]: '看信访事项',
  [scopes.work]: '登记、转送、受理、办理信访事项',
  [scopes.approve]: '审核意见书、批准延期、不予受理',
})

const shapes = deskShapes({
  one: 'petition',
  many: 'petitions',
  title: 'DeskPetition',
  kinds: 'petition 信访事项，part 协办件',
  concerns: '投诉请求；检举控告是被检举的单位',
  measure: '件',
  urls: apiDeskUrls('/api/v1/desk/petitions'),
})

/** Lists, reading and every act of the desk as JSON. */
export const petitionsApi = describeApi(newApi())

addFollowOperation(petitionsApi)
addFilingOperations(petitionsApi, scopes.work)
addDeskOperations(petitionsApi, { desk: petitionDesk, shapes, group: '信访事项办理', scopes })
