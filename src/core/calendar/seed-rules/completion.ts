import { ahead, daysFrom, hoursFrom, local, rowsOf, type SeedRule, since, workdaysFrom } from './row.ts'

const inspection = rowsOf({
  measure: 'deadlines',
  source: '政府督查工作条例',
  confidence: 'A',
  effectiveFrom: since('2021-02-01'),
})

/** 限时办结, 交办件, 催办, 督查 (LIM-1 … LIM-5, LIM-4 as REF-…). */
export const completionRules: SeedRule[] = [
  rowsOf({
    measure: 'deadlines',
    source: '优化营商环境条例',
    confidence: 'A',
    effectiveFrom: since('2020-01-01'),
  })(
    'LIM-1',
    '有规定时限的尽快办结，没有规定的由单位确定并公开',
    '第36条第2款',
    '法律、法规、规章以及国家有关规定对政务服务事项办理时限有规定的，应当在规定的时限内尽快办结；没有规定的，应当按照合理、高效的原则确定办理时限并按时办结。',
  ),
  local({
    id: 'LIM-1-default',
    title: '没有规定、单位也没有公布时限的事项',
    measure: 'deadlines',
    note: '当场能办的当场办结；单位公布了时限的，按公布的时限。参照安阳、济南、潍坊对热线事项的五个工作日设定。',
    ...workdaysFrom('acceptance', 5),
  }),

  local({ id: 'REF-urgent', title: '交办件办理：特急', measure: 'deadlines', ...hoursFrom('instructed', 24) }),
  local({ id: 'REF-prompt', title: '交办件办理：急', measure: 'deadlines', ...workdaysFrom('instructed', 3) }),
  local({ id: 'REF-usual', title: '交办件办理：一般', measure: 'deadlines', ...workdaysFrom('instructed', 15) }),
  local({
    id: 'REF-first-reply',
    title: '交办件首次回复：办理方案和完成日期',
    measure: 'deadlines',
    ...workdaysFrom('instructed', 3),
  }),
  local({
    id: 'REF-progress',
    title: '交办件进展报告：每次间隔',
    measure: 'deadlines',
    note: '从首次回复或上一次进展报告算起，到办结为止。',
    ...workdaysFrom('reported', 5),
  }),

  local({
    id: 'LIM-3-phone',
    title: '催办：到期前提醒承办人',
    measure: 'deadlines',
    note: '参照一个部门的热线办理细则：到期前电话提醒。',
    ...ahead(workdaysFrom('due', 1)),
  }),
  local({
    id: 'LIM-3-urge',
    title: '催办：逾期后发催办通知，抄送分管负责人',
    measure: 'deadlines',
    note: '参照一个部门的热线办理细则：逾期次日发催办通知书。',
    ...workdaysFrom('due', 1),
  }),
  local({
    id: 'LIM-3-criticise',
    title: '催办：催办后仍未答复，提出书面通报批评',
    measure: 'deadlines',
    note: '参照一个部门的热线办理细则：催办后五个工作日仍未答复的，书面通报批评。由人决定，不由机器发出。',
    ...workdaysFrom('urged', 5),
  }),

  inspection(
    'LIM-5-objection',
    '对督查结论有异议，申请复核',
    '第17条',
    '督查对象对督查结论有异议的，可以自收到该督查结论之日起30日内，向作出该督查结论的人民政府申请复核。',
    daysFrom('conclusion-received', 30),
  ),
  inspection(
    'LIM-5-decision',
    '作出督查复核决定',
    '第17条',
    '收到申请的人民政府应当在30日内作出复核决定。参与作出督查结论的工作人员在复核中应当回避。',
    daysFrom('request-received', 30),
  ),
]
