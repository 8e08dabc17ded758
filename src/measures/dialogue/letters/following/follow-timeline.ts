import { fullDayText } from '#core/calendar/index.ts'
import { stopNext as next, stopNow as now, type Stop, stopDone, type ToldStop } from '#core/following/index.ts'
import type { MatterEvent, MatterState } from '#core/matters/index.ts'
import { classWord } from '../letter.ts'
import { pauseGrounds } from '../pause-grounds.ts'
import { returnGrounds } from '../return-grounds.ts'

export type UnitName = (unitId: string) => string
/** What was typed under this id; empty once it is erased. */
export type Words = (textId: string) => string

/** What was done, in order, as the writer reads it (offices, not persons); urging among offices and drafts sent to and fro are left out. */
export function stopsDone(events: readonly MatterEvent[], nameOf: UnitName, wordsOf: Words): Stop[] {
  const stops: Stop[] = []
  let round = 1
  for (const event of events) {
    if (event.type === 'answerRejected') round++
    const told = tell(event, nameOf, wordsOf, round)
    if (told) stops.push(stopDone(told, event.occurredAt))
  }
  return stops
}

function tell(event: MatterEvent, nameOf: UnitName, wordsOf: Words, round: number): ToldStop | null {
  switch (event.type) {
    case 'opened':
      return { title: '来信已收到', body: `由${nameOf(event.data.filingUnitId)}登记` }
    case 'classified':
      return { title: `按“${classWord(event.data.class)}”办理` }
    case 'dispatched':
      return { title: `已派给${nameOf(event.data.unitId)}` }
    case 'signed':
      return event.data.silent
        ? {
            title: `${nameOf(event.data.unitId)}未按时签收，视为已签收`,
            body: '期限照常计算，责任由该单位和它的负责人承担',
          }
        : { title: `${nameOf(event.data.unitId)}已签收，开始办理` }
    case 'dispatchReturned':
      return { title: `${nameOf(event.data.unitId)}退回，重新派单`, body: groundOf(returnGrounds, event.data.ground) }
    case 'handOverAccepted':
      return { title: `转由${nameOf(event.data.unitId)}办理` }
    case 'jointInvited':
      return { title: `请${event.data.parts.map((part) => nameOf(part.unitId)).join('、')}协助办理` }
    case 'extensionApproved':
      return { title: `经批准延期${event.data.amount}个工作日` }
    case 'paused':
      return { title: '暂停计时', body: pauseNotice(event.data, wordsOf) }
    case 'resumed':
      return { title: '恢复计时' }
    case 'supplementRequested':
      return { title: '请您补充情况' }
    case 'supplemented':
      return { title: '您补充了情况' }
    case 'answered':
      return { title: round > 1 ? '第二次答复' : '已答复' }
    case 'answerAccepted':
      return { title: '您认可了答复' }
    case 'answerRejected':
      return round > 2
        ? { title: '您不认可第二次答复，转入复核' }
        : { title: '您不认可答复，换人重新办理', body: '二次办理由另一位工作人员负责' }
    case 'reviewed':
      return { title: `复核结果：${reviewWords[event.data.result]}`, body: reviewDate(event.data.dueOn) }
    case 'rated':
      return { title: '您作了评价' }
    case 'supervised':
      return { title: '已列入督办' }
    case 'merged':
      return { title: '与反映同一件事的来信合并办理', body: '有了答复，同样会告诉您' }
    case 'reopened':
      return { title: event.data.revisited ? '回访时您说没有解决，退回再办' : '因有新情况，重新办理' }
    case 'withdrawn':
      return { title: '您撤回了来信' }
    case 'closed':
      return { title: '已办结', body: closedWords[event.data.outcome] }
    case 'published':
      return { title: '经您同意，来信和答复已公开' }
    case 'unpublished':
      return { title: '公开的来信已撤下' }
    default:
      return null
  }
}

const groundOf = (grounds: readonly { value: string; label: string }[], code: string): string | undefined =>
  grounds.find(({ value }) => value === code)?.label

/** The written notice without which no clock may stop, with its ground. */
const pauseNotice = ({ ground, noticeId }: { ground: string; noticeId: string }, wordsOf: Words): string =>
  [groundOf(pauseGrounds, ground), wordsOf(noticeId)].filter(Boolean).join('。')

const reviewWords = { continue: '继续办理', hang: '暂时挂账', end: '终结', otherTrack: '转其他法定渠道' } as const

const reviewDate = (dueOn: string | null): string | undefined =>
  dueOn === null ? undefined : `${fullDayText(Temporal.PlainDate.from(dueOn))}前办结`

const closedWords: Partial<Record<string, string>> = {
  accepted: '您认可了答复',
  silent: '答复后一直没有收到您的评价，记为“未评价”，不算满意',
  ended: '复核认为处理合法、已解释清楚',
  otherTrack: '这件事有专门的法定渠道，办法见答复',
  invalid: '内容无法办理',
  answered: '已答复',
  mainEnded: '同一件事的来信已办结',
}

export type Dates = {
  acceptBy: Temporal.PlainDate | null
  dueOn: Temporal.PlainDate | null
  rateBy: Temporal.PlainDate | null
}

/** Who holds it now, what comes next and until when. Empty once it has ended. */
export function stopsAhead(state: MatterState, nameOf: UnitName, wordsOf: Words, dates: Dates): Stop[] {
  const holder = nameOf(state.holder.unitId)
  const answer = next('答复您', dates.dueOn && `最迟 ${fullDayText(dates.dueOn)}`)
  const rating = next('由您评价', '解决了没有、满不满意，由您说了算')
  if (state.pause) return [now(`${holder}办理，暂停计时中`, pauseNotice(state.pause, wordsOf)), answer, rating]
  switch (state.state) {
    case 'opened':
      return [
        now(`${holder}正在看，确定由谁办理`, dates.acceptBy && `最迟 ${fullDayText(dates.acceptBy)}`),
        next('办理单位签收、办理'),
        answer,
      ]
    case 'dispatched':
      return [now(`等${nameOf(state.offer?.unitId ?? state.holder.unitId)}签收`), answer, rating]
    case 'inProgress':
      return [now(`${holder}正在办理`, state.question ? '同时等您补充情况；期限不变' : null), answer, rating]
    case 'awaitingApproval':
      return [now(`${holder}已写好答复，由单位负责人审核`), answer, rating]
    case 'answered':
      return [
        now('等您评价', dates.rateBy && `${fullDayText(dates.rateBy)}前没有评价，记为“未评价”，自动办结`),
        next('办结'),
      ]
    case 'underReview':
      return [now('复核中', '由办理单位以外的人员共同研究'), next('复核结果书面告诉您')]
    default:
      return []
  }
}
