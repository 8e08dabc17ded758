import {
  Alert,
  Badge,
  Button,
  DataTable,
  DateTimeText,
  DescriptionList,
  EmptyState,
  Form,
  LinkButton,
  PageHeader,
  StateBadge,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { readKeyText } from './api-key.ts'
import type { ListedKey } from './api-keys.ts'

const states = {
  valid: <StateBadge state="有效" tone="good" />,
  expired: <StateBadge state="已过期" />,
  revoked: <StateBadge state="已吊销" />,
}

export function ApiKeysPage({
  keys,
  words,
  timeZone,
  formKey,
}: {
  keys: ListedKey[]
  /** What the scopes are called. */
  words: Readonly<Record<string, string>>
  timeZone: string
  formKey: () => string
}) {
  return (
    <>
      <PageHeader
        title="接口密钥"
        lead="单位自己的系统凭密钥办件：以一位工作人员的身份，只看得到、只能办这个单位的。"
        actions={<LinkButton href={urls.newDeskApiKey()}>新增密钥</LinkButton>}
      />
      <p>
        怎么用，见<a href={urls.apiDocs()}>接口说明</a>。
      </p>
      <DataTable
        caption="接口密钥"
        captionHidden
        rows={keys}
        rowKey={({ id }) => id}
        empty={<EmptyState title="还没有密钥">单位的系统要对接时，为它新增一个。</EmptyState>}
        columns={[
          { key: 'name', label: '用途', cell: (key) => key.name },
          { key: 'unit', label: '单位', cell: (key) => key.unit },
          { key: 'staff', label: '以谁的身份', cell: (key) => key.staff },
          {
            key: 'scopes',
            label: '权限',
            cell: (key) => key.scopes.map((scope) => <Badge key={scope}>{words[scope] ?? scope}</Badge>),
          },
          {
            key: 'used',
            label: '最近使用',
            tight: true,
            cell: (key) => (key.lastUsedAt ? <DateTimeText at={key.lastUsedAt} timeZone={timeZone} /> : '还没有用过'),
          },
          {
            key: 'until',
            label: '有效期至',
            tight: true,
            cell: (key) => <DateTimeText at={key.expiresAt} timeZone={timeZone} />,
          },
          { key: 'state', label: '状态', cell: (key) => states[key.state] },
          {
            key: 'act',
            label: '操作',
            tight: true,
            cell: (key) =>
              key.state === 'valid' ? (
                <Form action={urls.deskApiKeyAct(key.id, 'revocation')} formKey={formKey()}>
                  <Button variant="quiet" size="small">
                    吊销
                  </Button>
                </Form>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </>
  )
}

/** The one time that the secret is on a screen. */
export function ApiKeyShownPage({ text }: { text: string }) {
  const read = readKeyText(text)
  return (
    <>
      <PageHeader title="密钥已生成" />
      <Alert tone="warn" title="只显示这一次">
        <p>请现在交给对接的系统保管。离开本页后谁也看不到了；丢失或泄露时，吊销它，另发一个。</p>
      </Alert>
      <DescriptionList
        items={[
          { label: '密钥', value: <code class="key-text">{text}</code> },
          { label: 'client_id', value: <code class="key-text">{read?.id}</code> },
          { label: 'client_secret', value: <code class="key-text">{read?.secret}</code> },
        ]}
      />
      <p>
        直接使用：<code>Authorization: Bearer 密钥</code>；或用 client_id 和 client_secret 换短期令牌（OAuth 2.0）。
      </p>
      <LinkButton href={urls.deskApiKeys()} variant="secondary">
        已交给系统，回到密钥列表
      </LinkButton>
    </>
  )
}
