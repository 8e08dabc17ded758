import { type Cell, defineExport, type ExportFilters } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { isId } from '#platform/id.ts'
import { formatDateTime } from '#ui/index.ts'
import { type Behind, type BehindList, behindFigures, behindLists, countBehind } from './behind-figures.ts'

export const behindExport = 'first-asked'

const pageRows = 500

/** What stands behind a unit's figures as a file: as far as whoever takes it may see it. */
defineExport({
  name: behindExport,
  title: '首问责任明细',
  columns: [
    { label: '编号', width: 24 },
    { label: '题目（已遮盖）', width: 44, masked: true },
    { label: '时间', width: 18 },
    { label: '另一个单位', width: 24 },
    { label: '结果', width: 18 },
    { label: '用时（小时）', width: 12 },
    { label: '状态', width: 14 },
  ],
  count: async (house, actor, filters) => {
    const [unitId, list] = askedOf(filters)
    return unitId ? countBehind(house, actor, unitId, list) : 0
  },
  async *pages(house, actor, filters) {
    const [unitId, list] = askedOf(filters)
    if (!unitId) return
    for (let after: Behind['key'] | undefined; ; ) {
      const { rows, next } = await behindFigures(house, actor, unitId, list, after, pageRows)
      yield rows.map((row) => cells(row, house.config.timeZone))
      if (!next) return
      after = next
    }
  },
})

const askedOf = ({ unit, list }: ExportFilters): [string | null, BehindList] => [
  unit && isId(unit) ? unit : null,
  behindLists.find((one) => one === list) ?? 'in',
]

const cells = (row: Behind, timeZone: string): Cell[] => [
  groupNumber(row.number),
  row.title,
  formatDateTime(row.at, timeZone),
  row.other,
  row.end,
  row.hours === null ? null : Math.round(row.hours * 10) / 10,
  row.state,
]
