import { Chart, type Column, DataTable, formatCount, StatFigure, StatRow } from '#ui/index.ts'
import { stateFormulas, stateWords, workStates } from './work.ts'
import type { WorkChart } from './work-charts.ts'
import type { StateCounts, WorkFigures } from './work-figures.ts'

type Hrefs = {
  chart: (name: WorkChart, narrow?: boolean) => string
  /** The list of one state, of one unit. */
  list?: (filters: { state?: string; unit?: string }) => string
}

export function StateFigures({ total, hrefs }: { total: StateCounts; hrefs: Hrefs }) {
  return (
    <StatRow>
      {workStates.map((state) => (
        <StatFigure
          key={state}
          label={stateWords[state]}
          value={formatCount(total[state])}
          unit="项"
          formula={stateFormulas[state]}
          {...(hrefs.list && { href: hrefs.list({ state }) })}
        />
      ))}
    </StatRow>
  )
}

export function StateChart({
  name,
  label,
  rows,
  hrefs,
  note,
}: {
  name: 'source' | 'unit'
  label: string
  rows: StateCounts[]
  hrefs: Hrefs
  note?: string
}) {
  return (
    <Chart
      src={hrefs.chart(name)}
      narrowSrc={hrefs.chart(name, true)}
      alt={`按${label}，各种状态的任务有多少项`}
      table={{
        caption: `按${label}`,
        columns: [label, '合计', ...workStates.map((state) => stateWords[state])],
        rows: rows.map((row) => [row.label, row.all, ...workStates.map((state) => row[state])]),
      }}
      note={note}
    />
  )
}

export function MonthsChart({ months, hrefs }: { months: WorkFigures['months']; hrefs: Hrefs }) {
  return (
    <Chart
      src={hrefs.chart('months')}
      narrowSrc={hrefs.chart('months', true)}
      alt="每个月到期的节点：已办成、还没到期、过期未办各有多少个"
      table={{
        caption: '每月到期的节点',
        columns: ['月份', '已办成', '还没到期', '过期未办'],
        rows: months.map(({ month, proved, waiting, late }) => [month, proved, waiting, late]),
      }}
    />
  )
}

export function UnitTable({ rows, hrefs }: { rows: StateCounts[]; hrefs: Hrefs }) {
  const columns: Column<StateCounts>[] = [
    { key: 'unit', label: '牵头单位', cell: ({ label }) => label },
    { key: 'all', label: '合计', numeric: true, cell: ({ all }) => formatCount(all) },
    ...workStates.map((state) => ({
      key: state,
      label: stateWords[state],
      numeric: true,
      cell: (row: StateCounts) => (row[state] === 0 ? '—' : formatCount(row[state])),
    })),
  ]
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      {...(hrefs.list && { rowHref: ({ key }: StateCounts) => hrefs.list?.({ unit: key }) ?? '' })}
      caption="按单位名录的顺序，不排名：各单位的任务多少、难易都不一样"
    />
  )
}
