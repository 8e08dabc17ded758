import { defineTemplates, type Template } from '#core/notices/index.ts'

const number = '20261123 6000 178'

/** Nothing of what was complained of, and of nobody's grade: a phone lies open on tables. */
const breachTemplates = {
  'breach.takenUp': {
    version: 1,
    title: '您反映的首问问题已受理',
    legal: true,
    sample: { number },
    sms: (v) => `您就编号${v.number}反映的问题已受理，正在核查，有了结果会告诉您。凭编号和查询码可在“查进度”里看，`,
  },
  'breach.declined': {
    version: 1,
    title: '您反映的首问问题不予受理',
    legal: true,
    sample: { number },
    sms: (v) => `您就编号${v.number}反映的问题没有受理，理由请在“查进度”里看。您问的事照常办理，`,
  },
  'breach.outcome': {
    version: 1,
    title: '您反映的首问问题有了结果',
    legal: true,
    sample: { number },
    sms: (v) => `您就编号${v.number}反映的问题已经核查，结果请在“查进度”里看，`,
  },
  'breach.invited': {
    version: 1,
    title: '请陈述情况（给当事人和单位负责人）',
    legal: true,
    sample: { number, hearBy: '2026年12月2日' },
    sms: (v) =>
      `有一件首问责任方面的事需要您说明情况（编号${v.number}）。请在${v.hearBy}前登录工作台“首问问责”陈述，也可以当面说由督查人员记录，`,
  },
  'breach.told': {
    version: 1,
    title: '首问问责决定（给当事人和单位负责人）',
    legal: true,
    sample: { number, appealBy: '2026年12月30日' },
    sms: (v) => `编号${v.number}的首问责任核查已有决定，请登录工作台“首问问责”查看。不服的，可在${v.appealBy}前申诉，`,
  },
  'breach.transferred': {
    version: 1,
    title: '首问问责移送（给有权的监察机关）',
    legal: true,
    sample: { number },
    sms: (v) =>
      `编号${v.number}的首问责任核查决定问责移送，已经生效。事实、证据和当事人的陈述请登录工作台“首问问责”查看，`,
  },
  'breach.dateMoved': {
    version: 1,
    title: '陈述、申诉的期限改了（给当事人和单位负责人）',
    legal: true,
    sample: { number, what: '申诉', by: '2026年12月31日' },
    sms: (v) => `因放假安排调整，编号${v.number}的${v.what}期限改到${v.by}，请登录工作台“首问问责”查看，`,
  },
  'breach.appealDecided': {
    version: 1,
    title: '申诉有了决定（给当事人和单位负责人）',
    legal: true,
    sample: { number },
    sms: (v) => `编号${v.number}的申诉已有决定，请登录工作台“首问问责”查看，`,
  },
} satisfies Record<string, Template>

export type BreachNotice = keyof typeof breachTemplates

defineTemplates(breachTemplates)
