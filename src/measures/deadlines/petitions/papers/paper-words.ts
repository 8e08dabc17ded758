import { fullDayText, type RulesInWords } from '#core/calendar/index.ts'
import type { PaperMoment } from '#core/casework/index.ts'
import { type Block, paragraphs, say } from '#core/documents/index.ts'
import { answerChoices, classWord, hasOpinionLetter, isReview } from '../petition.ts'
import { refusalGrounds, tracks } from '../petition-steps.ts'

export type PaperKind = 'acceptance' | 'refusal' | 'leadIn' | 'extension' | 'pause' | 'opinion'

/** What the words of a paper are made from, all of it read before. */
export type PaperSource = Pick<PaperMoment<PaperKind>, 'kind' | 'event' | 'dueOn' | 'words'> & {
  petition: { class: string; title: string; number: string; filedOn: string }
  /** By the rules in force on the day of the paper. */
  rule: RulesInWords
}

/** The petitioner is addressed without a name, which nobody at the printer needs to read. */
export function paperBlocks(source: PaperSource): Block[] {
  const { kind, petition, words, event } = source
  const due = source.dueOn ? fullDayText(source.dueOn) : '规定的期限内'
  const received = `您于${petition.filedOn}提出的信访事项“${petition.title}”（编号${petition.number}，${classWord(petition.class)}类）收悉。`
  const choice = event.type === 'stepped' ? event.data.choice : null
  switch (kind) {
    case 'acceptance':
      return [
        say(`${received}经审查，属于本机关职权范围，决定予以受理，${due}前办结。接收情况以及处理途径和程序告知如下：`),
        ...paragraphs(words),
        say('您可以凭编号和查询码，在本网站“查进度”随时查看办理情况，也可以拨打12345查询。'),
      ]
    case 'refusal':
      return [
        say(`${received}经审查，因${labelOf(refusalGrounds, choice)}，决定不予受理。理由如下：`),
        ...paragraphs(words),
      ]
    case 'leadIn':
      return [
        say(
          `${received}经审查，您反映的事项应当通过${labelOf(tracks, choice)}处理（《信访工作条例》第三十一条），请按下面的办法提出：`,
        ),
        ...paragraphs(words),
      ]
    case 'extension':
      return [
        say(
          `${received}因情况复杂，不能在原定期限内办结。经本机关负责人批准，办理期限延长到${due}（《信访工作条例》第三十四条）。理由如下：`,
        ),
        ...paragraphs(words),
      ]
    case 'pause':
      return [
        say(`${received}复核期间决定举行听证，听证所需时间不计算在复核期限内（《信访工作条例》第三十六条）。`),
        ...paragraphs(words),
      ]
    case 'opinion':
      return opinionBlocks(source, received)
  }
}

function opinionBlocks({ petition, words, event, rule }: PaperSource, received: string): Block[] {
  const choice = event.type === 'answered' ? (event.data.choice ?? null) : null
  if (!hasOpinionLetter(petition.class)) return [say(`${received}经研究办理，现答复如下：`), ...paragraphs(words)]
  const what = isReview(petition.class) ? `${classWord(petition.class)}请求` : '投诉请求'
  return [
    say(
      `${received}经调查核实，对您的${what}${isReview(petition.class) ? '作出如下决定' : ''}：${labelOf(answerChoices, choice)}。具体意见如下：`,
    ),
    ...paragraphs(words),
    say(remedy(petition.class, rule)),
  ]
}

/** What the petitioner may still do, with the article (第35、36条). */
function remedy(of: string, rule: RulesInWords): string {
  if (of === 'appeal')
    return `对本处理意见不服的，可以自收到本意见书之日起${rule('PET-7-ask').span}内，向本机关的上一级机关请求复查；可以在本网站“查进度”提出。`
  if (of === 'recheck')
    return `对本复查意见不服的，可以自收到本意见书之日起${rule('PET-8-ask').span}内，向复查机关的上一级机关请求复核；可以在本网站“查进度”提出。`
  return '本复核意见为信访终结意见。仍然以同一事实和理由提出投诉请求的，各级信访部门和其他机关、单位不再受理。'
}

const labelOf = (words: Readonly<Record<string, string>>, code: string | null): string =>
  code === null ? '' : (words[code] ?? code)
