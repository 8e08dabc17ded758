import type { FilterSelect } from '#ui/index.ts'
import { workSources } from './tables.ts'
import { sourceNames, stateWords, workStates } from './work.ts'
import type { WorkFilters, WorkOrder } from './works.ts'

const all = { value: '', label: '全部' }

/** The selects above a list; a public list has one source only. */
export function filterSelects(
  filters: WorkFilters,
  offered: { years: number[]; units: { value: string; label: string }[]; order: WorkOrder; withSource: boolean },
): FilterSelect[] {
  return [
    {
      name: 'year',
      label: '年度',
      value: filters.year ? String(filters.year) : undefined,
      options: [all, ...offered.years.map((year) => ({ value: String(year), label: `${year} 年` }))],
    },
    ...(offered.withSource
      ? [
          {
            name: 'source',
            label: '来源',
            value: filters.source,
            options: [all, ...workSources.map((source) => ({ value: source, label: sourceNames[source] }))],
          },
        ]
      : []),
    {
      name: 'state',
      label: '状态',
      value: filters.state,
      options: [all, ...workStates.map((state) => ({ value: state, label: stateWords[state] }))],
    },
    { name: 'unit', label: '单位', value: filters.unitId, options: [all, ...offered.units] },
    {
      name: 'sort',
      label: '排序',
      value: offered.order,
      options: [
        { value: 'due', label: '下一个节点从近到远' },
        { value: 'newest', label: '交办时间从新到旧' },
      ],
    },
  ]
}
