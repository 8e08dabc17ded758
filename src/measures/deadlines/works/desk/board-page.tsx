import { EmptyState, FilterBar, LinkButton, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { MonthsChart, StateChart, StateFigures, UnitTable } from '../board-parts.tsx'
import type { WorkFigures } from '../work-figures.ts'

/** 任务进展: how the works stand that this person may see. */
export function BoardPage({ figures, years, year }: { figures: WorkFigures; years: number[]; year?: number }) {
  const hrefs = {
    chart: (name: string, narrow?: boolean) => urls.deskWorksChart(name, { year, narrow: narrow ? 1 : undefined }),
    list: (filters: { state?: string; unit?: string }) => urls.deskWorks({ ...filters, year }),
  }
  return (
    <>
      <PageHeader
        title="任务进展"
        lead="状态都是算出来的，没有人填。点数字看是哪些任务。"
        actions={
          <LinkButton href={urls.deskWorks({ year })} variant="secondary">
            看任务清单
          </LinkButton>
        }
      />
      <FilterBar
        action={urls.deskWorksBoard()}
        submitLabel="看这一年"
        selects={[
          {
            name: 'year',
            label: '任务年度',
            value: year ? String(year) : undefined,
            options: [
              { value: '', label: '全部' },
              ...years.map((one) => ({ value: String(one), label: `${one} 年` })),
            ],
          },
        ]}
      />
      {figures.total.all === 0 ? (
        <EmptyState title="没有任务">换一年看看，或者到清单里登记任务。</EmptyState>
      ) : (
        <>
          <StateFigures total={figures.total} hrefs={hrefs} />
          <Section title="按来源" id="source">
            <StateChart name="source" label="来源" rows={figures.bySource} hrefs={hrefs} />
          </Section>
          <Section title="按单位" id="unit">
            <StateChart
              name="unit"
              label="牵头单位"
              rows={figures.byUnit}
              hrefs={hrefs}
              note={figures.byUnit.length > 15 ? '图里是名录上的前 15 个单位，全部在下面的表里。' : undefined}
            />
            <UnitTable rows={figures.byUnit} hrefs={hrefs} />
          </Section>
          <Section title="每月到期的节点" id="months">
            <MonthsChart months={figures.months} hrefs={hrefs} />
          </Section>
        </>
      )}
    </>
  )
}
