import { defineTemplates, type Template } from '#core/notices/index.ts'

/** 来信, 来电, 留言: as it came (`thingWord`); messages written before there were other doors carry no word. */
const thing = (v: Readonly<Record<string, string | undefined>>): string => ('thing' in v && v.thing) || '来信'

/**
 * What the writer is told, step by step. Nothing of the letter's content is repeated: a phone lies open on tables. Of a 举报 neither class nor
 * unit is named, which is why `letter.accepted` stands beside `letter.dispatched`.
 */
export const letterTemplates = {
  'letter.received': {
    version: 1,
    title: '来信已收到',
    legal: true,
    echo: true,
    sample: { number: '2026 1123 0000 178', code: '204 815', latest: '2026年12月16日' },
    sms: (v) =>
      `您的${thing(v)}已收到。编号${v.number}，查询码${v.code}，最迟${v.latest}答复。凭编号和查询码在本网站“查我的信”可看进度。查询码请勿转给他人，`,
  },
  'letter.dispatched': {
    version: 1,
    title: '来信已派单',
    legal: true,
    sample: { number: '2026 1123 0000 178', unit: '市住房和城乡建设局', due: '2026年12月15日' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）已交${v.unit}办理，答复期限为${v.due}，以此日期为准。`,
  },
  'letter.accepted': {
    version: 1,
    title: '来信已受理（不写单位）',
    legal: true,
    sample: { number: '2026 1123 0000 178', due: '2026年12月15日' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）已受理，答复期限为${v.due}，以此日期为准。`,
  },
  'letter.classified': {
    version: 1,
    title: '来信类别有调整',
    legal: true,
    sample: { number: '2026 1123 0000 178', class: '求助', due: '2026年12月3日' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）按“${v.class}”办理，答复期限相应为${v.due}。`,
  },
  'letter.supplementRequested': {
    version: 1,
    title: '请补充情况',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) =>
      `您的${thing(v)}（编号${v.number}）需要您补充一些情况，请在本网站“查我的信”里查看并填写，也可拨打12345口头补充。答复期限不变，`,
  },
  'letter.extended': {
    version: 1,
    title: '答复延期',
    legal: true,
    sample: { number: '2026 1123 0000 178', due: '2026年12月22日' },
    sms: (v) =>
      `您的${thing(v)}（编号${v.number}）情况较复杂，经批准延期，新的答复期限为${v.due}。延期理由请在“查我的信”里查看，`,
  },
  'letter.dateMoved': {
    version: 1,
    title: '放假安排公布，期限重算',
    legal: true,
    sample: { number: '2026 1123 0000 178', due: '2027年1月12日' },
    sms: (v) =>
      `国家公布了新的放假调休安排，您的${thing(v)}（编号${v.number}）的答复期限相应调整为${v.due}。每一天怎么算的可在“查我的信”里看，`,
  },
  'letter.paused': {
    version: 1,
    title: '暂停计时',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）因法定事由暂停计时，依据和理由请在“查我的信”里查看，`,
  },
  'letter.resumed': {
    version: 1,
    title: '恢复计时',
    legal: true,
    sample: { number: '2026 1123 0000 178', due: '2026年12月22日' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）已恢复计时，答复期限为${v.due}。`,
  },
  'letter.answered': {
    version: 1,
    title: '来信已答复',
    legal: true,
    replyHint: '回复数字评价：5很满意，4满意，3一般，2不满意，1很不满意；没解决回复“未解决”和原因；查进度回复CX。',
    sample: { number: '2026 1123 0000 178' },
    sms: (v) =>
      `您的${thing(v)}（编号${v.number}）已答复，请在“查我的信”里查看。问题没解决可以说明理由，要求换人再办一次，`,
  },
  'letter.again': {
    version: 1,
    title: '二次办理',
    legal: true,
    sample: { number: '2026 1123 0000 178', due: '2026年12月22日' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）进入二次办理，由另一位工作人员重新办，期限为${v.due}。`,
  },
  'letter.underReview': {
    version: 1,
    title: '进入复核',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) =>
      `您对${thing(v)}（编号${v.number}）的第二次答复仍不认可，已转入复核，由办理单位以外的人员共同研究，结果会书面告诉您。`,
  },
  'letter.reviewed': {
    version: 1,
    title: '复核有结果',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）复核已有结果，理由和救济办法请在“查我的信”里查看，`,
  },
  'letter.merged': {
    version: 1,
    title: '来信已并单',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）与反映同一件事的来信合并办理，原查询码仍可查看进度和答复。`,
  },
  'letter.closed': {
    version: 1,
    title: '来信已办结',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）已办结。有新的情况，可在“查我的信”里说明，我们重新办理。`,
  },
  'letter.withdrawn': {
    version: 1,
    title: '来信已撤回',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) => `您已撤回来信（编号${v.number}）。需要时随时可以再写。`,
  },
  'letter.emergency': {
    version: 1,
    title: '来信可能涉及紧急情况（给值班人员）',
    legal: true,
    urgent: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) => `有一封来信可能涉及紧急情况，编号${v.number}，请立即登录工作台查看并处置。`,
  },
  'letter.takenDown': {
    version: 1,
    title: '紧急撤稿待复核（给信息发布员、审核员）',
    legal: true,
    sample: { number: '2026 1123 0000 178', until: '11月23日14:00' },
    sms: (v) => `公开的来信（编号${v.number}）已被紧急撤下，须由另一人在${v.until}前登录工作台复核，`,
  },
  'letter.takenDownLate': {
    version: 1,
    title: '紧急撤稿逾期未复核（给单位负责人）',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) => `公开的来信（编号${v.number}）紧急撤下后4小时内无人复核，内容仍处于撤下状态，请立即安排另一人复核，`,
  },
  'letter.takeDownRefused': {
    version: 1,
    title: '紧急撤稿未获复核同意（给撤稿人）',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) => `您紧急撤下的来信（编号${v.number}）经另一人复核已恢复公开，理由请登录工作台查看，`,
  },
  'letter.rated': {
    version: 1,
    title: '收到您的评价',
    legal: true,
    echo: true,
    sample: { number: '2026 1123 0000 178', satisfied: '很满意' },
    sms: (v) => `已记下您对${thing(v)}（编号${v.number}）答复的评价：${v.satisfied}。谢谢您。`,
  },
  'letter.stateTold': {
    version: 1,
    title: '来信进度',
    legal: true,
    echo: true,
    sample: { number: '2026 1123 0000 178', state: '办理中', due: '答复期限为2026年12月15日' },
    sms: (v) => `您的${thing(v)}（编号${v.number}）现在是：${v.state}，${v.due}。详情凭编号和查询码在“查我的信”里看，`,
  },
  'letter.newFactNeeded': {
    version: 1,
    title: '请写明新的情况',
    legal: true,
    echo: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) =>
      `您的${thing(v)}（编号${v.number}）已办结。要重新办理，请回复“未解决”，后面写上新的情况，例如：未解决 路灯又灭了。`,
  },
  'letter.reopened': {
    version: 1,
    title: '来信重新办理',
    legal: true,
    echo: true,
    sample: { number: '2026 1123 0000 178', due: '答复期限为2026年12月15日' },
    sms: (v) => `已收到您说明的新情况，来信（编号${v.number}）重新办理，${v.due}。`,
  },
  'letter.dangerHeard': {
    version: 1,
    title: '紧急情况请直接拨打电话',
    legal: true,
    echo: true,
    urgent: true,
    sample: { call: '119' },
    sms: (v) => `有危险请立即拨打${v.call}，短信不能代替报警。您的情况已转值班人员。`,
  },
} satisfies Record<string, Template>

export type LetterNotice = keyof typeof letterTemplates

defineTemplates(letterTemplates)
