/** What an answer of this sort has to say besides its reasons. */
export type Asked = 'ground' | 'place' | 'agency' | 'law'

type AnswerType = {
  title: string
  /** Of 政府信息公开条例. */
  article: string
  /** For which class of request; both where absent. */
  of?: 'information' | 'ownRecord'
  asks: readonly Asked[]
  /** Something is handed out, so third parties have to be heard before. */
  discloses?: true
  /** A refusal: 先申请行政复议 (行政复议法 第23条, INF-22). */
  refuses?: true
}

/** The seven sorts of 第36条 with what stands beside them (第35、37、38、39、41条, INF-15). */
export const answerTypes = {
  disclosed: { title: '予以公开', article: '第36条第2项', of: 'information', asks: [], discloses: true },
  partial: {
    title: '部分公开（区分处理）',
    article: '第37条',
    of: 'information',
    asks: ['ground'],
    discloses: true,
    refuses: true,
  },
  alreadyPublic: { title: '已经主动公开', article: '第36条第1项', of: 'information', asks: ['place'] },
  refused: { title: '不予公开', article: '第36条第3项', of: 'information', asks: ['ground'], refuses: true },
  notExist: { title: '政府信息不存在', article: '第36条第4项', of: 'information', asks: [], refuses: true },
  notOurs: { title: '不属于本机关负责公开', article: '第36条第5项', asks: ['agency'], refuses: true },
  repeated: {
    title: '重复申请，不重复处理',
    article: '第36条第6项',
    of: 'information',
    asks: ['place'],
    refuses: true,
  },
  special: {
    title: '法律、行政法规对获取有特别规定',
    article: '第36条第7项',
    of: 'information',
    asks: ['law', 'place'],
    refuses: true,
  },
  madeAnew: { title: '需要加工、分析现有信息', article: '第38条', of: 'information', asks: [], refuses: true },
  petition: { title: '属于信访、投诉、举报等活动', article: '第39条第1款', asks: ['agency'], refuses: true },
  publication: { title: '公开出版物', article: '第39条第2款', of: 'information', asks: ['place'], refuses: true },
  unclear: { title: '补正后内容仍不明确', article: '第30条', asks: [], refuses: true },
  excessive: { title: '申请理由不合理，不予处理', article: '第35条', of: 'information', asks: [], refuses: true },
  corrected: { title: '予以更正', article: '第41条', of: 'ownRecord', asks: [] },
  notCorrected: { title: '不予更正', article: '第41条', of: 'ownRecord', asks: [], refuses: true },
} as const satisfies Record<string, AnswerType>

export type AnswerChoice = keyof typeof answerTypes

export const isAnswerChoice = (choice: string): choice is AnswerChoice => Object.hasOwn(answerTypes, choice)

export const typeOf = (choice: AnswerChoice): AnswerType => answerTypes[choice]

export const answerChoices: Record<string, string> = Object.fromEntries(
  Object.entries(answerTypes).map(([choice, { title, article }]) => [choice, `${title}（${article}）`]),
)

/** 不予公开的依据 (第14–16条). */
export const refusalGrounds = {
  secret: { title: '国家秘密', article: '第14条' },
  forbidden: { title: '法律、行政法规禁止公开', article: '第14条' },
  safety: { title: '公开后可能危及国家安全、公共安全、经济安全、社会稳定', article: '第14条' },
  thirdParty: { title: '商业秘密、个人隐私等，会损害第三方合法权益', article: '第15条' },
  internal: { title: '人事管理、后勤管理、内部工作流程等内部事务信息', article: '第16条第1款' },
  process: { title: '讨论记录、过程稿、磋商信函、请示报告等过程性信息', article: '第16条第2款' },
  caseFile: { title: '行政执法案卷信息', article: '第16条第2款' },
} as const
export type RefusalGround = keyof typeof refusalGrounds

export const isRefusalGround = (ground: string): ground is RefusalGround => Object.hasOwn(refusalGrounds, ground)

export const groundWords = (ground: RefusalGround): string =>
  `${refusalGrounds[ground].title}（${refusalGrounds[ground].article}）`

/** What a member of staff fills in with the sort of answer. */
export type Decision = {
  ground: string | null
  place: string | null
  agency: string | null
  law: string | null
}

const missing: Record<Asked, (choice: AnswerChoice) => string> = {
  ground: (choice) =>
    `“${answerTypes[choice].title}”必须写明依据的条款（政府信息公开条例第14条至第16条），请选择依据；没有这些情形的，应当公开。`,
  place: (choice) =>
    choice === 'repeated'
      ? '请写明上一次是哪天、哪个编号答复的，申请人才找得到。'
      : '请写明在哪里、怎样获取（网址、办事窗口、刊物名称和期号），申请人照着就能找到。',
  agency: (choice) =>
    choice === 'petition'
      ? '请写明应当通过什么渠道、向哪里提出（名称和电话），不能只说“不属于”。'
      : '请写明负责公开的机关和联系方式；确实不能确定的，写“不能确定”并在理由里说明查了哪些。',
  law: () => '请写明是哪一部法律、行政法规的哪一条有特别规定。',
}

/** Sentences by field for what the sort of answer demands and was not filled in; empty where nothing is missing. */
export function missingIn(choice: AnswerChoice, of: string, decision: Decision): Record<string, string> {
  const type = typeOf(choice)
  if (type.of && type.of !== of)
    return { answerChoice: `“${type.title}”不适用于这类申请，请按申请的内容另选一种答复。` }
  const errors: Record<string, string> = {}
  for (const asked of type.asks) if (!decision[asked]) errors[fieldOf[asked]] = missing[asked](choice)
  if (type.asks.includes('ground') && decision.ground && !isRefusalGround(decision.ground))
    errors[fieldOf.ground] = missing.ground(choice)
  return errors
}

export const fieldOf: Record<Asked, string> = {
  ground: 'answerGround',
  place: 'answerPlace',
  agency: 'answerAgency',
  law: 'answerLaw',
}

/** The conclusion of the letter, before the reasons. */
export function conclusion(choice: AnswerChoice, { ground, place, agency, law }: Decision): string {
  const { article } = answerTypes[choice]
  const by = `根据《中华人民共和国政府信息公开条例》${article}的规定，`
  const because = ground && isRefusalGround(ground) ? refusalGrounds[ground] : null
  switch (choice) {
    case 'disclosed':
      return `${by}本机关决定予以公开，信息见附件或者按您要求的方式提供。`
    case 'partial':
      return `您申请的信息中，一部分属于${because?.title}，根据同一条例${because?.article}的规定不予公开；${by}其余部分作区分处理后公开，见附件或者按您要求的方式提供。`
    case 'alreadyPublic':
      return `您申请的信息已经主动公开。${by}告知获取的方式、途径：${place}`
    case 'refused':
      return `经审查，您申请的信息属于${because?.title}。根据《中华人民共和国政府信息公开条例》${because?.article}、${article}的规定，本机关决定不予公开。`
    case 'notExist':
      return `经检索，没有您申请的信息。${by}告知您该政府信息不存在。`
    case 'notOurs':
      return `您申请的事项不属于本机关负责。${by}告知负责的机关和联系方式：${agency}`
    case 'repeated':
      return `本机关已经就您申请的同一内容作出答复（${place}）。${by}不再重复处理。`
    case 'special':
      return `您申请的信息属于有关法律、行政法规对获取有特别规定的信息（${law}）。${by}请依照该规定办理：${place}`
    case 'madeAnew':
      return `您申请的内容需要本机关对现有政府信息进行加工、分析。${by}本机关不予提供。`
    case 'petition':
      return `您提出的内容属于信访、投诉、举报等活动。${by}不作为政府信息公开申请处理，请通过以下渠道提出：${agency}`
    case 'publication':
      return `您要求提供的是公开出版物。${by}告知获取的途径：${place}`
    case 'unclear':
      return '经您补正，申请的内容仍不能指向特定的政府信息，本机关无法提供。'
    case 'excessive':
      return `您申请公开政府信息的数量、频次明显超过合理范围，经您说明，理由不合理。${by}本机关不予处理。`
    case 'corrected':
      return `经审核，您反映的记录确有不准确之处。${by}本机关已经更正。`
    case 'notCorrected':
      return `经审核，现有证据不能证明记录不准确。${by}本机关不予更正。`
  }
}
