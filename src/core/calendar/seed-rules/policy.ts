import { atLeast, daysFrom, rowsOf, type SeedRule, since, workdaysFrom } from './row.ts'

/** The document of 2024 was followed in December 2025 by 川办发〔2025〕49号, whose numbers could not be read: a note says so. */
const fastTrack = rowsOf({
  measure: 'policies',
  source: '四川省惠企政策“直达快享”（川办函〔2024〕17号）',
  confidence: 'B',
  effectiveFrom: since('2024-01-01'),
  note: '2025年12月起由《四川省惠企政策全生命周期管理办法》（川办发〔2025〕49号）接替，施行前须核对新办法的期限。',
})

/** 惠企政策 (POL-2 … POL-5). */
export const policyRules: SeedRule[] = [
  rowsOf({
    measure: 'policies',
    source: '优化营商环境条例',
    confidence: 'A',
    effectiveFrom: since('2020-01-01'),
  })(
    'POL-2',
    '涉及企业的文件公开征求意见',
    '第62条第2款',
    '向社会公开征求意见的期限一般不少于30日。',
    atLeast(daysFrom('publication', 30)),
  ),
  fastTrack(
    'POL-3',
    '新出台的惠企政策发布事项清单',
    '',
    '新出台的惠企政策应在 7 个工作日内发布事项清单',
    workdaysFrom('policy-issued', 7),
  ),
  fastTrack(
    'POL-4',
    '发布工作手册和申兑指南',
    '',
    '应在 7 个工作日内梳理发布工作手册和申兑指南',
    workdaysFrom('items-published', 7),
  ),
  fastTrack('POL-5', '惠企政策资金兑现', '', '原则上 60 个工作日内兑现', workdaysFrom('claimed', 60)),
]
