import type { Cell, ExportFilters, ExportSource } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { formatDate } from '#ui/index.ts'
import type { DeskRow } from './list-page.tsx'
import { countDeskList, type DeskFilters, type Key, readDeskList } from './read-list.ts'
import { exportName, listOf, type WorkLists } from './work-lists.ts'

/** Read by this many rows at a time, with the query of the page. */
const pageRows = 500

/** The lists of a desk as a file. */
export const listExport = (lists: WorkLists): ExportSource => ({
  name: exportName(lists),
  title: `${lists.words.matter}办理列表`,
  columns: [
    { label: '编号', width: 24 },
    { label: '题目（已遮盖）', width: 44, masked: true },
    { label: '类别', width: 12 },
    ...(lists.columns?.columns ?? []).map(({ label, width }) => ({ label, width })),
    { label: '地点', width: 18 },
    { label: '现在由谁办', width: 26 },
    { label: '状态', width: 14 },
    { label: '期限', width: 20 },
    { label: '到期日', width: 14 },
    { label: '标记', width: 22 },
  ],
  count: (house, actor, filters) => {
    const { list, chosen } = askedOf(lists, filters)
    return countDeskList(house, actor, lists, list, chosen, 100_001)
  },
  async *pages(house, actor, filters) {
    const { list, chosen } = askedOf(lists, filters)
    let key: Key | null = null
    do {
      const page: Awaited<ReturnType<typeof readDeskList>> = await readDeskList(
        house,
        actor,
        lists,
        list,
        chosen,
        key,
        pageRows,
      )
      yield page.rows.map((row) => cells(lists, row))
      key = page.next
    } while (key)
  },
})

/** The fields of the address of the list. */
function askedOf(lists: WorkLists, filters: ExportFilters): { list: string; chosen: DeskFilters } {
  const { list = 'all', desk, class: of, channel, unit, division, light, q } = filters
  const own = lists.filter && filters[lists.filter.name]
  const isLight = light === 'green' || light === 'yellow' || light === 'red'
  return {
    list: listOf(lists, list) ? list : 'all',
    chosen: {
      ...(desk && { desk }),
      ...(of && { class: of }),
      ...(channel && Object.hasOwn(lists.channels ?? {}, channel) && { channel }),
      ...(unit && { unitId: unit }),
      ...(division && { divisionCode: division }),
      ...(isLight && { light }),
      ...(own && { own }),
      ...(q && { number: q }),
    },
  }
}

/** No person: units only; the title is masked when it is written. */
const cells = (lists: WorkLists, row: DeskRow): Cell[] => [
  groupNumber(row.number),
  row.title,
  lists.desks().length > 1 ? `${row.matter}·${row.className}` : row.className,
  ...(lists.columns?.columns ?? []).map(({ key }) => row.more[key] ?? ''),
  row.divisionName,
  row.holderUnit,
  row.state.word,
  row.light.text,
  row.dueOn && formatDate(row.dueOn),
  row.marks.join('、'),
]
