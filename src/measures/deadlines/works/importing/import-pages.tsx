import {
  Alert,
  Button,
  ButtonRow,
  DataTable,
  ErrorSummary,
  FileField,
  Form,
  formatCount,
  formatDate,
  HiddenField,
  LinkButton,
  PageHeader,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { sourceNames } from '../work.ts'
import { type LineFault, listColumns, type ReadList } from './read-list.ts'

/** Choosing a file; where its lines do not fit, each with what to mend. */
export function ImportPage({ faults, error }: { faults: readonly LineFault[]; error?: string }) {
  return (
    <>
      <PageHeader
        title="导入任务清单"
        lead="先核对、再保存。有一行不对，就一项也不导入，改好再来。"
        actions={
          <LinkButton href={urls.deskWorksTemplate()} variant="secondary" icon="download" download>
            下载模板
          </LinkButton>
        }
      />
      <ErrorSummary errors={error ? [{ field: 'file', message: error }] : []} />
      {faults.length > 0 && (
        <>
          <Alert tone="bad" title={`有 ${formatCount(faults.length)} 处要改，一项也没有导入`} live>
            <p>请在原来的表里改好，再选一次文件。</p>
          </Alert>
          <DataTable<LineFault>
            caption="要改的行"
            rows={faults}
            rowKey={({ line, message }) => `${line} ${message}`}
            columns={[
              { key: 'line', label: '行', tight: true, cell: ({ line }) => `第 ${line} 行` },
              { key: 'text', label: '任务', cell: ({ text }) => text || '—' },
              { key: 'message', label: '怎么改', cell: ({ message }) => message },
            ]}
          />
        </>
      )}
      <Form action={urls.deskWorksImport()} upload>
        <FileField
          name="file"
          label="任务清单"
          hint={`Excel（.xlsx）或 CSV。表头：${listColumns.map(({ label }) => label).join('、')}。一个节点一行，同一任务的后面几行可以不重复写。`}
          accept=".xlsx,.csv"
          chooseLabel="选择文件"
          required
        />
        <p>
          <small>涉密不上网：国家秘密、工作秘密和内部文件一律不得上传。文件只在这里读一遍，不保存。</small>
        </p>
        <Button>核对清单</Button>
      </Form>
    </>
  )
}

type Row = ReadList['works'][number]

/** What would be given, before it is. */
export function ImportPreviewPage({
  works,
  carried,
  unitName,
  formKey,
}: {
  works: Row[]
  carried: string
  unitName: (id: string) => string
  formKey: string
}) {
  const milestones = works.reduce((sum, { work }) => sum + work.milestones.length, 0)
  return (
    <>
      <PageHeader
        title="确认导入"
        lead={`${formatCount(works.length)} 项任务，${formatCount(milestones)} 个节点。确认后全部交办，责任单位马上看得到。`}
      />
      <DataTable<Row>
        caption="要导入的任务"
        captionHidden
        rows={works}
        rowKey={({ line }) => String(line)}
        columns={[
          { key: 'title', label: '任务', cell: ({ work }) => work.title },
          { key: 'source', label: '来源', tight: true, cell: ({ work }) => `${work.year} ${sourceNames[work.source]}` },
          { key: 'lead', label: '牵头单位', cell: ({ work }) => unitName(work.leadUnitId) },
          { key: 'joint', label: '配合单位', cell: ({ work }) => work.jointUnitIds.map(unitName).join('、') || '—' },
          {
            key: 'milestones',
            label: '节点',
            cell: ({ work }) => (
              <ul>
                {work.milestones.map(({ title, dueOn }) => (
                  <li key={`${dueOn} ${title}`}>
                    {formatDate(dueOn)} {title}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <Form action={urls.deskWorksImport()} formKey={formKey} enctype="multipart/form-data">
        <HiddenField name="step" value="save" />
        <HiddenField name="rows" value={carried} />
        <ButtonRow>
          <Button>全部导入</Button>
          <LinkButton href={urls.deskWorksImport()} variant="secondary">
            重新选择文件
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  )
}
