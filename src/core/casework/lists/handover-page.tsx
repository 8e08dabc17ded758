import { groupNumber } from '#core/matters/index.ts'
import { type Column, DataTable, DateText, DateTimeText } from '#ui/index.ts'
import type { HandoverOf } from './handover.ts'
import type { DeskRow } from './list-page.tsx'
import type { WorkLists } from './work-lists.ts'

export type HandoverProps = {
  lists: WorkLists
  of: HandoverOf
  rows: DeskRow[]
  isCut: boolean
  unit: string
  printedBy: string
  printedAt: Temporal.Instant
}

export const handoverTitle = ({ words }: WorkLists, of: HandoverOf): string =>
  `${of === 'mine' ? '个人' : '单位'}${words.matter}交接清单`

const columnsOf = ({ words }: WorkLists): Column<DeskRow>[] => [
  {
    key: 'matter',
    label: words.matter,
    cell: (row) => (
      <>
        {row.title}
        {row.marks.map((mark) => `【${mark}】`)}
        <br />
        <small>
          {groupNumber(row.number)} · {row.className} · {row.state.word}
        </small>
      </>
    ),
  },
  {
    key: 'due',
    label: '到期日',
    tight: true,
    cell: (row) => (
      <>
        {row.dueOn && <DateText date={row.dueOn} />}
        <br />
        <small>{row.light.text}</small>
      </>
    ),
  },
  { key: 'holder', label: '现在由谁办', cell: (row) => row.holder },
  { key: 'note', label: '交接说明', tight: true, cell: () => '　　　　　　　　' },
]

/** 交接清单：what somebody holds, for whoever takes over. */
export function HandoverSheet({ lists, of, rows, isCut, unit, printedBy, printedAt }: HandoverProps) {
  return (
    <>
      <nav class="print-tools" aria-label="清单">
        <a class="btn btn-quiet" href={lists.urls.handover(of === 'mine' ? 'unit' : 'mine')}>
          <span>{of === 'mine' ? '看本单位的' : '看我的'}</span>
        </a>
        <a class="btn btn-secondary" href={lists.urls.handoverFile(of)} download>
          <span>下载 PDF</span>
        </a>
      </nav>
      <h1>{handoverTitle(lists, of)}</h1>
      <p>
        {unit} {printedBy}，<DateTimeText at={printedAt} />
        ，共 {rows.length} 件{isCut && '（更多的没有列入，请分人打印）'}。
      </p>
      <DataTable
        caption={handoverTitle(lists, of)}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={columnsOf(lists)}
        empty={<p>手里没有正在办理的{lists.words.matter}。</p>}
      />
      <ul>
        {['移交人', '接收人', '监交人', '日期'].map((who) => (
          <li key={who}>{who}：＿＿＿＿＿＿＿＿</li>
        ))}
      </ul>
    </>
  )
}
