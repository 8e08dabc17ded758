/**
 * 五、提高办事效率。“建立健全限时办结制，对有明确办理时限的事项，严格按照时限办理，并尽可能提前办妥；对无明确办理时限的事项，能当场办结的当场办结；
 * 凡上级转办、督办信访件、反馈问题及主要领导交办的事项、批示，承办单位不能拖延耽误，以最快的时间办结。”
 *
 * Here: 期限规则 (the limits with their sources), 期限计算 (the public calculator, page and API), 承诺时限 (what units promise), 当场办结 (the counter),
 * 交办件 (instructions), 依申请公开 (requests for information, 政府信息公开条例 第三章), 办理时效 (how fast and how much in time, by unit, kind, county and month), 工作日历 (the decree of each year); 提醒 (digests),
 * 阶梯 (when the machine reminds, urges and proposes), 督办 (what persons issue: 督办单, 挂牌督办, 约谈); and, for 九 “政府的职责就是抓落实”, 抓落实台账 (the ledger of works) and 落实对照表
 * (the notice beside what happened).
 */
import { deskPermissions } from '#core/casework/index.ts'
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { dueApi } from './api.ts'
import { deskRoutes } from './desk-routes.tsx'
import { askRoutes } from './disclosure/asking/ask-routes.tsx'
import { deskDisclosureRoutes, yearReaders } from './disclosure/desk/desk-routes.tsx'
import { disclosureWords } from './disclosure/desk/disclosure-desk.tsx'
import { disclosureApi } from './disclosure/disclosure-api.ts'
import { receivers } from './disclosure/disclosure-kind.ts'
import { disclosureFollowRoutes } from './disclosure/following/follow-routes.tsx'
import { deskOpinionRoutes } from './disclosure/opinion/desk-opinion-routes.tsx'
import { opinionRoutes } from './disclosure/opinion/opinion-routes.tsx'
import { disclosurePaperRoutes, disclosurePapers } from './disclosure/papers/disclosure-papers.ts'
import './disclosure/register.ts'
import { implementationApi } from './implementation/implementation-api.ts'
import { implementationRoutes } from './implementation/implementation-routes.tsx'
import { ladderRoutes } from './ladder/routes.tsx'
import './ladder/register.ts'
import { onTheSpotRoutes } from './on-the-spot/routes.tsx'
import { petitionWords, registrars } from './petitions/desk/petition-desk.tsx'
import { petitionPapers } from './petitions/papers/petition-papers.ts'
import { petitionRoutes } from './petitions/petition-routes.ts'
import { promiseDeskRoutes } from './promises/desk-routes.tsx'
import { publicPromiseRoutes } from './promises/public-routes.tsx'
import './referrals/implementation-evidence.ts'
import { referralRoutes } from './referrals/referral-routes.tsx'
import './reminders/follow-matters.ts'
import { reminderJobs } from './reminders/jobs.ts'
import './reminders/register.ts'
import { reminderRoutes } from './reminders/routes.tsx'
import { siteRoutes } from './routes.tsx'
import { rulesApi } from './rules/rules-api.ts'
import { rulesRoutes } from './rules/rules-routes.tsx'
import { deskSpeedRoutes, readingRoles } from './speed/desk-routes.tsx'
import { speedJobs } from './speed/jobs.ts'
import { speedPermissions } from './speed/permissions.ts'
import { speedRoutes } from './speed/routes.tsx'
import { speedApi } from './speed/speed-api.ts'
import './supervision/audit-acts.ts'
import './supervision/follow-orders.ts'
import { supervisionJobs } from './supervision/jobs.ts'
import { supervisionListRoutes } from './supervision/list-routes.tsx'
import { orderRoutes } from './supervision/order-routes.tsx'
import { proposalRoutes } from './supervision/proposal-routes.tsx'
import { supervisionPublicRoutes } from './supervision/public-routes.tsx'
import './supervision/register.ts'
import { worksApi } from './works/api/works-api.ts'
import { boardRoutes } from './works/desk/board-routes.tsx'
import { deskWorksRoutes } from './works/desk/works-routes.tsx'
import { importRoutes } from './works/importing/import-routes.tsx'
import { publicWorksRoutes } from './works/public/works-routes.tsx'
import { sampleRoutes } from './works/sampling/sample-routes.tsx'
import { tellingJobs } from './works/telling/tell-due.ts'
import { workPermissions } from './works/work-permissions.ts'
import './works/work-evidence.ts'
import './register.ts'
import './speed/register.ts'

export { consultParty } from './disclosure/acts/consult-party.ts'
export { type Drafted as DraftedDecision, draftDecision } from './disclosure/acts/draft-decision.ts'
export type { RequestInput } from './disclosure/asking/ask-form.ts'
export { requestDisclosure } from './disclosure/asking/request-disclosure.ts'
export { seedLadder } from './ladder/seed-ladder.ts'
export { askRecheck } from './petitions/ask-recheck.ts'
export { routePetition } from './petitions/desk/route-petition.ts'
export type { PetitionInput } from './petitions/petition-form.ts'
export { registerPetition } from './petitions/register-petition.ts'
export { makePromise, sayWhyLate } from './promises/change-promises.ts'
export { notKeptToday } from './promises/not-kept.ts'
export type { ReferralInput } from './referrals/referral-form.ts'
export { registerReferral } from './referrals/register-referral.ts'
export { passOver } from './reminders/pass-over.ts'
export { roundDue } from './reminders/round.ts'
export { runRound } from './reminders/run-round.ts'
export { closeMonth } from './speed/close-month.ts'
export { decideExclusion } from './speed/decide-exclusion.ts'
export { deskUrlOf } from './speed/matter-link.ts'
export { answersOf, proposeExclusion } from './speed/propose-exclusion.ts'
export { rollUp } from './speed/roll-up.ts'
export { declineProposal } from './supervision/decide-proposal.ts'
export { issueOrder } from './supervision/issue-order.ts'
export { readProposals } from './supervision/proposals.ts'
export { replyToOrder } from './supervision/reply-to-order.ts'
export { performAct } from './works/acts/perform-act.ts'
export { workActOf } from './works/acts/work-acts.ts'
export { checkWorks } from './works/check-works.ts'
export { giveWork } from './works/giving/give-work.ts'
export type { NewWork } from './works/giving/new-work.ts'
export { rateWork } from './works/rate-work.ts'
export { drawSample, noteSample } from './works/sampling/samples.ts'
export { worksBoard } from './works/work-figures.ts'
export { type WorksToday, worksToday } from './works/works-today.ts'

export const deadlines: Module = {
  name: 'deadlines',
  title: '提高办事效率',
  routes: routes()
    .route('/', siteRoutes)
    .route('/', publicPromiseRoutes)
    .route('/', rulesRoutes)
    .route('/', dueApi)
    .route('/', rulesApi)
    .route('/', promiseDeskRoutes)
    .route('/', onTheSpotRoutes)
    .route('/', referralRoutes)
    .route('/', petitionRoutes)
    .route('/', disclosureApi)
    .route('/', disclosurePaperRoutes)
    .route('/', disclosureFollowRoutes)
    .route('/', askRoutes)
    .route('/', opinionRoutes)
    .route('/', deskOpinionRoutes)
    .route('/', deskDisclosureRoutes)
    .route('/', ladderRoutes)
    .route('/', supervisionPublicRoutes)
    .route('/', reminderRoutes)
    .route('/', supervisionListRoutes)
    .route('/', proposalRoutes)
    .route('/', orderRoutes)
    .route('/', speedRoutes)
    .route('/', speedApi)
    .route('/', deskSpeedRoutes)
    .route('/', worksApi)
    .route('/', implementationApi)
    .route('/', implementationRoutes)
    .route('/', publicWorksRoutes)
    .route('/', importRoutes)
    .route('/', sampleRoutes)
    .route('/', boardRoutes)
    .route('/', deskWorksRoutes)
    .route('/', deskRoutes),
  jobs: {
    tasks: {
      ...petitionPapers.jobs.tasks,
      ...tellingJobs.tasks,
      ...speedJobs.tasks,
      ...reminderJobs.tasks,
      ...supervisionJobs.tasks,
      ...disclosurePapers.jobs.tasks,
    },
    cron: [...(tellingJobs.cron ?? []), ...(speedJobs.cron ?? []), ...(reminderJobs.cron ?? [])],
  },
  navigation: {
    site: [
      { href: urls.newPetition(), label: '信访', position: 2 },
      { href: urls.disclosure(), label: '依申请公开', position: 4 },
      { href: urls.dueCalculator(), label: '期限计算', position: 5 },
      { href: urls.speed(), label: '时效', position: 6 },
      { href: urls.works(), label: '民生实事', position: 7 },
      { href: urls.implementation(), label: '落实对照', position: 8 },
    ],
    desk: [
      {
        group: '交办督办',
        label: '交办件',
        href: urls.deskReferrals(),
        roles: ['dispatcher', 'handler', 'head', 'supervisor', 'leader'],
      },
      {
        group: '交办督办',
        label: '信访事项',
        href: urls.deskPetitions(),
        roles: ['dispatcher', 'handler', 'head', 'clerk', 'discipline', 'supervisor', 'leader'],
      },
      { group: '依申请公开', label: '公开申请', href: urls.deskDisclosures(), roles: [...yearReaders] },
      {
        group: '依申请公开',
        label: '征求本单位意见',
        href: urls.deskDisclosureOpinions(),
        roles: [...receivers],
      },
      { group: '依申请公开', label: '年度数字', href: urls.deskDisclosureYear(), roles: [...yearReaders] },
      { group: '工作台', label: '提醒', href: urls.deskReminders() },
      {
        group: '交办督办',
        label: '督办',
        href: urls.deskSupervision(),
        roles: ['supervisor', 'leader', 'head', 'handler', 'dispatcher', 'clerk', 'discipline'],
      },
      {
        group: '抓落实',
        label: '抓落实台账',
        href: urls.deskWorks(),
        roles: ['handler', 'head', 'clerk', 'leader', 'supervisor'],
      },
      { group: '抓落实', label: '任务进展', href: urls.deskWorksBoard(), roles: ['head', 'leader', 'supervisor'] },
      { group: '抓落实', label: '督查抽样', href: urls.deskWorksSamples(), roles: ['leader', 'supervisor'] },
      { group: '督查', label: '办理时效', href: urls.deskSpeed(), roles: [...readingRoles] },
      { group: '督查', label: '剔除', href: urls.deskExclusions(), roles: [...readingRoles] },
      { group: '督查', label: '统计关账', href: urls.deskSpeedBooks(), roles: ['supervisor'] },
      { group: '窗口', label: '当场办结', href: urls.onTheSpot(), roles: ['clerk', 'handler'] },
      { group: '期限', label: '承诺时限', href: urls.deskPromises(), roles: ['head'] },
      { group: '系统管理', label: '工作日历', href: urls.deskCalendar(), roles: ['system-admin'] },
    ],
  },
  permissions: [
    { act: '查看期限规则、承诺时限，计算期限', roles: ['*'], rows: '全部' },
    { act: '公布、结束承诺时限，说明超过的理由，列窗口业务', roles: ['head'], rows: '自己任负责人的单位' },
    { act: '记当场办结', roles: ['clerk', 'handler'], rows: '自己岗位所在单位的窗口业务' },
    { act: '登记交办件', roles: ['leader', 'supervisor', 'dispatcher'], rows: '本人所在单位交办的' },
    { act: '办理交办件', roles: ['handler', 'head'], rows: '本单位牵头、配合或接办的' },
    { act: '验收、退回交办件', roles: ['leader', 'supervisor'], rows: '自己交办的，或所在单位登记的' },
    { act: '打开批示原件', roles: ['leader', 'supervisor', 'dispatcher', 'head'], rows: '登记时指定的人，每次留痕' },
    { act: '网上提出信访事项', roles: ['*'], rows: '自己的' },
    { act: '登记信访事项', roles: [...registrars], rows: '本人所在信访部门收到的' },
    { act: '看信访情况年度报告的数字', roles: [...registrars], rows: '本人所在信访部门和下级信访部门的合计' },
    {
      act: '答复异议、受理告知、不予受理、导入程序、登记送达、回避',
      roles: ['handler', 'head', 'clerk', 'dispatcher', 'discipline'],
      rows: '本单位登记、转来或承办的信访事项；检举控告只有有管辖权的机关，被检举一方看不到',
    },
    ...deskPermissions(petitionWords),
    { act: '申请公开政府信息，凭编号和查询码补正、下载答复', roles: ['*'], rows: '自己的申请' },
    { act: '凭征求意见书的编号和回复码提出意见', roles: ['*'], rows: '书上那一件' },
    { act: '签收征求意见书，提出本单位对公开的意见', roles: [...receivers], rows: '发给任职单位的' },
    { act: '登记公开申请，登记复议、诉讼', roles: [...receivers], rows: '向本单位提出的、本单位答复的' },
    { act: '查看申请人的证件号码（记入审计）', roles: [...receivers], rows: '正由本单位承办的' },
    { act: '看公开申请的年度数字', roles: [...yearReaders], rows: '任职单位及下属单位' },
    ...deskPermissions(disclosureWords),
    { act: '查看提醒和督办规则、督办公开', roles: ['*'], rows: '全部' },
    { act: '看自己收到的提醒', roles: ['*'], rows: '提醒过自己、现在仍看得到的办件' },
    {
      act: '看督办建议，发出督办单或不督办，审核报告',
      roles: ['supervisor', 'leader'],
      rows: '本单位及下属单位承办、自己看得到的办件；挂牌督办和约谈只由分管领导决定',
    },
    {
      act: '看督办单、报告办理情况',
      roles: ['handler', 'head', 'dispatcher', 'clerk', 'discipline'],
      rows: '发给本单位及下属单位的督办单',
    },
    { act: '录入放假安排和本市特殊日', roles: ['system-admin'], rows: '全部年份' },
    ...workPermissions,
    ...speedPermissions,
  ],
}
