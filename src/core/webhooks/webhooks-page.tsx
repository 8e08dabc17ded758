import {
  Button,
  CheckboxGroup,
  DataTable,
  DateTimeText,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  KeyPager,
  LinkButton,
  PageHeader,
  Section,
  SelectField,
  StateBadge,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { LoggedDelivery } from './endpoints.ts'
import { messageTypes } from './message-types.ts'
import type { Attempt, Endpoint } from './tables.ts'

const whyDisabled = { person: '已停用', gone: '对方说不再需要', failing: '连续五天推不到，已停' } as const

const stateOf = (endpoint: Endpoint) => {
  if (endpoint.disabledAt) return <StateBadge state={whyDisabled[endpoint.disabledWhy ?? 'person']} tone="neutral" />
  return endpoint.failingSince ? (
    <StateBadge state="推不到，重试中" tone="warn" />
  ) : (
    <StateBadge state="正常" tone="good" />
  )
}

const titleOf = (type: string): string => messageTypes().find((one) => one.type === type)?.title ?? type

export function WebhooksPage({ endpoints, unitName }: { endpoints: Endpoint[]; unitName: (id: string) => string }) {
  return (
    <>
      <PageHeader
        title="消息推送"
        meta="来信公开、办件有进展时，主动告诉别的系统。按 Standard Webhooks 规则签名和重试。"
        actions={<LinkButton href={urls.newDeskWebhook()}>新增推送地址</LinkButton>}
      />
      <DataTable
        caption="推送地址"
        captionHidden
        rows={endpoints}
        rowKey={(endpoint) => endpoint.id}
        rowHref={(endpoint) => urls.deskWebhook(endpoint.id)}
        empty={<EmptyState title="还没有推送地址">有系统要接收消息时，在这里登记它的网址。</EmptyState>}
        columns={[
          { key: 'name', label: '系统', cell: (endpoint) => endpoint.name },
          { key: 'unit', label: '单位', tight: true, cell: (endpoint) => unitName(endpoint.unitId) },
          { key: 'url', label: '网址', cell: (endpoint) => new URL(endpoint.url).host },
          { key: 'types', label: '消息', cell: (endpoint) => endpoint.types.map(titleOf).join('、') },
          { key: 'state', label: '状态', cell: stateOf },
        ]}
      />
    </>
  )
}

export type TypedEndpoint = { name?: string; unitId?: string; url?: string; types?: string[] }

export function NewWebhookPage({
  typed,
  errors,
  units,
  formKey,
}: {
  typed: TypedEndpoint
  errors: FieldErrors
  units: { value: string; label: string }[]
  formKey: string
}) {
  return (
    <>
      <PageHeader title="新增推送地址" />
      <ErrorSummary errors={errorList(errors, ['name', 'unitId', 'url', 'types'])} />
      <Form action={urls.deskWebhooks()} formKey={formKey}>
        <TextField name="name" label="系统名称" value={typed.name} error={errors.name} required />
        <SelectField
          name="unitId"
          label="属于哪个单位"
          hint="公开的消息都会推；办件的消息只推这个单位看得到的。"
          empty="请选择"
          options={units}
          value={typed.unitId}
          error={errors.unitId}
          required
        />
        <TextField
          name="url"
          label="接收网址"
          hint="须以 https:// 开头。本机和内部网络的地址推不过去。"
          value={typed.url}
          error={errors.url}
          required
        />
        <CheckboxGroup
          name="types"
          label="推送哪些消息"
          options={messageTypes()
            .filter(({ type }) => type !== 'test.ping')
            .map(({ type, title, about }) => ({
              value: type,
              label: title,
              hint: about ? `${about}（${type}）` : type,
            }))}
          values={typed.types}
          error={errors.types}
          required
        />
        <Button>新增</Button>
      </Form>
    </>
  )
}

export function WebhookPage({
  endpoint,
  unitName,
  log,
  nextKey,
  timeZone,
  formKey,
}: {
  endpoint: Endpoint
  unitName: string
  log: LoggedDelivery[]
  nextKey: string | null
  timeZone: string
  formKey: () => string
}) {
  const { id } = endpoint
  return (
    <>
      <PageHeader title={endpoint.name} meta={stateOf(endpoint)} />
      <DescriptionList
        items={[
          { label: '单位', value: unitName },
          { label: '接收网址', value: endpoint.url },
          { label: '消息', value: endpoint.types.map(titleOf).join('、') },
          { label: '登记时间', value: <DateTimeText at={endpoint.createdAt} timeZone={timeZone} /> },
        ]}
      />
      <div class="page-actions">
        {endpoint.disabledAt ? (
          <Form action={urls.deskWebhookAct(id, 'reopening')} formKey={formKey()}>
            <Button>恢复推送</Button>
          </Form>
        ) : (
          <>
            <Form action={urls.deskWebhookAct(id, 'ping')} formKey={formKey()}>
              <Button>发一条测试</Button>
            </Form>
            <Form action={urls.deskWebhookAct(id, 'secret')} formKey={formKey()}>
              <Button variant="secondary">更换密钥</Button>
            </Form>
            <Form action={urls.deskWebhookAct(id, 'closure')} formKey={formKey()}>
              <Button variant="danger">停用</Button>
            </Form>
          </>
        )}
      </div>
      <Section title="推送记录">
        <DataTable
          caption="推送记录"
          captionHidden
          rows={log}
          rowKey={(row) => row.id}
          empty={<EmptyState title="还没有推送过">发一条测试，看看对方收不收得到。</EmptyState>}
          columns={[
            { key: 'at', label: '时间', tight: true, cell: (row) => <DateTimeText at={row.at} timeZone={timeZone} /> },
            { key: 'type', label: '消息', cell: (row) => titleOf(row.type) },
            { key: 'state', label: '结果', cell: (row) => <DeliveryState row={row} timeZone={timeZone} /> },
            { key: 'attempts', label: '各次尝试', cell: (row) => <Attempts of={row.attempts} timeZone={timeZone} /> },
            {
              key: 'again',
              label: '操作',
              cell: (row) =>
                row.state === 'dead' && !endpoint.disabledAt ? (
                  <Form action={urls.deskWebhookAct(id, 'repeats')} formKey={formKey()}>
                    <input type="hidden" name="delivery" value={row.id} />
                    <Button size="small" variant="secondary">
                      再推一次
                    </Button>
                  </Form>
                ) : null,
            },
          ]}
        />
        <KeyPager nextHref={nextKey ? `${urls.deskWebhook(id)}?after=${nextKey}` : undefined} shown={log.length} />
      </Section>
    </>
  )
}

function DeliveryState({ row, timeZone }: { row: LoggedDelivery; timeZone: string }) {
  if (row.state === 'delivered') return <StateBadge state="已送到" tone="good" />
  if (row.state === 'dead') return <StateBadge state="没送到" tone="bad" />
  return (
    <>
      <StateBadge state={row.attempts.length === 0 ? '等待推送' : '等待重试'} tone="warn" />
      {row.attempts.length > 0 && row.nextAttemptAt && (
        <>
          {' '}
          <DateTimeText at={row.nextAttemptAt} timeZone={timeZone} />
        </>
      )}
    </>
  )
}

const failures: Record<string, string> = {
  'private-address': '地址在内部网络，不推',
  timeout: '15 秒没有答完',
  'no-such-name': '域名查不到',
  certificate: '证书有问题',
  unreachable: '连不上',
}

function Attempts({ of: attempts, timeZone }: { of: Attempt[]; timeZone: string }) {
  return (
    <ul class="plain-list">
      {attempts.map((one) => (
        <li key={one.id}>
          <DateTimeText at={one.at} timeZone={timeZone} /> {one.status ?? failures[one.failure ?? ''] ?? one.failure}（
          {one.milliseconds} 毫秒）
        </li>
      ))}
    </ul>
  )
}

/** Shown once, right after it was made. */
export function SecretPage({ id, secret }: { id: string; secret: string }) {
  return (
    <>
      <PageHeader title="请把密钥交给对方系统" />
      <p>密钥只在这里显示这一次。对方用它核对每条消息的签名；旧密钥再有效一天。</p>
      <p>
        <code class="secret-code">{secret}</code>
      </p>
      <LinkButton href={urls.deskWebhook(id)}>我已保存好，返回</LinkButton>
    </>
  )
}
