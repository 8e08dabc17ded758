import { ChanceFields } from '#core/draw/index.ts'
import type { Config } from '#platform/config.ts'
import {
  Badge,
  Button,
  Card,
  DataTable,
  DateField,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Fieldset,
  Form,
  formatDateTime,
  LinkButton,
  PageHeader,
  RadioGroup,
  StatFigure,
  StatRow,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { clockText, outcomeWords, secondsBetween, skillWord } from './call.ts'
import { checkQuestions, type Sampled } from './checks.ts'
import { type CheckField, checkFields } from './checks-form.ts'
import { RecordingCard, type RecordingProps } from './recording-card.tsx'
import type { CallWords } from './words-of-call.ts'

/** 抽一批来电质检 */
export const NewChecksPage = ({
  typed,
  errors,
  formKey,
  config,
}: {
  typed: Partial<Record<CheckField, string>>
  errors: FieldErrors
  formKey: string
  config: Config
}) => (
  <>
    <PageHeader
      title="抽一批来电质检"
      lead="从接通并结束的来电里抽一批，由没有接这一通的班长或督查人员质检。方案公布以后，名单和规则都不能再改。"
    />
    <ErrorSummary errors={errorList(errors, checkFields)} />
    <Form action={urls.newDeskCallCheck()} formKey={formKey}>
      <Fieldset legend="抽哪些">
        <TextField
          name="title"
          label="名称"
          hint="例如：2026年11月来电质检"
          value={typed.title}
          error={errors.title}
          width="wide"
          required
        />
        <DateField name="from" label="来电日期从" value={typed.from} error={errors.from} required />
        <DateField name="to" label="到" value={typed.to} error={errors.to} required />
        <TextField
          name="size"
          label="抽几通"
          inputMode="numeric"
          value={typed.size}
          error={errors.size}
          width="short"
          required
        />
      </Fieldset>
      <Fieldset legend="什么时候抽，随机数从哪里来">
        <ChanceFields typed={typed} errors={errors} config={config} />
      </Fieldset>
      <Button>公布方案</Button>
    </Form>
  </>
)

/** One sample: what is to be looked at, and what the questions came to. Of questions, never of persons. */
export function ChecksPage({
  draw,
  sampled,
  timeZone,
}: {
  draw: { number: string; title: string }
  sampled: Sampled[]
  timeZone: string
}) {
  const done = sampled.flatMap(({ check }) => check ?? [])
  return (
    <>
      <PageHeader title={draw.title} lead="看的是哪些环节容易出错，用来改流程和知识；不排人的名次。" />
      <StatRow>
        {checkQuestions.map((question, at) => (
          <StatFigure
            key={question}
            label={question}
            value={done.filter(({ answers }) => answers[at] === 1).length}
            unit={`/ ${done.length} 通`}
          />
        ))}
      </StatRow>
      <div class="page-actions">
        <LinkButton href={urls.draw(draw.number)} variant="secondary">
          看这次抽取
        </LinkButton>
      </div>
      <DataTable<Sampled>
        caption="抽中的来电"
        captionHidden
        rows={sampled}
        rowKey={({ member }) => member}
        columns={[
          { key: 'at', label: '来电', tight: true, cell: ({ call }) => formatDateTime(call.startedAt, timeZone) },
          {
            key: 'outcome',
            label: '登记',
            cell: ({ call }) => (call.outcome ? outcomeWords[call.outcome] : '没有登记'),
          },
          { key: 'checker', label: '质检人员', cell: ({ checker }) => checker },
          {
            key: 'state',
            label: '质检',
            tight: true,
            cell: ({ check, isMine, member }) => {
              if (check) return <Badge tone="good">已登记</Badge>
              return isMine ? (
                <a href={urls.deskCallCheck(draw.number, member)}>质检</a>
              ) : (
                <Badge tone="warn">待质检</Badge>
              )
            },
          },
        ]}
        empty={<EmptyState title="这次没有抽中来电">名额都是零，请看抽取的规则。</EmptyState>}
      />
    </>
  )
}

/** 质检单 */
export function CheckPage({
  draw,
  sampled,
  words,
  recording,
  typed,
  errors,
  formKey,
  timeZone,
}: {
  draw: { number: string; title: string }
  sampled: Sampled
  words: CallWords
  recording: RecordingProps
  typed: Record<string, string>
  errors: FieldErrors
  formKey: string
  timeZone: string
}) {
  const { call, member } = sampled
  return (
    <>
      <PageHeader title="来电质检" lead={`${draw.title} · ${formatDateTime(call.startedAt, timeZone)}`} />
      <ErrorSummary errors={errorList(errors, [...checkQuestions.map((_, at) => `q${at}`), 'note'])} />
      <Card title="这一通">
        <DescriptionList
          items={[
            { label: '语言', value: skillWord(call.skill) },
            {
              label: '等候、通话',
              value: `${call.offeredAt && call.answeredAt ? clockText(secondsBetween(call.offeredAt, call.answeredAt)) : '—'}、${call.answeredAt && call.endedAt ? clockText(secondsBetween(call.answeredAt, call.endedAt)) : '—'}`,
            },
            { label: '登记', value: call.outcome ? outcomeWords[call.outcome] : '没有登记' },
            words.answered && { label: '问', value: words.answered.title },
            words.answered && { label: '答', value: words.answered.answer },
          ]}
        />
      </Card>
      <RecordingCard {...recording} />
      <Form action={urls.deskCallCheck(draw.number, member)} formKey={formKey}>
        {checkQuestions.map((question, at) => (
          <RadioGroup
            key={question}
            name={`q${at}`}
            label={question}
            options={[
              { value: '1', label: '做到了' },
              { value: '0', label: '没有做到' },
            ]}
            value={typed[`q${at}`] ?? ''}
            error={errors[`q${at}`]}
            inline
            required
          />
        ))}
        <TextArea
          name="note"
          label="可以改进的地方"
          hint="写事，不写人"
          rows={3}
          value={typed.note}
          error={errors.note}
          maxLength={500}
        />
        <Button>登记</Button>
      </Form>
    </>
  )
}
