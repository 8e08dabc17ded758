import { dueText, limitText, WhyThisDate } from '#core/calendar/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Card,
  DateField,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { DueAnswer, TypedQuestion } from './due-question.ts'

const units = [
  { value: 'workday', label: '工作日', hint: '周末和放假不计，调休上班的日子计入' },
  { value: 'day', label: '日', hint: '每一天都计，最后一日遇休息日顺延' },
  { value: 'month', label: '月', hint: '到对应日，没有对应日的到月末' },
]

const rolls = [
  { value: '', label: '按规定（工作日不顺延，日和月顺延）' },
  { value: 'next', label: '遇休息日顺延' },
  { value: 'none', label: '不顺延' },
]

const directions = [
  { value: 'after', label: '往后算', hint: '例如收到申请之日起' },
  { value: 'before', label: '往前倒数', hint: '例如听证会召开前' },
]

/** 期限计算: a question, its answer in large letters, and how it was counted. */
export function DuePage({ typed, due, errors = {} }: { typed: TypedQuestion; due?: DueAnswer; errors?: FieldErrors }) {
  return (
    <>
      <PageHeader title="期限计算" lead="填上起算日和期限，就知道哪一天到期、每一天为什么计或不计。" />
      <ErrorSummary errors={errorList(errors, ['from', 'amount', 'unit', 'direction', 'roll'])} />
      {due && <Answer due={due} />}
      <Form method="get" action={urls.dueCalculator()}>
        <DateField
          name="from"
          label="起算日"
          hint="收到、受理、派单或公布的那一天；这一天不计入"
          required
          value={typed.from}
          error={errors.from}
        />
        <TextField
          name="amount"
          label="期限"
          inputMode="numeric"
          width="short"
          required
          value={typed.amount}
          error={errors.amount}
        />
        <RadioGroup name="unit" label="单位" required inline options={units} value={typed.unit} error={errors.unit} />
        <RadioGroup
          name="direction"
          label="方向"
          required
          inline
          options={directions}
          value={typed.direction}
          error={errors.direction}
        />
        <SelectField name="roll" label="最后一日是休息日" options={rolls} value={typed.roll} error={errors.roll} />
        <Button icon="calendar">计算</Button>
      </Form>
      <p>
        工作日按国务院办公厅公布的放假安排计算，<a href={urls.rules()}>看各项期限、计算规则和每年的放假安排</a>。
      </p>
    </>
  )
}

function Answer({ due: { question, limit, answer } }: { due: DueAnswer }) {
  const { explanation } = answer
  const text = `${question.from} 起，${limitText(limit)}`
  return (
    <Card tone="sun" title={limit.direction === 'after' ? '到期日' : '最迟日期'} icon="calendar">
      <p class="due-answer">
        <time dateTime={answer.dueOn.toString()}>{dueText(answer.dueOn)}</time>
      </p>
      <p>{limit.direction === 'after' ? text : `${question.from} 之前，${limitText(limit)}`}。到当日24时止。</p>
      {answer.dueOn.dayOfWeek >= 6 && limit.unit === 'workday' && <Alert tone="info">这一天是调休上班的周末。</Alert>}
      <ButtonRow>
        <LinkButton
          href={urls.dueCalendarFile({
            from: question.from.toString(),
            amount: String(question.amount),
            unit: question.unit,
            direction: question.direction,
            roll: limit.roll,
          })}
          variant="secondary"
          icon="download"
        >
          放进手机日历
        </LinkButton>
      </ButtonRow>
      <WhyThisDate explanation={explanation} dueOn={answer.dueOn} provisional={answer.provisional} />
    </Card>
  )
}
