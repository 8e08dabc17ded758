import {
  Button,
  DataTable,
  DateTimeText,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  PageHeader,
  PasswordField,
  Section,
  SelectField,
  StateBadge,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { StaffAccount } from './accounts.ts'
import { roleName, roleNames } from './roles.ts'
import type { Unit } from './units.ts'

const passwordHint =
  '至少 10 位，包含大写字母、小写字母、数字、符号中的至少三种。请当面告诉本人，本人第一次登录时更换。'

/** One account, as the security administrator works on it. */
export function AccountAdminPage({
  account,
  units,
  timeZone,
  isOwn,
  formKey,
  errors,
  values,
}: {
  account: StaffAccount
  units: Unit[]
  timeZone: string
  isOwn: boolean
  formKey: () => string
  errors: FieldErrors
  values: Partial<Record<string, string>>
}) {
  return (
    <>
      <PageHeader
        title={account.name}
        meta={account.isClosed ? <StateBadge state="已停用" /> : <StateBadge state="正常" tone="good" />}
      />
      <ErrorSummary errors={errorList(errors, ['unitId', 'role', 'password'])} />
      <DescriptionList
        columns={2}
        items={[
          { label: '用户名', value: account.username },
          { label: '工号', value: account.staffNumber },
          { label: '口令', value: account.mustChangePassword ? '初始口令，本人尚未更换' : '本人已设' },
        ]}
      />
      <Roles account={account} timeZone={timeZone} isOwn={isOwn} formKey={formKey} />
      {isOwn ? (
        <p>这是您自己的账号：角色、口令和停用由另一位安全管理员来做；更换口令请到“我的账号”。</p>
      ) : (
        <>
          <Section title="授予角色">
            <Form action={urls.deskAccountAct(account.personId, 'roles')} formKey={formKey()}>
              <SelectField
                name="unitId"
                label="单位"
                empty="请选择"
                options={units.filter((unit) => unit.active).map((unit) => ({ value: unit.id, label: unit.name }))}
                value={values.unitId}
                error={errors.unitId}
                required
              />
              <SelectField
                name="role"
                label="角色"
                hint="系统、安全、审计管理员必须各是各人，也不兼办件。"
                empty="请选择"
                options={Object.entries(roleNames).map(([value, label]) => ({ value, label }))}
                value={values.role}
                error={errors.role}
                required
              />
              <Button>授予</Button>
            </Form>
          </Section>
          <Section title="口令和登录">
            <Form action={urls.deskAccountAct(account.personId, 'password')} formKey={formKey()}>
              <PasswordField
                name="password"
                label="新的初始口令"
                hint={passwordHint}
                autocomplete="new-password"
                error={errors.password}
                required
              />
              <Button variant="secondary">重置口令</Button>
            </Form>
            <Form action={urls.deskAccountAct(account.personId, 'unlocking')} formKey={formKey()}>
              <p>口令连续输错 5 次会锁定 15 分钟；确认是本人后可以提前解锁。</p>
              <Button variant="secondary">解锁</Button>
            </Form>
            <Form action={urls.deskAccountAct(account.personId, 'second-factor-end')} formKey={formKey()}>
              <p>
                双重验证：{account.hasSecondFactor ? '已设置' : '未设置'}
                。本人丢了手机和恢复码、当面核实后可以重置，本人再用口令登录、重新设置。
              </p>
              <Button variant="secondary">重置双重验证</Button>
            </Form>
            <Form
              action={urls.deskAccountAct(account.personId, account.isClosed ? 'reopening' : 'closure')}
              formKey={formKey()}
            >
              <p>
                {account.isClosed ? '恢复后可以再登录。' : '停用后不能登录，正在使用的登录立即退出；办过的事都保留。'}
              </p>
              <Button variant={account.isClosed ? 'secondary' : 'danger'}>
                {account.isClosed ? '恢复账号' : '停用账号'}
              </Button>
            </Form>
          </Section>
        </>
      )}
    </>
  )
}

function Roles({
  account,
  timeZone,
  isOwn,
  formKey,
}: {
  account: StaffAccount
  timeZone: string
  isOwn: boolean
  formKey: () => string
}) {
  return (
    <Section title="角色">
      <DataTable
        caption="角色"
        captionHidden
        rows={account.roles}
        rowKey={(role) => role.id}
        empty={<EmptyState title="还没有角色">没有角色的账号登录后看不到任何办件。</EmptyState>}
        columns={[
          { key: 'unit', label: '单位', cell: (role) => role.unitName },
          { key: 'role', label: '角色', cell: (role) => roleName(role.role) },
          {
            key: 'from',
            label: '起',
            tight: true,
            cell: (role) => <DateTimeText at={role.from} timeZone={timeZone} />,
          },
          {
            key: 'to',
            label: '止',
            cell: (role) =>
              role.to ? (
                <DateTimeText at={role.to} timeZone={timeZone} />
              ) : isOwn ? (
                '—'
              ) : (
                <Form action={urls.deskRoleEnd(account.personId, role.id)} formKey={formKey()}>
                  <Button variant="quiet" size="small">
                    终止
                  </Button>
                </Form>
              ),
          },
        ]}
      />
    </Section>
  )
}

export function NewAccountPage({
  values,
  errors,
  formKey,
}: {
  values: Partial<Record<string, string>>
  errors: FieldErrors
  formKey: string
}) {
  return (
    <>
      <PageHeader title="新增账号" lead="先建账号，再授予角色。" />
      <ErrorSummary errors={errorList(errors, ['name', 'staffNumber', 'username', 'password'])} />
      <Form action={urls.deskAccounts()} formKey={formKey}>
        <TextField name="name" label="姓名" width="half" value={values.name} error={errors.name} required />
        <TextField
          name="staffNumber"
          label="工号"
          width="half"
          value={values.staffNumber}
          error={errors.staffNumber}
          required
        />
        <TextField
          name="username"
          label="用户名"
          hint="以字母开头，3 到 30 位小写字母、数字、点或下划线。"
          width="half"
          value={values.username}
          error={errors.username}
          required
        />
        <PasswordField
          name="password"
          label="初始口令"
          hint={passwordHint}
          autocomplete="new-password"
          error={errors.password}
          required
        />
        <Button>新增</Button>
      </Form>
    </>
  )
}
