import {
  Badge,
  DataTable,
  DateText,
  DateTimeText,
  EmptyState,
  KeyPager,
  LinkButton,
  NumberText,
  PageHeader,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { MyMatter } from './my-matters.ts'

export function MyPage({ name, rows, next }: { name: string; rows: MyMatter[]; next: string | null }) {
  return (
    <>
      <PageHeader
        title="我的信"
        lead={`${name}，登录后写的信都在这里，不用查询码。没有登录时写的，请凭编号和查询码查看。`}
        actions={
          <>
            <LinkButton href={urls.newLetter()} icon="letter">
              写信
            </LinkButton>
            <LinkButton href={urls.follow()} variant="secondary">
              用查询码查
            </LinkButton>
            <LinkButton href={urls.myMessages()} variant="secondary">
              站内信箱
            </LinkButton>
            <LinkButton href={urls.account()} variant="secondary">
              我的账号
            </LinkButton>
          </>
        }
      />
      {rows.length === 0 ? (
        <EmptyState title="还没有登录后写的信" action={<LinkButton href={urls.newLetter()}>写第一封信</LinkButton>} />
      ) : (
        <>
          <DataTable<MyMatter>
            caption="我写的信，新的在前"
            rows={rows}
            rowKey={({ id }) => id}
            rowHref={({ number }) => urls.followMatter(number)}
            columns={[
              { key: 'title', label: '标题', cell: ({ title }) => title },
              { key: 'number', label: '编号', tight: true, cell: ({ number }) => <NumberText value={number} /> },
              { key: 'openedAt', label: '时间', tight: true, cell: ({ openedAt }) => <DateTimeText at={openedAt} /> },
              {
                key: 'state',
                label: '状态',
                tight: true,
                cell: ({ state, isMyTurn }) => (isMyTurn ? <Badge tone="sun">{state}</Badge> : state),
              },
              {
                key: 'dueOn',
                label: '答复期限',
                tight: true,
                cell: ({ dueOn }) => (dueOn ? <DateText date={dueOn} /> : '—'),
              },
            ]}
          />
          <KeyPager shown={rows.length} nextHref={next ? `${urls.myMatters()}?after=${next}` : undefined} />
        </>
      )}
    </>
  )
}
