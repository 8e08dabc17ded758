import type { ComponentProps } from 'preact'
import {
  Button,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  type KeptUpload,
  RadioGroup,
  TextArea,
} from '#ui/index.ts'
import { urls } from '#urls.ts'

type Noun = Parameters<typeof urls.followAct>[1]

/** What a refused form of a follow page brings back. */
export type FollowTyped<Act extends Noun = Noun> = {
  act: Act
  values: Record<string, string>
  errors: FieldErrors
  kept?: KeptUpload[]
}

export type FollowFormProps = { number: string; formKey: string; typed: FollowTyped | null }

/** What was typed into the form of this act; nothing where another one was refused. */
export const typedInto = (typed: FollowTyped | null, act: Noun): Omit<FollowTyped, 'act'> =>
  typed?.act === act ? typed : { values: {}, errors: {} }

type Bare = Pick<FollowFormProps, 'number' | 'formKey'>

/** An act that asks for nothing but the click. */
export const ClickForm = ({
  number,
  formKey,
  act,
  ...button
}: Bare & { act: Noun } & ComponentProps<typeof Button>) => (
  <Form action={urls.followAct(number, act)} formKey={formKey}>
    <Button {...button} />
  </Form>
)

export const WithdrawalForm = (props: Bare) => (
  <ClickForm {...props} act="withdrawal" variant="danger">
    确定撤回
  </ClickForm>
)

type Words = { label: string; hint?: string; most: number; rows: number }

/** An act that asks for words. */
export function WordsForm({
  number,
  formKey,
  typed,
  act,
  name,
  words,
  keep = act,
  ...button
}: FollowFormProps & { act: Noun; name: string; words: Words; keep?: string } & ComponentProps<typeof Button>) {
  const { values, errors } = typedInto(typed, act)
  return (
    <>
      <ErrorSummary errors={errorList(errors, [name])} />
      <Form action={urls.followAct(number, act)} formKey={formKey} keep={`${keep}-${number}`}>
        <WordsField name={name} words={words} values={values} errors={errors} required />
        <Button {...button} />
      </Form>
    </>
  )
}

type Asked = { name: string; words: Words; values: Record<string, string>; errors: FieldErrors; required?: boolean }

const WordsField = ({ name, words: { most, ...words }, values, errors, required }: Asked) => (
  <TextArea {...words} name={name} value={values[name]} error={errors[name]} maxLength={most} required={required} />
)

export const SupplementForm = ({ most, ...form }: FollowFormProps & { most: number }) => (
  <WordsForm
    {...form}
    act="supplements"
    keep="supplement"
    name="supplement"
    words={{ label: '补充的情况', most, rows: 4 }}
  >
    提交补充
  </WordsForm>
)

export const ReopeningForm = ({ most, rows, ...form }: FollowFormProps & Pick<Words, 'most' | 'rows'>) => (
  <WordsForm
    {...form}
    act="reopening"
    name="fact"
    words={{ label: '新的情况', hint: '办结以后又发生了什么，或新发现了什么', most, rows }}
    variant="secondary"
  >
    请求重新办理
  </WordsForm>
)

export type RejectionProps = FollowFormProps & {
  round: 1 | 2
  /** What follows from it. */
  lead: string
  reasons: readonly { value: string; label: string }[]
  why: Words & { required?: boolean }
}

export function RejectionForm({ number, formKey, typed, round, lead, reasons, why }: RejectionProps) {
  const { values, errors } = typedInto(typed, 'rejection')
  const { required, ...words } = why
  return (
    <>
      <p>{lead}</p>
      <ErrorSummary errors={errorList(errors, ['reason', 'why'])} />
      <Form action={urls.followAct(number, 'rejection')} formKey={formKey} keep={`rejection-${number}`}>
        <RadioGroup
          name="reason"
          label="为什么不认可"
          options={reasons.map((reason) => ({ ...reason }))}
          value={values.reason}
          error={errors.reason}
          required
        />
        <WordsField name="why" words={words} values={values} errors={errors} required={required} />
        <Button variant="secondary">{round === 1 ? '不认可，请换人再办' : '不认可，请求复核'}</Button>
      </Form>
    </>
  )
}
