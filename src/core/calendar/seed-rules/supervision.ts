import { ahead, atLeast, daysFrom, local, monthsFrom, rowsOf, type SeedRule, since, workdaysFrom } from './row.ts'

const penalty = rowsOf({
  measure: 'inspections',
  source: '行政处罚法',
  confidence: 'A',
  effectiveFrom: since('2021-07-15'),
})

const credit = rowsOf({
  measure: 'inspections',
  source: '信用修复管理办法（国家发展改革委令第36号）',
  confidence: 'B',
  effectiveFrom: since('2026-04-01'),
})

/** 双随机、处罚、信用修复 (SUP-5 … SUP-15). */
export const supervisionRules: SeedRule[] = [
  local({
    id: 'SUP-5',
    title: '公示抽查检查结果',
    measure: 'inspections',
    source: '国发〔2019〕5号；企业信息公示暂行条例第6条',
    quote: '前款规定的企业信息应当自产生之日起20个工作日内予以公示。',
    note: '引文是企业信息公示暂行条例的，说的是登记、处罚等信息；抽查结果的期限出自国发〔2019〕5号，原文没有核对。',
    confidence: 'C',
    ...workdaysFrom('produced', 20),
  }),
  local({
    id: 'SUP-10',
    title: '公布年度检查计划',
    measure: 'inspections',
    source: '阳光政务平台设定，参照上海市优化营商环境条例第62条',
    quote: '于每年三月底前向社会公布',
    yearlyOn: '03-31',
  }),
  penalty(
    'SUP-13',
    '作出行政处罚决定',
    '第60条',
    '行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。法律、法规、规章另有规定的，从其规定。',
    daysFrom('case-filed', 90),
  ),
  penalty(
    'SUP-14-ask',
    '当事人要求处罚听证',
    '第64条第1项、第85条',
    '当事人要求听证的，应当在行政机关告知后五日内提出',
    workdaysFrom('hearing-right-told', 5),
  ),
  penalty(
    'SUP-14-notice',
    '通知处罚听证的时间、地点',
    '第64条第2项、第85条',
    '行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点',
    ahead(workdaysFrom('hearing-held', 7)),
  ),
  credit('SUP-15-light', '轻微失信信息：公示的，最长公示期', '', '', monthsFrom('shown', 3)),
  credit(
    'SUP-15-general',
    '一般失信信息：最短公示期',
    '',
    '一般失信信息的最短公示期为3个月,最长为1年',
    atLeast(monthsFrom('shown', 3)),
  ),
  credit(
    'SUP-15-general-longest',
    '一般失信信息：最长公示期，期满自动停止公示',
    '',
    '一般失信信息的最短公示期为3个月,最长为1年',
    monthsFrom('shown', 12),
  ),
  credit('SUP-15-serious', '严重失信信息：最短公示期', '', '', atLeast(monthsFrom('shown', 12))),
  credit('SUP-15-serious-longest', '严重失信信息：最长公示期，期满自动停止公示', '', '', monthsFrom('shown', 36)),
]
