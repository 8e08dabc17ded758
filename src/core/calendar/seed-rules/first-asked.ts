import { daysFrom, extendable, local, monthsFrom, type SeedRule, workdaysFrom } from './row.ts'

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
  local({
    id: 'FQR-breach-watch',
    title: '首问盯办断线：超过这么久，系统建议督查核查',
    measure: 'first-asked',
    silence: '系统只提出建议，是不是问题由督查人员决定',
    ...workdaysFrom('watch-lost', 3),
  }),
  local({
    id: 'FQR-breach-take',
    title: '首问问责：决定是否受理',
    measure: 'first-asked',
    ...workdaysFrom('breach-raised', 3),
  }),
  local({
    id: 'FQR-breach-decide',
    title: '首问问责：核查、听取陈述并作出决定',
    measure: 'first-asked',
    ...workdaysFrom('breach-taken', 20),
  }),
  local({
    id: 'FQR-breach-hear',
    title: '首问问责：当事人陈述申辩',
    measure: 'first-asked',
    silence: '期满没有陈述的，可以作出决定',
    ...workdaysFrom('hearing-invited', 5),
  }),
  local({
    id: 'FQR-breach-tell',
    title: '首问问责：告知当事人和反映人',
    measure: 'first-asked',
    ...workdaysFrom('decision', 3),
  }),
  local({
    id: 'FQR-breach-appeal',
    title: '首问问责：当事人申诉',
    measure: 'first-asked',
    silence: '期满没有申诉的，决定生效',
    ...daysFrom('decision-told', 30),
  }),
  local({
    id: 'FQR-breach-appeal-answer',
    title: '首问问责：由另一机关决定申诉',
    measure: 'first-asked',
    ...workdaysFrom('appealed', 20),
  }),
  local({
    id: 'FQR-breach-effect-short',
    title: '首问问责影响期：提醒、批评教育；书面说明、责令整改',
    measure: 'first-asked',
    silence: '期满不再显示，不再计入次数',
    ...monthsFrom('decision-effective', 6),
    roll: 'none',
  }),
  local({
    id: 'FQR-breach-effect-long',
    title: '首问问责影响期：通报批评、问责移送；通报、约谈主要负责人',
    measure: 'first-asked',
    silence: '期满不再显示，不再计入次数',
    ...monthsFrom('decision-effective', 12),
    roll: 'none',
  }),
]
