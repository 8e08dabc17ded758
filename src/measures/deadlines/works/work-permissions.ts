import type { Permission } from '#platform/module.ts'

/** Who does what in the ledger of works; `acts/*` decide it, each for itself. */
export const workPermissions: Permission[] = [
  { act: '看民生实事、落实对照表', roles: ['*'], rows: '全部' },
  { act: '评价民生实事', roles: ['citizen'], rows: '节点全部办成的，一人一次' },
  {
    act: '看抓落实任务',
    roles: ['handler', 'head', 'clerk', 'leader', 'supervisor'],
    rows: '本单位牵头、配合、使用或交办的；负责人、分管领导、督查人员看下级单位的',
  },
  { act: '报告节点办成、滞后原因、受阻', roles: ['handler', 'head', 'clerk'], rows: '本单位牵头或配合的任务' },
  { act: '登记、导入任务，调整节点日期', roles: ['supervisor'], rows: '本单位交办的任务' },
  { act: '抽样、记录走访、销号', roles: ['supervisor'], rows: '下级单位的任务；在责任单位任职的除外' },
  {
    act: '对督查走访的结论申请复核',
    roles: ['handler', 'head', 'clerk'],
    rows: '本单位牵头或配合的任务，一次走访一次',
  },
  { act: '决定复核', roles: ['supervisor', 'leader'], rows: '下级单位的任务；参加过走访的、在责任单位任职的除外' },
  { act: '使用单位验收', roles: ['handler', 'head', 'clerk'], rows: '本单位被指定为使用单位的任务' },
  { act: '公开说明和佐证', roles: ['head', 'supervisor'], rows: '民生实事，自己写的除外' },
]
