import { askers, daysFrom, extendable, local, rowsOf, type SeedRule, since, workdaysFrom } from './row.ts'

const row = rowsOf({
  measure: 'deadlines',
  source: '信访工作条例',
  confidence: 'A',
  effectiveFrom: since('2022-05-01'),
})

/** 信访 (PET-1 … PET-8): 日 are calendar days, only the objection is in working days (T-10). */
export const petitionRules: SeedRule[] = [
  row(
    'PET-1',
    '信访部门登记后转送、交办',
    '第22条',
    '各级党委和政府信访部门收到信访事项，应当予以登记，并区分情况，在15日内分别按照下列方式处理',
    daysFrom('petition-received', 15),
  ),
  row(
    'PET-2',
    '群众直接提出的，告知是否受理和处理途径',
    '第23条第2款',
    '对信访人直接提出的信访事项，有关机关、单位能够当场告知的，应当当场书面告知；不能当场告知的，应当自收到信访事项之日起15日内书面告知信访人，但信访人的姓名（名称）、住址不清的除外。',
    daysFrom('petition-received', 15),
  ),
  row(
    'PET-3',
    '转送、交办来的，告知群众已收到和处理途径',
    '第23条第3款',
    '属于本机关、单位职权范围的，有关机关、单位应当自收到之日起15日内书面告知信访人接收情况以及处理途径和程序',
    daysFrom('petition-transferred', 15),
  ),
  row(
    'PET-4',
    '转送、交办来的不属于本单位职权，提出异议',
    '第23条第3款',
    '不属于本机关、单位或者本系统职权范围的，有关机关、单位应当自收到之日起5个工作日内提出异议，并详细说明理由，经转送、交办的信访部门或者上级机关、单位核实同意后，交还相关材料。',
    workdaysFrom('petition-transferred', 5),
  ),
  row(
    'PET-6',
    '申诉求决类信访事项办结',
    '第34条',
    '应当自受理之日起60日内办结；情况复杂的，经本机关、单位负责人批准，可以适当延长办理期限，但延长期限不得超过30日，并告知信访人延期理由。',
    { ...daysFrom('acceptance', 60), ...extendable(30, '本机关、单位负责人') },
  ),
  local({
    id: 'PET-other',
    title: '建议意见、检举控告类信访事项办结并答复',
    measure: 'deadlines',
    note: '条例对这两类没有规定办结期限，参照申诉求决类设定。',
    ...daysFrom('acceptance', 60),
  }),
  row(
    'PET-7-ask',
    '对处理意见不服，请求复查',
    '第35条',
    '信访人对信访处理意见不服的，可以自收到书面答复之日起30日内请求原办理机关、单位的上一级机关、单位复查。',
    { ...daysFrom('reply-received', 30), ...askers },
  ),
  row(
    'PET-7-opinion',
    '提出复查意见',
    '第35条',
    '收到复查请求的机关、单位应当自收到复查请求之日起30日内提出复查意见，并予以书面答复。',
    daysFrom('request-received', 30),
  ),
  row(
    'PET-8-ask',
    '对复查意见不服，请求复核',
    '第36条',
    '信访人对复查意见不服的，可以自收到书面答复之日起30日内向复查机关、单位的上一级机关、单位请求复核。',
    { ...daysFrom('reply-received', 30), ...askers },
  ),
  row(
    'PET-8-opinion',
    '提出复核意见',
    '第36条',
    '收到复核请求的机关、单位应当自收到复核请求之日起30日内提出复核意见。……听证所需时间不计算在前款规定的期限内。',
    {
      ...daysFrom('request-received', 30),
      stopGrounds: [{ ground: 'hearing', title: '听证' }],
      silence: '复核意见出具后，仍以同一事实和理由提出投诉请求的，各级党委和政府信访部门和其他机关、单位不再受理',
    },
  ),
]
