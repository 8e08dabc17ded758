/**
 * 个人信息：存了您什么、谁看过、带走一份、更正、删除（个人信息保护法 第44–50条）；每一栏为什么存、存多久，对所有人公开（第17条）。
 */
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { aboutRoutes } from './about-routes.tsx'
import { accountDataRoutes } from './account-data-routes.tsx'
import { personalDataJobs } from './jobs.ts'

export { type CopiedMatter, copiedMatter } from './copy.ts'
export { CopyPage } from './copy-page.tsx'
export { type HeldMatter, heldOfMatter } from './held-matters.ts'
export { definePersonalReadings, readingsOfThings, type ShownReading } from './readings.ts'
export { ReadingsSection } from './readings-section.tsx'

export const personalDataModule: Module = {
  name: 'personal-data',
  title: '个人信息',
  routes: routes().route('/', aboutRoutes).route('/', accountDataRoutes),
  jobs: personalDataJobs,
  permissions: [{ act: '查看、带走自己的个人信息', roles: ['*'], rows: '自己的账号' }],
}
