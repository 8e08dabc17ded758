import { fullDayText } from '#core/calendar/index.ts'
import { type DuePaper, PaperList } from '#core/casework/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Card,
  Columns,
  DateTimeText,
  DescriptionList,
  Disclosure,
  LinkButton,
  NumberText,
  PageHeader,
  PlainText,
  Section,
  StateBadge,
  Timeline,
  type TimelineItem,
  type Tone,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Emergency } from '../letter-words.ts'
import { EmergencyCall } from '../writing/emergency-call.tsx'
import {
  AcceptanceForm,
  type FollowAct,
  type FollowTyped,
  RatingForm,
  RejectionForm,
  ReopeningForm,
  SupplementForm,
} from './follow-forms.tsx'
import type { WayStop } from './follow-timeline.ts'

export type FollowedFile = { id: string; name: string; size: string }

/** A letter as its writer follows it: offices and dates, no person but the first asked; their own words and what was answered. */
export type FollowedLetter = {
  number: string
  title: string
  body: string
  place: string
  classTitle: string
  division: string
  openedAt: Temporal.Instant
  state: { id: string; word: string; tone: Tone }
  round: 1 | 2
  /** 最迟 before the dispatch, exact after it; null once nothing is due any more. */
  due: { on: Temporal.PlainDate; isExact: boolean; provisional: boolean } | null
  stops: WayStop[]
  /** Whom the writer may ask to the end (首问责任): the one person who is named to them. */
  firstAsked: { unit: string; person: string | null }
  question: string | null
  answers: { text: string; unit: string; at: Temporal.Instant }[]
  supplements: { text: string; at: Temporal.Instant }[]
  files: FollowedFile[]
  papers: DuePaper[]
  rating: { solved: boolean | null; satisfied: number | null } | null
  /** What the writer may do now. */
  may: { supplement: boolean; decide: boolean; rate: boolean; withdraw: boolean; reopen: boolean }
  publishedHref: string | null
  isSecret: boolean
  emergency: Emergency | null
}

export type FollowPageProps = {
  letter: FollowedLetter
  /** One key a form: each can be sent once. */
  keyOf: (act: FollowAct) => string
  typed: FollowTyped | null
  /** Why an act was refused whose form is not offered any more. */
  refusal?: string
  /** By number and code, on a machine that others may use too. */
  byCode: boolean
}

export function FollowPage({ letter, keyOf, typed, refusal, byCode }: FollowPageProps) {
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            编号 <NumberText value={letter.number} />
          </>
        }
        title={letter.title}
        meta={<StateBadge state={letter.state.word} tone={letter.state.tone} />}
        actions={byCode && <CloseLetter />}
      />
      {refusal && <Refused sentence={refusal} typed={typed} />}
      {letter.emergency && <EmergencyCall emergency={letter.emergency} />}
      <Columns
        main={
          <>
            <Now letter={letter} />
            {letter.question !== null && <Question letter={letter} keyOf={keyOf} typed={typed} />}
            {letter.answers.length > 0 && <Answers letter={letter} keyOf={keyOf} typed={typed} />}
            <Section title="办理经过">
              <Timeline items={letter.stops.map(asItem)} />
            </Section>
          </>
        }
        aside={
          <>
            <OwnLetter letter={letter} keyOf={keyOf} typed={typed} />
            <PaperList papers={letter.papers} hrefOf={(key) => urls.followPaper(letter.number, key)} />
          </>
        }
        asideLabel="我的信"
      />
    </>
  )
}

/** The page has moved on since the form was opened: what was typed is shown, to be copied, because its form is gone. */
function Refused({ sentence, typed }: { sentence: string; typed: FollowTyped | null }) {
  const words = ['supplement', 'why', 'remark', 'fact'].flatMap((name) => typed?.values[name] || [])
  return (
    <Alert tone="warn" title="没有办成" live>
      <p>{sentence}</p>
      {words.map((text) => (
        <Disclosure key={text} summary="您刚才写的内容，可以复制下来" open>
          <PlainText text={text} />
        </Disclosure>
      ))}
    </Alert>
  )
}

type Part = Pick<FollowPageProps, 'letter' | 'keyOf' | 'typed'>

function Now({ letter }: { letter: FollowedLetter }) {
  const now = letter.stops.find((stop) => stop.state === 'now')
  if (!now && !letter.due) return null
  return (
    <Card title={now?.title ?? letter.state.word} icon="clock" tone="sun">
      {now?.body && <p>{now.body}</p>}
      {letter.due && (
        <p>
          {letter.due.isExact ? '答复期限：' : '最迟答复：'}
          <b>{fullDayText(letter.due.on)}</b>
          {letter.due.provisional && '（那一年的放假安排还没公布，日期可能变动，一有变动会通知您）'}
        </p>
      )}
      {letter.due && (
        <ButtonRow>
          <LinkButton href={urls.followWhy(letter.number)} variant="secondary" icon="calendar">
            为什么是这一天
          </LinkButton>
          <LinkButton href={urls.followCalendarFile(letter.number)} variant="quiet" icon="download">
            存进手机日历
          </LinkButton>
        </ButtonRow>
      )}
    </Card>
  )
}

function Question({ letter, keyOf, typed }: Part) {
  return (
    <Card title="请您补充情况" icon="info">
      <PlainText text={letter.question ?? ''} />
      {letter.may.supplement && <SupplementForm number={letter.number} formKey={keyOf('supplements')} typed={typed} />}
    </Card>
  )
}

function Answers({ letter, keyOf, typed }: Part) {
  const form = { number: letter.number, typed }
  return (
    <>
      {letter.answers.map((answer, at) => (
        <Card
          key={at}
          title={letter.answers.length > 1 ? `答复（之${'一二三四五六七八九'[at] ?? at + 1}）` : '答复'}
          icon="letter"
          meta={
            <>
              {answer.unit} · <DateTimeText at={answer.at} />
            </>
          }
        >
          <PlainText text={answer.text} />
        </Card>
      ))}
      {letter.may.decide && (
        <Card title="这个答复，您认可吗？" icon="star">
          <p>{`认可，这封信就办结，再请您评个价。不认可，${letter.round === 1 ? '换一位工作人员重新办' : '转入复核'}。`}</p>
          <AcceptanceForm {...form} formKey={keyOf('acceptance')} />
          <Disclosure summary="不认可" open={typed?.act === 'rejection'}>
            <RejectionForm {...form} formKey={keyOf('rejection')} round={letter.round} />
          </Disclosure>
        </Card>
      )}
      {letter.may.rate && (
        <Card title="请您评价" icon="star">
          <RatingForm {...form} formKey={keyOf('rating')} />
        </Card>
      )}
      {letter.rating && (
        <Alert tone="good" title="谢谢您的评价">
          <p>
            {letter.rating.solved !== null && (letter.rating.solved ? '您说：解决了。' : '您说：没解决。')}
            {letter.rating.satisfied !== null && `满意程度：${letter.rating.satisfied} 分（满分 5 分）。`}
          </p>
        </Alert>
      )}
    </>
  )
}

function OwnLetter({ letter, keyOf, typed }: Part) {
  return (
    <>
      <Card title="我写的信">
        <DescriptionList
          items={[
            { label: '类别', value: letter.classTitle },
            { label: '时间', value: <DateTimeText at={letter.openedAt} /> },
            { label: '地点', value: `${letter.division}${letter.place ? ` ${letter.place}` : ''}` },
            {
              label: letter.firstAsked.person ? '首问责任人' : '首问责任单位',
              value: [letter.firstAsked.unit, letter.firstAsked.person].filter(Boolean).join(' '),
            },
            { label: '保密', value: letter.isSecret ? '办理单位看不到您的姓名和手机号' : null },
            {
              label: '公开',
              value: letter.publishedHref && <a href={letter.publishedHref}>经您同意已公开，看公开页</a>,
            },
          ]}
        />
        <Disclosure summary="看原文" open={letter.body.length < 300}>
          <PlainText text={letter.body} />
        </Disclosure>
        {letter.supplements.map((supplement) => (
          <Disclosure
            key={supplement.at.toString()}
            summary={
              <>
                补充 · <DateTimeText at={supplement.at} />
              </>
            }
          >
            <PlainText text={supplement.text} />
          </Disclosure>
        ))}
        {letter.files.length > 0 && (
          <ul>
            {letter.files.map((file) => (
              <li key={file.id}>
                <a href={urls.followFile(letter.number, file.id)}>{file.name}</a> <small>{file.size}</small>
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href={urls.followData(letter.number)}>这封信里我的信息：谁看过、带走、更正、删除</a>
        </p>
      </Card>
      {letter.may.supplement && letter.question === null && (
        <Disclosure summary="补充说明" open={typed?.act === 'supplements'}>
          <SupplementForm number={letter.number} formKey={keyOf('supplements')} typed={typed} />
        </Disclosure>
      )}
      {letter.may.reopen && (
        <Disclosure summary="有新的情况，请求重新办理" open={typed?.act === 'reopening'}>
          <ReopeningForm number={letter.number} formKey={keyOf('reopening')} typed={typed} />
        </Disclosure>
      )}
      {letter.may.withdraw && (
        <p>
          <a href={urls.followAct(letter.number, 'withdrawal')}>撤回这封信</a>
        </p>
      )}
      <p>
        有疑问请拨打 <a href="tel:12345">12345</a>，报上编号即可。
      </p>
    </>
  )
}

function CloseLetter() {
  return (
    <form method="post" action={urls.followClosure()}>
      <Button variant="quiet" icon="leave">
        看完了，关掉
      </Button>
    </form>
  )
}

const asItem = (stop: WayStop): TimelineItem => ({
  title: stop.title,
  when: stop.at && <DateTimeText at={stop.at} />,
  body: stop.body,
  state: stop.state,
})
