import {
  Alert,
  Button,
  ButtonRow,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  PasswordField,
  QrImage,
  Section,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Enrolment } from './authenticator.ts'

export function AuthenticatorPage({ enrolment, errors }: { enrolment: Enrolment; errors: FieldErrors }) {
  return (
    <>
      <PageHeader
        title="启用验证器"
        lead="验证器是手机上的一个小程序，每半分钟显示一个新的 6 位数字。以后登录除了口令，还要填它。"
      />
      <ErrorSummary errors={errorList(errors)} />
      <Section title="一、用手机验证器扫这个码">
        <QrImage src={enrolment.qr} alt="验证器的二维码，内容与下面的密钥相同" />
        <p>
          扫不了时，在验证器里选“手动输入”，填这个密钥：<code>{enrolment.key}</code>
        </p>
      </Section>
      <Section title="二、填验证器上现在的数字">
        <Form action={urls.authenticator()}>
          <TextField
            name="code"
            label="6 位数字"
            inputMode="numeric"
            autocomplete="one-time-code"
            width="short"
            error={errors.code}
            required
          />
          <ButtonRow>
            <Button>启用</Button>
            <LinkButton href={urls.account()} variant="quiet">
              以后再说
            </LinkButton>
          </ButtonRow>
        </Form>
      </Section>
    </>
  )
}

export function RecoveryCodesPage({ codes }: { codes: string[] }) {
  return (
    <>
      <PageHeader title="请收好恢复码" lead="手机丢了或坏了，就用一个恢复码代替动态验证码登录。每个只能用一次。" />
      <Alert tone="warn" title="只在这里显示这一次">
        请打印或抄下来，锁在抽屉里，不要拍照，不要存在电脑上。
      </Alert>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <ButtonRow>
        <button type="button" class="btn btn-secondary" data-print hidden>
          打印
        </button>
        <LinkButton href={urls.account()}>我收好了</LinkButton>
      </ButtonRow>
    </>
  )
}

export function EndAuthenticatorPage({ errors }: { errors: FieldErrors }) {
  return (
    <>
      <PageHeader title="停用验证器" lead="停用后恢复码一起作废。换手机时先停用，再用新手机启用。" />
      <ErrorSummary errors={errorList(errors, ['password', 'code'])} />
      <Form action={urls.authenticatorEnd()}>
        <PasswordField name="password" label="口令" error={errors.password} required />
        <TextField
          name="code"
          label="动态验证码"
          hint="验证器上现在的 6 位数字。"
          inputMode="numeric"
          autocomplete="one-time-code"
          width="short"
          error={errors.code}
          required
        />
        <ButtonRow>
          <Button variant="danger">停用验证器</Button>
          <LinkButton href={urls.account()} variant="quiet">
            不停用
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  )
}
