import { askers, daysFrom, extendable, local, rowsOf, type SeedRule, since, workdaysFrom } from './row.ts'

const row = rowsOf({
  measure: 'decisions',
  source: '政府信息公开条例',
  confidence: 'A',
  effectiveFrom: since('2019-05-15'),
})

/** The law counts both from the day the letter is received: the stop is entered with that day, and ends by itself after as long (INF-13, INF-14). */
const consultations = [
  { ground: 'third-party', title: '书面征求第三方意见', capUnits: 15 },
  { ground: 'other-agency', title: '征求其他机关意见', capUnits: 15 },
]

const published = (id: string, title: string, amount: number): SeedRule =>
  local({
    id,
    title,
    measure: 'inspections',
    source: '国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
    article: '国办发〔2018〕118号',
    confidence: 'C',
    effectiveFrom: since('2018-12-05'),
    ...workdaysFrom('decision', amount),
  })

/** 政府信息公开 (INF-1 … INF-22). */
export const disclosureRules: SeedRule[] = [
  local({
    id: 'INF-10-confirm',
    title: '与申请人确认收到公开申请',
    measure: 'deadlines',
    source: '阳光政务平台设定，参照政府信息公开条例第31条',
    quote: '以双方确认之日为收到申请之日',
    note: '条例没有规定机关多久之内确认。平台定为一个工作日，逾期没有确认的按逾期之时收到起算，免得申请一直不起算。',
    silence: '逾期没有确认的，视为已经确认收到，答复期限从那时起算',
    ...workdaysFrom('filing', 1),
  }),
  local({
    id: 'INF-16-fee',
    title: '缴纳政府信息公开信息处理费',
    measure: 'deadlines',
    source: '政府信息公开信息处理费管理办法（国办函〔2020〕109号）',
    note: '期限和后果没有逐字核对原文，上线前请核对。',
    confidence: 'C',
    silence: '逾期未缴纳的，视为放弃申请，行政机关不再处理',
    ...workdaysFrom('fee-notice-received', 20),
    ...askers,
  }),
  local({
    id: 'INF-18',
    title: '答复更正本人信息的申请',
    measure: 'deadlines',
    source: '阳光政务平台设定，参照政府信息公开条例第41条',
    note: '条例没有规定期限，平台比照答复公开申请的期限。',
    ...workdaysFrom('application-received', 20),
    stopGrounds: consultations,
  }),
  row(
    'INF-1',
    '主动公开政府信息',
    '第26条',
    '属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开。法律、法规对政府信息公开的期限另有规定的，从其规定。',
    workdaysFrom('formed', 20),
  ),
  row(
    'INF-11-correction',
    '公开申请内容不明确，一次性告知补正',
    '第30条',
    '自收到申请之日起7个工作日内一次性告知申请人作出补正，说明需要补正的事项和合理的补正期限。答复期限自行政机关收到补正的申请之日起计算。',
    {
      ...workdaysFrom('application-received', 7),
      silence: '申请人无正当理由逾期不补正的，视为放弃申请，行政机关不再处理该政府信息公开申请',
    },
  ),
  row(
    'INF-12',
    '答复政府信息公开申请',
    '第33条',
    '行政机关不能当场答复的，应当自收到申请之日起20个工作日内予以答复；需要延长答复期限的，应当经政府信息公开工作机构负责人同意并告知申请人，延长的期限最长不得超过20个工作日。行政机关征求第三方和其他机关意见所需时间不计算在前款规定的期限内。',
    {
      ...workdaysFrom('application-received', 20),
      ...extendable(20, '政府信息公开工作机构负责人'),
      stopGrounds: consultations,
    },
  ),
  row('INF-13', '第三方对公开提出意见', '第32条', '第三方应当自收到征求意见书之日起15个工作日内提出意见。', {
    ...workdaysFrom('opinion-letter-received', 15),
    ...askers,
    silence: '第三方逾期未提出意见的，由行政机关依照条例的规定决定是否公开',
  }),
  row(
    'INF-14',
    '共同制作的机关对公开提出意见',
    '第34条',
    '被征求意见机关应当自收到征求意见书之日起15个工作日内提出意见，逾期未提出意见的视为同意公开。',
    { ...workdaysFrom('opinion-letter-received', 15), silence: '逾期未提出意见的视为同意公开' },
  ),
  row(
    'INF-17-department',
    '部门的政府信息公开工作年度报告',
    '第49条第1款',
    '县级以上人民政府部门应当在每年1月31日前向本级政府信息公开工作主管部门提交本行政机关上一年度政府信息公开工作年度报告并向社会公布。',
    { yearlyOn: '01-31' },
  ),
  row(
    'INF-17-government',
    '本级政府的政府信息公开工作年度报告',
    '第49条第2款',
    '县级以上地方人民政府的政府信息公开工作主管部门应当在每年3月31日前向社会公布本级政府上一年度政府信息公开工作年度报告。',
    { yearlyOn: '03-31' },
  ),
  row(
    'INF-20',
    '行政处罚决定被变更、撤销的，撤回已公开的信息并说明理由',
    '第48条第2款、第85条',
    '公开的行政处罚决定被依法变更、撤销、确认违法或者确认无效的，行政机关应当在三日内撤回行政处罚决定信息并公开说明理由。',
    {
      ...workdaysFrom('decision-changed', 3),
      measure: 'inspections',
      source: '行政处罚法',
      effectiveFrom: since('2021-07-15'),
    },
  ),
  published('INF-21-general', '执法决定信息向社会公布', 20),
  published('INF-21-licence', '行政许可决定信息向社会公布', 7),
  published('INF-21-penalty', '行政处罚决定信息向社会公布', 7),
  row(
    'INF-22',
    '不予公开的，先申请行政复议',
    '第20条、第23条',
    '可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请',
    {
      ...daysFrom('act-known', 60),
      ...askers,
      source: '行政复议法',
      effectiveFrom: since('2024-01-01'),
    },
  ),
]
