import { DataTable, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { BreachCounts } from './breach-figures.ts'
import { breachKinds } from './words.ts'

/** By unit and kind; nobody is ranked and no person appears. */
export function BreachFiguresSection({ counts }: { counts: readonly BreachCounts[] }) {
  if (counts.length === 0) return null
  return (
    <Section title="首问问责" id="breaches">
      <p>
        只数到单位和情形，不数到人；按提出的时间算，正在核查的算在“提出”里。容错的另列，不算处理。
        <a href={urls.deskBreaches()}>看每一件</a>
      </p>
      <DataTable<BreachCounts>
        caption="首问问责，按单位目录的顺序"
        captionHidden
        rows={[...counts]}
        rowKey={({ unitId, kind }) => `${unitId} ${kind}`}
        columns={[
          { key: 'unit', label: '单位', cell: ({ unit }) => unit },
          { key: 'kind', label: '情形', cell: ({ kind }) => breachKinds[kind] },
          { key: 'raised', label: '提出', numeric: true, cell: ({ raised }) => raised },
          { key: 'upheld', label: '成立并处理', numeric: true, cell: ({ upheld }) => upheld },
          { key: 'tolerated', label: '容错免责', numeric: true, cell: ({ tolerated }) => tolerated },
          { key: 'unfounded', label: '不成立', numeric: true, cell: ({ unfounded }) => unfounded },
        ]}
      />
    </Section>
  )
}
