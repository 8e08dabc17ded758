import { fullDayText, type RulesInWords } from '#core/calendar/index.ts'
import { stopNext as next, stopNow as now, type Stop, stopDone, type ToldStop as Told } from '#core/following/index.ts'
import type { MatterEvent, MatterState } from '#core/matters/index.ts'
import { answerChoices, classWord, handlingRule, isReview, opinionTitle } from '../petition.ts'
import { deliveries, refusalGrounds, tracks } from '../petition-steps.ts'

/** What ids stand for. Of a 检举控告 every unit is 有权处理的机关. */
export type Named = { unit(id: string): string; text(id: string | undefined): string }

/** What was done, in order, by units and dates, never a person; what offices say among themselves is left out, that it was passed back is not. */
export function stopsDone(events: readonly MatterEvent[], petitionClass: string, named: Named): Stop[] {
  return events.flatMap((event): Stop[] => {
    const told = tell(event, petitionClass, named)
    return told ? [stopDone(told, event.occurredAt)] : []
  })
}

function tell(event: MatterEvent, of: string, named: Named): Told | null {
  switch (event.type) {
    case 'opened':
      return isReview(of)
        ? { title: `收到${classWord(of)}请求` }
        : { title: '已登记', body: `由${named.unit(event.data.filingUnitId)}登记` }
    case 'classified':
      return { title: `按“${classWord(event.data.class)}”办理` }
    case 'dispatched':
      if (isReview(of)) return null
      return {
        title: event.data.binding
          ? `已决定由${named.unit(event.data.unitId)}办理`
          : `转送${named.unit(event.data.unitId)}`,
      }
    case 'dispatchReturned':
      return { title: '收回材料，另行转送', body: `${named.unit(event.data.unitId)}提出异议，信访部门核实后同意` }
    case 'handOverAccepted':
      return event.data.personId === null ? null : { title: `${named.unit(event.data.unitId)}接办` }
    case 'disputed':
      return { title: `由谁受理有争议，已报${named.unit(event.data.deciderUnitId)}决定`, body: '决定之前不停办' }
    case 'jointInvited':
      return { title: `请${event.data.parts.map(({ unitId }) => named.unit(unitId)).join('、')}配合` }
    case 'supplementRequested':
      return { title: '请您补充情况' }
    case 'supplemented':
      return { title: '您补充了情况' }
    case 'extensionApproved':
      return { title: `经批准延长${event.data.amount}日`, body: '延长办理期限告知书在“文书”里' }
    case 'paused':
      return { title: '举行听证，暂停计时', body: named.text(event.data.noticeId) || undefined }
    case 'resumed':
      return { title: '听证结束，恢复计时' }
    case 'answered':
      return {
        title: `出具${opinionTitle(of)}`,
        body: event.data.choice ? answerChoices[event.data.choice as keyof typeof answerChoices] : undefined,
      }
    case 'rated':
      return { title: '您作了评价' }
    case 'supervised':
      return { title: '已列入督办' }
    case 'withdrawn':
      return { title: '您撤回了' }
    case 'closed':
      return event.data.outcome === 'answered' ? { title: '已办结' } : null
    case 'stepped':
      return tellStep(event.data, named)
    default:
      return null
  }
}

type Step = Extract<MatterEvent, { type: 'stepped' }>['data']

function tellStep({ step, choice, on, unitId }: Step, named: Named): Told | null {
  const label = (words: Readonly<Record<string, string>>) => (choice === null ? '' : (words[choice] ?? ''))
  switch (step) {
    case 'route':
      return choice === 'assign' && on
        ? { title: '交办', body: `要求${fullDayText(Temporal.PlainDate.from(on))}前反馈结果` }
        : null
    case 'accept':
      return { title: '已受理', body: '受理告知书在“文书”里' }
    case 'notAccept':
      return { title: '不予受理', body: label(refusalGrounds) }
    case 'leadIn':
      return { title: `应按其他程序处理：${label(tracks)}`, body: '怎么提出，见告知书' }
    case 'object':
      return {
        title: `${unitId ? named.unit(unitId) : '承办单位'}认为不属于自己的职权，提出异议`,
        body: '信访部门正在核实',
      }
    case 'consent':
      return choice === 'kept' ? { title: '信访部门核实后不同意异议', body: '仍由该单位办理' } : null
    case 'deliver':
      return {
        title: '意见书已送达',
        body: [label(deliveries), on && fullDayText(Temporal.PlainDate.from(on))].filter(Boolean).join('，'),
      }
    default:
      // Who keeps away is the offices' business.
      return null
  }
}

/** Who has it now, what comes next and until when. Empty once it has ended. */
export function stopsAhead(
  state: MatterState,
  named: Named,
  dates: {
    dueOn: Temporal.PlainDate | null
    routeBy: Temporal.PlainDate | null
    isAccepted: boolean
    rule: RulesInWords
  },
): Stop[] {
  const by = (date: Temporal.PlainDate | null) => date && `最迟 ${fullDayText(date)}`
  const opinion = next(
    `出具${opinionTitle(state.class)}`,
    dates.isAccepted ? by(dates.dueOn) : `受理之日起${dates.rule(handlingRule(state.class)).span}内`,
  )
  const holder = named.unit(state.holder.unitId)
  if (isReview(state.class) && ['dispatched', 'inProgress', 'awaitingApproval'].includes(state.state))
    return [now(`${holder}正在办理${classWord(state.class)}`), { ...opinion, body: by(dates.dueOn) }]
  switch (state.state) {
    case 'opened':
      return [now('等信访部门转给有权处理的单位', by(dates.routeBy)), next('告知您是否受理', by(dates.dueOn)), opinion]
    case 'dispatched':
    case 'inProgress':
    case 'awaitingApproval': {
      const who = state.offer ? named.unit(state.offer.unitId) : holder
      return dates.isAccepted
        ? [now(`${holder}正在办理`, state.question ? '同时等您补充情况；期限不变' : null), opinion]
        : [now(`等${who}告知是否受理`, by(dates.dueOn)), opinion]
    }
    case 'answered':
      return [now('意见书已出具，等您收到', '在这一页可以直接下载；收到之日起计算申请复查、复核的时间'), next('办结')]
    default:
      return []
  }
}
