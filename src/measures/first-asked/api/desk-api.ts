import { addDeskOperations, deskShapes } from '#core/casework/index.ts'
import type { Api } from '#core/interface/index.ts'
import { apiDeskUrls } from '#urls.ts'
import { inquiryDesk } from '../desk/inquiry-desk.tsx'
import { scopes } from './scopes.ts'

const shapes = deskShapes({
  one: 'inquiry',
  many: 'inquiries',
  title: 'DeskInquiry',
  kinds: 'inquiry 首问事项，part 协办件',
  concerns: '没有',
  measure: '件',
  urls: apiDeskUrls('/api/v1/desk/inquiries'),
})

/** Lists, reading and every act of the desk. */
export const addInquiryDeskOperations = (api: Api): void =>
  addDeskOperations(api, { desk: inquiryDesk, shapes, group: '首问事项办理', scopes })
