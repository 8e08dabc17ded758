import { fullDayText, type RulesInWords } from '#core/calendar/index.ts'
import { groupNumber, type Kind, type KindNotice } from '#core/matters/index.ts'
import { defineTemplates, type Template } from '#core/notices/index.ts'
import { isReview } from './petition.ts'
import { askRule, stageAfter, stageWord } from './recheck.ts'

const number = '20261123 5000 178'

/** Nothing of what was brought is repeated: a phone lies open on tables. */
const petitionTemplates = {
  'petition.registered': {
    version: 2,
    title: '信访事项已登记',
    legal: true,
    echo: true,
    sample: { number, code: '204 815', within: '15日' },
    sms: (v) =>
      `您的信访事项已登记，编号${v.number}，查询码${v.code}。${v.within}内告诉您转送去向，凭编号和查询码在本网站“查进度”查看每一步。查询码请勿转给他人，`,
  },
  'petition.reviewAsked': {
    version: 1,
    title: '复查（复核）请求已收到',
    legal: true,
    echo: true,
    sample: { number, code: '204 815', due: '2026年12月23日' },
    sms: (v) =>
      `您的复查（复核）请求已收到，编号${v.number}，查询码${v.code}，${v.due}前出具意见。凭编号和查询码在本网站“查进度”查看，`,
  },
  'petition.routed': {
    version: 1,
    title: '信访事项已转送',
    legal: true,
    sample: { number, unit: '市住房和城乡建设局', due: '2026年12月8日' },
    sms: (v) => `您的信访事项（编号${v.number}）已转送${v.unit}，${v.due}前书面告知您是否受理和怎么办理，`,
  },
  'petition.accepted': {
    version: 1,
    title: '信访事项已受理',
    legal: true,
    sample: { number, due: '2027年1月22日' },
    sms: (v) => `您的信访事项（编号${v.number}）已受理，${v.due}前办结。受理告知书请在“查进度”里看，`,
  },
  'petition.notAccepted': {
    version: 1,
    title: '信访事项不予受理告知',
    legal: true,
    sample: { number },
    sms: (v) => `您的信访事项（编号${v.number}）不予受理，理由和可以向哪里提出，请在“查进度”里看，`,
  },
  'petition.ledIn': {
    version: 1,
    title: '信访事项导入其他程序',
    legal: true,
    sample: { number },
    sms: (v) => `您的信访事项（编号${v.number}）应按其他法定程序处理，向哪里、怎样提出，请在“查进度”里看，`,
  },
  'petition.supplementRequested': {
    version: 1,
    title: '请补充情况',
    legal: true,
    sample: { number },
    sms: (v) => `您的信访事项（编号${v.number}）需要您补充一些情况，请在“查进度”里填写。期限不变，`,
  },
  'petition.extended': {
    version: 1,
    title: '信访事项延长办理期限',
    legal: true,
    sample: { number, due: '2027年2月22日' },
    sms: (v) => `您的信访事项（编号${v.number}）经批准延长办理期限，到${v.due}为止。理由请在“查进度”里看，`,
  },
  'petition.paused': {
    version: 1,
    title: '举行听证，暂停计时',
    legal: true,
    sample: { number },
    sms: (v) => `您的复核请求（编号${v.number}）将举行听证，听证时间不计入期限。告知书请在“查进度”里看，`,
  },
  'petition.resumed': {
    version: 1,
    title: '听证结束，恢复计时',
    legal: true,
    sample: { number, due: '2027年1月12日' },
    sms: (v) => `您的复核请求（编号${v.number}）听证已结束，${v.due}前出具复核意见，`,
  },
  'petition.answered': {
    version: 2,
    title: '意见书已出具',
    legal: true,
    sample: { number, remedy: '。不服的，收到之日起30日内可以申请复查' },
    sms: (v) => `您的信访事项（编号${v.number}）意见书已出具，请在“查进度”里看${v.remedy}，`,
  },
  'petition.dateMoved': {
    version: 1,
    title: '放假安排公布，期限重算',
    legal: true,
    sample: { number, due: '2027年1月12日' },
    sms: (v) => `国家公布了新的放假调休安排，您的信访事项（编号${v.number}）的期限相应调整为${v.due}。`,
  },
} satisfies Record<string, Template>

export type PetitionNotice = keyof typeof petitionTemplates

defineTemplates(petitionTemplates)

/** Added to the message of an opinion; nothing where none may be asked. */
function remedyWords(of: string, rule: RulesInWords): string {
  const stage = stageAfter(of)
  return stage ? `。不服的，收到之日起${rule(askRule(stage)).span}内可以申请${stageWord(stage)}` : ''
}

const bySteps: Partial<Record<string, PetitionNotice>> = {
  accept: 'petition.accepted',
  notAccept: 'petition.notAccepted',
  leadIn: 'petition.ledIn',
}

/** To the petitioner, at each step that changes something for them. Who handles a 检举控告 is named in no message. */
export function petitionNotices(...[event, state, about]: Parameters<Kind['notices']>): KindNotice[] {
  const due = about.dueOn ? fullDayText(about.dueOn) : '规定的期限'
  const tell = (template: PetitionNotice, variables: Record<string, string> = {}): KindNotice[] => [
    { template, to: 'asker', variables: { number: groupNumber(state.number), ...variables } },
  ]
  switch (event.type) {
    case 'opened': {
      if (!about.queryCode) return []
      const code = about.queryCode.replace(/(\d{3})(?=\d)/g, '$1 ')
      return isReview(state.class)
        ? tell('petition.reviewAsked', { code, due })
        : tell('petition.registered', { code, within: about.rule('PET-1').span })
    }
    case 'dispatched': {
      if (state.class === 'report' || isReview(state.class)) return []
      return tell('petition.routed', { unit: about.units.get(event.data.unitId)?.name ?? '有权处理的机关', due })
    }
    case 'stepped': {
      const template = bySteps[event.data.step]
      return template ? tell(template, template === 'petition.accepted' ? { due } : {}) : []
    }
    case 'supplementRequested':
      return tell('petition.supplementRequested')
    case 'extensionApproved':
      return tell('petition.extended', { due })
    case 'paused':
      return tell('petition.paused')
    case 'resumed':
      return tell('petition.resumed', { due })
    case 'answered':
      return tell('petition.answered', { remedy: remedyWords(state.class, about.rule) })
    default:
      return []
  }
}
