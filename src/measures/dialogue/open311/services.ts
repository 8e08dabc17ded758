import { classNames, type LetterClass, type LetterSort } from '../letters/letter.ts'

/** What may be asked by Open311: never 举报 and 投诉工作人员, which go other ways and are read by few. */
const serviceCodes = ['consult', 'help', 'complaint', 'suggestion', 'praise'] as const satisfies LetterClass[]
export type ServiceCode = (typeof serviceCodes)[number]

export const isServiceCode = (code: string): code is ServiceCode => serviceCodes.some((known) => known === code)

export const sortOf = (code: ServiceCode): LetterSort => (code === 'complaint' ? 'complaint-service' : code)

const about: Record<ServiceCode, { description: string; keywords: string }> = {
  consult: { description: '问政策、问手续、问该找谁', keywords: '政策, 手续, 办事' },
  help: { description: '遇到难处，请帮忙解决，例如路灯不亮、井盖缺失、停水', keywords: '路灯, 道路, 井盖, 停水, 垃圾' },
  complaint: {
    description: '投诉服务、物业、商家。投诉工作人员和举报请在网站上写，不经过本接口',
    keywords: '物业, 商家, 噪声',
  },
  suggestion: { description: '对城市、对政府的想法', keywords: '建议, 意见' },
  praise: { description: '谁做得好，替您转达', keywords: '表扬, 感谢' },
}

type Service = {
  service_code: ServiceCode
  service_name: string
  description: string
  metadata: true
  type: 'realtime'
  keywords: string
  group: string
}

/** Every request has its number at once, which is what `realtime` says. */
export const services = (): Service[] =>
  serviceCodes.map((code) => ({
    service_code: code,
    service_name: classNames[code],
    description: about[code].description,
    metadata: true,
    type: 'realtime',
    keywords: about[code].keywords,
    group: '来信',
  }))

type Attribute = {
  variable: true
  code: string
  datatype: 'string' | 'singlevaluelist'
  required: false
  datatype_description: string | null
  order: number
  description: string
  values: { key: string; name: string }[]
}

const yesOrNo = [
  { key: 'yes', name: '是' },
  { key: 'no', name: '否' },
]

const question = (code: string, description: string, hint: string): Omit<Attribute, 'order'> => ({
  variable: true,
  code,
  datatype: 'singlevaluelist',
  required: false,
  datatype_description: hint,
  description,
  values: yesOrNo,
})

/** Further fields of a service; none is needed, and each left out means no. */
export function attributesOf(code: ServiceCode): Attribute[] {
  const title: Omit<Attribute, 'order'> = {
    variable: true,
    code: 'title',
    datatype: 'string',
    required: false,
    datatype_description: '最多 50 字；不写，就用内容的第一句',
    description: '标题，一句话说明是什么事',
    values: [],
  }
  const asked = [
    title,
    question('publish', '同意公开这件事和答复', '公开前隐去姓名、电话、住址；不选就不公开，别人用本接口也查不到'),
    question('secret', '请为我保密', '办理单位看不到姓名和电话'),
    ...(code === 'complaint'
      ? [question('relation', '投诉的是自己的工作单位、学校、村（社区）或房东', '选“是”自动保密')]
      : []),
  ]
  return asked.map((attribute, at) => ({ ...attribute, order: at + 1 }))
}
