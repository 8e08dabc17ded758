import { defineScopes } from '#core/interface/index.ts'

/** What a key must be allowed for writing by Open311; reading needs none. */
export const open311Scope = 'open311:file'

defineScopes({ [open311Scope]: '通过 Open311 替群众提交，跟踪自己提交的' })
