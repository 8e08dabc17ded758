import { RecordedMark } from '#core/ledger/index.ts'
import { leastShown, smallCountsRule } from '#platform/small-counts.ts'
import { Alert, DataTable, DateTimeText, formatCount, formatShare, Section } from '#ui/index.ts'
import type { Board } from './board.ts'

/** Why clocks stood, what was taken out of a rate and why, which months are closed and what was corrected. */
export function BoardNotes({ board }: { board: Board }) {
  return (
    <>
      <Section title="暂停计时的理由" id="stops">
        {board.stops.length === 0 || board.total.isHidden ? (
          <p>这些月份里没有依法暂停过计时的办结件。</p>
        ) : (
          <Counts caption="暂停计时" label="理由" rows={board.stops} />
        )}
      </Section>
      <Section title="剔除了什么、为什么" id="exclusions">
        <p>
          一件要从“剔除后”的按时率里拿掉，须属于公布的理由之一，由一人提出、另一个岗位的另一人同意，督查抽查。原始按时率不受影响，始终并列。
          {board.audience === 'public' && '这里按全市列。'}
        </p>
        {board.exclusions.length === 0 ? (
          <p>这些月份没有剔除。</p>
        ) : (
          <Counts
            caption="剔除"
            label="理由"
            rows={board.exclusions.map(({ ground, count }) => ({ label: ground, count }))}
          />
        )}
      </Section>
      <BooksSection board={board} />
      <Alert tone="info" title="这些数字怎么核对">
        <p>
          每个数字下面都写着算法，每张图下面都有数据表，可以下载，也可以用接口取。一个月的数字关账以后不再变；要变，就发更正版，与原来的并列。
        </p>
        {board.audience === 'public' && <p>{smallCountsRule}</p>}
        <p>
          举报不计入任何数字。信访事项不公开列出，也不按信访数量给单位、县（区）排名次。单位只和同类的比，不排名次。
        </p>
      </Alert>
    </>
  )
}

function Counts({
  caption,
  label,
  rows,
}: {
  caption: string
  label: string
  rows: { label: string; count: number | null }[]
}) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.label}
      columns={[
        { key: 'label', label, cell: (row) => row.label },
        {
          key: 'count',
          label: '件次',
          numeric: true,
          cell: ({ count }) => (count === null ? `不足 ${leastShown} 件` : formatCount(count)),
        },
      ]}
    />
  )
}

function BooksSection({ board }: { board: Board }) {
  const shown = (count: number) => board.audience === 'desk' || count === 0 || count >= leastShown
  return (
    <Section title="关账和更正" id="books">
      {board.books.length === 0 ? (
        <p>这些月份还没有关账，数字随办理情况更新。</p>
      ) : (
        <DataTable
          caption="关账和更正"
          captionHidden
          rows={board.books}
          rowKey={({ month, version }) => `${month} ${version}`}
          columns={[
            { key: 'month', label: '月份', tight: true, cell: ({ month }) => month },
            {
              key: 'version',
              label: '版本',
              cell: ({ version }) => (version === 1 ? '关账' : `第 ${version} 版（更正）`),
            },
            { key: 'at', label: '日期', tight: true, cell: ({ at }) => <DateTimeText at={at} /> },
            { key: 'record', label: '公示存证', cell: ({ record }) => <RecordedMark record={record} /> },
            { key: 'ground', label: '依据', cell: ({ ground }) => ground ?? '按月关账' },
            {
              key: 'closed',
              label: '办结（件次）',
              numeric: true,
              cell: ({ closed }) => (shown(closed) ? formatCount(closed) : `不足 ${leastShown} 件`),
            },
            {
              key: 'raw',
              label: '按时率（原始）',
              numeric: true,
              cell: ({ closed, met, timed }) => (shown(closed) ? formatShare(met, timed) : '—'),
            },
            {
              key: 'standing',
              label: '按时率（群众认可）',
              numeric: true,
              cell: ({ closed, standing, timed }) => (shown(closed) ? formatShare(standing, timed) : '—'),
            },
          ]}
        />
      )}
    </Section>
  )
}
