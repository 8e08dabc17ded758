/**
 * 八、压实首问责任。“首位接待或受理的单位和工作人员必须履行首位责任，热情接待、认真解答、负责办理、一盯到底，或负责向相关单位引荐导办并跟进协调至事情办结；
 * 首次接待来访服务对象的工作人员是首问责任人，首问责任人所在单位是首问责任单位。”
 *
 * Words: 首问登记 (contact), 首问事项 (inquiry), 首问卡 (card), 盯办 (watch), 引导 (guide), 报请裁定 (dispute), 当场答复 (spot answer), 首问问责 (breach).
 */
import { deskPermissions, deskRoutes } from '#core/casework/index.ts'
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { firstAskedApi } from './api/first-asked-api.ts'
import './breaches/breach-notices.ts'
import { breachRoutes } from './breaches/breach-routes.tsx'
import { complaintRoutes } from './breaches/complaint-routes.tsx'
import { breachListRoutes } from './breaches/list-routes.tsx'
import './breaches/register.ts'
import { contactRoutes } from './contacts/contact-routes.tsx'
import { contactDeskRoutes } from './contacts/desk-routes.tsx'
import { requestRoutes } from './contacts/request-routes.tsx'
import { startRoutes } from './contacts/start-routes.tsx'
import { inquiryDesk, inquiryWords } from './desk/inquiry-desk.tsx'
import { deskFiguresRoutes } from './figures/desk-figures-routes.tsx'
import { figuresRoutes } from './figures/figures-routes.tsx'
import { inquiryFollowRoutes } from './following/follow-routes.tsx'
import { firstAskedJobs } from './jobs.ts'
import './implementation-evidence.ts'
import './register.ts'
import './watches/follow-steps.ts'
import { watchRoutes } from './watches/watch-routes.tsx'
import './watches/watches-export.ts'

export { performBreachAct } from './breaches/breach-acts.ts'
export { complain, observe } from './breaches/raise-breach.ts'
export { askUnit } from './contacts/ask-unit.ts'
export { countSpotAnswer } from './contacts/count-spot-answer.ts'
export { addDesk } from './contacts/desks.ts'
export { registerContact } from './contacts/register-contact.ts'
export { thank } from './following/thank.ts'

const receiving = ['clerk', 'handler', 'head', 'dispatcher', 'discipline', 'editor', 'reviewer', 'supervisor', 'leader']

export const firstAsked: Module = {
  name: 'first-asked',
  title: '压实首问责任',
  routes: routes()
    .route('/', firstAskedApi)
    .route('/', complaintRoutes)
    .route('/', inquiryFollowRoutes)
    .route('/', startRoutes)
    .route('/', figuresRoutes)
    .route('/', contactDeskRoutes)
    .route('/', requestRoutes)
    .route('/', contactRoutes)
    .route('/', watchRoutes)
    .route('/', breachListRoutes)
    .route('/', breachRoutes)
    .route('/', deskFiguresRoutes)
    .route('/', deskRoutes(inquiryDesk)),
  jobs: firstAskedJobs,
  permissions: [
    { act: '首问登记、当场答复计数、设桌码、请别的单位协助', roles: receiving, rows: '自己所在的单位' },
    { act: '看自己盯的事、结束盯办、请同事接手、接手', roles: ['*'], rows: '自己盯着的、请自己接手的' },
    { act: '看本单位盯的事，替休假、调走的人请同事接手', roles: ['head'], rows: '本单位首问的' },
    { act: '裁定由谁办理', roles: ['head', 'leader', 'supervisor'], rows: '报请本单位裁定的' },
    { act: '反映首问责任没落实', roles: ['*'], rows: '自己问的事，凭编号和查询码' },
    {
      act: '登记督查发现的，受理、核查、请当事人陈述、告知',
      roles: ['supervisor'],
      rows: '本级和下级单位的，不含说到自己的',
    },
    {
      act: '对个人作出处理',
      roles: ['head', 'leader', 'discipline'],
      rows: '任免机关、单位和监察机关；不含自己提出的、说到自己的',
    },
    { act: '对单位作出处理', roles: ['head', 'leader'], rows: '政府办公室、分管领导；不含本单位的' },
    { act: '看说到自己的、陈述、申诉', roles: ['*'], rows: '说到自己的；单位负责人：说到本单位的' },
    ...deskPermissions(inquiryWords),
  ],
  navigation: {
    site: [{ href: urls.firstAsked(), label: '首问责任', position: 6 }],
    desk: [
      { group: '首问责任', label: '首问登记', href: urls.deskContacts(), roles: receiving },
      { group: '首问责任', label: '首问事项', href: urls.deskInquiries(), roles: receiving },
      { group: '首问责任', label: '我盯的事', href: urls.deskWatches(), roles: receiving },
      { group: '首问责任', label: '首问问责', href: urls.deskBreaches(), roles: receiving },
      { group: '首问责任', label: '首问情况', href: urls.deskFirstAsked(), roles: ['head', 'supervisor', 'leader'] },
    ],
  },
}
