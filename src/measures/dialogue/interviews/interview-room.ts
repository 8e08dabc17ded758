import { routes } from '#platform/http/env.ts'
import type { Jobs } from '#platform/jobs.ts'
import type { Module, Permission } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { endForgotten } from './archive/end-forgotten.ts'
import { makeLettersOfOverdue } from './archive/settle-question.ts'
import { conferenceRoutes } from './conference/conference-routes.tsx'
import { interviewDeskRoutes } from './desk/desk-routes.tsx'
import { liveRoutes } from './live/live-routes.ts'
import { publicInterviewRoutes } from './public-routes.tsx'
import './register.ts'

/**
 * 建立“在线访谈”常态化工作联席会议制度，定期开展“在线访谈”等节目，现场解答社保、就业、教育等群众关心问题。
 *
 * Words: 联席会议 (conference), 年度计划 (plan), 访谈 (interview), 提问 (question), 文字直播 (live text, entry), 归档 (archive).
 */
export const interviewRoutes = routes()
  .route('/', conferenceRoutes)
  .route('/', liveRoutes)
  .route('/', publicInterviewRoutes)
  .route('/', interviewDeskRoutes)

export const interviewJobs: Jobs = {
  tasks: {
    'interviews:leftovers': async (house) => {
      await endForgotten(house)
      await makeLettersOfOverdue(house)
    },
  },
  cron: ['*/10 * * * * interviews:leftovers'],
}

export const interviewPermissions: Permission[] = [
  { act: '看访谈、年度计划、联席会议，提问，“我也想问”', roles: ['*'], rows: '全部' },
  { act: '召集联席会议，记录议程和决定，增减成员单位', roles: ['editor'], rows: '召集单位' },
  { act: '发布、取消访谈，审核提问，文字直播，归档', roles: ['editor'], rows: '本单位主持的访谈' },
  { act: '书面答复提问，转为来信', roles: ['handler', 'head', 'editor'], rows: '本单位主办或者主持的访谈' },
]

export const interviewNavigation: NonNullable<NonNullable<Module['navigation']>['desk']> = [
  { group: '访谈', label: '在线访谈', href: urls.deskInterviews(), roles: ['editor', 'handler', 'head'] },
  { group: '访谈', label: '联席会议', href: urls.deskConference(), roles: ['editor'] },
]
