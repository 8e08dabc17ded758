import { Badge, DataTable, EmptyState, FilterBar, KeyPager, LinkButton, PageHeader, StateBadge } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { StaffAccount } from './accounts.ts'
import { type RoleId, roleName, roleNames } from './roles.ts'
import type { Unit } from './units.ts'

export type AccountFilter = { q: string; unit: string; role: RoleId | '' }

export function AccountsPage({
  accounts,
  hasMore,
  units,
  filter,
}: {
  accounts: StaffAccount[]
  hasMore: boolean
  units: Unit[]
  filter: AccountFilter
}) {
  return (
    <>
      <PageHeader
        title="账号与角色"
        lead="角色在单位上，管这个单位和它下面的单位。"
        actions={<LinkButton href={urls.newDeskAccount()}>新增账号</LinkButton>}
      />
      <FilterBar
        action={urls.deskAccounts()}
        search={{ name: 'q', label: '用户名或工号', value: filter.q }}
        selects={[
          {
            name: 'unit',
            label: '单位',
            value: filter.unit,
            options: [
              { value: '', label: '全部' },
              ...units.map(({ id, shortName }) => ({ value: id, label: shortName })),
            ],
          },
          {
            name: 'role',
            label: '角色',
            value: filter.role,
            options: [
              { value: '', label: '全部' },
              ...Object.entries(roleNames).map(([value, label]) => ({ value, label })),
            ],
          },
        ]}
        clearHref={urls.deskAccounts()}
      />
      <DataTable
        caption="工作人员账号"
        captionHidden
        rows={accounts}
        rowKey={(account) => account.personId}
        rowHref={(account) => urls.deskAccount(account.personId)}
        empty={<EmptyState title="没有符合条件的账号">换个条件，或新增一个账号。</EmptyState>}
        columns={[
          { key: 'name', label: '姓名', cell: (account) => account.name },
          { key: 'number', label: '工号', tight: true, cell: (account) => account.staffNumber },
          { key: 'username', label: '用户名', cell: (account) => account.username },
          { key: 'roles', label: '角色', cell: rolesInForce },
          {
            key: 'state',
            label: '状态',
            cell: (account) =>
              account.isClosed ? <StateBadge state="已停用" /> : <StateBadge state="正常" tone="good" />,
          },
        ]}
      />
      {accounts.length > 0 && (
        <KeyPager
          shown={accounts.length}
          nextHref={hasMore ? urls.deskAccounts({ ...filter, after: accounts.at(-1)?.staffNumber }) : undefined}
        />
      )}
    </>
  )
}

function rolesInForce(account: StaffAccount) {
  const held = account.roles.filter((role) => role.to === null)
  if (held.length === 0) return <Badge tone="warn">没有角色</Badge>
  return held.map((role) => `${role.unitName} ${roleName(role.role)}`).join('；')
}
