import { local, type SeedRule, workdaysFrom } from './row.ts'

/** 好差评 (REV-4, REV-6): numbers of other places, taken over as settings. */
export const reviewRules: SeedRule[] = [
  local({
    id: 'REV-4',
    title: '实名差评：联系核实',
    measure: 'public-services',
    source: '阳光政务平台设定，参照上海市优化营商环境条例第30条',
    quote: '对实名差评事项，业务办理单位应当在一个工作日内联系核实',
    ...workdaysFrom('bad-review', 1),
  }),
  local({
    id: 'REV-6',
    title: '差评整改到位并回复',
    measure: 'public-services',
    source: '阳光政务平台设定，参照省内一市的做法',
    quote: '在15个工作日内整改到位',
    note: '情况清楚、诉求合理的立行立改。浙江为15日，德州为5个工作日。',
    ...workdaysFrom('bad-review', 15),
  }),
]
