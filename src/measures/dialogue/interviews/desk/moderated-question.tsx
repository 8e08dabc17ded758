import {
  Badge,
  Button,
  ButtonRow,
  DateTimeText,
  Disclosure,
  type FieldErrors,
  Form,
  PlainText,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import {
  type Entry,
  type Guest,
  type Interview,
  type InterviewState,
  outcomeWords,
  type Question,
  refusalGrounds,
} from '../interview.ts'

export type Moderated = Question & {
  asker: { name: string; phone: string | null }
  suggested: { name: string; body: string }
}

export type QuestionProps = {
  interview: Interview
  state: InterviewState
  isHolder: boolean
  guests: Guest[]
  entries: Entry[]
  question: Moderated
  typed: Record<string, string>
  errors: FieldErrors
  formKey: string
  timeZone: string
}

export const speakersOf = (guests: Guest[]): string[] => [
  '主持人',
  ...guests.map(({ name, post }) => `${post} ${name}`),
]

/** As it was typed, with what is proposed to be shown; the moderator may change it, and everybody else reads only that. */
export function WaitingQuestion({
  interview,
  isHolder,
  state,
  question,
  typed,
  errors,
  formKey,
  isFirst,
  timeZone,
}: QuestionProps & { isFirst: boolean }) {
  const { position, asker, body, wantsPublic, askedAt, suggested } = question
  const act = (name: 'passing' | 'refusal' | 'matter') => urls.deskInterviewQuestion(interview.number, position, name)
  return (
    <article class="question-item" id={`question-${position}`}>
      <p class="question-who">
        第 {position} 问 · {asker.name || '没有留称呼'} <DateTimeText at={askedAt} timeZone={timeZone} />
        {!wantsPublic && <Badge tone="warn">不同意公开</Badge>}
        {asker.phone && <Badge>留了手机号</Badge>}
      </p>
      <PlainText text={body ?? ''} />
      {isHolder && wantsPublic && (
        <Form action={act('passing')} formKey={formKey}>
          <TextField
            name={`name${position}`}
            label="公开的称呼"
            value={typed[`name${position}`] ?? suggested.name}
            error={errors[`name${position}`]}
            width="half"
            required
          />
          <TextArea
            name={`body${position}`}
            label="公开的问题"
            hint="系统已经建议隐去姓名、号码、住址，请再看一遍"
            rows={3}
            value={typed[`body${position}`] ?? suggested.body}
            error={errors[`body${position}`]}
            required
          />
          <Button {...(isFirst && { keys: 'y', keysLabel: '公开第一个等待审核的提问' })}>公开</Button>
        </Form>
      )}
      <ButtonRow>
        {isHolder && (
          <Form action={act('refusal')} formKey={formKey}>
            <SelectField
              name={`ground${position}`}
              label="不公开的理由"
              optionalMark={false}
              empty="请选择"
              options={Object.entries(refusalGrounds).map(([value, label]) => ({ value, label }))}
              error={errors[`ground${position}`]}
            />
            <Button variant="secondary">不公开</Button>
          </Form>
        )}
        {(state === 'ended' || state === 'cancelled') && (
          <Form action={act('matter')} formKey={formKey}>
            <Button variant="secondary">转为来信</Button>
          </Form>
        )}
      </ButtonRow>
    </article>
  )
}

export function PassedQuestion({
  interview,
  isHolder,
  state,
  guests,
  question,
  entries,
  typed,
  errors,
  formKey,
}: QuestionProps) {
  const { position, shownName, shownBody, supports, outcome, id } = question
  const act = (name: 'asking' | 'airing' | 'answer' | 'matter') =>
    urls.deskInterviewQuestion(interview.number, position, name)
  const isRaised = entries.some(({ kind, questionId }) => kind === 'question' && questionId === id)
  const error = errors[`answer${position}`]
  return (
    <article class="question-item" id={`question-${position}`}>
      <p class="question-who">
        第 {position} 问 · {shownName}
        {supports > 0 && <Badge tone="info">{supports} 人也想问</Badge>}
        {outcome ? <Badge tone="good">{outcomeWords[outcome]}</Badge> : isRaised && <Badge>已提给嘉宾</Badge>}
      </p>
      <PlainText text={shownBody ?? ''} />
      {outcome === null && state === 'live' && isHolder && (
        <>
          {!isRaised && (
            <Form action={act('asking')} formKey={formKey}>
              <Button variant="secondary">提给嘉宾</Button>
            </Form>
          )}
          <Disclosure summary="记录现场的答复" open={isRaised || error !== undefined}>
            <Form action={act('airing')} formKey={formKey}>
              <SelectField
                name={`speaker${position}`}
                label="谁答的"
                options={speakersOf(guests).map((value) => ({ value, label: value }))}
                value={typed[`speaker${position}`] ?? speakersOf(guests)[1]}
                required
              />
              <TextArea
                name={`answer${position}`}
                label="答复"
                rows={3}
                value={typed[`answer${position}`]}
                error={error}
                required
              />
              <Button>发布答复</Button>
            </Form>
          </Disclosure>
        </>
      )}
      {outcome === null && (state === 'ended' || state === 'cancelled') && (
        <>
          <Form action={act('answer')} formKey={formKey}>
            <TextArea
              name={`answer${position}`}
              label="书面答复"
              rows={3}
              value={typed[`answer${position}`]}
              error={error}
              required
            />
            <Button>公开答复</Button>
          </Form>
          <Form action={act('matter')} formKey={formKey}>
            <Button variant="secondary">转为来信</Button>
          </Form>
        </>
      )}
    </article>
  )
}
