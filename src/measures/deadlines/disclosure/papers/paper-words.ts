import { fullDayText } from '#core/calendar/index.ts'
import type { PaperMoment } from '#core/casework/index.ts'
import { type Block, paperDate, paragraphs, say } from '#core/documents/index.ts'
import { type AnswerChoice, conclusion, type Decision, typeOf } from '../answer-types.ts'
import type { ReceivedDays } from './received-days.ts'

export type PaperKind =
  | 'correction'
  | 'extension'
  | 'reasons'
  | 'delay'
  | 'fee'
  | 'waiver'
  | 'answer'
  | 'consultation'
  | 'told'

/** What the words of a paper are made from, all of it read before. */
export type PaperSource = Pick<PaperMoment<PaperKind>, 'kind' | 'words' | 'dueOn' | 'extensionGround'> &
  ReceivedDays & {
    title: string
    number: string
    /** A date that the step names: 补正期限. */
    on: Temporal.PlainDate | null
    answer: { choice: AnswerChoice; decision: Decision } | null
    /** Number and code of a letter, for whom it is, and where it is answered. */
    letter: { number: string; code: string; address: string; isAgency: boolean; days: string } | null
    reviewBody: string
    /** 60日, from the rule. */
    reviewWithin: string
  }

/** What was applied for stands in the title of the answer; every other paper is called as it is registered. */
export const paperTitle = ({ kind, title }: PaperSource): string | undefined =>
  kind === 'answer' ? `关于政府信息公开申请《${title}》的答复` : undefined

/** The applicant is addressed without a name, and who applied stands in no letter to others. */
export function paperBlocks(source: PaperSource): Block[] {
  const got = gotOf(source)
  const due = source.dueOn ? fullDayText(source.dueOn) : '法定期限内'
  switch (source.kind) {
    case 'correction':
      return [
        say(`${got}经审查，申请内容不明确。根据《中华人民共和国政府信息公开条例》第三十条的规定，请您补正以下内容：`),
        ...paragraphs(source.words),
        say(
          `请于${source.on ? fullDayText(source.on) : '合理期限内'}前补正，可以在本网站“查进度”凭编号和查询码填写，也可以当面或者邮寄提出。答复期限自收到补正的申请之日起计算；无正当理由逾期不补正的，视为放弃申请，本机关不再处理。`,
        ),
      ]
    case 'extension':
      return [
        say(
          `${got}因${source.extensionGround}，不能在原定期限内答复。根据《中华人民共和国政府信息公开条例》第三十三条的规定，经政府信息公开工作机构负责人同意，延长答复期限，将于${due}前答复您。`,
        ),
        say('延长的具体理由如下：'),
        ...paragraphs(source.words),
      ]
    case 'reasons':
      return [
        say(
          `${got}您申请公开政府信息的数量、频次明显超过合理范围。根据《中华人民共和国政府信息公开条例》第三十五条的规定，请您说明理由：`,
        ),
        ...paragraphs(source.words),
        say('可以在本网站“查进度”凭编号和查询码填写。理由不合理的，本机关将告知您不予处理；答复期限照常计算。'),
      ]
    case 'delay':
      return [
        say(
          `${got}您申请公开政府信息的数量、频次明显超过合理范围，经您说明，理由合理，但本机关在规定的期限内无法答复。根据《中华人民共和国政府信息公开条例》第三十五条的规定，确定延迟到${source.on ? fullDayText(source.on) : due}前答复您。`,
        ),
        say('延迟的理由如下：'),
        ...paragraphs(source.words),
      ]
    case 'fee':
    case 'waiver':
      return [say(got), ...paragraphs(source.words)]
    default:
      return outsideBlocks(source, got)
  }
}

function gotOf({ title, number, receivedOn, correctedOn }: PaperSource): string {
  const received = receivedOn ? `，本机关于${paperDate(receivedOn)}收到` : '收悉'
  const corrected = correctedOn ? `，于${paperDate(correctedOn)}收到补正的申请` : ''
  return `您提出的政府信息公开申请《${title}》（编号${number}）${received}${corrected}。`
}

function outsideBlocks(source: PaperSource, got: string): Block[] {
  const { letter, words, title } = source
  if (source.kind === 'consultation') {
    const law = letter?.isAgency
      ? '第三十四条的规定，该信息由贵机关与本机关共同制作，现征求贵机关对公开的意见'
      : '第三十二条的规定，公开该信息可能损害您（贵单位）的合法权益，现书面征求您（贵单位）的意见'
    const silent = letter?.isAgency
      ? '逾期未提出意见的，视为同意公开'
      : '逾期未提出意见的，由本机关依照条例的规定决定是否公开'
    return [
      say(`本机关收到一份政府信息公开申请，涉及《${title}》。根据《中华人民共和国政府信息公开条例》${law}：`),
      ...paragraphs(words),
      say(`请自收到本征求意见书之日起${letter?.days ?? ''}内提出是否同意公开的意见，不同意的请说明理由。${silent}。`),
      say(
        `可以打开 ${letter?.address ?? ''} ，填写征求意见书编号 ${letter?.number ?? ''} 和回复码 ${letter?.code ?? ''} 提出意见，也可以书面寄回。`,
      ),
    ]
  }
  if (source.kind === 'told') {
    return [
      say(
        `您（贵单位）对公开《${title}》提出了不同意见。本机关认为不公开可能对公共利益造成重大影响，根据《中华人民共和国政府信息公开条例》第三十二条的规定，决定予以公开，现将内容和理由告知如下：`,
      ),
      ...paragraphs(words),
      say(remedy(source, '本告知')),
    ]
  }
  return answerBlocks(source, got)
}

function answerBlocks(source: PaperSource, got: string): Block[] {
  const { answer, words } = source
  if (!answer) return [say(got), ...paragraphs(words)]
  const isRefused = typeOf(answer.choice).refuses
  const refused = isRefused
    ? `如认为本机关应当公开而未公开，应当先申请行政复议：${remedy(source, '本答复')}（行政复议法第二十三条）`
    : remedy(source, '本答复')
  return [say(got), say(conclusion(answer.choice, answer.decision)), ...paragraphs(words), say(refused)]
}

/** 复议在先 (INF-22). */
const remedy = ({ reviewBody, reviewWithin }: PaperSource, what: string): string =>
  `对${what}不服的，可以自知道之日起${reviewWithin}内向${reviewBody}申请行政复议；对行政复议决定不服的，可以依法向人民法院提起行政诉讼。`
