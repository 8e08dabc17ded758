import {
  Alert,
  Button,
  DataTable,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  Section,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { doorWord } from '../letters/door.ts'
import type { MessageSource } from './sources.ts'
import { messageDoors } from './tables.ts'

/** 留言来源: which boards and accounts, and the secret by which each may send by itself. */
export function SourcesPage({
  sources,
  typed,
  errors,
  formKey,
}: {
  sources: MessageSource[]
  typed: Record<string, string>
  errors: FieldErrors
  formKey: () => string
}) {
  return (
    <>
      <PageHeader
        title="留言来源"
        lead="哪些留言板、哪些新媒体账号的留言收进来办理。派单员按来源导入文件；给了推送密钥的，也可以由平台自己推送过来。"
      />
      <ErrorSummary errors={errorList(errors, ['name', 'slug', 'door'])} />
      <DataTable<MessageSource>
        caption="已登记的来源"
        captionHidden
        rows={sources}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', label: '名称', cell: ({ name }) => name },
          { key: 'door', label: '门', tight: true, cell: ({ door }) => doorWord(door) },
          { key: 'address', label: '推送网址', cell: ({ slug }) => <code>{urls.mediaWebhook(slug)}</code> },
          {
            key: 'secret',
            label: '推送密钥',
            cell: ({ id, secretVersion }) => (
              <Form action={urls.deskDoorSecret(id)} formKey={formKey()}>
                <Button variant="secondary" size="small">
                  {secretVersion === 0 ? '发放密钥' : '更换密钥'}
                </Button>
              </Form>
            ),
          },
        ]}
        empty={<EmptyState title="还没有来源">在下面登记第一个。</EmptyState>}
      />
      <Section title="登记一个来源">
        <Form action={urls.deskDoorSources()} formKey={formKey()}>
          <TextField
            name="name"
            label="名称"
            hint="例如：人民网领导留言板、“阳光攀枝花”微信公众号"
            value={typed.name}
            error={errors.name}
            required
          />
          <TextField
            name="slug"
            label="代号"
            hint="小写字母、数字和短横，用在推送网址和导入命令里，例如 people-board"
            value={typed.slug}
            error={errors.slug}
            autocomplete="off"
            width="half"
            required
          />
          <SelectField
            name="door"
            label="是哪一种"
            empty="请选择"
            options={messageDoors.map((value) => ({ value, label: doorWord(value) }))}
            value={typed.door}
            error={errors.door}
            required
          />
          <Button>登记</Button>
        </Form>
      </Section>
    </>
  )
}

/** Shown this once. */
export function SourceSecretPage({ source, secret }: { source: MessageSource; secret: string }) {
  return (
    <>
      <PageHeader title={`推送密钥：${source.name}`} />
      <Alert tone="warn" title="只显示这一次">
        <p>请现在交给平台的技术人员，不要发在聊天里。以前的密钥马上失效。</p>
      </Alert>
      <p>
        <code>{secret}</code>
      </p>
      <p>
        推送到 <code>{urls.mediaWebhook(source.slug)}</code>，怎么签名见接口指南“留言推送”。
      </p>
      <LinkButton href={urls.deskDoorSources()}>记下了</LinkButton>
    </>
  )
}
