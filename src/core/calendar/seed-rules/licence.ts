import { ahead, askers, daysFrom, extendable, monthsFrom, rowsOf, type SeedRule, since, workdaysFrom } from './row.ts'

const row = rowsOf({
  measure: 'public-services',
  source: '行政许可法',
  confidence: 'A',
  effectiveFrom: since('2004-07-01'),
})

/** LIC-11, 行政许可法 第45条; the law names no longest time, the notice must say it. */
export const specialProcedures = [
  { ground: 'hearing', title: '听证' },
  { ground: 'tender', title: '招标' },
  { ground: 'auction', title: '拍卖' },
  { ground: 'examination', title: '检验' },
  { ground: 'testing', title: '检测' },
  { ground: 'quarantine', title: '检疫' },
  { ground: 'appraisal', title: '鉴定' },
  { ground: 'expert-review', title: '专家评审' },
]

/** 行政许可 (LIC-3 … LIC-23): every period of the agency is in working days (第82条, T-6), though the articles write 日. */
export const licenceRules: SeedRule[] = [
  row(
    'LIC-3',
    '材料不齐的，一次告知需要补正的全部内容',
    '第32条第1款第4项',
    '申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理',
    { ...workdaysFrom('materials-received', 5), silence: '逾期不告知的，自收到申请材料之日起即为受理' },
  ),
  row(
    'LIC-5',
    '能够当场决定的，当场作出许可决定',
    '第34条第2款',
    '申请人提交的申请材料齐全、符合法定形式，行政机关能够当场作出决定的，应当当场作出书面的行政许可决定。',
  ),
  row(
    'LIC-7',
    '作出行政许可决定',
    '第42条第1款',
    '行政机关应当自受理行政许可申请之日起二十日内作出行政许可决定。二十日内不能作出决定的，经本行政机关负责人批准，可以延长十日，并应当将延长期限的理由告知申请人。但是，法律、法规另有规定的，依照其规定。',
    { ...workdaysFrom('acceptance', 20), ...extendable(10, '本行政机关负责人'), stopGrounds: specialProcedures },
  ),
  row(
    'LIC-8',
    '统一办理、联合办理、集中办理的行政许可',
    '第42条第2款',
    '办理的时间不得超过四十五日；四十五日内不能办结的，经本级人民政府负责人批准，可以延长十五日，并应当将延长期限的理由告知申请人。',
    {
      ...workdaysFrom('acceptance', 45),
      ...extendable(15, '本级人民政府负责人', 'leader'),
      stopGrounds: specialProcedures,
    },
  ),
  row(
    'LIC-9',
    '下级机关初步审查行政许可申请',
    '第43条',
    '下级行政机关应当自其受理行政许可申请之日起二十日内审查完毕。但是，法律、法规另有规定的，依照其规定。',
    { ...workdaysFrom('acceptance', 20), stopGrounds: specialProcedures },
  ),
  row(
    'LIC-10',
    '颁发、送达行政许可证件',
    '第44条',
    '应当自作出决定之日起十日内向申请人颁发、送达行政许可证件，或者加贴标签、加盖检验、检测、检疫印章。',
    workdaysFrom('decision', 10),
  ),
  row(
    'LIC-11',
    '特别程序不计入时限，所需时间书面告知申请人',
    '第45条',
    '依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在本节规定的期限内。行政机关应当将所需时间书面告知申请人。',
    { note: '没有书面告知的暂停不算数。' },
  ),
  row(
    'LIC-13',
    '申请人、利害关系人提出听证申请',
    '第47条第1款',
    '申请人、利害关系人在被告知听证权利之日起五日内提出听证申请的，行政机关应当在二十日内组织听证。',
    {
      ...workdaysFrom('hearing-right-told', 5),
      ...askers,
      note: '第82条写的是行政机关的期限；群众的这五日也按工作日算，对群众有利。',
    },
  ),
  row(
    'LIC-14',
    '组织行政许可听证',
    '第47条第1款',
    '申请人、利害关系人在被告知听证权利之日起五日内提出听证申请的，行政机关应当在二十日内组织听证。',
    workdaysFrom('hearing-requested', 20),
  ),
  row(
    'LIC-15',
    '通知行政许可听证的时间、地点',
    '第48条第1款第1项',
    '行政机关应当于举行听证的七日前将举行听证的时间、地点通知申请人、利害关系人，必要时予以公告',
    ahead(workdaysFrom('hearing-held', 7)),
  ),
  row(
    'LIC-16',
    '申请延续行政许可',
    '第50条第1款',
    '应当在该行政许可有效期届满三十日前向作出行政许可决定的行政机关提出申请。但是，法律、法规、规章另有规定的，依照其规定。',
    {
      // Rolling to an earlier day would take time from the holder, so this one stays where it falls.
      ...ahead({ ...daysFrom('expiry', 30), roll: 'none' }),
      ...askers,
      note: '第82条只说行政机关的期限；这里是申请人的期限，按日历日算。',
    },
  ),
  row(
    'LIC-17',
    '有效期届满前决定是否准予延续',
    '第50条第2款',
    '行政机关应当根据被许可人的申请，在该行政许可有效期届满前作出是否准予延续的决定；逾期未作决定的，视为准予延续。',
    { startEvent: 'expiry', silence: '逾期未作决定的，视为准予延续' },
  ),
  row(
    'LIC-18-review',
    '对不予许可不服，申请行政复议',
    '第20条',
    '可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请',
    { ...daysFrom('act-known', 60), ...askers, source: '行政复议法', effectiveFrom: since('2024-01-01') },
  ),
  row('LIC-18-suit', '对不予许可不服，提起行政诉讼', '第46条', '应当自知道或者应当知道作出行政行为之日起六个月内提出', {
    ...monthsFrom('act-known', 6),
    ...askers,
    source: '行政诉讼法',
    effectiveFrom: since('2015-05-01'),
  }),
  row(
    'LIC-23',
    '承诺的时限只能比规定的短，并向社会公开',
    '第36条第2款',
    '各地区可以在国家规定的政务服务事项办理时限内进一步压减时间，并应当向社会公开；超过办理时间的，办理单位应当公开说明理由。',
    { source: '优化营商环境条例', effectiveFrom: since('2020-01-01') },
  ),
]
