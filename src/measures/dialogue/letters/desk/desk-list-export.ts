import { type Cell, defineExport, type ExportFilters } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { formatDate } from '#ui/index.ts'
import { countDeskList, type DeskFilters, type Key, readDeskList } from './desk-list.ts'
import type { DeskRow } from './desk-list-page.tsx'
import { type DeskListId, isDeskList } from './desk-lists.ts'

/** Read by this many rows at a time, with the query of the page. */
const pageRows = 500

export const deskExport = 'desk-letters'

defineExport({
  name: deskExport,
  title: '来信办理列表',
  columns: [
    { label: '编号', width: 24 },
    { label: '题目（已遮盖）', width: 44, masked: true },
    { label: '类别', width: 12 },
    { label: '地点', width: 18 },
    { label: '现在由谁办', width: 26 },
    { label: '状态', width: 14 },
    { label: '期限', width: 20 },
    { label: '到期日', width: 14 },
    { label: '标记', width: 22 },
  ],
  count: (house, actor, filters) => {
    const { list, chosen } = askedOf(filters)
    return countDeskList(house, actor, list, chosen, 100_001)
  },
  async *pages(house, actor, filters) {
    const { list, chosen } = askedOf(filters)
    let key: Key | null = null
    do {
      const page: Awaited<ReturnType<typeof readDeskList>> = await readDeskList(
        house,
        actor,
        list,
        chosen,
        key,
        pageRows,
      )
      yield page.rows.map(cells)
      key = page.next
    } while (key)
  },
})

/** The fields of the address of the list. */
function askedOf(filters: ExportFilters): { list: DeskListId; chosen: DeskFilters } {
  const { list = 'all', class: of, unit, division, light, q } = filters
  const isLight = light === 'green' || light === 'yellow' || light === 'red'
  return {
    list: isDeskList(list) ? list : 'all',
    chosen: {
      ...(of && { class: of }),
      ...(unit && { unitId: unit }),
      ...(division && { divisionCode: division }),
      ...(isLight && { light }),
      ...(q && { number: q }),
    },
  }
}

/** No person: units only; the title is masked when it is written. */
const cells = (row: DeskRow): Cell[] => [
  groupNumber(row.number),
  row.title,
  row.className,
  row.divisionName,
  row.holderUnit,
  row.state.word,
  row.light.text,
  row.dueOn && formatDate(row.dueOn),
  row.marks.join('、'),
]
