import { fullDayText } from '#core/calendar/index.ts'
import { type MatterEvent, markWords, outcomeWords, type TextRef } from '#core/matters/index.ts'
import { DateTimeText, PlainText, type TimelineItem } from '#ui/index.ts'
import { extensionGroundLabel } from '../acts/extend-letter.tsx'
import { pauseGrounds } from '../acts/pause-grounds.ts'
import { classWord, letterMarks } from '../letter.ts'
import { rejectionReasons } from '../rejection-reasons.ts'
import { returnGrounds } from '../return-grounds.ts'

/** What the log's ids stand for. A text that was erased is gone: the event stays and says so. */
export type Names = {
  unit(id: string): string
  person(id: string | null): string
  text(id: string): string | undefined
}

type Told = { title: string; text?: TextRef | null; note?: string }

/** One line of the way of a letter as the offices see it: with names of persons and with every word that was written on the way. */
export type DeskStop = { at: Temporal.Instant; title: string; who: string; note: string | null; text: string | null }

export function deskStops(events: readonly MatterEvent[], names: Names): DeskStop[] {
  return events.flatMap((event) => {
    const told = tell(event, names)
    if (!told) return []
    const text = told.text ? (names.text(told.text.id) ?? '（文字已依法删除）') : null
    return [{ at: event.occurredAt, title: told.title, who: whoDid(event, names), note: told.note ?? null, text }]
  })
}

export const deskTimeline = (stops: readonly DeskStop[]): TimelineItem[] =>
  stops.map(({ at, title, who, note, text }) => ({
    title,
    state: 'done',
    when: <DateTimeText at={at} />,
    who,
    body:
      text || note ? (
        <>
          {note && <p>{note}</p>}
          {text && <PlainText text={text} />}
        </>
      ) : undefined,
  }))

function whoDid({ actor }: MatterEvent, names: Names): string {
  if (actor.kind === 'system') return actor.name === 'import' ? '导入' : '系统'
  if (actor.kind !== 'staff') return '写信人'
  return [actor.unitId && names.unit(actor.unitId), names.person(actor.personId)].filter(Boolean).join(' ')
}

function tell(event: MatterEvent, names: Names): Told | null {
  switch (event.type) {
    case 'opened':
      return { title: '收到来信' }
    case 'classified':
      return { title: `类别改为“${classWord(event.data.class)}”`, text: event.data.text }
    case 'dispatched':
      return {
        title: `派给${names.unit(event.data.unitId)}`,
        text: event.data.text,
        ...(event.data.binding && { note: '经会商或裁定确定，不能再退单' }),
      }
    case 'signed':
      return {
        title: event.data.silent
          ? `${names.unit(event.data.unitId)}逾时未签收，视为签收`
          : `${names.unit(event.data.unitId)}签收`,
      }
    case 'dispatchReturned':
      return {
        title: `${names.unit(event.data.unitId)}退单`,
        note: labelOf(returnGrounds, event.data.ground),
        text: event.data.text,
      }
    case 'handOverOffered':
      return { title: `请${names.unit(event.data.unitId)}接办`, text: event.data.text }
    case 'handOverAccepted':
      return { title: `${names.unit(event.data.unitId)}接办` }
    case 'handOverDeclined':
      return {
        title: `${names.unit(event.data.unitId)}${event.data.lapsed ? '逾期未接办，退回转办单位' : '没有接办'}`,
        text: event.data.text,
      }
    case 'jointInvited':
      return {
        title: `请${event.data.parts.map((part) => names.unit(part.unitId)).join('、')}协办`,
        text: event.data.text,
      }
    case 'jointAnswered':
      return { title: `${names.unit(event.data.unitId)}已答复协办事项` }
    case 'drafted':
      return { title: '答复提交审核' }
    case 'draftReturned':
      return { title: '答复退回修改', text: event.data.text }
    case 'extensionRequested':
      return {
        title: `申请延期 ${event.data.amount} 个工作日`,
        note: extensionGroundLabel(event.data.ground),
        text: event.data.text,
      }
    case 'extensionApproved':
      return { title: `批准延期 ${event.data.amount} 个工作日` }
    case 'extensionRefused':
      return { title: '不同意延期', text: event.data.text }
    case 'paused':
      return {
        title: '暂停计时，已书面告知写信人',
        note: labelOf(pauseGrounds, event.data.ground),
      }
    case 'resumed':
      return { title: event.data.byCap ? '暂停期满，恢复计时' : '恢复计时' }
    case 'supplementRequested':
      return { title: '请写信人补充', text: event.data.text }
    case 'supplemented':
      return { title: '写信人补充', text: event.data.text }
    case 'answered':
      return {
        title: '审核通过，答复写信人',
        note: event.data.onTime === null ? undefined : event.data.onTime ? '在期限内答复' : '超过期限答复',
        text: event.data.ground,
      }
    case 'answerAccepted':
      return { title: '写信人认可答复' }
    case 'answerRejected':
      return {
        title: '写信人不认可答复',
        note: labelOf(rejectionReasons, event.data.reason),
        text: event.data.text,
      }
    case 'reviewed':
      return {
        title: `复核决定：${reviewWords[event.data.result]}`,
        ...(event.data.dueOn && { note: `${fullDayText(Temporal.PlainDate.from(event.data.dueOn))}前答复` }),
        text: event.data.text,
      }
    case 'rated':
      return { title: '写信人评价', text: event.data.text }
    case 'urged':
      return { title: '催办', text: event.data.text }
    case 'supervised':
      return {
        title: `督办单 ${event.data.orderNumber}`,
        note: `${fullDayText(Temporal.PlainDate.from(event.data.replyDueOn))}前报告`,
        text: event.data.text,
      }
    case 'marked':
      return { title: `${event.data.on ? '标记' : '取消标记'}：${markWord(event.data.mark)}`, text: event.data.text }
    case 'merged':
      return { title: '并入主件' }
    case 'reopened':
      return { title: '因新情况重新办理', text: event.data.text }
    case 'withdrawn':
      return { title: '写信人撤回', text: event.data.text }
    case 'closed':
      return { title: `办结：${outcomeWords[event.data.outcome]}`, text: event.data.text }
    case 'published':
      return { title: '公开来信和答复' }
    case 'corrected':
      return { title: '更正公开内容', text: event.data.text }
    case 'unpublished':
      return { title: '撤下公开内容', text: event.data.text }
    // A letter has no steps of its own.
    case 'stepped':
      return null
    case 'lightChanged':
      return event.data.light === 'green' ? null : { title: event.data.light === 'red' ? '已超期' : '临近到期' }
    case 'erased':
      return { title: '依法删除个人信息和文字' }
  }
}

export const markWord = (mark: string): string =>
  markWords[mark] ?? (letterMarks as Record<string, string>)[mark] ?? mark

const reviewWords = { continue: '继续办理', hang: '挂账', end: '终结', otherTrack: '导入其他程序' } as const

const labelOf = (choices: readonly { value: string; label: string }[], code: string): string =>
  choices.find(({ value }) => value === code)?.label ?? code
