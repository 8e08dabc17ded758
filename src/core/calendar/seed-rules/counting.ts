import { type SeedRule, since } from './row.ts'

const civilCode = since('2021-01-01')

const counting = (
  id: string,
  title: string,
  source: string,
  article: string,
  quote: string,
  more: Partial<SeedRule> = {},
): SeedRule => ({
  id,
  title,
  measure: 'core',
  source,
  article,
  quote,
  confidence: 'A',
  isLocal: false,
  effectiveFrom: civilCode,
  ...more,
})

/** The rules of counting itself (T-1 … T-15): cited, not counted with. */
export const countingRules: SeedRule[] = [
  counting('T-1', '起算当日不计入', '民法典', '第201条', '开始的当日不计入，自下一日开始计算'),
  counting(
    'T-2',
    '最后一日是休息日的顺延',
    '民法典',
    '第203条',
    '期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日',
  ),
  counting(
    'T-3',
    '到24时截止；有业务时间的，到停止业务活动时截止',
    '民法典',
    '第203条第2款',
    '有业务时间的，停止业务活动的时间为截止时间',
  ),
  counting(
    'T-4',
    '按月、按年计算的，到对应日；没有对应日的，到月末日',
    '民法典',
    '第202条',
    '没有对应日的，月末日为期间的最后一日',
  ),
  counting('T-5', '特别法优先', '民法典', '第204条', '法律另有规定或者当事人另有约定的除外'),
  counting(
    'T-6',
    '行政许可的期限都是工作日',
    '行政许可法',
    '第82条',
    '实施行政许可的期限以工作日计算，不含法定节假日',
    {
      measure: 'public-services',
      effectiveFrom: since('2004-07-01'),
    },
  ),
  counting(
    'T-7',
    '行政处罚法的二日、三日、五日、七日是工作日，其余是日历日',
    '行政处罚法',
    '第85条',
    '“二日”“三日”“五日”“七日”的规定是指工作日',
    {
      measure: 'inspections',
      effectiveFrom: since('2021-07-15'),
    },
  ),
  counting(
    'T-8',
    '行政复议法的三日、五日、七日、十日是工作日，其余是日历日',
    '行政复议法',
    '第88条',
    '“三日”、“五日”、“七日”、“十日”的规定是指工作日',
    {
      effectiveFrom: since('2024-01-01'),
    },
  ),
  counting('T-9', '政府信息公开的期限写明是工作日', '政府信息公开条例', '第26、30、32、33、34条', '20个工作日内', {
    measure: 'decisions',
    effectiveFrom: since('2019-05-15'),
  }),
  counting(
    'T-10',
    '信访的15日、30日、60日是日历日，提出异议的5日是工作日',
    '信访工作条例',
    '第22、23、34、35、36条',
    '应当自收到之日起5个工作日内提出异议',
    {
      measure: 'deadlines',
      effectiveFrom: since('2022-05-01'),
    },
  ),
  counting(
    'T-11',
    '重大行政决策征求意见30日、听证材料7日是日历日，合法性审查是工作日',
    '重大行政决策程序暂行条例',
    '第15、16、26条',
    '一般不少于30日；一般不少于7个工作日',
    {
      measure: 'decisions',
      effectiveFrom: since('2019-09-01'),
    },
  ),
  counting(
    'T-12',
    '企业信息公示、优化营商环境的期限按条文所写',
    '企业信息公示暂行条例、优化营商环境条例',
    '第6条；第62条',
    '',
    {
      measure: 'policies',
      effectiveFrom: since('2020-01-01'),
    },
  ),
  counting(
    'T-13',
    '工作日是周一至周五中不放假的日子，加上调休上班的日子；调休上班的周末不顺延',
    '全国年节及纪念日放假办法',
    '第6、7条',
    '可合理安排统一放假调休',
    { effectiveFrom: since('2000-01-01') },
  ),
  counting(
    'T-14',
    '“不少于30日”从公布的次日起数满30日，第30日24时前不得截止',
    '重大行政决策程序暂行条例',
    '第15条',
    '一般不少于30日',
    {
      measure: 'decisions',
      confidence: 'D',
      effectiveFrom: since('2019-09-01'),
    },
  ),
  counting(
    'T-15',
    '部分公民放假的半天（妇女节、青年节）仍是工作日',
    '全国年节及纪念日放假办法',
    '第3条',
    '部分公民放假的节日及纪念日',
    {
      effectiveFrom: since('2000-01-01'),
    },
  ),
]
