import { deskPermissions } from '#core/casework/index.ts'
import type { Permission } from '#platform/module.ts'
import { letterWords } from './letter-desk.ts'

export const letterDeskPermissions: Permission[] = [
  ...deskPermissions(letterWords),
  {
    act: '看、生成领导报告（日报、周报、月报）',
    roles: ['leader', 'supervisor', 'dispatcher'],
    rows: '全市，不含举报和投诉工作人员',
  },
  { act: '答复模板', roles: ['handler', 'head', 'dispatcher'], rows: '本单位的模板' },
]
