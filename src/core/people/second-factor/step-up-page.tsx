import {
  Button,
  ButtonRow,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  PageHeader,
  PasswordField,
  TextField,
} from '#ui/index.ts'
import { PasskeyButton } from './passkey-button.tsx'

/** What a person is asked for: what they have, and nothing weaker. */
export type Asked = 'secondFactor' | 'password' | 'phone' | 'phoneOrPasskey'

/** 再确认一次: before a sensitive act, with the act's own form carried along. */
export function StepUpPage({
  action,
  asked,
  kept,
  errors,
  isSent,
}: {
  action: string
  asked: Asked
  kept: [string, string][]
  errors: FieldErrors
  isSent: boolean
}) {
  return (
    <>
      <PageHeader
        title="请再确认一次是您本人"
        lead="这一步会看到或改动要紧的内容。离上次确认已超过 10 分钟，所以再问一次；刚才填的内容都还在。"
      />
      <ErrorSummary errors={errorList(errors)} />
      <Form action={action}>
        {kept.map(([name, value], at) => (
          <HiddenField key={`${at}`} name={name} value={value} />
        ))}
        <Question asked={asked} errors={errors} isSent={isSent} />
      </Form>
    </>
  )
}

function Question({ asked, errors, isSent }: { asked: Asked; errors: FieldErrors; isSent: boolean }) {
  if (asked === 'password')
    return (
      <>
        <PasswordField name="stepUpPassword" label="口令" error={errors.stepUpPassword} required />
        <ButtonRow>
          <Button>确认并继续</Button>
        </ButtonRow>
      </>
    )
  if (asked === 'phone' || asked === 'phoneOrPasskey')
    return <PhoneQuestion error={errors.stepUpCode} isSent={isSent} hasPasskey={asked === 'phoneOrPasskey'} />
  return (
    <>
      <TextField
        name="stepUpCode"
        label="动态验证码"
        hint="验证器上的 6 位数字，或 12 位恢复码。"
        inputMode="numeric"
        autocomplete="one-time-code"
        width="half"
        error={errors.stepUpCode}
      />
      <ButtonRow>
        <Button>确认并继续</Button>
        <PasskeyButton field="stepUpPasskey" act="get" />
      </ButtonRow>
    </>
  )
}

function PhoneQuestion({
  error,
  isSent,
  hasPasskey,
}: {
  error: string | undefined
  isSent: boolean
  hasPasskey: boolean
}) {
  return (
    <>
      {isSent ? (
        <>
          <TextField
            name="stepUpCode"
            label="验证码"
            hint="已发到您登录用的手机，短信里的 6 位数字。"
            inputMode="numeric"
            autocomplete="one-time-code"
            width="short"
            error={error}
          />
          <ButtonRow>
            <Button>确认并继续</Button>
            <Button variant="quiet" name="stepUpSend" value="yes">
              重新发送
            </Button>
          </ButtonRow>
        </>
      ) : (
        <ButtonRow>
          <Button name="stepUpSend" value="yes">
            向我的手机发验证码
          </Button>
        </ButtonRow>
      )}
      {hasPasskey && <PasskeyButton field="stepUpPasskey" act="get" />}
    </>
  )
}
