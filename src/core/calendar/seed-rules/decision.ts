import { ahead, atLeast, daysFrom, local, rowsOf, type SeedRule, since, workdaysFrom } from './row.ts'

const row = rowsOf({
  measure: 'decisions',
  source: '重大行政决策程序暂行条例',
  confidence: 'A',
  effectiveFrom: since('2019-09-01'),
})

/** 重大行政决策 (DEC-5 … DEC-20). */
export const decisionRules: SeedRule[] = [
  row(
    'DEC-5',
    '决策草案向社会公开征求意见',
    '第15条第1款',
    '公开征求意见的期限一般不少于30日；因情况紧急等原因需要缩短期限的，公开征求意见时应当予以说明。',
    {
      ...atLeast(daysFrom('publication', 30)),
      note: '从公布的次日起数满30日，第30日24时之前不得截止。缩短的，理由与公告一起公布。',
    },
  ),
  local({
    id: 'DEC-7-answer',
    title: '群众联名要求听证的，答复是否举行并说明理由',
    measure: 'decisions',
    ...workdaysFrom('request-received', 10),
  }),
  local({
    id: 'DEC-8',
    title: '听证公告：提前公布草案、时间和地点',
    measure: 'decisions',
    note: '条例第十六条要求“提前公布”，没有规定天数。',
    ...ahead(daysFrom('hearing-held', 10)),
  }),
  row(
    'DEC-10',
    '把听证会材料送达听证参加人',
    '第16条第3款',
    '听证会材料应当于召开听证会7日前送达听证参加人。',
    ahead(daysFrom('hearing-held', 7)),
  ),
  row('DEC-15', '合法性审查', '第26条第2款', '送请合法性审查，应当保证必要的审查时间，一般不少于7个工作日。', {
    ...atLeast(workdaysFrom('review-submitted', 7)),
    note: '从材料齐全之日起算；材料不符合要求的可以退回或者要求补充。',
  }),
  row(
    'DEC-20',
    '公布重大行政决策',
    '第26条',
    '属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开。',
    {
      ...workdaysFrom('adoption', 20),
      source: '政府信息公开条例',
      effectiveFrom: since('2019-05-15'),
      note: '重大行政决策程序暂行条例第三十二条要求“及时公布”；最迟不超过主动公开的期限。',
    },
  ),
]
