import {
  Alert,
  Badge,
  Button,
  DateTimeText,
  DescriptionList,
  EmptyState,
  HiddenField,
  LinkButton,
  PageHeader,
  PlainText,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import {
  type Entry,
  type Guest,
  type Interview,
  type InterviewState,
  outcomeWords,
  refusalGrounds,
  type ShownQuestion,
  stateWords,
  takesQuestions,
} from './interview.ts'
import { LiveEntry } from './live/live-entry.tsx'
import type { QuestionCounts } from './read-interviews.ts'
import { subjectWord } from './subject.ts'

export type InterviewPageProps = {
  interview: Interview
  state: InterviewState
  guests: Guest[]
  entries: Entry[]
  questions: ShownQuestion[]
  counts: QuestionCounts
  unitName: (id: string) => string
  /** Milliseconds until the stream opens; null where there is none to wait for. */
  opensIn: number | null
  leftoverSpan: string
  timeZone: string
}

/** One interview from its announcement to its archive: the same address, everything written out by the server. */
export function InterviewPage(props: InterviewPageProps) {
  const { interview, state, guests, unitName, timeZone, leftoverSpan } = props
  return (
    <>
      <PageHeader
        title={interview.title}
        lead={`在线访谈 · ${subjectWord(interview.subject)} · ${stateWords[state]}`}
        actions={
          takesQuestions(interview) && (
            <LinkButton href={urls.newInterviewQuestion(interview.number)} size="large">
              我要提问
            </LinkButton>
          )
        }
      />
      {state === 'cancelled' && (
        <Alert tone="warn" title="访谈已经取消">
          <p>{interview.cancelledGround}</p>
          <p>已经收到的问题会在{leftoverSpan}内转为来信办理。</p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { label: '时间', value: <DateTimeText at={interview.startsAt} timeZone={timeZone} /> },
          { label: '嘉宾', value: guests.map(({ name, post }) => `${post} ${name}`).join('；') },
          { label: '主办单位', value: unitName(interview.leadUnitId) },
          { label: '承办', value: unitName(interview.unitId) },
          { label: '地点', value: interview.place },
          interview.streamUrl !== null && {
            label: '视频直播',
            value: (
              <a href={interview.streamUrl} rel="noopener noreferrer">
                {interview.streamUrl}
              </a>
            ),
          },
        ]}
      />
      <PlainText text={interview.about} />
      {(state === 'announced' || state === 'live') && (
        <p>
          <a href={urls.interviewCalendarFile(interview.number)}>放进手机日历</a>
        </p>
      )}
      {(state === 'live' || props.opensIn !== null) && <Live {...props} />}
      {(state === 'ended' || state === 'archived') && <Record {...props} />}
      <Questions {...props} />
    </>
  )
}

/** Newest in front, as one reads while it goes on. */
const Live = ({ interview, entries, opensIn, timeZone }: InterviewPageProps) => (
  <Section title="文字直播" id="live">
    <live-text class="live-text" data-src={urls.interviewLive(interview.number)} data-wait={String(opensIn ?? 0)}>
      <p class="live-state" role="status">
        {entries.length === 0 ? '访谈还没有开始，开始以后内容会出现在这里。' : '下面是到现在为止的内容。'}
      </p>
      <noscript>
        <p>
          这一页不会自己更新。<a href={`${urls.interview(interview.number)}#live`}>刷新，看新的内容</a>
        </p>
      </noscript>
      <ol class="live-list" reversed aria-label="文字直播，最新的在前" aria-live="polite">
        {entries.toReversed().map((entry) => (
          <LiveEntry key={entry.seq} entry={entry} number={interview.number} timeZone={timeZone} />
        ))}
      </ol>
    </live-text>
  </Section>
)

const Record = ({ interview, entries, timeZone }: InterviewPageProps) => (
  <Section title="访谈实录" id="live">
    <ol class="live-list" aria-label="访谈实录">
      {entries.map((entry) => (
        <LiveEntry key={entry.seq} entry={entry} number={interview.number} timeZone={timeZone} />
      ))}
    </ol>
  </Section>
)

/** Every question that may be shown, with what became of it; of the others how many, and why they do not stand here. */
function Questions(props: InterviewPageProps) {
  const { interview, state, questions, counts } = props
  const isOpen = takesQuestions(interview)
  return (
    <Section title={`大家的提问（${questions.length}）`} id="questions">
      <p>
        共收到 {counts.all} 个问题
        {counts.waiting > 0 && `，其中 ${counts.waiting} 个在等待审核或者处理`}
        {counts.hidden > 0 && `，${counts.hidden} 个不公开，已转为来信答复本人`}
        {counts.refused.length > 0 &&
          `，没有公开展示的：${counts.refused.map(({ ground, many }) => `${refusalGrounds[ground as keyof typeof refusalGrounds] ?? ground} ${many} 个`).join('，')}`}
        。
      </p>
      {questions.length === 0 && isOpen && (
        <EmptyState
          title="还没有公开的提问"
          action={<LinkButton href={urls.newInterviewQuestion(interview.number)}>我来问第一个</LinkButton>}
        >
          提问先由主持人隐去姓名、电话，再公开。
        </EmptyState>
      )}
      {questions.length > 0 && (
        <ol class="question-list">
          {questions.map((question) => (
            <li key={question.id} class="question-item" id={`question-${question.position}`}>
              <p class="question-who">
                第 {question.position} 问 · {question.name}
                <OutcomeBadge question={question} state={state} />
              </p>
              <PlainText text={question.body} />
              <Answer question={question} />
              {isOpen && question.outcome === null ? (
                <form class="question-support" method="post" action={urls.interviewSupports()}>
                  <HiddenField name="question" value={question.id} />
                  <Button variant="quiet" size="small">
                    我也想问
                    <span class="visually-hidden">：第 {question.position} 问</span>
                    {question.supports > 0 && `（${question.supports}）`}
                  </Button>
                </form>
              ) : (
                question.supports > 0 && <p class="question-support">{question.supports} 人也想问</p>
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

function OutcomeBadge({ question, state }: { question: ShownQuestion; state: InterviewState }) {
  if (question.outcome) return <Badge tone="good">{outcomeWords[question.outcome]}</Badge>
  return state === 'announced' || state === 'live' ? null : <Badge>等待答复</Badge>
}

function Answer({ question }: { question: ShownQuestion }) {
  const { outcome, answer, answerSeq, letter } = question
  if (outcome === 'onAir' && answerSeq !== null)
    return (
      <p>
        <a href={`#entry-${answerSeq}`}>看现场的答复（第 {answerSeq} 条）</a>
      </p>
    )
  if (outcome === 'written' && answer)
    return (
      <blockquote class="question-answer">
        <PlainText text={`答：${answer}`} />
      </blockquote>
    )
  if (letter?.number)
    return (
      <p>
        已转为来信办理并公开答复：<a href={urls.letter(letter.number)}>看答复</a>
      </p>
    )
  if (letter) return <p>{letter.isAnswered ? '已转为来信办理，已经答复提问的人。' : '已转为来信办理，正在办理中。'}</p>
  return null
}
