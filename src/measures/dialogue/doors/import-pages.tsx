import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  DataTable,
  DateTimeText,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  formatCount,
  HiddenField,
  LinkButton,
  PageHeader,
  ProgressBar,
  Section,
  SelectField,
  StatFigure,
  StatRow,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { doorWord } from '../letters/door.ts'
import { messageColumns } from './message.ts'
import type { MessageSource } from './sources.ts'
import type { MessageImport } from './take-import.ts'

export type ImportRow = MessageImport & { sourceName: string }

/** Choosing a file, and what was imported before. */
export function ImportsPage({
  sources,
  imports,
  typed,
  errors,
  timeZone,
}: {
  sources: readonly MessageSource[]
  imports: ImportRow[]
  typed: { source?: string }
  errors: { source?: string; file?: string }
  timeZone: string
}) {
  const faults = (['source', 'file'] as const).flatMap((field) => {
    const message = errors[field]
    return message ? [{ field, message }] : []
  })
  return (
    <>
      <PageHeader
        title="导入留言"
        lead="留言板、微信、微博、抖音的留言，收进来就是来信：同样的期限，同一张办理台。在哪里写的，就回到哪里答复。"
        actions={
          <LinkButton href={urls.deskDoorTemplate()} variant="secondary" icon="download" download>
            下载模板
          </LinkButton>
        }
      />
      <ErrorSummary errors={faults} />
      {sources.length === 0 ? (
        <Alert tone="info" title="还没有登记来源">
          <p>请系统管理员先在“留言来源”里登记留言板或账号。</p>
        </Alert>
      ) : (
        <Form action={urls.deskDoorImports()} upload>
          <SelectField
            name="source"
            label="从哪里来"
            empty="请选择"
            options={sources.map(({ id, name, door }) => ({ value: id, label: `${name}（${doorWord(door)}）` }))}
            value={typed.source}
            error={errors.source}
            required
          />
          <FileField
            name="file"
            label="留言文件"
            hint={`Excel（.xlsx）、CSV 或 JSONL，不超过 2 MB。表头：${messageColumns.map(({ label }) => label).join('、')}；标题、网址、地区、类别可以没有。`}
            error={errors.file}
            accept=".xlsx,.csv,.jsonl"
            chooseLabel="选择文件"
            required
          />
          <p>
            <small>先核对，再收。收过的不会再收一次。举报不从留言收。</small>
          </p>
          <Button>核对留言</Button>
        </Form>
      )}
      <Section title="最近的导入">
        <DataTable<ImportRow>
          caption="最近的导入"
          captionHidden
          rows={imports}
          rowKey={({ id }) => id}
          rowHref={({ id }) => urls.deskDoorImport(id)}
          columns={[
            { key: 'source', label: '来源', cell: ({ sourceName }) => sourceName },
            { key: 'at', label: '时间', tight: true, cell: ({ at }) => <DateTimeText at={at} timeZone={timeZone} /> },
            { key: 'total', label: '条数', tight: true, cell: ({ total }) => formatCount(total) },
            { key: 'taken', label: '收下', tight: true, cell: ({ taken }) => formatCount(taken) },
            { key: 'refused', label: '没有收', tight: true, cell: ({ refused }) => formatCount(refused.length) },
            {
              key: 'state',
              label: '状态',
              tight: true,
              cell: ({ doneAt }) => (doneAt ? <Badge tone="good">完成</Badge> : <Badge tone="warn">正在收</Badge>),
            },
          ]}
          empty={<EmptyState title="还没有导入过">选好来源和文件，先核对一遍。</EmptyState>}
        />
      </Section>
    </>
  )
}

export type PreviewRow = {
  line: number
  author: string
  title: string
  outcome: 'take' | 'already' | 'refuse'
  says: string[]
}

const outcomes = {
  take: { word: '将收下', tone: 'good' },
  already: { word: '以前收过', tone: 'neutral' },
  refuse: { word: '不收', tone: 'bad' },
} as const

/** What would be taken, before it is. */
export function PreviewPage({
  source,
  rows,
  carried,
  formKey,
}: {
  source: MessageSource
  rows: PreviewRow[]
  carried: string
  formKey: string
}) {
  const countOf = (outcome: PreviewRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const take = countOf('take')
  return (
    <>
      <PageHeader
        title="确认收下"
        lead={`${source.name}，${formatCount(rows.length)} 条留言。确认后在后台逐条收下。`}
      />
      <StatRow>
        <StatFigure label="将收下" value={formatCount(take)} unit="条" />
        <StatFigure label="以前收过" value={formatCount(countOf('already'))} unit="条" />
        <StatFigure label="不收" value={formatCount(countOf('refuse'))} unit="条" />
      </StatRow>
      <DataTable<PreviewRow>
        caption="要收的留言"
        captionHidden
        rows={rows}
        rowKey={({ line }) => String(line)}
        columns={[
          { key: 'line', label: '行', tight: true, cell: ({ line }) => `第 ${line} 行` },
          { key: 'author', label: '网名', tight: true, cell: ({ author }) => author || '—' },
          { key: 'title', label: '留言', cell: ({ title }) => title || '—' },
          {
            key: 'outcome',
            label: '怎么办',
            tight: true,
            cell: ({ outcome }) => <Badge tone={outcomes[outcome].tone}>{outcomes[outcome].word}</Badge>,
          },
          { key: 'says', label: '说明', cell: ({ says }) => says.join('') || '—' },
        ]}
      />
      <Form action={urls.deskDoorImports()} formKey={formKey} enctype="multipart/form-data">
        <HiddenField name="step" value="take" />
        <HiddenField name="source" value={source.id} />
        <HiddenField name="lines" value={carried} />
        <ButtonRow>
          {take > 0 && <Button>{`收下 ${formatCount(take)} 条`}</Button>}
          <LinkButton href={urls.deskDoorImports()} variant="secondary">
            重新选择文件
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  )
}

/** How far it is, then what became of it. */
export function ImportPage({ row, timeZone }: { row: ImportRow; timeZone: string }) {
  const { taken, already, refused, total, doneAt } = row
  const done = taken + already + refused.length
  return (
    <>
      <PageHeader
        title={`导入：${row.sourceName}`}
        meta={<DateTimeText at={row.at} timeZone={timeZone} />}
        actions={
          <LinkButton href={urls.deskLetters({ list: 'dispatch' })} variant="secondary">
            去派单
          </LinkButton>
        }
      />
      {doneAt ? (
        <Alert
          tone={refused.length > 0 ? 'warn' : 'good'}
          title={`收完了：${formatCount(taken)} 条收下，成为来信`}
          live
        >
          <p>{`以前收过 ${formatCount(already)} 条，没有收 ${formatCount(refused.length)} 条。`}</p>
        </Alert>
      ) : (
        <ProgressBar value={done} max={total} label="正在收" text={`${formatCount(done)} / ${formatCount(total)}`} />
      )}
      {refused.length > 0 && (
        <DataTable<{ line: number; why: string }>
          caption="没有收的行"
          rows={refused}
          rowKey={({ line }) => String(line)}
          columns={[
            { key: 'line', label: '行', tight: true, cell: ({ line }) => `第 ${line} 行` },
            { key: 'why', label: '为什么', cell: ({ why }) => why },
          ]}
        />
      )}
    </>
  )
}
