import { type Cell, defineExport, type ExportFilters } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { sourceNames, stateWords } from './work.ts'
import { askedWorks } from './work-query.ts'
import { seenAtDesk } from './work-sight.ts'
import { countWorks, type ListedWork, readWorks, type WorkKey } from './works.ts'

/** Read by this many rows at a time, with the query of the page. */
const pageRows = 500

export const worksExport = 'works'

export const workColumns = [
  { label: '编号', width: 24 },
  { label: '年度', width: 8 },
  { label: '来源', width: 18 },
  { label: '任务', width: 44 },
  { label: '牵头单位', width: 22 },
  { label: '配合单位', width: 30 },
  { label: '状态', width: 10 },
  { label: '下一个节点', width: 30 },
  { label: '节点日期', width: 14 },
  { label: '已办成节点', width: 12 },
  { label: '全部节点', width: 12 },
]

export const workCells = (row: ListedWork): Cell[] => [
  groupNumber(row.number),
  row.year,
  sourceNames[row.source],
  row.title,
  row.leadUnit,
  row.jointUnits.join('、'),
  stateWords[row.state],
  row.nextTitle,
  row.nextDueOn?.toString() ?? null,
  row.proved,
  row.milestones,
]

defineExport({
  name: worksExport,
  title: '抓落实台账',
  columns: workColumns,
  count: (house, actor, filters) => countWorks(house, { sight: seenAtDesk(actor), ...asked(filters) }),
  async *pages(house, actor, filters) {
    const { order, ...rest } = asked(filters)
    let key: WorkKey | null = null
    do {
      const page: Awaited<ReturnType<typeof readWorks>> = await readWorks(house, {
        sight: seenAtDesk(actor),
        ...rest,
        order,
        key,
        size: pageRows,
      })
      yield page.rows.map(workCells)
      key = page.next
    } while (key)
  },
})

/** `source` names the export itself, so the works' own source travels as `of`. */
const asked = ({ of, source: _, ...rest }: ExportFilters) => {
  const { list, filters: chosen, order } = askedWorks({ ...rest, ...(of && { source: of }) })
  return { list, filters: chosen, order }
}
