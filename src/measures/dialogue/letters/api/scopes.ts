import { defineScopes } from '#core/interface/index.ts'

/** What a key may do with letters; its member of staff's roles bound it further. */
export const scopes = {
  read: 'letters:read',
  work: 'letters:work',
  approve: 'letters:approve',
  publish: 'letters:publish',
} as const

defineScopes({
  [scopes.read]: '看来信和办理情况',
  [scopes.work]: '派单、签收、办理、拟答复、催办',
  [scopes.approve]: '审核答复、批准延期、复核',
  [scopes.publish]: '公开、更正、撤下',
})
