import {
  Alert,
  Badge,
  ButtonRow,
  DataTable,
  DateTimeText,
  EmptyState,
  formatCount,
  LinkButton,
  PageHeader,
  ProgressBar,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { exportSource } from './sources.ts'
import type { ExportRow } from './tables.ts'

const titleOf = (row: ExportRow): string => exportSource(row.source)?.title ?? '列表'

/** One request: how far it is, then the file. */
export function ExportPage({ row }: { row: ExportRow }) {
  return (
    <>
      <PageHeader title={`导出：${titleOf(row)}`} lead="文件保留 24 小时，只有您能下载；导出和下载都记入审计。" />
      {row.state === 'working' && (
        <>
          <ProgressBar
            value={row.done}
            max={row.total}
            label="正在导出"
            text={`${formatCount(row.done)} ÷ ${formatCount(row.total)} 行`}
          />
          <p>本页会自己刷新。可以先去做别的事，过一会儿到“我的导出”来取。</p>
        </>
      )}
      {row.state === 'ready' && (
        <>
          <Alert tone="good" title="导出好了" live>
            <p>
              共 {formatCount(row.total)}{' '}
              行。写信人的姓名、电话、地址和来信原文不在文件里；题目里像姓名、号码、住址的已按规则遮盖，难免有漏，请仍按内部资料保管。
            </p>
          </Alert>
          <ButtonRow>
            <LinkButton href={urls.deskExportFile(row.id)} icon="download" download>
              下载 Excel 文件
            </LinkButton>
          </ButtonRow>
        </>
      )}
      {row.state === 'failed' && (
        <Alert tone="bad" title="没有导出成">
          <p>您的账号现在看不到这个列表了。需要时请联系安全管理员，再重新导出。</p>
        </Alert>
      )}
    </>
  )
}

const states = {
  working: <Badge tone="info">正在导出</Badge>,
  ready: <Badge tone="good">可以下载</Badge>,
  failed: <Badge tone="bad">没有导出成</Badge>,
}

export function ExportsPage({ rows }: { rows: ExportRow[] }) {
  return (
    <>
      <PageHeader title="我的导出" lead="从列表导出的 Excel 文件，保留 24 小时，只有您能下载。" />
      <DataTable
        caption="我的导出，从新到旧"
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => urls.deskExport(row.id)}
        columns={[
          { key: 'title', label: '列表', cell: titleOf },
          { key: 'rows', label: '行数', numeric: true, cell: (row) => formatCount(row.total) },
          { key: 'state', label: '状态', tight: true, cell: (row) => states[row.state] },
          { key: 'at', label: '导出时间', tight: true, cell: (row) => <DateTimeText at={row.requestedAt} /> },
        ]}
        empty={
          <EmptyState title="24 小时内没有导出过">
            <p>在来信列表的最下面，点“导出 Excel”。</p>
          </EmptyState>
        }
      />
    </>
  )
}
