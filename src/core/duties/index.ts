/**
 * 职责目录：一件事归谁管、凭什么。派单、引导、裁定都照它；有争议的裁定一次，写进来，以后不再争（信访工作条例 第24条、国办函〔2025〕66号 第五条）。
 */
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { dutiesApi } from './api.ts'
import { deskDutyRoutes } from './desk-routes.tsx'
import './note-ruling.ts'
import './register.ts'
import { dutyRoutes } from './routes.tsx'

export { allDuties, type Duty, dutiesFor, dutyOfMatter } from './duties.ts'
export { DutiesSay } from './duties-say.tsx'
export { holdsAt, wordInCommon } from './duty.ts'
export { enterDuty } from './keep-duties.ts'
export { duties } from './tables.ts'

export const dutiesModule: Module = {
  name: 'duties',
  title: '职责目录',
  routes: routes().route('/', dutiesApi).route('/', dutyRoutes).route('/', deskDutyRoutes),
  permissions: [
    { act: '查职责目录', roles: ['*'], rows: '全部' },
    {
      act: '写入、改写、停用职责，处理裁定',
      roles: ['dispatcher', 'head', 'handler'],
      rows: '全部；负责人、承办人限裁定职责争议的单位',
    },
  ],
  navigation: {
    desk: [{ group: '首问责任', label: '职责目录', href: urls.deskDuties(), roles: ['dispatcher', 'head', 'handler'] }],
  },
}
