import { fullDayText } from '#core/calendar/index.ts'
import type { PaperMoment } from '#core/casework/index.ts'
import { type Block, paragraphs, say } from '#core/documents/index.ts'
import type { MatterEvent } from '#core/matters/index.ts'
import { extensionGroundLabel } from '../extension-grounds.ts'
import { pauseGrounds } from '../pause-grounds.ts'

export type PaperKind =
  | 'acceptance'
  | 'assignment'
  | 'supplement'
  | 'extension'
  | 'pause'
  | 'refusal'
  | 'answer'
  | 'secondAnswer'
  | 'review'
  | 'closure'

/** What the words of a paper are made from, all of it read before. */
export type PaperSource = Pick<PaperMoment<PaperKind>, 'kind' | 'event' | 'dueOn' | 'words' | 'extensionGround'> & {
  /** Of the letter. */
  letter: {
    title: string
    body: string
    number: string
    filedOn: string
    className: string
    place: string
    isReport: boolean
  }
  /** To which a dispatch puts the letter. */
  handlerName: string
}

/** The letter stands in the title of an answer; every other paper is called as it is registered. */
export function paperTitle({ kind, letter }: PaperSource): string | undefined {
  if (kind !== 'answer' && kind !== 'secondAnswer') return undefined
  return `关于《${letter.title}》来信的${kind === 'secondAnswer' ? '二次办理' : ''}答复`
}

/** The writer is addressed without a name, which nobody at the printer needs to read. */
export function paperBlocks(source: PaperSource): Block[] {
  const { letter, kind } = source
  const due = source.dueOn ? fullDayText(source.dueOn) : '法定期限内'
  const received = `您于${letter.filedOn}提交的来信《${letter.title}》（编号${letter.number}）收悉。`
  switch (kind) {
    case 'acceptance':
      return [
        say(
          `${received}经审查，来信属于受理范围，现予受理，${letter.isReport ? '已交有权机关办理' : `交由${source.handlerName}办理`}。`,
        ),
        say(`答复期限为${due}。办理期间需要您补充情况、依法延期或者暂停计时的，将另行书面告知。`),
        say('您可以凭来信编号和查询码，在本网站“查我的信”随时查看办理进度，也可以拨打12345查询。'),
      ]
    case 'assignment':
      return [
        say(
          `现将来信《${letter.title}》（编号${letter.number}，${letter.className}，${letter.place}，${letter.filedOn}收到）交你单位办理。来信内容如下：`,
        ),
        ...paragraphs(letter.body, 'quote'),
        ...(source.words ? [say('交办意见：'), ...paragraphs(source.words)] : []),
        say(
          `请在4个工作小时内签收，于${due}前依法调查核实并答复来信人。不属于你单位职责的，请写明依据和理由，在规定时限内退回，不得自行转出。来信人信息仅限办理使用，不得泄露。`,
        ),
      ]
    case 'supplement':
      return [
        say(`${received}为了把问题查清楚，请您补充以下情况：`),
        ...paragraphs(source.words),
        say('请在本网站“查我的信”里填写补充说明、上传材料，也可以拨打12345口头补充。补充期间照常办理，答复期限不变。'),
      ]
    case 'extension':
      return [
        say(
          `${received}因${extensionGroundLabel(source.extensionGround)}，不能在原定期限内办结。经单位负责人批准，办理期限延长，新的答复期限为${due}。`,
        ),
        say('延期的具体理由如下：'),
        ...paragraphs(source.words),
        say('给您带来不便，敬请谅解。延期只有一次。'),
      ]
    case 'pause':
      return [
        say(`${received}因${pauseGround(source.event)}，自本告知书落款之日起暂停计算办理期限。`),
        ...paragraphs(source.words),
        say('暂停的事由消除以后，期限继续计算，并会及时告知您。'),
      ]
    default:
      return endingBlocks(source, received)
  }
}

function endingBlocks({ kind, letter, words, event }: PaperSource, received: string): Block[] {
  switch (kind) {
    case 'refusal':
      return [
        say(`${received}经审查，来信反映的事项不属于本信箱受理范围，现告知如下：`),
        ...paragraphs(words),
        say('对本告知不服的，可以拨打12345说明理由，或者依法向有关机关提出。'),
      ]
    case 'review':
      return [
        say(
          `您对来信《${letter.title}》（编号${letter.number}）的两次答复均不认可。经办理单位以外的人员共同复核，复核结果为：${reviewResult(event)}。理由如下：`,
        ),
        ...paragraphs(words),
        say('有新的事实或者证据的，可以在本网站“查我的信”里说明，申请重新办理。'),
      ]
    case 'closure':
      return [
        say(
          `您于${letter.filedOn}提交的来信《${letter.title}》（编号${letter.number}）已经答复。${closureReason(event)}现予办结。`,
        ),
        say('有新的情况，可以凭编号和查询码在本网站“查我的信”里说明，申请重新办理。感谢您对政府工作的关心和监督。'),
      ]
    default:
      return [
        say(
          kind === 'secondAnswer'
            ? `您对来信《${letter.title}》（编号${letter.number}）的答复不认可，我们换人重新办理，现再次答复如下：`
            : `${received}经调查核实，现答复如下：`,
        ),
        ...paragraphs(words),
        say(
          kind === 'secondAnswer'
            ? '对本答复仍不认可的，可以在本网站“查我的信”里说明理由，转由办理单位以外的人员复核。'
            : '对本答复不认可的，可以在本网站“查我的信”里说明理由，要求换人重新办理一次。',
        ),
      ]
  }
}

function pauseGround(event: MatterEvent): string {
  const code = event.type === 'paused' ? event.data.ground : ''
  return pauseGrounds.find(({ value }) => value === code)?.label ?? '法定事由'
}

function reviewResult(event: MatterEvent): string {
  if (event.type !== 'reviewed') return ''
  const { result, dueOn } = event.data
  if (result === 'continue')
    return `继续办理，${dueOn ? `${fullDayText(Temporal.PlainDate.from(dueOn))}前答复` : '尽快答复'}`
  return { hang: '因客观原因暂时无法办理，予以挂账，每半年复看一次', end: '终结', otherTrack: '转入其他法定渠道' }[
    result
  ]
}

function closureReason(event: MatterEvent): string {
  const outcome = event.type === 'closed' ? event.data.outcome : ''
  if (outcome === 'accepted') return '您已表示认可，'
  if (outcome === 'silent') return '答复后未收到您的评价，按规定记为“未评价”，'
  return ''
}
