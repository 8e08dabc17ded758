import { describeApi, newApi } from '#core/interface/index.ts'
import { addBreachOperations } from './breach-api.ts'
import { addComplaintOperation } from './complaint-api.ts'
import { addContactOperations } from './contact-api.ts'
import { addInquiryDeskOperations } from './desk-api.ts'
import { addFiguresOperations } from './figures-api.ts'
import { addFollowOperations } from './follow-api.ts'
import { addWatchOperations } from './watch-api.ts'

/** All that people and units do with 首问, as JSON: in the order in which it happens. */
export const firstAskedApi = describeApi(newApi())

addContactOperations(firstAskedApi)
addFollowOperations(firstAskedApi)
addInquiryDeskOperations(firstAskedApi)
addWatchOperations(firstAskedApi)
addComplaintOperation(firstAskedApi)
addBreachOperations(firstAskedApi)
addFiguresOperations(firstAskedApi)
