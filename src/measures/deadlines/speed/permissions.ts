import type { Permission } from '#platform/module.ts'

/** Who does what with the board of speed. */
export const speedPermissions: Permission[] = [
  { act: '查看公开的办理时效', roles: ['*'], rows: '公开的事项；不足 5 件的不显示' },
  {
    act: '查看工作台的办理时效、统计关账和剔除',
    roles: ['leader', 'supervisor', 'head', 'dispatcher'],
    rows: '全部单位的数字，不含举报；明细只有自己看得到的办件',
  },
  { act: '提出剔除', roles: ['head', 'dispatcher'], rows: '本单位（含下属）的答复；本单位受理的办件' },
  { act: '同意、不同意剔除', roles: ['dispatcher', 'leader'], rows: '自己看得到的办件，由另一岗位的另一人提出的' },
  { act: '抽查剔除', roles: ['supervisor'], rows: '抽中的、自己没有参与的' },
  { act: '统计关账、更正', roles: ['supervisor'], rows: '全部月份' },
]
