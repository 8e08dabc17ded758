import { type Actor, hasRole } from '#platform/actor.ts'
import {
  Alert,
  Button,
  ButtonRow,
  DescriptionList,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  PasswordField,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { adminRoles, roleName } from './roles.ts'
import { type Factors, hasSecondFactor } from './second-factor/factors.ts'
import type { OwnPasskey } from './second-factor/passkeys.ts'
import { SecondFactorSection } from './second-factor/second-factor-section.tsx'
import { SessionsSection } from './sessions-section.tsx'

export type OpenSession = {
  id: string
  device: string
  startedAt: Temporal.Instant
  seenAt: Temporal.Instant
  isThis: boolean
}

type Person = Exclude<Actor, { kind: 'anyone' | 'system' }>

/** 我的账号: who I am here, how I show it, where I am signed in, my password. */
export function AccountPage({
  actor,
  sessions,
  timeZone,
  mustChangePassword,
  factors,
  passkeys,
  isDemo,
  errors = {},
}: {
  actor: Person
  sessions: OpenSession[]
  timeZone: string
  mustChangePassword: boolean
  factors: Factors
  passkeys: OwnPasskey[]
  isDemo: boolean
  errors?: FieldErrors
}) {
  return (
    <>
      <PageHeader
        title="我的账号"
        actions={
          <>
            <LinkButton href={urls.accountMessages()} variant="secondary">
              消息设置
            </LinkButton>
            <LinkButton href={urls.accountData()} variant="secondary">
              我的个人信息
            </LinkButton>
          </>
        }
      />
      {mustChangePassword && (
        <Alert tone="warn" title="请先更换口令">
          现在的口令是安全管理员设的，换成自己的口令后才能进入工作台。
        </Alert>
      )}
      {!mustChangePassword && !isDemo && isAdministrator(actor) && !hasSecondFactor(factors) && (
        <Alert tone="warn" title="请先设置双重验证">
          管理员账号除了口令，还要有验证器或通行密钥，设好后才能进入工作台。
        </Alert>
      )}
      <ErrorSummary errors={errorList(errors, ['current', 'password', 'repeated'])} />
      <Who actor={actor} />
      <SecondFactorSection actor={actor} factors={factors} passkeys={passkeys} />
      <SessionsSection sessions={sessions} hasPassword={actor.kind === 'staff'} timeZone={timeZone} />
      {actor.kind === 'staff' && <PasswordForm errors={errors} />}
    </>
  )
}

const isAdministrator = (actor: Person): boolean => hasRole(actor, ...adminRoles)

function Who({ actor }: { actor: Person }) {
  return (
    <>
      <DescriptionList
        items={[
          { label: actor.kind === 'staff' ? '姓名' : '身份', value: actor.name },
          actor.kind === 'citizen' && { label: '现在为谁办', value: actor.acting?.name ?? '自己' },
          actor.kind === 'staff' && { label: '工号', value: actor.staffNumber },
          actor.kind === 'staff' && {
            label: '角色',
            value: actor.roles.map(({ role, unitName }) => `${unitName} ${roleName(role)}`).join('；') || '还没有角色',
          },
        ]}
      />
      {actor.kind === 'citizen' && (
        <ButtonRow>
          <LinkButton href={urls.mandates()} variant="secondary">
            代办授权：替家人、企业办
          </LinkButton>
        </ButtonRow>
      )}
    </>
  )
}

function PasswordForm({ errors }: { errors: FieldErrors }) {
  return (
    <Section title="更换口令">
      <Form action={urls.accountPassword()}>
        <PasswordField name="current" label="现在的口令" error={errors.current} required />
        <PasswordField
          name="password"
          label="新口令"
          hint="至少 10 位，包含大写字母、小写字母、数字、符号中的至少三种。"
          autocomplete="new-password"
          error={errors.password}
          required
        />
        <PasswordField
          name="repeated"
          label="再输一遍新口令"
          autocomplete="new-password"
          error={errors.repeated}
          required
        />
        <ButtonRow>
          <Button>更换口令</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}
