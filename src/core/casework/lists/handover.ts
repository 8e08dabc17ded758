import type { ListForm } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { formatDate } from '#ui/index.ts'
import type { DeskRow } from './list-page.tsx'
import { type Key, readDeskList } from './read-list.ts'
import type { WorkLists } from './work-lists.ts'

/** What one person holds, or the whole unit. */
export type HandoverOf = 'mine' | 'unit'

export const isHandoverOf = (text: string | undefined): text is HandoverOf => text === 'mine' || text === 'unit'

/** A sheet of more than this is no sheet any more; the page says what is left out. */
const most = 500

/** By the same query as the list on the desk, the most urgent first. */
export async function readHandover(
  house: House,
  actor: StaffActor,
  lists: WorkLists,
  of: HandoverOf,
): Promise<{ rows: DeskRow[]; isCut: boolean }> {
  const rows: DeskRow[] = []
  let key: Key | null = null
  do {
    const page: Awaited<ReturnType<typeof readDeskList>> = await readDeskList(house, actor, lists, of, {}, key, 100)
    rows.push(...page.rows)
    key = page.next
  } while (key && rows.length < most)
  return { rows, isCut: key !== null }
}

/** 交接清单 on landscape paper; the titles are masked nowhere here: it goes from one holder to the next, who reads the matters anyway. */
export function handoverForm(rows: readonly DeskRow[], about: { title: string; lead: string }): ListForm {
  return {
    layout: 'list',
    ...about,
    blocks: [
      {
        kind: 'table',
        columns: [
          { label: '序号', width: 1, align: 'center' },
          { label: '编号', width: 5 },
          { label: '题目', width: 8 },
          { label: '类别', width: 2, align: 'center' },
          { label: '状态', width: 2, align: 'center' },
          { label: '到期日', width: 3, align: 'center' },
          { label: '期限', width: 3 },
          { label: '现在由谁办', width: 5 },
          { label: '交接说明', width: 5 },
        ],
        rows: rows.map((row, at) => [
          String(at + 1),
          groupNumber(row.number),
          [row.title, ...row.marks.map((mark) => `【${mark}】`)].join(''),
          row.className,
          row.state.word,
          row.dueOn ? formatDate(row.dueOn) : '',
          row.light.text,
          row.holder,
          '',
        ]),
      },
    ],
    signatures: ['移交人', '接收人', '监交人', '日期'],
  }
}
