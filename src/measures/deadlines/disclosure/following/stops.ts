import { fullDayText } from '#core/calendar/index.ts'
import { stopNow as now, type Stop, stopDone, stopNext, type ToldStop as Told } from '#core/following/index.ts'
import { lastStep, type MatterEvent, type MatterState } from '#core/matters/index.ts'
import { awaitsCorrection, awaitsPayment } from '../disclosure-steps.ts'
import { readCode } from '../parties.ts'

type Naming = {
  unit: string
  /** How long the party of a letter has for its opinion: 15个工作日. */
  opinionWithin(serial: number): string
}

/** What was done, in order, by the agency, never its persons; third parties are named to nobody, how the offices talked among themselves is left out. */
export function stopsDone(events: readonly MatterEvent[], naming: Naming): Stop[] {
  return events.flatMap((event, index) => {
    // The next one that has its letter keeps the clock stopped.
    if (event.type === 'resumed' && events[index + 1]?.type === 'paused') return []
    const told = event.type === 'stepped' ? tellStep(event.data, naming) : tell(event, naming)
    return told ? [stopDone(told, event.occurredAt)] : []
  })
}

function tellStep(
  { step, choice, on }: { step: string; choice: string | null; on: string | null },
  { unit, opinionWithin }: Naming,
): Told | null {
  const day = on ? fullDayText(Temporal.PlainDate.from(on)) : ''
  const isAgency = readCode(choice).what === 'agency'
  switch (step) {
    case 'receipt':
      return { title: `${unit}确认收到`, body: `${day || '这天'}是收到申请之日，答复期限从第二天起算` }
    case 'correction':
      return { title: '请您补正', body: `${day}之前补正；补正以后答复期限重新计算` }
    case 'corrected':
      return { title: '收到您的补正', body: '答复期限从第二天起重新计算' }
    case 'askReasons':
      return { title: '请您说明理由', body: '申请的数量、频次明显超过合理范围的，才会这样要求' }
    case 'reasonsGiven':
      return { title: '收到您说明的理由' }
    case 'delay':
      return { title: `数量较多，确定延迟到${day}前答复`, body: '理由见延迟答复告知书' }
    case 'feeNotice':
      return { title: '发出收费通知', body: '缴费以后答复期限重新计算' }
    case 'feeWaived':
      return choice === 'whole'
        ? { title: '信息处理费全部免收', body: '答复期限从第二天起重新计算' }
        : { title: '信息处理费减收', body: '缴费的时间从这天起重新计算' }
    case 'feePaid':
      return { title: '收到缴费', body: '答复期限从第二天起重新计算' }
    case 'consult':
      return {
        title: isAgency ? '征求共同制作机关的意见' : '书面征求第三方的意见',
        body: '信息可能涉及别人的权益，依法要先问',
      }
    case 'letterReceived':
      return {
        title: '对方收到征求意见书',
        body: `${day}收到，对方有${opinionWithin(readCode(choice).serial)}，不计入答复期限`,
      }
    case 'opinion':
      return { title: '对方提出了意见' }
    case 'opinionLapsed':
      return { title: isAgency ? '对方逾期没有意见，视为同意公开' : '对方逾期没有意见，由机关依法决定' }
    case 'partyTold':
      return { title: '已书面告知第三方决定公开' }
    default:
      return null
  }
}

function tell(event: MatterEvent, { unit }: Naming): Told | null {
  switch (event.type) {
    case 'opened':
      return { title: '提出申请', body: `交给${unit}` }
    case 'signed':
      return event.data.silent ? { title: `${unit}没有按时确认`, body: '按到期之时收到起算，责任由它承担' } : null
    case 'handOverAccepted':
      return { title: '换了承办人，期限不变' }
    case 'extensionApproved':
      return { title: `经负责人同意，延长答复期限 ${event.data.amount} 个工作日`, body: '理由见延长答复期限告知书' }
    case 'resumed':
      return { title: '征求意见结束，继续计算答复期限' }
    case 'answered':
      return { title: `${unit}已答复` }
    case 'supervised':
      return { title: '已列入督办' }
    case 'withdrawn':
      return { title: '您撤回了申请' }
    case 'closed':
      return event.data.outcome === 'dropped'
        ? { title: '视为放弃申请，不再处理', body: '逾期没有补正或者缴费；仍需要的可以重新申请' }
        : null
    case 'erased':
      return { title: '依法删除了个人信息和内容' }
    default:
      return null
  }
}

/** Who has it now, what comes next and until when. Empty once it has ended. */
export function stopsAhead(state: MatterState, unit: string, dueOn: Temporal.PlainDate | null): Stop[] {
  if (state.closedAt) return []
  const isExact = state.answerClock.length > 0
  const answer = stopNext('答复您', dueOn && (isExact ? `${fullDayText(dueOn)}前` : `最迟 ${fullDayText(dueOn)}`))
  if (!lastStep(state, 'receipt')) return [now(`等${unit}确认收到`, '不确认的，到期自动按收到起算'), answer]
  if (awaitsCorrection(state)) {
    const by = lastStep(state, 'correction')?.on
    return [now('等您补正', by ? `${fullDayText(by)}之前没有补正的，视为放弃申请` : null), answer]
  }
  if (awaitsPayment(state)) return [now('等您缴费', '逾期没有缴费的，视为放弃申请'), answer]
  if (state.pause) return [now('正在征求意见', '所需时间不计入答复期限'), answer]
  return [now(`${unit}正在办`), answer]
}
