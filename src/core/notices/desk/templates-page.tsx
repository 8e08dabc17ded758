import { Badge, DataTable, DescriptionList, EmptyState, PageHeader, Prose, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Template } from '../template.ts'

export type ListedTemplate = { id: string; template: Template }

/** 消息模板: what our messages say. */
export function TemplatesPage({ templates }: { templates: ListedTemplate[] }) {
  return (
    <>
      <PageHeader title="消息模板" lead="每种消息的原文和版本。改动措辞就是新的版本，随程序更新发布。" />
      <DataTable<ListedTemplate>
        caption="全部消息模板"
        captionHidden
        rows={templates}
        rowKey={({ id }) => id}
        rowHref={({ id }) => urls.deskNoticeTemplate(id)}
        columns={[
          { key: 'title', label: '消息', cell: ({ template }) => template.title },
          { key: 'id', label: '代码', tight: true, cell: ({ id }) => id },
          { key: 'version', label: '版本', numeric: true, cell: ({ template }) => template.version },
          { key: 'kind', label: '性质', cell: ({ template }) => <Kinds template={template} /> },
        ]}
      />
    </>
  )
}

function Kinds({ template }: { template: Template }) {
  return (
    <>
      {template.legal && <Badge>不能关闭</Badge>} {template.urgent && <Badge tone="bad">紧急</Badge>}{' '}
      {template.echo && <Badge tone="info">即时</Badge>}
    </>
  )
}

/** One of them with its sample filled in, as every medium shows it, and how often each version went out. */
export function TemplatePreviewPage({
  id,
  template,
  text,
  versions,
}: ListedTemplate & { text: string; versions: { version: number; sent: number }[] }) {
  return (
    <>
      <PageHeader title={template.title} eyebrow="消息模板" meta={<Kinds template={template} />} />
      <DescriptionList
        items={[
          { label: '代码', value: id },
          { label: '版本', value: template.version },
          { label: '夜间', value: template.urgent || template.echo ? '随时发' : '22:00 到次日 7:30 留到早上' },
        ]}
      />
      <Section title="短信">
        <Prose plain={text + (template.replyHint ?? '')} />
        {template.replyHint && <p class="field-hint">最后一句只在接了短信网关、能收回复时才有。</p>}
      </Section>
      <Section title="邮件">
        <p>
          <b>标题</b>　{template.title}（阳光政务）
        </p>
        <Prose plain={text} />
      </Section>
      <Section title="微信">
        <p>只写“{template.title}”、编号和时间，点开到站内信箱看全文。</p>
      </Section>
      <Section title="最近 30 天发出">
        <DataTable
          caption="各版本发出的条数"
          captionHidden
          rows={versions}
          rowKey={({ version }) => String(version)}
          empty={<EmptyState title="最近 30 天没有发过" />}
          columns={[
            { key: 'version', label: '版本', numeric: true, cell: ({ version }) => version },
            { key: 'sent', label: '条数', numeric: true, cell: ({ sent }) => sent },
          ]}
        />
      </Section>
    </>
  )
}
