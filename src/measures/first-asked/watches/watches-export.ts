import { type Cell, defineExport, type ExportFilters } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { formatDate, formatDateTime } from '#ui/index.ts'
import { countWatches, type WatchedRow, type WatchFilters, type WatchList, watchesFor, watchLists } from './watches.ts'

export const watchesExport = 'watches'

const pageRows = 500

/** The list as a file, by the query of the page. */
defineExport({
  name: watchesExport,
  title: '盯办列表',
  columns: [
    { label: '编号', width: 24 },
    { label: '题目（已遮盖）', width: 44, masked: true },
    { label: '种类', width: 12 },
    { label: '现在由谁办', width: 24 },
    { label: '状态', width: 14 },
    { label: '最近的进展', width: 20 },
    { label: '进展时间', width: 18 },
    { label: '到期日', width: 14 },
    { label: '退转次数', width: 10 },
    { label: '谁盯着', width: 14 },
  ],
  count: (house, actor, filters) => countWatches(house, actor, ...askedOf(filters)),
  async *pages(house, actor, filters) {
    const [list, chosen] = askedOf(filters)
    let key: Parameters<typeof watchesFor>[4] = null
    for (;;) {
      const { rows, hasMore } = await watchesFor(house, actor, list, chosen, key, pageRows)
      yield rows.map((row) => cells(row, house.config.timeZone))
      const last = rows.at(-1)
      if (!hasMore || !last) return
      key = { way: 'after', at: last.newsAt, id: last.id }
    }
  },
})

function askedOf({ list, kind, state, unit, news }: ExportFilters): [WatchList, WatchFilters] {
  return [
    watchLists.find((one) => one === list) ?? 'mine',
    {
      ...(kind && { kind }),
      ...((state === 'open' || state === 'answered' || state === 'late') && { state }),
      ...(unit && { unitId: unit }),
      ...(news === 'yes' && { news: true }),
    },
  ]
}

const cells = (row: WatchedRow, timeZone: string): Cell[] => [
  groupNumber(row.number),
  row.title,
  row.kindTitle,
  row.holder,
  row.state,
  row.news,
  formatDateTime(row.newsAt, timeZone),
  row.dueOn && formatDate(row.dueOn),
  row.returns,
  row.watcher,
]
