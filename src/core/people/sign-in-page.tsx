import {
  Alert,
  Button,
  ButtonRow,
  Card,
  DataTable,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  PasswordField,
  Steps,
  Tabs,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { codeMinutes } from './auth.ts'
import { demoAccounts, demoCitizens, demoPassword } from './demo-people.ts'
import { roleName } from './roles.ts'
import { PasskeyButton } from './second-factor/passkey-button.tsx'

/** `province`: the name of a unified identity that one may sign in with. */
type Common = { returnTo: string; errors?: FieldErrors; demo: boolean; province?: string | undefined }

function SignInTabs({ current, returnTo }: { current: 'citizen' | 'staff'; returnTo: string }) {
  return (
    <Tabs
      label="登录方式"
      items={[
        { href: urls.signIn(returnTo), label: '个人和企业', current: current === 'citizen' },
        { href: urls.signIn(returnTo, 'staff'), label: '工作人员', current: current === 'staff' },
      ]}
    />
  )
}

/** What a unified identity did not do is nothing that the person could mend in the form. */
function Refused({ errors: { province, ...errors } }: { errors: FieldErrors }) {
  return (
    <>
      {province && (
        <Alert tone="warn" title="没有登录成功">
          {province}
        </Alert>
      )}
      <ErrorSummary errors={errorList(errors)} />
    </>
  )
}

/** First step of a citizen: the phone. */
export function CitizenSignInPage({ phone = '', returnTo, errors = {}, demo, province }: Common & { phone?: string }) {
  return (
    <>
      <PageHeader title="登录" lead="写信、查进度都不必登录；登录后可以在一处看到自己的全部来信。" />
      <SignInTabs current="citizen" returnTo={returnTo} />
      <Refused errors={errors} />
      <Steps
        items={[
          { label: '填手机号码', state: 'now' },
          { label: '填验证码', state: 'next' },
        ]}
      />
      <Form action={urls.signInCode()}>
        <HiddenField name="return" value={returnTo} />
        <TextField
          name="phone"
          label="手机号码"
          hint="第一次使用也是这样登录，不用另外注册。"
          type="tel"
          inputMode="tel"
          autocomplete="tel-national"
          width="half"
          value={phone}
          error={errors.phone}
          required
        />
        <ButtonRow>
          <Button>获取验证码</Button>
        </ButtonRow>
      </Form>
      <OtherWays as="citizen" returnTo={returnTo} province={province} />
      {demo && <DemoCitizens />}
    </>
  )
}

/** Second step: the code. The number stays in the form, masked nowhere: its owner has just typed it. */
export function CodePage({ phone, returnTo, errors = {}, demo }: Common & { phone: string }) {
  return (
    <>
      <PageHeader title="登录" lead={`验证码已发到 ${phone}，${codeMinutes} 分钟内有效。`} />
      <ErrorSummary errors={errorList(errors)} />
      <Steps
        items={[
          { label: '填手机号码', state: 'done' },
          { label: '填验证码', state: 'now' },
        ]}
      />
      {demo && (
        <Alert tone="sun" title="演示环境">
          短信没有真的发出，请到 <a href={urls.demoOutbox()}>短信发件箱（演示）</a> 查看验证码。
        </Alert>
      )}
      <Form action={urls.signIn()}>
        <HiddenField name="as" value="citizen" />
        <HiddenField name="return" value={returnTo} />
        <HiddenField name="phone" value={phone} />
        <TextField
          name="code"
          label="验证码"
          hint="短信里的 6 位数字。工作人员不会向您要它。"
          inputMode="numeric"
          autocomplete="one-time-code"
          width="short"
          error={errors.code ?? errors.phone}
          required
        />
        <ButtonRow>
          <Button>登录</Button>
          <LinkButton href={urls.signIn(returnTo)} variant="quiet">
            换号码或重新获取
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  )
}

export function StaffSignInPage({
  username = '',
  returnTo,
  errors = {},
  demo,
  province,
}: Common & { username?: string }) {
  return (
    <>
      <PageHeader title="登录" lead="工作人员用单位分配的用户名和口令登录。" />
      <SignInTabs current="staff" returnTo={returnTo} />
      <Refused errors={errors} />
      <Form action={urls.signIn()}>
        <HiddenField name="as" value="staff" />
        <HiddenField name="return" value={returnTo} />
        <TextField
          name="username"
          label="用户名"
          autocomplete="username"
          width="half"
          value={username}
          error={errors.username}
          required
        />
        <PasswordField
          name="password"
          label="口令"
          hint="连续输错 5 次会锁定 15 分钟。忘了口令请找安全管理员重置。"
          error={errors.password}
          required
        />
        <ButtonRow>
          <Button>登录</Button>
        </ButtonRow>
      </Form>
      <OtherWays as="staff" returnTo={returnTo} province={province} />
      {demo && <DemoStaff />}
    </>
  )
}

/** Quiet, below the way that everybody can use. */
function OtherWays({
  as,
  returnTo,
  province,
}: {
  as: 'citizen' | 'staff'
  returnTo: string
  province?: string | undefined
}) {
  return (
    <div class="other-ways">
      <Form action={urls.signInPasskey()}>
        <HiddenField name="as" value={as} />
        <HiddenField name="return" value={returnTo} />
        <div id="passkey">
          <PasskeyButton field="passkey" act="get" words="用通行密钥登录" />
        </div>
      </Form>
      {province && (
        <div>
          <LinkButton href={urls.signInProvince(returnTo, as)} variant="secondary">
            用{province}登录
          </LinkButton>
        </div>
      )}
    </div>
  )
}

function DemoCitizens() {
  return (
    <Card title="演示环境" tone="sun">
      <p>
        可以用任何手机号码登录，验证码在 <a href={urls.demoOutbox()}>短信发件箱（演示）</a>。虚构的市民：
        {demoCitizens.map(({ phone, name }) => `${name} ${phone}`).join('、')}。
      </p>
    </Card>
  )
}

function DemoStaff() {
  return (
    <Card title="演示账号" tone="sun">
      <p>
        口令都是 <code>{demoPassword}</code>，人物均为虚构。
      </p>
      <DataTable
        caption="演示账号"
        captionHidden
        rows={demoAccounts}
        rowKey={(account) => account.username}
        columns={[
          { key: 'username', label: '用户名', cell: (account) => <code>{account.username}</code> },
          { key: 'role', label: '角色', cell: (account) => roleName(account.role) },
          { key: 'does', label: '做什么', cell: (account) => account.does },
        ]}
      />
    </Card>
  )
}
