import { RecordedMark } from '#core/ledger/index.ts'
import {
  Badge,
  type Column,
  DataTable,
  DateText,
  DateTimeText,
  DescriptionList,
  formatDate,
  PlainText,
  StateBadge,
  Timeline,
} from '#ui/index.ts'
import type { ShownEvent, ShownFile, ShownMilestone, WorkView } from './work-view.ts'

type FileHref = (fileId: string) => string

const sizeText = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`

function Files({ files, href }: { files: readonly ShownFile[]; href: FileHref }) {
  if (files.length === 0) return null
  return (
    <ul class="file-list">
      {files.map((file) => (
        <li key={file.id}>
          <a href={href(file.id)}>{file.name}</a> <small>{sizeText(file.bytes)}</small>
        </li>
      ))}
    </ul>
  )
}

const milestoneColumns = (href: FileHref): Column<ShownMilestone>[] => [
  { key: 'title', label: '节点', cell: ({ position, title }) => `${position}. ${title}` },
  { key: 'due', label: '日期', cell: (milestone) => <Due milestone={milestone} /> },
  {
    key: 'state',
    label: '进展',
    tight: true,
    cell: ({ provedOn, isLate }) =>
      provedOn ? (
        <>
          <StateBadge state="已办成" tone="good" /> <DateText date={provedOn} />
        </>
      ) : (
        <StateBadge state={isLate ? '过期未办' : '还没到期'} tone={isLate ? 'bad' : 'neutral'} />
      ),
  },
  {
    key: 'proof',
    label: '结果和佐证',
    cell: ({ provedOn, result, files }) =>
      result || files.length > 0 ? (
        <>
          {result}
          <Files files={files} href={href} />
        </>
      ) : provedOn ? (
        '审查后公开'
      ) : (
        '—'
      ),
  },
]

/** A date that was moved keeps those before it, struck through, with the reason. */
function Due({ milestone: { dueOn, movedFrom } }: { milestone: ShownMilestone }) {
  return (
    <>
      {movedFrom.map(({ on, reason }) => (
        <p key={`${on} ${reason}`}>
          <del>
            <span class="visually-hidden">原来是 </span>
            {formatDate(on)}
          </del>
          <br />
          <small>{reason}</small>
        </p>
      ))}
      <DateText date={dueOn} />
    </>
  )
}

export function MilestoneTable({
  milestones,
  fileHref,
}: {
  milestones: readonly ShownMilestone[]
  fileHref: FileHref
}) {
  return (
    <DataTable
      columns={milestoneColumns(fileHref)}
      rows={milestones}
      rowKey={({ position }) => String(position)}
      caption="节点"
      captionHidden
    />
  )
}

export function WorkHistory({ history, fileHref }: { history: readonly ShownEvent[]; fileHref: FileHref }) {
  return (
    <Timeline
      label="办理经过"
      items={history.map((event) => ({
        title: event.milestone ? `${event.title}：${event.milestone}` : event.title,
        when: <DateTimeText at={event.at} />,
        who: event.unit,
        state: 'done',
        body: (
          <>
            {event.said.length > 0 && <p>{event.said.join('；')}</p>}
            {event.words && <PlainText text={event.words} />}
            <Files files={event.files} href={fileHref} />
            {event.record && (
              <p>
                <small>
                  <RecordedMark record={event.record} />
                </small>
              </p>
            )}
          </>
        ),
      }))}
    />
  )
}

export function WorkFacts({ work }: { work: WorkView }) {
  return (
    <DescriptionList
      items={[
        { label: '来源', value: `${work.year} 年${work.sourceName}` },
        work.basis !== null && { label: '出处', value: work.basis },
        { label: '牵头单位', value: work.leadUnit },
        work.jointUnits.length > 0 && { label: '配合单位', value: work.jointUnits.join('、') },
        work.userUnits.length > 0 && { label: '使用单位', value: work.userUnits.join('、') },
        { label: '交办', value: `${work.giverUnit}，${formatDate(work.givenOn)}` },
        { label: '开始日期', value: <DateText date={work.startsOn} /> },
        { label: '使用方确认', value: confirmationOf(work) },
      ]}
    />
  )
}

function confirmationOf({ confirmedOn, isProved, ratings }: WorkView) {
  const rated = ratings.all > 0 ? `群众评价 ${ratings.all} 人，认可 ${ratings.accepted} 人` : null
  if (confirmedOn)
    return (
      <>
        <Badge tone="good">已确认</Badge> <DateText date={confirmedOn} />
        {rated && <p>{rated}</p>}
      </>
    )
  if (!isProved) return '节点全部办成以后，由使用方确认'
  return (
    <>
      <Badge tone="warn">等使用方确认</Badge>
      {rated && <p>{rated}</p>}
    </>
  )
}
