import { defineTemplates, type Template } from '#core/notices/index.ts'

const number = '20261123 3000 178'

/** What was asked is not repeated: a phone lies open on tables. All of it the law demands to be told. */
const disclosureTemplates = {
  'disclosure.filed': {
    version: 1,
    title: '公开申请已提交',
    legal: true,
    echo: true,
    sample: { number, code: '204 815', unit: '市住房和城乡建设局', due: '2026年12月22日' },
    sms: (v) =>
      `您向${v.unit}提出的政府信息公开申请已提交，编号${v.number}，查询码${v.code}，最迟${v.due}答复。凭编号和查询码在本网站“查进度”看办理情况。查询码请勿转给他人，`,
  },
  'disclosure.received': {
    version: 1,
    title: '公开申请已确认收到',
    legal: true,
    sample: { number, due: '2026年12月21日' },
    sms: (v) => `您的政府信息公开申请（编号${v.number}）已确认收到，${v.due}前答复您，`,
  },
  'disclosure.correction': {
    version: 1,
    title: '公开申请需要补正',
    legal: true,
    sample: { number, by: '2026年12月8日' },
    sms: (v) =>
      `您的政府信息公开申请（编号${v.number}）内容不够明确，请在${v.by}之前在本网站“查进度”补正，或者联系办理机关。逾期不补正的视为放弃申请，`,
  },
  'disclosure.corrected': {
    version: 1,
    title: '已收到补正的公开申请',
    legal: true,
    sample: { number, due: '2026年12月29日' },
    sms: (v) => `已收到您补正的政府信息公开申请（编号${v.number}），答复期限重新计算，${v.due}前答复您，`,
  },
  'disclosure.extended': {
    version: 1,
    title: '公开申请延长答复期限',
    legal: true,
    sample: { number, due: '2027年1月20日' },
    sms: (v) => `您的政府信息公开申请（编号${v.number}）经批准延长答复期限，${v.due}前答复您，理由见告知书，`,
  },
  'disclosure.consulting': {
    version: 1,
    title: '公开申请正在征求意见',
    legal: true,
    sample: { number },
    sms: (v) => `您的政府信息公开申请（编号${v.number}）正在征求第三方或者其他机关的意见，所需时间不计入答复期限，`,
  },
  'disclosure.resumed': {
    version: 1,
    title: '公开申请征求意见结束',
    legal: true,
    sample: { number, due: '2027年1月8日' },
    sms: (v) => `您的政府信息公开申请（编号${v.number}）征求意见已经结束，${v.due}前答复您，`,
  },
  'disclosure.reasonsAsked': {
    version: 1,
    title: '请说明申请理由',
    legal: true,
    sample: { number },
    sms: (v) => `请就您的政府信息公开申请（编号${v.number}）说明理由，在本网站“查进度”填写，`,
  },
  'disclosure.delayed': {
    version: 1,
    title: '公开申请延迟答复',
    legal: true,
    sample: { number, due: '2027年3月1日' },
    sms: (v) => `您的政府信息公开申请（编号${v.number}）数量较多，确定在${v.due}前答复您，理由见告知书，`,
  },
  'disclosure.fee': {
    version: 1,
    title: '公开申请收费通知',
    legal: true,
    sample: { number },
    sms: (v) =>
      `您的政府信息公开申请（编号${v.number}）有一份收费通知书，依据、标准、数额和缴纳方式在本网站“查进度”里看。请到办理机关窗口核实，`,
  },
  'disclosure.feeWaived': {
    version: 1,
    title: '公开申请的信息处理费已免收',
    legal: true,
    sample: { number, due: '2027年1月8日' },
    sms: (v) => `您的政府信息公开申请（编号${v.number}）的信息处理费已免收，答复期限重新计算，${v.due}前答复您，`,
  },
  'disclosure.feeReduced': {
    version: 1,
    title: '公开申请的信息处理费已减收',
    legal: true,
    sample: { number },
    sms: (v) =>
      `您的政府信息公开申请（编号${v.number}）的信息处理费已减收，数额和缴纳期限见减免告知书，在本网站“查进度”里看，`,
  },
  'disclosure.paid': {
    version: 1,
    title: '公开申请已登记缴费',
    legal: true,
    sample: { number, due: '2027年1月8日' },
    sms: (v) => `您的政府信息公开申请（编号${v.number}）已登记缴费，答复期限重新计算，${v.due}前答复您，`,
  },
  'disclosure.opinionAsked': {
    version: 1,
    title: '征求意见书（给共同制作的机关）',
    legal: true,
    sample: { number, unit: '市住房城乡建设局', days: '15个工作日' },
    sms: (v) =>
      `${v.unit}就共同制作的政府信息是否公开征求您单位的意见（征求意见书编号${v.number}）。请登录工作台“征求本单位意见”签收，并自收到之日起${v.days}内提出，逾期未提出的视为同意公开，`,
  },
  'disclosure.answered': {
    version: 1,
    title: '公开申请已答复',
    legal: true,
    sample: { number },
    sms: (v) => `您的政府信息公开申请（编号${v.number}）已答复，答复书和附件在本网站“查进度”里看，`,
  },
  'disclosure.dropped': {
    version: 1,
    title: '公开申请视为放弃',
    legal: true,
    sample: { number },
    sms: (v) =>
      `您的政府信息公开申请（编号${v.number}）逾期没有补正或者缴费，视为放弃申请，不再处理。仍需要这些信息的，可以重新申请，`,
  },
  'disclosure.dateMoved': {
    version: 1,
    title: '放假安排公布，日期有变',
    legal: true,
    sample: { number, due: '2027年1月8日' },
    sms: (v) => `放假安排公布，您的政府信息公开申请（编号${v.number}）的答复期限变为${v.due}，`,
  },
} satisfies Record<string, Template>

export type DisclosureNotice = keyof typeof disclosureTemplates

defineTemplates(disclosureTemplates)
