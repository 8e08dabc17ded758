import { DataTable, FilterBar, LinkButton, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type YearLine, type YearReport, yearCells, yearColumns } from './year.ts'

/** 信访情况年度报告: figures only, of the year as a whole. */
export function YearPage({ report: { year, office, lines }, years }: { report: YearReport; years: number[] }) {
  return (
    <>
      <PageHeader
        title={`${office} ${year} 年信访情况`}
        lead="信访情况年度报告要用的数字（信访工作条例第41条），报本级党委、政府和上一级信访部门。全部由系统计算，不用填报；只供内部使用，不公开。"
        actions={
          <LinkButton href={urls.deskPetitionsYearFile({ year })} variant="secondary" icon="download">
            下载表格
          </LinkButton>
        }
      />
      <FilterBar
        action={urls.deskPetitionsYear()}
        selects={[
          {
            name: 'year',
            label: '年度',
            options: years.map((one) => ({ value: String(one), label: `${one} 年` })),
            value: String(year),
          },
        ]}
        submitLabel="看这一年"
      />
      <Section title="登记和办理">
        <DataTable<YearLine>
          caption="登记和办理的信访事项"
          captionHidden
          rows={lines}
          rowKey={({ label, level }) => `${level} ${label}`}
          columns={[
            { key: 'label', label: '项目', cell: ({ label, level }) => (level === 1 ? `其中：${label}` : label) },
            ...yearColumns.map((label, at) => ({
              key: label,
              label,
              numeric: true,
              cell: (line: YearLine) => yearCells(line)[at] ?? 0,
            })),
          ]}
        />
        <p>
          本级信访局登记的和下级信访局登记的合在一起，不分单位、不分县（区）：按件数给单位排名，会让人压信访。检举控告不经过信访局，不在其中。
        </p>
      </Section>
    </>
  )
}
