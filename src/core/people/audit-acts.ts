const names = new Map<string, string>()

/** A room says in words what the acts are called that it audits; called once, at import time. */
export function defineAuditActs(more: Record<string, string>): void {
  for (const [act, name] of Object.entries(more)) names.set(act, name)
}

export const auditActName = (act: string): string => names.get(act) ?? act

export const auditActs = (): { act: string; name: string }[] => [...names].map(([act, name]) => ({ act, name }))

defineAuditActs({
  signIn: '登录',
  signOut: '退出登录',
  signOutEverywhere: '全部退出',
  changePassword: '更换口令',
  addUnit: '新增单位',
  closeUnit: '停用单位',
  reopenUnit: '恢复单位',
  addStaff: '新增账号',
  grantRole: '授予角色',
  endRole: '终止角色',
  resetPassword: '重置口令',
  unlockAccount: '解锁账号',
  closeAccount: '停用账号',
  reopenAccount: '恢复账号',
})
