/**
 * 开放接口：页面上能做的，接口也能做（0-platform, Public data and interfaces）。单位的接口密钥和令牌，由各房间的操作合成的 OpenAPI 文档，接口说明页。
 *
 * A room makes its operations with `addOperation` on an api of `newApi`, gives it to the document with `describeApi`, names its scopes with
 * `defineScopes`, and mounts it with its routes. This room is mounted first: it says who calls.
 */
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { withCaller } from './caller.ts'
import { docsRoutes } from './docs-routes.tsx'
import { keyRoutes } from './key-routes.tsx'
import { tokenApi } from './token-api.ts'
import './register.ts'

export type { KeyInForce } from './api-keys.ts'
export { callerWith, keyGiven } from './caller.ts'
export { describeApi } from './document.ts'
export { type Api, addOperation, newApi, problemShape, readQuery } from './operation.ts'
export { defineScopes } from './scopes.ts'

export const interfaceModule: Module = {
  name: 'interface',
  title: '开放接口',
  routes: routes().use('/api/v1/*', withCaller).route('/', docsRoutes).route('/', keyRoutes).route('/', tokenApi),
  permissions: [{ act: '发放、吊销接口密钥', roles: ['security-admin'], rows: '全部单位的密钥' }],
  navigation: {
    desk: [{ group: '安全管理', label: '接口密钥', href: urls.deskApiKeys(), roles: ['security-admin'] }],
  },
}
