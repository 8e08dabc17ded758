import { defineTemplates, type Template } from '#core/notices/index.ts'

const number = '20261123 6000 178'

/** Nothing of what was asked is repeated: a phone lies open on tables. */
const inquiryTemplates = {
  'inquiry.opened': {
    version: 1,
    title: '您问的事已登记',
    legal: true,
    echo: true,
    sample: { number, code: '204 815', unit: '市住房和城乡建设局', due: '2026年12月2日' },
    sms: (v) =>
      `您问的事已由${v.unit}登记，编号${v.number}，查询码${v.code}，最迟${v.due}答复。首问责任人会跟到底，凭编号和查询码在本网站“查进度”看办到哪一步。查询码请勿转给他人，`,
  },
  'inquiry.passed': {
    version: 1,
    title: '您问的事已有人接办',
    legal: true,
    sample: { number, unit: '市水利局' },
    sms: (v) => `您问的事（编号${v.number}）已由${v.unit}接办，首问责任人继续跟进，期限不变。`,
  },
  'inquiry.disputed': {
    version: 1,
    title: '正在确定由谁办',
    legal: true,
    sample: { number, unit: '市政府办公室' },
    sms: (v) => `您问的事（编号${v.number}）由哪个单位办，几家说法不一，已报${v.unit}裁定。裁定之前不停办，期限不变，`,
  },
  'inquiry.settled': {
    version: 1,
    title: '由谁办已经定了',
    legal: true,
    sample: { number, unit: '市水利局' },
    sms: (v) => `您问的事（编号${v.number}）已裁定由${v.unit}办理，不会再转来转去。`,
  },
  'inquiry.supplementRequested': {
    version: 1,
    title: '请补充情况',
    legal: true,
    sample: { number },
    sms: (v) =>
      `您问的事（编号${v.number}）需要您一次补充一些情况，请在“查进度”里查看并填写，也可拨打12345口头补充。期限不变，`,
  },
  'inquiry.extended': {
    version: 1,
    title: '答复延期',
    legal: true,
    sample: { number, due: '2026年12月9日' },
    sms: (v) => `您问的事（编号${v.number}）经批准延期，新的答复期限为${v.due}。理由请在“查进度”里看，`,
  },
  'inquiry.dateMoved': {
    version: 1,
    title: '放假安排公布，期限重算',
    legal: true,
    sample: { number, due: '2027年1月12日' },
    sms: (v) => `国家公布了新的放假调休安排，您问的事（编号${v.number}）的答复期限相应调整为${v.due}。`,
  },
  'inquiry.answered': {
    version: 1,
    title: '您问的事已答复',
    legal: true,
    sample: { number },
    sms: (v) => `您问的事（编号${v.number}）已答复，请在“查进度”里查看。没办成可以说明原因，换人再办一次，`,
  },
  'inquiry.again': {
    version: 1,
    title: '换人再办',
    legal: true,
    sample: { number, due: '2026年12月9日' },
    sms: (v) => `您问的事（编号${v.number}）换人再办，期限为${v.due}。`,
  },
  'inquiry.underReview': {
    version: 1,
    title: '进入复核',
    legal: true,
    sample: { number },
    sms: (v) => `您问的事（编号${v.number}）已转入复核，由办理单位以外的人员研究，结果会书面告诉您。`,
  },
  'inquiry.reviewed': {
    version: 1,
    title: '复核有结果',
    legal: true,
    sample: { number },
    sms: (v) => `您问的事（编号${v.number}）复核已有结果，请在“查进度”里看，`,
  },
  'inquiry.closed': {
    version: 1,
    title: '您问的事已办结',
    legal: true,
    sample: { number },
    sms: (v) => `您问的事（编号${v.number}）已办结。有新的情况，可在“查进度”里说明，我们重新办理。`,
  },
  'watch.lapsed': {
    version: 1,
    title: '转办没有人接（给双方负责人和首问责任人）',
    legal: true,
    sample: { number, from: '市住建局', to: '市水利局' },
    sms: (v) =>
      `编号${v.number}的事由${v.from}转${v.to}，逾期没有人接，已回到${v.from}。请双方负责人协调，首问责任人继续跟进，`,
  },
  'watch.disputeLate': {
    version: 1,
    title: '职责争议逾期没有裁定（给裁定单位负责人）',
    legal: true,
    sample: { number },
    sms: (v) => `编号${v.number}的事由谁办理，报请裁定已经超过期限，请尽快裁定，`,
  },
  'watch.digest': {
    version: 1,
    title: '您盯的事有进展',
    legal: false,
    sample: { count: '3' },
    sms: (v) => `您盯的事里有 ${v.count} 件有新进展，请登录工作台“我盯的事”查看，`,
  },
  'watch.offered': {
    version: 1,
    title: '有同事请您接手盯办',
    legal: true,
    sample: { name: '李青禾', count: '3' },
    sms: (v) => `${v.name}盯着的 ${v.count} 件事请您接手，请在工作台“我盯的事”里接手或退回，`,
  },
} satisfies Record<string, Template>

export type InquiryNotice = keyof typeof inquiryTemplates

defineTemplates(inquiryTemplates)
