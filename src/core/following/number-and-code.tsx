import type { ComponentChildren } from 'preact'
import { checkNumber } from '#core/matters/index.ts'
import { textIn } from '#platform/http/posted-form.ts'
import { Alert, Button, ErrorSummary, errorList, type FieldErrors, Form, PageHeader, TextField } from '#ui/index.ts'

/** What a refused door shows again. */
export type DoorProps = { number: string; errors: FieldErrors; refusal?: string | null }

type Words = {
  title: string
  lead: string
  action: string
  numberLabel?: string
  codeLabel?: string
  button: string
  /** What is said below the form. */
  children?: ComponentChildren
}

/** A door that number and code open. */
export const NumberAndCodePage = ({
  title,
  lead,
  action,
  numberLabel = '编号',
  codeLabel = '查询码',
  button,
  children,
  number,
  errors,
  refusal,
}: Words & DoorProps) => (
  <>
    <PageHeader title={title} lead={lead} />
    <ErrorSummary errors={errorList(errors, ['number', 'code'])} />
    {refusal && (
      <Alert tone="warn" live>
        <p>{refusal}</p>
      </Alert>
    )}
    <Form action={action}>
      <TextField
        name="number"
        label={numberLabel}
        hint="一串数字，空格可写可不写"
        value={number}
        error={errors.number}
        inputMode="numeric"
        autocomplete="off"
        width="wide"
        required
      />
      <TextField
        name="code"
        label={codeLabel}
        hint="6 位数字"
        error={errors.code}
        inputMode="numeric"
        autocomplete="off"
        width="short"
        required
      />
      <Button size="large">{button}</Button>
    </Form>
    {children}
  </>
)

type Sent =
  | { ok: true; typed: string; number: string; code: string }
  | { ok: false; typed: string; errors: FieldErrors }

/** What was sent to such a door; `noCode` is said of a code that cannot be one. */
export function readNumberAndCode(form: FormData, noCode: string): Sent {
  const typed = textIn(form, 'number').slice(0, 60)
  const code = textIn(form, 'code').normalize('NFKC').replace(/[\s-]/g, '').slice(0, 20)
  const number = checkNumber(typed)
  if (!number.ok) return { ok: false, typed, errors: { number: number.message } }
  if (!/^\d{6}$/.test(code)) return { ok: false, typed, errors: { code: noCode } }
  return { ok: true, typed, number: number.value, code }
}
