import { askers, extendable, hoursFrom, local, monthsFrom, rowsOf, type SeedRule, since, workdaysFrom } from './row.ts'

const hotlineGrounds = [
  { ground: 'inspection', title: '正在检验、检测、鉴定或专家评审' },
  { ground: 'other-proceeding', title: '要等另一程序的结果' },
  { ground: 'writer-asks', title: '写信人书面要求暂缓' },
  { ground: 'force-majeure', title: '自然灾害等不可抗力' },
]

/** 咨询 / 求助·意见建议 / 投诉举报; the start event is not in the text that could be read and stands here as a setting. */
const hotline = (id: string, title: string, amount: number): SeedRule => ({
  id,
  title,
  measure: 'dialogue',
  ...workdaysFrom('dispatch', amount),
  ...extendable(5, '承办单位负责人'),
  stopGrounds: hotlineGrounds,
  source: '四川省12345政务服务便民热线运行管理办法（2025年）',
  quote: '咨询类3个工作日、求助意见建议类7个工作日、投诉举报类15个工作日',
  confidence: 'B',
  isLocal: false,
  effectiveFrom: since('2025-12-01'),
})

const standard = rowsOf({
  measure: 'dialogue',
  source: '政府热线服务规范（GB/T 33358-2016）',
  confidence: 'B',
  effectiveFrom: since('2017-07-01'),
})

/** 来信来电 (HOT-1 … HOT-15) and the letter box's own steps (LET-…). */
export const hotlineRules: SeedRule[] = [
  hotline('HOT-1-consult', '来信来电答复：咨询', 3),
  hotline('HOT-1-request', '来信来电答复：求助、意见建议', 7),
  hotline('HOT-1-complaint', '来信来电答复：投诉、举报', 15),
  local({
    id: 'LET-accept',
    title: '来信受理：从收到到派单',
    measure: 'dialogue',
    ...workdaysFrom('filing', 1),
  }),
  local({
    id: 'LET-sign',
    title: '签收：从派单到签收',
    measure: 'dialogue',
    amount: 4,
    unit: 'workhour',
    startEvent: 'dispatch',
    silence: '逾期不签收的，视为已经签收，由该单位及其负责人承担责任',
  }),
  local({
    id: 'LET-return',
    title: '退单：认为不属于本单位职责的，说明理由退回',
    measure: 'dialogue',
    ...workdaysFrom('dispatch', 1),
    silence: '逾期不退回的，由收到的单位办理',
  }),
  local({
    id: 'LET-rate',
    title: '评价：从收到答复到评价',
    measure: 'dialogue',
    amount: 7,
    unit: 'day',
    startEvent: 'answered',
    ...askers,
    silence: '逾期不评价的记为未评价，不计入满意',
  }),
  local({
    id: 'IMP-1',
    title: '历史来信：导入时没有分类的，从来信之日起算',
    measure: 'dialogue',
    ...workdaysFrom('filing', 7),
  }),
  local({
    id: 'HOT-4-consult',
    title: '第二次退单后会商，确定主办单位',
    measure: 'dialogue',
    ...workdaysFrom('second-return', 1),
  }),
  local({
    id: 'HOT-5-return',
    title: '热线工单退回热线工作机构并说明理由',
    measure: 'dialogue',
    source: '阳光政务平台设定，参照安阳市政务服务条例第50条',
    quote: '应当在24小时内退回热线工作机构并说明退回原因',
    ...hoursFrom('dispatch', 24),
  }),
  local({
    id: 'HOT-6',
    title: '热线事项办理：没有分类的，参照外地',
    measure: 'dialogue',
    source: '阳光政务平台设定，参照安阳市政务服务条例第50条',
    quote: '经本单位负责人批准，可以延期五个工作日',
    note: '济南、潍坊同为五个工作日。有分类的按本省办法（HOT-1）。',
    ...workdaysFrom('received', 5),
    ...extendable(5, '本单位负责人'),
  }),
  standard(
    'HOT-11-answer',
    '热线接听：15秒内接听，24小时接通率不低于95%',
    '',
    '应在15秒之内接听,连续24小时内呼叫接通率应大于等于95%',
    { note: '短信和新媒体应在3分钟内回应；单位是秒和分，由话务系统计量，这里只列出处。' },
  ),
  standard('HOT-11-mailbox', '热线邮箱回应', '', '', {
    ...hoursFrom('received', 24),
    note: '标准原文没有逐字核对。',
  }),
  rowsOf({
    measure: 'dialogue',
    source: '政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）',
    confidence: 'B',
    effectiveFrom: since('2019-04-01'),
  })(
    'HOT-14',
    '网站有效留言必须回应，否则单项否决',
    '',
    '存在超过 3 个月未回应有效留言的现象',
    // An inspection looks at the calendar, not at rest days.
    { ...monthsFrom('message-received', 3), roll: 'none' },
  ),
  local({
    id: 'KB-review',
    title: '知识库：公开的问答多久核对一次',
    measure: 'dialogue',
    ...monthsFrom('reviewed', 6),
  }),
  local({
    id: 'HOT-15-simple',
    title: '网站政务咨询：简单问题',
    measure: 'dialogue',
    source: '政府网站发展指引',
    confidence: 'C',
    ...workdaysFrom('message-received', 5),
  }),
  local({
    id: 'HOT-15',
    title: '网站政务咨询：其他问题',
    measure: 'dialogue',
    source: '政府网站发展指引',
    confidence: 'C',
    ...workdaysFrom('message-received', 15),
  }),
  local({
    id: 'INT-leftover',
    title: '在线访谈没有来得及回答的问题：书面答复或者转为来信办理',
    measure: 'dialogue',
    ...workdaysFrom('interview-ended', 2),
    silence: '到期没有答复的，系统全部转为来信，按来信的期限办理',
  }),
]
