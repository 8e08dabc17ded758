import {
  Alert,
  Button,
  ButtonRow,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  Steps,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { PasskeyButton } from './second-factor/passkey-button.tsx'

/** 登录第二步: after the right password, what only the owner has. */
export function SecondStepPage({
  returnTo,
  hasTotp,
  hasPasskey,
  errors,
}: {
  returnTo: string
  hasTotp: boolean
  hasPasskey: boolean
  errors: FieldErrors
}) {
  return (
    <>
      <PageHeader title="登录" lead="口令对了，再确认一次是您本人。" />
      <ErrorSummary errors={errorList(errors)} />
      <Steps
        items={[
          { label: '用户名和口令', state: 'done' },
          { label: '动态验证码或通行密钥', state: 'now' },
        ]}
      />
      <Form action={urls.signInSecond()}>
        <HiddenField name="return" value={returnTo} />
        <TextField
          name="code"
          label={hasTotp ? '动态验证码' : '恢复码'}
          hint={
            hasTotp
              ? '手机验证器上现在的 6 位数字。手机不在身边时，填一个 12 位恢复码。'
              : '这个账号用通行密钥登录；浏览器不支持时，填一个 12 位恢复码。'
          }
          inputMode="numeric"
          autocomplete="one-time-code"
          width="half"
          error={errors.code}
        />
        <ButtonRow>
          <Button>登录</Button>
          {hasPasskey && <PasskeyButton field="passkey" act="get" />}
          <LinkButton href={urls.signIn(returnTo, 'staff')} variant="quiet">
            换一个账号
          </LinkButton>
        </ButtonRow>
      </Form>
      <Alert tone="info" title="手机和恢复码都不在身边？">
        请安全管理员当面核实后重置，再用口令登录、重新设置。
      </Alert>
    </>
  )
}
