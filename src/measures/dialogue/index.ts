/**
 * 六、积极回应关切。健全网络问政处理机制，依托政府网站“市长信箱”、政务新媒体、“12345 市民热线”等载体建立完善留言咨询渠道，
 * 快速高效回应群众和企业留言，及时释疑解惑、便民利企。
 *
 * 建立“在线访谈”常态化工作联席会议制度，定期开展“在线访谈”等节目，现场解答社保、就业、教育等群众关心问题。
 *
 * Words: 来信 (letter), 派单, 签收, 退单, 答复, 二次办理, 公开.
 */

import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { callsRoom } from './calls/calls-room.ts'
import { doors } from './doors/doors-module.ts'
import {
  interviewJobs,
  interviewNavigation,
  interviewPermissions,
  interviewRoutes,
} from './interviews/interview-room.ts'
import { articleRoutes } from './knowledge/article-routes.tsx'
import { deskArticleRoutes } from './knowledge/desk-article-routes.tsx'
import { lettersApi } from './letters/api/letters-api.ts'
import { letterDeskPermissions } from './letters/desk/desk-permissions.ts'
import { letterDeskRoutes } from './letters/desk/desk-routes.ts'
import './letters/following/reply-by-sms.ts'
import './letters/letter-evidence.ts'
import './register.ts'
import { adviceJobs } from './dispatching/advice-jobs.ts'
import { dispatchingRoutes } from './dispatching/page/dispatching-routes.tsx'
import { letterFeedRoutes } from './letters/feeds/feed-routes.ts'
import { likenessJobs } from './letters/likeness/jobs.ts'
import { likenessRoutes } from './letters/likeness/likeness-routes.tsx'
import { letterPaperRoutes, letterPapers } from './letters/papers/letter-papers.ts'
import { publicLetterRoutes } from './letters/public-routes.tsx'
import { enterEarlierPublications } from './letters/publishing/enter-publication.ts'
import { publishRoutes } from './letters/publishing/publish-routes.tsx'
import { publishedLetterRoutes } from './letters/publishing/published-routes.tsx'
import { takingDownJobs } from './letters/taking-down/jobs.ts'
import { takingDownRoutes } from './letters/taking-down/routes.tsx'
import { deskTopicRoutes } from './letters/topics/desk-topic-routes.tsx'
import { topicJobs } from './letters/topics/jobs.ts'
import { topicRoutes } from './letters/topics/topic-routes.tsx'
import { counterRoutes } from './letters/writing/counter-routes.tsx'
import { open311Routes } from './open311/open311-routes.ts'
import { ratesRoutes } from './rates/rates-routes.tsx'
import { reportJobs } from './reports/report-jobs.ts'
import { reportRoutes } from './reports/report-routes.tsx'
import { revisitRoutes } from './revisits/revisit-routes.tsx'

export { acdEvent } from './calls/acd-event.ts'
export { acdSecret } from './calls/acd-secret.ts'
export { blankCall } from './calls/console-form.ts'
export { answerAtOnce, fileCall, passToEmergency, referCall } from './calls/handle-call.ts'
export { signedMessage } from './calls/simulator/send-message.ts'
export { type Agent, toldCalls } from './calls/simulator/told-calls.ts'
export { calls } from './calls/tables.ts'
export { takeEvent } from './calls/take-event.ts'
export { adviceFor, dispatchAsAdvised } from './dispatching/desk.ts'
export { findCategory, seedCategories, setCategory } from './dispatching/index.ts'
export { learnAdvice } from './dispatching/learning/learn-advice.ts'
export { postBack } from './doors/replies.ts'
export { addSource as addMessageSource } from './doors/sources.ts'
export { takeFile } from './doors/take-file.ts'
export { readSentMessage, takeMessage } from './doors/take-message.ts'
export * as interviewActs from './interviews/acts.ts'
export { interviewAddresses } from './interviews/interview-addresses.ts'
export { type InterviewToday, interviewsToday } from './interviews/interviews-today.ts'
export { proposeArticle, publishProposal } from './knowledge/write-article.ts'
export { publishedAddresses, publishedMonths } from './letters/feeds/published-addresses.ts'
export { type ImportReport, importLetters, linesOf } from './letters/importing/import-letters.ts'
export { classWord, type LetterSort } from './letters/letter.ts'
export { checkFingerprints } from './letters/likeness/check-fingerprints.ts'
export { alikeFrom, similarLetters } from './letters/likeness/similar-letters.ts'
export { takeFingerprints } from './letters/likeness/take-fingerprints.ts'
export { enterEarlierPublications } from './letters/publishing/enter-publication.ts'
export { ListedLetterCard } from './letters/publishing/listed-letter-card.tsx'
export {
  checkPublications,
  type ListedLetter,
  latestLetters,
  publicationOf,
} from './letters/publishing/publications.ts'
export { correctPublication, publishLetter, withdrawPublication } from './letters/publishing/publish-letter.ts'
export { type LetterFigures, letterFigures } from './letters/statistics/statistics.ts'
export { addTemplate as addReplyTemplate } from './letters/templates/reply-templates.ts'
export { draftTopicAnswer, publishTopicAnswer } from './letters/topics/answer-topic.ts'
export { groupLetters } from './letters/topics/group-letters.ts'
export { nameTopic } from './letters/topics/name-topic.ts'
export { addConcern } from './letters/topics/same-concern.ts'
export { checkTopics, listTopics } from './letters/topics/topics.ts'
export type { LetterInput } from './letters/writing/letter-form.tsx'
export { writeLetter } from './letters/writing/write-letter.ts'
export { drawRevisits } from './revisits/draw-revisits.ts'

export const dialogue: Module = {
  name: 'dialogue',
  title: '积极回应关切',
  routes: routes()
    .route('/', letterFeedRoutes)
    .route('/', open311Routes)
    .route('/', doors.routes)
    .route('/', lettersApi)
    .route('/', ratesRoutes)
    .route('/', publicLetterRoutes)
    .route('/', topicRoutes)
    .route('/', deskTopicRoutes)
    .route('/', publishedLetterRoutes)
    .route('/', likenessRoutes)
    .route('/', takingDownRoutes)
    .route('/', publishRoutes)
    .route('/', reportRoutes)
    .route('/', revisitRoutes)
    .route('/', articleRoutes)
    .route('/', deskArticleRoutes)
    .route('/', callsRoom.routes)
    .route('/', dispatchingRoutes)
    .route('/', interviewRoutes)
    .route('/', letterPaperRoutes)
    .route('/', counterRoutes)
    .route('/', letterDeskRoutes),
  jobs: {
    tasks: {
      'letters:enter-earlier': async (house) => {
        await enterEarlierPublications(house.db)
      },
      ...doors.tasks,
      ...letterPapers.jobs.tasks,
      ...likenessJobs.tasks,
      ...topicJobs.tasks,
      ...takingDownJobs.tasks,
      ...reportJobs.tasks,
      ...callsRoom.jobs.tasks,
      ...adviceJobs.tasks,
      ...interviewJobs.tasks,
    },
    cron: [likenessJobs, topicJobs, takingDownJobs, reportJobs, callsRoom.jobs, adviceJobs, interviewJobs].flatMap(
      ({ cron }) => cron ?? [],
    ),
  },
  permissions: [
    ...letterDeskPermissions,
    ...callsRoom.permissions,
    ...doors.permissions,
    { act: '登记来访、来函', roles: ['clerk', 'dispatcher'], rows: '当面或书面交来的；举报和投诉工作人员不在柜台代写' },
    ...interviewPermissions,
    { act: '抽一批来信回访，重抽', roles: ['supervisor', 'dispatcher'], rows: '全市办结的来信，举报除外' },
    { act: '看常见问题，说有没有帮助', roles: ['*'], rows: '公开的' },
    {
      act: '写知识，提出修改，核对，停用',
      roles: ['handler', 'head', 'editor', 'reviewer', 'dispatcher'],
      rows: '本单位的',
    },
    { act: '审知识，公开', roles: ['head', 'reviewer'], rows: '本单位的，不是自己写的' },
    { act: '看派单建议的准确率，打开、关闭、启用一版', roles: ['dispatcher', 'supervisor'], rows: '全市' },
    { act: '来信分类：写入、停用', roles: ['dispatcher'], rows: '全市' },
    { act: '看各单位雷同的答复', roles: ['supervisor', 'leader'], rows: '本级以下各单位，举报除外' },
    { act: '给热点话题定名、指定答复单位', roles: ['dispatcher', 'supervisor'], rows: '公开来信归成的话题' },
    { act: '起草热点话题的统一答复', roles: ['handler', 'head'], rows: '指定由本单位答复的话题' },
    { act: '审核公开热点话题的统一答复', roles: ['head'], rows: '指定由本单位答复、他人起草的' },
    { act: '登记回访', roles: ['supervisor', 'dispatcher'], rows: '抽取时派给自己的来信' },
  ],
  navigation: {
    site: [
      { href: urls.newLetter(), label: '写信', position: 1 },
      { href: urls.follow(), label: '查进度', position: 2 },
      { href: urls.letters(), label: '来信公开', position: 3 },
      { href: urls.letterStatistics(), label: '统计', position: 4 },
    ],
    desk: [
      ...callsRoom.navigation,
      {
        group: '来信',
        label: '来信',
        href: urls.deskLetters(),
        // The three administrators have no letters.
        roles: ['dispatcher', 'handler', 'head', 'clerk', 'discipline', 'supervisor', 'leader', 'editor', 'reviewer'],
      },
      { group: '来信', label: '待公开', href: urls.deskPublications(), roles: ['editor', 'reviewer'] },
      {
        group: '来信',
        label: '热点话题',
        href: urls.deskTopics(),
        roles: ['dispatcher', 'supervisor', 'leader', 'handler', 'head'],
      },
      { group: '来信', label: '答复雷同', href: urls.deskCopiedAnswers(), roles: ['supervisor', 'leader'] },
      { group: '来信', label: '领导报告', href: urls.deskReports(), roles: ['leader', 'supervisor', 'dispatcher'] },
      {
        group: '来信',
        label: '知识库',
        href: urls.deskKnowledge(),
        roles: ['handler', 'head', 'editor', 'reviewer', 'dispatcher'],
      },
      ...doors.navigation,
      { group: '来信', label: '派单建议', href: urls.deskDispatching(), roles: ['dispatcher', 'supervisor'] },
      { group: '来信', label: '来信分类', href: urls.deskLetterCategories(), roles: ['dispatcher'] },
      { group: '来信', label: '答复模板', href: urls.deskTemplates(), roles: ['handler', 'head', 'dispatcher'] },
      ...interviewNavigation,
    ],
  },
}
