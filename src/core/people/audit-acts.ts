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
  stepUp: '再次确认身份',
  enrolTotp: '启用验证器',
  endTotp: '停用验证器',
  renewRecoveryCodes: '重新生成恢复码',
  addPasskey: '添加通行密钥',
  removePasskey: '移除通行密钥',
  endOtherSessions: '退出其他登录',
  endSession: '退出一处登录',
  linkIdentity: '绑定统一身份',
  endSecondFactor: '重置双重验证',
  askEnterprise: '申请绑定企业',
  confirmEnterprise: '核实企业法定代表人',
  refuseEnterprise: '不予绑定企业',
  giveMandate: '授权代办',
  acceptMandate: '接受代办授权',
  endMandate: '结束代办授权',
  addUnit: '新增单位',
  closeUnit: '停用单位',
  reopenUnit: '恢复单位',
  addStaff: '新增账号',
  grantRole: '授予角色',
  endRole: '终止角色',
  resetPassword: '重置口令',
  unlockAccount: '解锁账号',
  correctName: '更正姓名',
  changePhone: '更换手机号码',
  enterAbsence: '登记休假',
  endAbsence: '销假',
  nameSettling: '指定裁定职责争议的单位',
  closeAccount: '停用账号',
  reopenAccount: '恢复账号',
})
