import { groupNumber, stateWords } from '#core/matters/index.ts'
import {
  Alert,
  Badge,
  ButtonRow,
  Card,
  CardGrid,
  Columns,
  CopyCode,
  DescriptionList,
  ErrorSummary,
  errorList,
  formatDate,
  formatDateTime,
  LinkButton,
  PageHeader,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { doorWord } from '../letters/door.ts'
import { classWord } from '../letters/letter.ts'
import { trackOf } from '../letters/tracks.ts'
import { callStateWords, clockText, emergencyWords, outcomeWords, skillWord, transferWords } from './call.ts'
import { CallForm, type CallFormProps, formId } from './call-form.tsx'
import type { CallerHistory } from './caller-history.ts'
import { CallsLive, Ticking } from './calls-live.tsx'
import { callFieldOrder } from './console-form.ts'
import type { Knowledge } from './knowledge.ts'
import { KnowledgePanel } from './knowledge-panel.tsx'
import { RecordingCard, type RecordingProps } from './recording-card.tsx'
import { standards } from './standards.ts'
import type { CallWords } from './words-of-call.ts'

export type ConsolePageProps = CallFormProps & {
  words: CallWords
  notice: string | null
  history: CallerHistory
  knowledge: Knowledge | null
  line: { mine: string | null; waiting: number; mark: string }
  now: Temporal.Instant
  timeZone: string
  recording: RecordingProps
  /** After something was filed the form comes back only when asked for. */
  isMore: boolean
}

/** 话务台: one call, by the keyboard alone. What is said stands at the left, what helps at the right. */
export function ConsolePage(props: ConsolePageProps) {
  const { call, number, errors, notice, line, words } = props
  const isDone = call.outcome !== null && call.outcome !== 'emergency' && !props.isMore
  return (
    <>
      <PageHeader
        title={`来电 ${number}`}
        meta={
          <span>
            {callStateWords[call.state]} · {skillWord(call.skill)}
            {call.seat && ` · ${call.seat} 号席`}
            {call.outcome && ` · ${outcomeWords[call.outcome]}`}
          </span>
        }
        actions={
          <LinkButton href={urls.deskCalls()} variant="secondary" accessKey="n">
            回话务台
          </LinkButton>
        }
      />
      <CallsLive line={line} call={call.id}>
        <TimesOfCall {...props} />
      </CallsLive>
      <ErrorSummary errors={errorList(errors, callFieldOrder)} />
      {notice && <Alert tone="warn" title={notice} live />}
      {(words.filed ?? []).length > 0 && <ReadAloud filed={words.filed ?? []} />}
      {call.emergencyAt && call.emergencyTo && (
        <Alert tone="bad" title={`已转接 ${call.emergencyTo}（${emergencyWords[call.emergencyTo]}）`}>
          <p>已立一张不公开的紧急工单，值班人员已收到通知。请继续记下情况；还要转别的，再按一次。</p>
        </Alert>
      )}
      {call.helpAt && <Alert tone="info" title="已请班长帮忙" />}
      <Columns
        main={isDone ? <DoneCall {...props} /> : <CallForm {...props} />}
        aside={
          <>
            <Card title="手边的知识" icon="search">
              <knowledge-live
                data-form={formId}
                data-fields="title body"
                data-from={urls.deskCallsKnowledge()}
                aria-live="polite"
              >
                <KnowledgePanel text={`${props.typed.title}\n${props.typed.body}`} knowledge={props.knowledge} />
              </knowledge-live>
            </Card>
            <HistoryCard {...props} />
            {call.state === 'ended' && <RecordingCard {...props.recording} />}
          </>
        }
        asideLabel="知识和来电记录"
      />
    </>
  )
}

function TimesOfCall({ call, now }: ConsolePageProps) {
  const seconds = (from: Temporal.Instant, to: Temporal.Instant = now) =>
    Math.max(0, Math.round((to.epochMilliseconds - from.epochMilliseconds) / 1000))
  if (call.state === 'ended' && call.endedAt) {
    const talked = call.answeredAt ? clockText(seconds(call.answeredAt, call.endedAt)) : '—'
    return (
      <span>
        通话 {talked}
        {call.isPresumed && '（结束时间由系统推定）'} · 整理工单{' '}
        {call.wrapUpUntil || call.outcome ? (
          clockText(seconds(call.endedAt, call.wrapUpUntil ?? call.doneAt ?? now))
        ) : (
          <Ticking seconds={seconds(call.endedAt)} />
        )}
      </span>
    )
  }
  if (!call.answeredAt) return <span>等候 {<Ticking seconds={seconds(call.startedAt)} />}</span>
  return (
    <span>
      已通话 <Ticking seconds={seconds(call.answeredAt)} />
    </span>
  )
}

/** What is told on the phone, in groups. */
function ReadAloud({ filed }: { filed: { number: string; code: string }[] }) {
  return (
    <Card title="念给来电人听" icon="speak" tone="sun">
      {filed.map(({ number, code }) => (
        <CardGrid key={number} columns={2}>
          <CopyCode code={number} label="编号" />
          <CopyCode code={code} label="查询码" groupSize={3} />
        </CardGrid>
      ))}
      <p>“您的编号和查询码也会发到您的手机。凭这两个号码，打 12345 或上网都能查进度。”座机来电请对方记下来。</p>
    </Card>
  )
}

function DoneCall({ call, words, timeZone }: ConsolePageProps) {
  const told = call.referredTo && trackOf(call.referredTo)
  return (
    <Card title={`这一通已登记：${call.outcome ? outcomeWords[call.outcome] : ''}`} icon="check">
      {told && (
        <p>
          {told.label}：{told.door}
        </p>
      )}
      {words.answered && (
        <DescriptionList
          items={[
            { label: '问', value: words.answered.title },
            { label: '答', value: words.answered.answer },
          ]}
        />
      )}
      {call.transferTo && (
        <p>
          {call.transferKind ? transferWords[call.transferKind] : '转接'}：{call.transferTo}
        </p>
      )}
      {call.doneAt && <p class="field-hint">登记于 {formatDateTime(call.doneAt, timeZone)}</p>}
      <ButtonRow>
        <LinkButton href={urls.deskCalls()} accessKey="x" icon="phone">
          下一通
        </LinkButton>
        <LinkButton href={`${urls.deskCall(call.id)}?more=1`} variant="secondary" accessKey="m">
          同一通还有一件事
        </LinkButton>
      </ButtonRow>
    </Card>
  )
}

function HistoryCard({ history, timeZone, number }: ConsolePageProps) {
  return (
    <Card title="这个号码以前的诉求" icon="clock">
      <p class="field-hint">
        {number === '未显示号码'
          ? '没有来电号码，查不到以前的诉求；可以请对方报编号。'
          : '未办结的和近 12 个月*的。号码不等于本人：说内容前先核对称呼。'}
      </p>
      {history.matters.length === 0 && number !== '未显示号码' && <p>没有可以看的诉求。</p>}
      <ul class="plain-list">
        {history.matters.map((one) => (
          <li key={one.number}>
            <b>{one.title}</b> <Badge tone={one.state === 'closed' ? 'neutral' : 'info'}>{stateWords[one.state]}</Badge>
            <br />
            <small>
              {groupNumber(one.number)} · {classWord(one.class)} · {doorWord(one.channel)} · {one.unitName} ·{' '}
              {formatDateTime(one.openedAt, timeZone)}
              {one.dueOn && one.state !== 'closed' && ` · 最迟 ${formatDate(one.dueOn)}`}
            </small>
          </li>
        ))}
      </ul>
      {history.calls.length > 0 && (
        <p class="field-hint">
          近 12 个月*还来过电：
          {history.calls
            .map(
              ({ startedAt, outcome, state }) =>
                `${formatDateTime(startedAt, timeZone)} ${outcome ? outcomeWords[outcome] : callStateWords[state]}`,
            )
            .join('；')}
        </p>
      )}
      <p class="field-hint">
        举报、投诉工作人员和要求保密的不在这里；对方要查，请报编号和查询码。{standards.answerWithin.words}。
      </p>
    </Card>
  )
}
