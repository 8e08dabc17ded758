/**
 * 活动：政务开放日、列席会议、座谈会，公布、报名、定名额、邀请。报名的人超过名额时随机抽取（`core/draw`），不能挑人。
 *
 * What several measures share: 七 the open days and forums, 一 the meetings that citizens attend.
 */
import { drawEnded } from '#core/draw/index.ts'
import { takes } from '#core/facts/index.ts'
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { deskGatheringRoutes } from './desk-gathering-routes.tsx'
import './gathering-notices.ts'
import { forgetRegistrations } from './forget-registrations.ts'
import { gatheringRoutes } from './gathering-routes.tsx'
import { invitationPurpose, takeDraw } from './invite.ts'
import './register.ts'

export { announceGathering } from './announce-gathering.ts'
export { forgetRegistrationsOf } from './forget-registrations.ts'
export { findGathering, registrationsOf } from './read-gatherings.ts'
export { registerFor } from './register-for-gathering.ts'

takes(drawEnded, { by: 'gatherings:invite', wants: ({ purpose }) => purpose === invitationPurpose, take: takeDraw })

export const gatheringsModule: Module = {
  name: 'gatherings',
  title: '活动',
  routes: routes().route('/', gatheringRoutes).route('/', deskGatheringRoutes),
  jobs: {
    tasks: { 'gatherings:forget': async (house) => forgetRegistrations(house) },
    cron: ['40 19 * * * gatherings:forget'],
  },
  permissions: [
    { act: '看活动', roles: ['*'], rows: '全部' },
    { act: '报名，撤回，答复来不来', roles: ['*'], rows: '本人的报名' },
    { act: '发布、取消活动，抽取邀请，看邀请了谁', roles: ['editor', 'head'], rows: '本单位的活动' },
  ],
  navigation: {
    desk: [{ group: '活动', label: '活动', href: urls.deskGatherings(), roles: ['editor', 'head'] }],
  },
}
