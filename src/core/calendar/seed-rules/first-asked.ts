import { extendable, local, type SeedRule, workdaysFrom } from './row.ts'

/** 首问负责 (FQR-…): the notice sets no number; these are the city's. */
export const firstAskedRules: SeedRule[] = [
  local({ id: 'FQR-ask', title: '首问事项答复：咨询', measure: 'first-asked', ...workdaysFrom('dispatch', 3) }),
  local({
    id: 'FQR-errand',
    title: '首问事项答复：办事',
    measure: 'first-asked',
    ...workdaysFrom('dispatch', 7),
    ...extendable(5, '承办单位负责人'),
  }),
  local({
    id: 'FQR-between',
    title: '首问事项答复：单位之间的协作',
    measure: 'first-asked',
    ...workdaysFrom('dispatch', 5),
  }),
  local({
    id: 'FQR-handover',
    title: '首问事项转交：对方接收或者说明理由退回',
    measure: 'first-asked',
    silence: '逾期没有接收的，回到首问责任人，并提醒双方负责人',
    ...workdaysFrom('offered', 1),
  }),
  local({
    id: 'FQR-dispute',
    title: '职责争议：由裁定单位确定主办',
    measure: 'first-asked',
    silence: '确定前由首问责任单位继续负责',
    ...workdaysFrom('disputed', 1),
  }),
]
