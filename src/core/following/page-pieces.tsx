import type { ComponentChildren } from 'preact'
import { fullDayText } from '#core/calendar/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Card,
  DateTimeText,
  Disclosure,
  LinkButton,
  NumberText,
  PageHeader,
  PlainText,
  Section,
  StateBadge,
  Timeline,
  type Tone,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { FollowTyped } from './follow-forms.tsx'
import type { SolvedWords } from './rating-form.tsx'
import type { Stop } from './stops.ts'

type HeadProps = {
  /** Stands before the number: 公开申请 ·  */
  before?: string
  matter: { number: string; title: string; state: { word: string; tone: Tone } }
  byCode: boolean
}

export const FollowHead = ({ before, matter: { number, title, state }, byCode }: HeadProps) => (
  <PageHeader
    eyebrow={
      <>
        {before}编号 <NumberText value={number} />
      </>
    }
    title={title}
    meta={<StateBadge state={state.word} tone={state.tone} />}
    actions={
      byCode && (
        <form method="post" action={urls.followClosure()}>
          <Button variant="quiet" icon="leave">
            看完了，关掉
          </Button>
        </form>
      )
    }
  />
)

type RefusedProps = { sentence: string | undefined; typed: FollowTyped | null; fields: readonly string[] }

/** The page has moved on since the form was opened: what was typed is shown, to be copied, because its form is gone. */
export function RefusedAct({ sentence, typed, fields }: RefusedProps) {
  if (!sentence) return null
  return (
    <Alert tone="warn" title="没有办成" live>
      <p>{sentence}</p>
      {fields
        .flatMap((name) => typed?.values[name] || [])
        .map((text) => (
          <Disclosure key={text} summary="您刚才写的内容，可以复制下来" open>
            <PlainText text={text} />
          </Disclosure>
        ))}
    </Alert>
  )
}

type NowProps = {
  matter: {
    number: string
    state: { word: string }
    stops: readonly Stop[]
    due: { on: Temporal.PlainDate; provisional: boolean } | null
  }
  /** 答复期限 */
  what: string
  note?: string | false | undefined
  /** What more is said of a day that may still move. */
  moving?: string
  /** What its calendar file is called, where there is one. */
  calendar?: string
}

/** Where it is, and until when. */
export function NowCard({ matter: { number, state, stops, due }, what, note, moving = '', calendar }: NowProps) {
  const now = stops.find((stop) => stop.state === 'now')
  if (!now && !due) return null
  return (
    <Card title={now?.title ?? state.word} icon="clock" tone="sun">
      {now?.body && <p>{now.body}</p>}
      {due && (
        <>
          <p>
            {what}：<b>{fullDayText(due.on)}</b>
            {note}
            {due.provisional && `（那一年的放假安排还没公布，日期可能变动${moving}）`}
          </p>
          <ButtonRow>
            <LinkButton href={urls.followWhy(number)} variant="secondary" icon="calendar">
              为什么是这一天
            </LinkButton>
            {calendar && (
              <LinkButton href={urls.followCalendarFile(number)} variant="quiet" icon="download">
                {calendar}
              </LinkButton>
            )}
          </ButtonRow>
        </>
      )}
    </Card>
  )
}

export const WaySection = ({ stops }: { stops: readonly Stop[] }) => (
  <Section title="办理经过">
    <Timeline items={stops.map(({ at, ...stop }) => ({ ...stop, when: at && <DateTimeText at={at} /> }))} />
  </Section>
)

type AnswerProps = {
  title: string
  answer: { text: string; unit: string; at: Temporal.Instant }
  /** Stands before the text. */
  lead?: ComponentChildren
  children?: ComponentChildren
}

export const AnswerCard = ({ title, answer: { text, unit, at }, lead, children }: AnswerProps) => (
  <Card
    title={title}
    icon="letter"
    meta={
      <>
        {unit} · <DateTimeText at={at} />
      </>
    }
  >
    {lead}
    <PlainText text={text} />
    {children}
  </Card>
)

type Rating = { solved: boolean | null; satisfied: number | null }

export const RatedAlert = ({ rating: { solved, satisfied }, words }: { rating: Rating; words: SolvedWords }) => (
  <Alert tone="good" title="谢谢您的评价">
    <p>
      {solved !== null && `您说：${solved ? words.yes : words.no}。`}
      {satisfied !== null && `满意程度：${satisfied} 分（满分 5 分）。`}
    </p>
  </Alert>
)

type SupplementsProps = { supplements: readonly { text: string; at: Temporal.Instant }[]; word?: string }

export const Supplements = ({ supplements, word = '补充' }: SupplementsProps) => (
  <>
    {supplements.map(({ text, at }) => (
      <Disclosure
        key={at.toString()}
        summary={
          <>
            {word} · <DateTimeText at={at} />
          </>
        }
      >
        <PlainText text={text} />
      </Disclosure>
    ))}
  </>
)

/** Leads to what is kept of the asker. */
export const OwnDataLink = ({ number, thing }: { number: string; thing: string }) => (
  <p>
    <a href={urls.followData(number)}>{thing}里我的信息：谁看过、带走、更正、删除</a>
  </p>
)
