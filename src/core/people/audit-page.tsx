import {
  Alert,
  DataTable,
  DateTimeText,
  EmptyState,
  FilterBar,
  formatCount,
  KeyPager,
  LinkButton,
  PageHeader,
  StateBadge,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { AuditCheck, AuditEntry } from './audit.ts'
import { auditActName, auditActs } from './audit-acts.ts'

export type AuditQuery = { act: string; actor: string; subject: string; from: string; until: string }

export function AuditPage({
  entries,
  hasMore,
  names,
  query,
  timeZone,
}: {
  entries: AuditEntry[]
  hasMore: boolean
  /** Names of staff by id. */
  names: Map<string, string>
  query: AuditQuery
  timeZone: string
}) {
  return (
    <>
      <PageHeader
        title="审计记录"
        lead="只增不改：每条记录都锁进前一条的指纹里，谁改了哪一条都能查出来。"
        actions={
          <LinkButton href={urls.deskAuditCheck()} variant="secondary">
            核对整条链
          </LinkButton>
        }
      />
      <FilterBar
        action={urls.deskAudit()}
        selects={[
          {
            name: 'act',
            label: '动作',
            value: query.act,
            options: [
              { value: '', label: '全部' },
              ...auditActs().map(({ act, name }) => ({ value: act, label: name })),
            ],
          },
        ]}
        dates={[
          { name: 'from', label: '从', value: query.from },
          { name: 'until', label: '到', value: query.until },
        ]}
        hidden={hiddenOf(query)}
        clearHref={urls.deskAudit()}
      />
      <DataTable
        caption="审计记录"
        captionHidden
        rows={entries}
        rowKey={(entry) => entry.id}
        empty={<EmptyState title="没有符合条件的记录">换个条件再查。</EmptyState>}
        columns={[
          { key: 'index', label: '序号', numeric: true, cell: (entry) => entry.index ?? '待封存' },
          {
            key: 'at',
            label: '时间',
            tight: true,
            cell: (entry) => <DateTimeText at={entry.at} timeZone={timeZone} />,
          },
          { key: 'actor', label: '谁', cell: (entry) => <Who entry={entry} names={names} query={query} /> },
          { key: 'act', label: '做了什么', cell: (entry) => auditActName(entry.act) },
          { key: 'subject', label: '对象', cell: (entry) => <Subject entry={entry} names={names} query={query} /> },
          {
            key: 'outcome',
            label: '结果',
            cell: (entry) =>
              entry.outcome === 'done' ? (
                <StateBadge state="完成" tone="good" />
              ) : (
                <StateBadge state="被拒绝" tone="bad" />
              ),
          },
          { key: 'details', label: '细节', cell: (entry) => <Details entry={entry} /> },
        ]}
      />
      {entries.length > 0 && (
        <KeyPager
          shown={entries.length}
          nextHref={hasMore ? urls.deskAudit({ ...query, before: entries.at(-1)?.id }) : undefined}
        />
      )}
    </>
  )
}

const hiddenOf = (query: AuditQuery): Record<string, string> => ({
  ...(query.actor && { actor: query.actor }),
  ...(query.subject && { subject: query.subject }),
})

type CellProps = { entry: AuditEntry; names: Map<string, string>; query: AuditQuery }

function Who({ entry, names, query }: CellProps) {
  if (!entry.actorId) return <>未登录</>
  const name =
    entry.actorKind === 'staff' ? names.get(entry.actorId) : entry.actorKind === 'citizen' ? '市民' : undefined
  return <a href={urls.deskAudit({ ...query, actor: entry.actorId })}>{name ?? entry.actorId}</a>
}

const subjectKinds: Record<string, string> = { person: '账号', unit: '单位', matter: '办件' }

function Subject({ entry, names, query }: CellProps) {
  return (
    <a href={urls.deskAudit({ ...query, subject: entry.subjectId })}>
      {subjectKinds[entry.subjectType] ?? entry.subjectType} {names.get(entry.subjectId) ?? entry.subjectId.slice(-12)}
    </a>
  )
}

const Details = ({ entry }: { entry: AuditEntry }) => (
  <>
    {Object.entries(entry.details)
      .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join(',') : value}`)
      .join('；') || '—'}
  </>
)

export function AuditCheckPage({ check }: { check: AuditCheck }) {
  return (
    <>
      <PageHeader title="核对审计链" />
      {check.ok ? (
        <Alert tone="good" title="审计链完整">
          已封存的 {formatCount(check.sealed)} 条逐条核对无误；另有 {formatCount(check.waiting)} 条刚写入，几秒内封存。
        </Alert>
      ) : (
        <Alert tone="bad" title="审计链被改动">
          {check.message}前 {formatCount(check.sealed)} 条完好。请保留现场并立即报告。
        </Alert>
      )}
      <LinkButton href={urls.deskAudit()} variant="secondary">
        返回审计记录
      </LinkButton>
    </>
  )
}
