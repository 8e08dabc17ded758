import { groupNumber, stateWords } from '#core/matters/index.ts'
import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  Card,
  CardGrid,
  CheckboxField,
  Columns,
  CopyCode,
  DescriptionList,
  Disclosure,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Fieldset,
  Form,
  formatDate,
  formatDateTime,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { doorWord } from '../letters/door.ts'
import { classWord, lengths, letterSorts } from '../letters/letter.ts'
import type { LetterChoices } from '../letters/letter-choices.ts'
import { trackOf, tracks } from '../letters/tracks.ts'
import { mayBeWrittenDown, sorts } from '../letters/writing/letter-form.tsx'
import {
  callStateWords,
  clockText,
  emergencyNumbers,
  emergencyWords,
  outcomeWords,
  skillWord,
  transferKinds,
  transferWords,
} from './call.ts'
import type { CallerHistory } from './caller-history.ts'
import type { Call } from './calls.ts'
import { CallsLive, Ticking } from './calls-live.tsx'
import { callFieldOrder, type TypedCall } from './console-form.ts'
import type { Knowledge } from './knowledge.ts'
import { KnowledgePanel } from './knowledge-panel.tsx'
import { noticeOfRecording, RecordingCard, type RecordingProps } from './recording-card.tsx'
import { standards } from './standards.ts'
import type { CallWords } from './words-of-call.ts'

export type ConsolePageProps = {
  call: Call
  number: string
  words: CallWords
  typed: TypedCall
  errors: FieldErrors
  notice: string | null
  formKey: string
  choices: LetterChoices
  history: CallerHistory
  knowledge: Knowledge | null
  line: { mine: string | null; waiting: number; mark: string }
  now: Temporal.Instant
  timeZone: string
  recording: RecordingProps
  /** After something was filed the form comes back only when asked for. */
  isMore: boolean
}

const formId = 'call-form'

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

function CallForm({ call, typed, errors, formKey, choices, number }: ConsolePageProps) {
  const act = (name: Parameters<typeof urls.deskCallAct>[1]) => urls.deskCallAct(call.id, name)
  return (
    <Form id={formId} action={act('matter')} formKey={formKey} keep={`call-${call.id}`}>
      {/* Enter in a field asks for knowledge; it neither files nor transfers. */}
      <button class="visually-hidden" type="submit" formAction={act('search')} tabIndex={-1} aria-hidden="true">
        查知识
      </button>
      <fieldset class="call-emergency">
        <legend>有危险，马上转接</legend>
        <ButtonRow>
          {emergencyNumbers.map((to, at) => (
            <Button
              key={to}
              name="to"
              value={to}
              formAction={act('emergency')}
              variant="danger"
              accessKey={String(at + 1)}
            >
              {to} {emergencyWords[to]}
            </Button>
          ))}
        </ButtonRow>
      </fieldset>
      <Fieldset legend="来电人说什么">
        <TextField
          name="title"
          label="一句话"
          hint={`“${openingWords}”`}
          value={typed.title}
          error={errors.title}
          maxLength={lengths.title}
          accessKey="t"
          isFirst
          required
        />
        <TextArea
          name="body"
          label="记录"
          value={typed.body}
          error={errors.body}
          maxLength={lengths.body.most}
          rows={6}
          required
        />
        <ButtonRow>
          <Button formAction={act('search')} variant="secondary" size="small" icon="search" accessKey="k">
            查知识
          </Button>
        </ButtonRow>
      </Fieldset>
      <Fieldset legend="当场答复">
        <TextArea
          name="answer"
          label="怎么答的"
          hint="写了就和问题一起存成一次咨询；不写只计数"
          value={typed.answer}
          error={errors.answer}
          rows={2}
        />
        <Button formAction={act('answer')} variant="secondary" icon="check" accessKey="a">
          已当场答复
        </Button>
      </Fieldset>
      <Fieldset legend="立单">
        <RadioGroup
          name="sort"
          label="类别"
          options={letterSorts.filter(mayBeWrittenDown).map((value) => ({ value, label: sorts[value].label }))}
          value={typed.sort}
          error={errors.sort}
          inline
          required
        />
        <div class="call-grid">
          <SelectField
            name="division"
            label="哪个县区、街道或乡镇"
            options={choices.divisions}
            value={typed.division}
            error={errors.division}
            empty="请选择"
            required
          />
          <TextField name="place" label="详细地点" value={typed.place} error={errors.place} maxLength={lengths.place} />
          <SelectField
            name="unit"
            label="关于哪个单位"
            options={choices.units}
            value={typed.unit}
            error={errors.unit}
            empty="不知道，或与单位无关"
          />
          <TextField
            name="name"
            label="怎么称呼"
            value={typed.name}
            error={errors.name}
            maxLength={lengths.name}
            width="half"
            required
          />
          <TextField
            name="phone"
            label="另留手机号码"
            hint={`不填就用来电号码 ${number}；座机收不到短信，编号和查询码请当场念给对方`}
            value={typed.phone}
            error={errors.phone}
            inputMode="tel"
            width="half"
          />
        </div>
        <CheckboxField name="secret" label="来电人要求保密" hint="办理单位看不到姓名和号码" checked={typed.secret} />
        <CheckboxField name="relation" label="投诉的是自己的单位、学校、村（社区）或房东" checked={typed.relation} />
        <CheckboxField
          name="publish"
          label="来电人同意公开（隐去姓名和号码）"
          checked={typed.publish}
          error={errors.publish}
        />
        {errors.idNumberMeant && (
          <CheckboxField
            name="idNumberMeant"
            label="号码确实要写"
            error={errors.idNumberMeant}
            checked={typed.idNumberMeant}
          />
        )}
        <Button icon="letter" size="large" accessKey="s">
          立单
        </Button>
      </Fieldset>
      <Fieldset legend="转接、其他渠道">
        <RadioGroup
          name="transferKind"
          label="怎么转"
          options={transferKinds.map((value) => ({ value, label: transferWords[value] }))}
          value={typed.transferKind}
          error={errors.transferKind}
          inline
        />
        <TextField
          name="transferTo"
          label="转给谁"
          hint="单位、专席或服务热线的名称，不写个人电话"
          value={typed.transferTo}
          error={errors.transferTo}
          width="wide"
        />
        <Button formAction={act('transfer')} variant="secondary" icon="phone" accessKey="z">
          登记转接
        </Button>
        <SelectField
          name="otherDoor"
          label="应走其他渠道"
          options={tracks.map(({ id, label }) => ({ value: id, label }))}
          value={typed.otherDoor}
          error={errors.otherDoor}
          empty="不是"
        />
        <Button formAction={act('referral')} variant="secondary" accessKey="w">
          已告知渠道
        </Button>
      </Fieldset>
      <ButtonRow>
        <Button formAction={act('help')} variant="quiet" accessKey="h">
          请班长帮忙
        </Button>
        <Button formAction={act('finish')} variant="quiet" accessKey="0">
          无声或误拨
        </Button>
      </ButtonRow>
      <Disclosure summary="骚扰来电" open={Boolean(errors.nuisance)}>
        <TextField
          name="nuisance"
          label="骚扰的情形"
          hint="由班长决定是否限制几天；限制期间来电转班长席，从不挂断。反复反映同一件事不是骚扰"
          value={typed.nuisance}
          error={errors.nuisance}
        />
        <Button formAction={act('nuisance')} variant="quiet">
          提请班长决定
        </Button>
      </Disclosure>
      <KeysLegend />
    </Form>
  )
}

const openingWords = `您好，12345。${noticeOfRecording}请问有什么可以帮您？`

/** Access keys are the browser's: they work while typing and without script. */
const KeysLegend = () => (
  <Disclosure summary="键盘：按住 Alt 再按字母（火狐按 Alt+Shift，苹果电脑按 Control+Option）" open>
    <p class="call-keys">
      {keysOfCall.map(([key, what]) => (
        <span key={key}>
          <kbd>{key}</kbd> {what}
        </span>
      ))}
    </p>
  </Disclosure>
)

const keysOfCall = [
  ['T', '一句话'],
  ['K', '查知识'],
  ['A', '已当场答复'],
  ['S', '立单'],
  ['Z', '登记转接'],
  ['W', '已告知渠道'],
  ['H', '请班长帮忙'],
  ['0', '无声或误拨'],
  ['1 2 3 4', '转 110、119、120、122'],
  ['N', '回话务台'],
  ['X', '登记以后：下一通'],
] as const

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
