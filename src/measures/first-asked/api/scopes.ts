import { defineScopes } from '#core/interface/index.ts'

/** What a key may do here; its member of staff's roles bound it further. */
export const scopes = {
  count: 'first-asked:count',
  read: 'first-asked:read',
  work: 'first-asked:work',
  approve: 'first-asked:decide',
  readBreaches: 'breaches:read',
  workBreaches: 'breaches:work',
  decideBreaches: 'breaches:decide',
} as const

defineScopes({
  [scopes.count]: '记当场答复（叫号机、话务系统）',
  [scopes.read]: '看首问事项和盯办',
  [scopes.work]: '首问登记、办理、引导、移交盯办',
  [scopes.approve]: '答复问事人、裁定由谁办、批准延期、复核',
  [scopes.readBreaches]: '看首问问责',
  [scopes.workBreaches]: '首问问责的登记、受理、核查、陈述、告知、申诉',
  [scopes.decideBreaches]: '作出首问问责的决定、决定申诉',
})
