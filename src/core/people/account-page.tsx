import type { Actor } from '#platform/actor.ts'
import {
  Alert,
  Button,
  ButtonRow,
  DataTable,
  DateTimeText,
  DescriptionList,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  PageHeader,
  PasswordField,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { roleName } from './roles.ts'

export type OpenSession = { id: string; startedAt: Temporal.Instant; seenAt: Temporal.Instant; isThis: boolean }

/** 我的账号: who I am here, where I am signed in, my password. */
export function AccountPage({
  actor,
  sessions,
  timeZone,
  mustChangePassword,
  errors = {},
}: {
  actor: Exclude<Actor, { kind: 'anyone' | 'system' }>
  sessions: OpenSession[]
  timeZone: string
  mustChangePassword: boolean
  errors?: FieldErrors
}) {
  return (
    <>
      <PageHeader title="我的账号" />
      {mustChangePassword && (
        <Alert tone="warn" title="请先更换口令">
          现在的口令是安全管理员设的，换成自己的口令后才能进入工作台。
        </Alert>
      )}
      <ErrorSummary errors={errorList(errors, ['current', 'password', 'repeated'])} />
      <DescriptionList
        items={[
          { label: actor.kind === 'staff' ? '姓名' : '身份', value: actor.name },
          actor.kind === 'staff' && { label: '工号', value: actor.staffNumber },
          actor.kind === 'staff' && {
            label: '角色',
            value: actor.roles.map(({ role, unitName }) => `${unitName} ${roleName(role)}`).join('；') || '还没有角色',
          },
        ]}
      />
      <Section title="登录在哪里">
        <DataTable
          caption="正在使用的登录"
          captionHidden
          rows={sessions}
          rowKey={(session) => session.id}
          columns={[
            {
              key: 'started',
              label: '登录时间',
              cell: (one) => <DateTimeText at={one.startedAt} timeZone={timeZone} />,
            },
            { key: 'seen', label: '最近使用', cell: (one) => <DateTimeText at={one.seenAt} timeZone={timeZone} /> },
            { key: 'this', label: '说明', cell: (one) => (one.isThis ? '就是这一次' : '其他设备或浏览器') },
          ]}
        />
        <Form action={urls.accountSignOutEverywhere()}>
          <ButtonRow>
            <Button variant="secondary">全部退出</Button>
          </ButtonRow>
        </Form>
      </Section>
      {actor.kind === 'staff' && <PasswordForm errors={errors} />}
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
