import { type Cell, defineExport, type ExportFilters } from '#core/documents/index.ts'
import { groupNumber, stateWords } from '#core/matters/index.ts'
import type { House } from '#platform/house.ts'
import { formatDate, formatDateTime } from '#ui/index.ts'
import { countRed, type RedKey, type RedMatter, type RedPage, readRed } from './red-matters.ts'

const pageRows = 500

export const redExport = 'desk-red'

/** No title and no person: what leaves the house names units and dates. */
defineExport({
  name: redExport,
  title: '今天哪些红了',
  columns: [
    { label: '单位', width: 26 },
    { label: '编号', width: 24 },
    { label: '类别', width: 16 },
    { label: '状态', width: 12 },
    { label: '到期日', width: 14 },
    { label: '何时到这个单位', width: 18 },
    { label: '催办次数', width: 10 },
    { label: '最近一次催办', width: 18 },
    { label: '由谁催办', width: 26 },
  ],
  count: async (house, actor, filters) => {
    const counts = await countRed(house, actor, askedOf(filters))
    return counts.reduce((sum, { count }) => sum + count, 0)
  },
  async *pages(house, actor, filters) {
    let key: RedKey | null = null
    do {
      const page: RedPage = await readRed(house, actor, askedOf(filters), key, pageRows)
      yield page.rows.map((row) => cells(house, row))
      key = page.next
    } while (key)
  },
})

const askedOf = ({ unit, kind }: ExportFilters) => ({ unit, kind })

function cells({ config }: House, row: RedMatter): Cell[] {
  const last = row.urges.at(-1)
  return [
    row.unitName,
    groupNumber(row.number),
    row.className,
    stateWords[row.state],
    row.dueOn && formatDate(row.dueOn),
    formatDateTime(row.heldSince, config.timeZone),
    row.urges.length,
    last ? formatDateTime(last.at, config.timeZone) : null,
    last?.by ?? null,
  ]
}
