import { z } from 'zod'
import type { House } from '#platform/house.ts'
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { importRoutes } from './import-routes.tsx'
import { mediaWebhook } from './media-webhook.ts'
import { replyRoutes } from './reply-routes.tsx'
import { sourceRoutes } from './source-routes.tsx'
import { runImport } from './take-import.ts'

const payload = z.object({ id: z.uuid() })

/** 门：留言板和新媒体收进来，答复回到原处. What the room of the dialogue mounts of it. */
export const doors = {
  routes: routes().route('/', mediaWebhook).route('/', importRoutes).route('/', replyRoutes).route('/', sourceRoutes),
  tasks: {
    'doors:import': (house: House, given: Record<string, unknown>) => runImport(house, payload.parse(given).id),
  },
  permissions: [
    { act: '导入留言，登记答复已回到原处', roles: ['dispatcher'], rows: '本信箱收的来信；举报除外' },
    { act: '登记留言来源，发放推送密钥', roles: ['system-admin'], rows: '全部来源' },
  ],
  navigation: [
    { group: '来信', label: '导入留言', href: urls.deskDoorImports(), roles: ['dispatcher'] },
    { group: '来信', label: '留言答复', href: urls.deskDoorReplies(), roles: ['dispatcher'] },
    { group: '系统管理', label: '留言来源', href: urls.deskDoorSources(), roles: ['system-admin'] },
  ],
} satisfies Pick<Module, 'routes' | 'permissions'> & Record<string, unknown>
