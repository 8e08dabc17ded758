import { z } from 'zod'
import {
  Alert,
  Button,
  ButtonRow,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  formatDate,
  HiddenField,
  LinkButton,
  NumberText,
  PageHeader,
  RadioGroup,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type ExclusionGround, exclusionGrounds } from './exclusion-words.ts'
import type { Answer } from './propose-exclusion.ts'

/** Which answer, and why: codes only, nothing is written down about a person. */
export const exclusionForm = z.object({
  number: z
    .string({ error: '请填写编号。' })
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{15,20}$/, { error: '编号是 15 位以上的数字，请核对。' })),
  seq: z.coerce
    .number({ error: '请选择是哪一次答复。' })
    .int({ error: '请选择是哪一次答复。' })
    .positive({ error: '请选择是哪一次答复。' }),
  ground: z.enum(Object.keys(exclusionGrounds) as [ExclusionGround, ...ExclusionGround[]], {
    error: '请选择剔除的理由。',
  }),
})

type Props = {
  typed: Record<string, string>
  errors: FieldErrors
  /** Of the number that was typed; null until one was, or where nothing is found. */
  found: { number: string; answers: Answer[] } | null
  formKey: string
  timeZone: string
}

/** First the number, then which answer and on which ground. */
export function ExclusionFormPage({ typed, errors, found, formKey, timeZone }: Props) {
  return (
    <>
      <PageHeader
        title="提出剔除"
        lead="只有超期的、或被群众退回的答复才需要剔除。提出以后，由另一个岗位的另一人确认。"
      />
      <ErrorSummary errors={errorList(errors)} />
      {found ? (
        <Chosen typed={typed} errors={errors} found={found} formKey={formKey} timeZone={timeZone} />
      ) : (
        <Form method="get" action={urls.newDeskExclusion()}>
          <TextField name="number" label="办件编号" value={typed.number} error={errors.number} width="wide" required />
          <Button>查这一件</Button>
        </Form>
      )}
    </>
  )
}

function Chosen({ typed, errors, found, formKey, timeZone }: Props & { found: NonNullable<Props['found']> }) {
  const { number, answers } = found
  if (answers.length === 0) {
    return (
      <Alert tone="info" title="这一件没有计入时效的答复">
        <p>
          还没有答复，或者不计入统计。刚刚答复的，一分钟后再来。<a href={urls.newDeskExclusion()}>换一件</a>
        </p>
      </Alert>
    )
  }
  return (
    <Form action={urls.deskExclusions()} formKey={formKey}>
      <p>
        编号 <NumberText value={number} />
      </p>
      <HiddenField name="number" value={number} />
      <RadioGroup
        name="seq"
        label="哪一次答复"
        required
        value={typed.seq}
        error={errors.seq}
        options={answers.map((answer, at) => ({
          value: String(answer.seq),
          label: `第 ${at + 1} 次答复，${formatDate(answer.answeredAt.toZonedDateTimeISO(timeZone).toPlainDate())}`,
          hint: stateOf(answer),
        }))}
      />
      <RadioGroup
        name="ground"
        label="理由（公布的清单）"
        hint="公开页上按理由列出件数，不列编号。清单由本市自定（非法律规定）。"
        required
        value={typed.ground}
        error={errors.ground}
        options={Object.entries(exclusionGrounds).map(([value, label]) => ({ value, label }))}
      />
      <ButtonRow>
        <Button>提出剔除</Button>
        <LinkButton href={urls.deskExclusions()} variant="quiet">
          返回
        </LinkButton>
      </ButtonRow>
    </Form>
  )
}

function stateOf({ met, rejected, exclusion }: Answer): string {
  if (exclusion) return exclusion === 'confirmed' ? '已经剔除' : '已有人提出，待确认'
  if (met === null) return '没有期限，不计入按时率'
  if (!met) return rejected ? '超期，并被群众退回' : '超期'
  return rejected ? '按时，但被群众退回' : '按时，不需要剔除'
}
