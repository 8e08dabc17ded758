import { fullDayText } from '#core/calendar/index.ts'
import {
  type EventData,
  type Kind,
  kindOf,
  type MatterEvent,
  markWords,
  type Outcome,
  outcomeWords,
} from '#core/matters/index.ts'
import { DateTimeText, PlainText, type TimelineItem } from '#ui/index.ts'
import type { Desk } from '../desk.ts'

/** What the log's ids stand for. A text that was erased is gone: the event stays and says so. */
export type Names = {
  unit(id: string): string
  person(id: string | null): string
  text(id: string): string | undefined
  /** 个工作日, 日: in what the answer limit is counted. */
  limitUnit: string
}

/** How one event is told: its title, a note of ours, and what somebody wrote with it. */
export type Told = { title: string; text?: { id: string } | null | undefined; note?: string }

/** One line of the way of a matter as the offices see it: with names of persons and with every word that was written on the way. */
export type DeskStop = { at: Temporal.Instant; title: string; who: string; note: string | null; text: string | null }

export function deskStops(desk: Desk, kind: string, events: readonly MatterEvent[], names: Names): DeskStop[] {
  const telling = { desk, kind: kindOf(kind), names }
  return events.flatMap((event) => {
    const own = desk.tell?.(event, names)
    const told = own === undefined ? tell(event, telling) : own
    if (!told) return []
    const text = told.text ? (names.text(told.text.id) ?? '（文字已依法删除）') : null
    return [{ at: event.occurredAt, title: told.title, who: whoDid(event, desk, names), note: told.note || null, text }]
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

function whoDid({ actor }: MatterEvent, desk: Desk, names: Names): string {
  if (actor.kind === 'system') return actor.name === 'import' ? '导入' : '系统'
  if (actor.kind !== 'staff') return desk.words.asker
  return [actor.unitId && names.unit(actor.unitId), names.person(actor.personId)].filter(Boolean).join(' ')
}

type Telling = { desk: Desk; kind: Kind; names: Names }

function tell(event: MatterEvent, { desk, kind, names }: Telling): Told | null {
  const { matter, asker } = desk.words
  const label = (words: Readonly<Record<string, string>>, code: string) => words[code] ?? code
  switch (event.type) {
    case 'opened':
      return { title: `收到${matter}` }
    case 'classified':
      return { title: `类别改为“${label(desk.classes, event.data.class)}”`, text: event.data.text }
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
        note: label(kind.returnGrounds, event.data.ground),
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
    case 'handOverWithdrawn':
      return { title: `收回给${names.unit(event.data.unitId)}的转办`, text: event.data.text }
    case 'disputed':
      return { title: `报请${names.unit(event.data.deciderUnitId)}裁定由谁办理`, text: event.data.text }
    case 'jointInvited':
      return {
        title: `请${event.data.parts.map((part) => names.unit(part.unitId)).join('、')}协办`,
        text: event.data.text,
      }
    case 'jointAnswered':
      return { title: `${names.unit(event.data.unitId)}已答复协办事项` }
    case 'drafted':
      return { title: '答复提交审核', note: choiceWord(kind, event.data.choice) }
    case 'draftReturned':
      return { title: '答复退回修改', text: event.data.text }
    case 'extensionRequested':
      return {
        title: `申请延期 ${event.data.amount} ${names.limitUnit}`,
        note: label(kind.extensionGrounds, event.data.ground),
        text: event.data.text,
      }
    case 'extensionApproved':
      return { title: `批准延期 ${event.data.amount} ${names.limitUnit}` }
    case 'extensionRefused':
      return { title: '不同意延期', text: event.data.text }
    case 'paused':
      return {
        title: `暂停计时，已书面告知${asker}`,
        note: pauseGroundWord(desk, event.data.ground),
      }
    case 'resumed':
      return { title: event.data.byCap ? '暂停期满，恢复计时' : '恢复计时' }
    case 'supplementRequested':
      return { title: `请${asker}补充`, text: event.data.text }
    case 'supplemented':
      return { title: `${asker}补充`, text: event.data.text }
    case 'answered':
      return {
        title: kind.steps.approval ? `审核通过，答复${asker}` : `答复${asker}`,
        note: [
          choiceWord(kind, event.data.choice),
          event.data.onTime === null ? '' : event.data.onTime ? '在期限内答复' : '超过期限答复',
        ]
          .filter(Boolean)
          .join('，'),
        text: event.data.ground,
      }
    case 'answerAccepted':
      return { title: `${asker}认可答复` }
    case 'answerRejected':
      return {
        title: `${asker}不认可答复`,
        note: label(kind.rejectionReasons, event.data.reason),
        text: event.data.text,
      }
    case 'reviewed':
      return {
        title: `复核决定：${reviewWords[event.data.result]}`,
        ...(event.data.dueOn && { note: `${fullDayText(Temporal.PlainDate.from(event.data.dueOn))}前答复` }),
        text: event.data.text,
      }
    case 'rated':
      return { title: `${asker}评价`, text: event.data.text }
    case 'urged':
      return { title: '催办', text: event.data.text }
    case 'supervised':
      return {
        title: `督办单 ${event.data.orderNumber}`,
        note: `${fullDayText(Temporal.PlainDate.from(event.data.replyDueOn))}前报告`,
        text: event.data.text,
      }
    case 'marked':
      return {
        title: `${event.data.on ? '标记' : '取消标记'}：${markWord(desk, event.data.mark)}`,
        text: event.data.text,
      }
    case 'merged':
      return { title: '并入主件' }
    case 'reopened':
      return { title: event.data.revisited ? '回访时说没有解决，退回再办' : '因新情况重新办理', text: event.data.text }
    case 'withdrawn':
      return { title: `${asker}撤回`, text: event.data.text }
    case 'closed':
      return { title: `办结：${outcomeWord(desk, event.data.outcome)}`, text: event.data.text }
    case 'published':
      return { title: `公开${matter}和答复` }
    case 'corrected':
      return { title: '更正公开内容', text: event.data.text }
    case 'unpublished':
      return { title: '撤下公开内容', text: event.data.text }
    case 'lightChanged':
      return event.data.light === 'green' ? null : { title: event.data.light === 'red' ? '已超期' : '临近到期' }
    case 'erased':
      return { title: '依法删除个人信息和文字' }
    case 'stepped':
      return tellStep(event.data, { desk, kind, names })
  }
}

/** A step of the kind's own: its title, and what was said with it. */
function tellStep({ step, choice, unitId, on, text }: EventData<'stepped'>, { kind, names }: Telling): Told {
  const own = kind.ownSteps?.[step]
  const note = [
    choice !== null && (own?.choices?.[choice] ?? choice),
    unitId !== null && names.unit(unitId),
    on !== null && fullDayText(Temporal.PlainDate.from(on)),
  ]
  return { title: own?.title ?? step, text, note: note.filter(Boolean).join('，') }
}

/** Which of the kind's answers it is; empty where an answer is just words. */
const choiceWord = ({ answerChoices }: Kind, choice: string | null | undefined): string =>
  choice ? (answerChoices?.[choice] ?? choice) : ''

/** The desk's word for a mark, or the engine's. */
export const markWord = (desk: Pick<Desk, 'markWords'>, mark: string): string =>
  desk.markWords[mark] ?? markWords[mark] ?? mark

const outcomeWord = ({ words }: Desk, outcome: Outcome): string => {
  if (outcome === 'accepted') return `${words.asker}认可`
  return outcome === 'invalid' ? `无效${words.matter}` : outcomeWords[outcome]
}

export const pauseGroundWord = ({ pauseGrounds }: Pick<Desk, 'pauseGrounds'>, code: string): string =>
  pauseGrounds.find(({ value }) => value === code)?.label ?? code

const reviewWords = { continue: '继续办理', hang: '挂账', end: '终结', otherTrack: '导入其他程序' } as const
