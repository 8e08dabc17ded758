import { fullDayText } from '#core/calendar/index.ts'
import { stopNext as next, stopNow as now, type Stop, stopDone, type ToldStop as Told } from '#core/following/index.ts'
import type { MatterEvent, MatterState } from '#core/matters/index.ts'
import { classWord, rejectionReasons } from '../inquiry.ts'

/** What ids stand for. A person is named as the asker may know them: by name, at the hotline by number; empty for nobody. */
export type Named = {
  unit(id: string): string
  who(unitId: string, personId: string | null): string
  text(id: string | undefined): string
}

/** What was done, in order; what offices say among themselves is left out, what was refused to the asker is not. */
export function stopsDone(events: readonly MatterEvent[], named: Named): Stop[] {
  const stops: Stop[] = []
  let [round, holder] = [1, '']
  for (const event of events) {
    if (event.type === 'answerRejected') round++
    const told = tell(event, named, { round, holder, isFirst: stops.length <= 1 })
    if (event.type === 'opened') holder = event.data.filingUnitId
    if (event.type === 'signed' || event.type === 'handOverAccepted') holder = event.data.unitId
    if (told) stops.push(stopDone(told, event.occurredAt))
  }
  return stops
}

type At = { round: number; holder: string; isFirst: boolean }

function tell(event: MatterEvent, named: Named, at: At): Told | null {
  return tellHandling(event, named, at) ?? tellAnswering(event, named, at)
}

/** Who has it, and how it came to them. */
function tellHandling(event: MatterEvent, named: Named, { holder, isFirst }: At): Told | null {
  switch (event.type) {
    case 'opened': {
      const asked = named.who(event.data.filingUnitId, event.actor.kind === 'staff' ? event.actor.personId : null)
      return event.data.askerUnitId
        ? { title: `${named.unit(event.data.askerUnitId)}提出`, body: `请${named.unit(event.data.filingUnitId)}协助` }
        : { title: '首问登记', body: `${asked}接待，是首问责任人，跟到底` }
    }
    case 'dispatched':
      if (!event.data.binding) return null
      return { title: `已裁定由${named.unit(event.data.unitId)}办理`, body: '裁定以后不再转来转去' }
    case 'signed': {
      const who = named.who(event.data.unitId, event.data.personId)
      if (event.data.silent)
        return { title: `${named.unit(event.data.unitId)}没有按时接，视为已经接下`, body: '期限照算，责任由它承担' }
      // Whoever was asked has it at once: that was said in the line before.
      return isFirst && event.data.unitId === holder ? null : { title: `${who}接办` }
    }
    case 'handOverOffered': {
      const { unitId, personId, text } = event.data
      return {
        title: `引导到${named.who(unitId, personId)}`,
        body: [named.text(text?.id)?.replace(/[。；，.;]{1,9}$/u, ''), `对方接下之前，仍由${named.unit(holder)}负责`]
          .filter(Boolean)
          .join('；'),
      }
    }
    case 'handOverAccepted':
      return { title: `${named.who(event.data.unitId, event.data.personId)}接下了`, body: '首问责任人继续跟进' }
    case 'handOverDeclined': {
      const unit = named.unit(event.data.unitId)
      return event.data.lapsed
        ? { title: `${unit}逾期没有接`, body: `回到${named.unit(holder)}，已告知双方负责人和首问责任人` }
        : { title: `${unit}没有接`, body: named.text(event.data.text?.id) || undefined }
    }
    case 'handOverWithdrawn':
      return { title: `收回了给${named.unit(event.data.unitId)}的引导`, body: `由${named.unit(holder)}继续办理` }
    case 'disputed':
      return {
        title: `由谁办有不同说法，已报${named.unit(event.data.deciderUnitId)}裁定`,
        body: `${named.unit(holder)}与${named.unit(event.data.unitId)}之间${event.data.cause === 'circle' ? '，转了一圈又转回来' : ''}；裁定之前不停办`,
      }
    case 'jointInvited':
      return { title: `请${event.data.parts.map(({ unitId }) => named.unit(unitId)).join('、')}协助` }
    case 'jointAnswered':
      return { title: `${named.unit(event.data.unitId)}给了协助意见` }
    default:
      return null
  }
}

function tellAnswering(event: MatterEvent, named: Named, { round, holder }: At): Told | null {
  switch (event.type) {
    case 'classified':
      return { title: `按“${classWord(event.data.class)}”办理` }
    case 'extensionApproved':
      return { title: `经批准延期${event.data.amount}个工作日` }
    case 'supplementRequested':
      return { title: '请您补充情况' }
    case 'supplemented':
      return { title: '您补充了情况' }
    case 'answered':
      return { title: `${named.unit(holder)}${round > 1 ? '第二次答复' : '已答复'}` }
    case 'answerAccepted':
      return { title: '您认可了答复' }
    case 'answerRejected': {
      const reason = rejectionReasons.find(({ value }) => value === event.data.reason)?.label
      return round > 2
        ? { title: '您不认可第二次答复，转入复核', body: reason }
        : { title: '您不认可答复，换人再办', body: reason }
    }
    case 'reviewed':
      return {
        title: `复核结果：${reviewWords[event.data.result]}`,
        body: event.data.dueOn ? `${fullDayText(Temporal.PlainDate.from(event.data.dueOn))}前办结` : undefined,
      }
    case 'rated':
      return { title: '您作了评价' }
    case 'supervised':
      return { title: '已列入督办' }
    case 'reopened':
      return { title: '因有新情况，重新办理' }
    case 'withdrawn':
      return { title: '您撤回了' }
    case 'closed':
      return { title: '已办结', body: closedWords[event.data.outcome] }
    default:
      return null
  }
}

const reviewWords = { continue: '继续办理', hang: '暂时挂账', end: '终结', otherTrack: '转其他法定渠道' } as const

const closedWords: Partial<Record<string, string>> = {
  accepted: '您认可了答复',
  silent: '答复后一直没有收到您的评价，记为“未评价”，不算满意',
  ended: '复核认为处理合法、已解释清楚',
  otherTrack: '这件事有专门的法定渠道，办法见答复',
}

export type Dates = {
  dueOn: Temporal.PlainDate | null
  rateBy: Temporal.PlainDate | null
  settleBy: Temporal.PlainDate | null
}

/** Who has it now, what comes next and until when. Empty once it has ended. */
export function stopsAhead(state: MatterState, named: Named, dates: Dates): Stop[] {
  const holder = named.who(state.holder.unitId, state.holder.personId)
  const answer = next('答复您', dates.dueOn && `最迟 ${fullDayText(dates.dueOn)}`)
  const rating = next('由您评价', '办成了没有、满不满意，由您说了算')
  switch (state.state) {
    case 'opened':
      return [now(`等${named.unit(state.holder.unitId)}接着办`), answer]
    case 'dispatched':
      return [now(`等${named.unit(state.offer?.unitId ?? state.holder.unitId)}接办`), answer, rating]
    case 'inProgress':
    case 'awaitingApproval':
      return [now(...workingOn(state, named, holder, dates)), answer, rating]
    case 'answered':
      return [
        now('等您评价', dates.rateBy && `${fullDayText(dates.rateBy)}前没有评价，记为“未评价”，自动办结`),
        next('办结'),
      ]
    case 'underReview':
      return [now('复核中', '由办理单位以外的人员研究'), next('复核结果书面告诉您')]
    default:
      return []
  }
}

function workingOn(state: MatterState, named: Named, holder: string, { settleBy }: Dates): [string, string | null] {
  if (state.dispute) {
    const by = settleBy ? `，最迟${fullDayText(settleBy)}` : ''
    return [`等${named.unit(state.dispute.deciderUnitId)}裁定由谁办${by}`, `裁定之前由${holder}继续办`]
  }
  if (state.offer) return [`等${named.who(state.offer.unitId, state.offer.personId)}接下`, `接下之前由${holder}负责`]
  return [`${holder}正在办`, state.question ? '同时等您补充情况；期限不变' : null]
}
