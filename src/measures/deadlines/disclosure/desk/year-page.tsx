import type { LimitRule } from '#core/calendar/index.ts'
import { DataTable, EmptyState, FilterBar, LinkButton, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { limitWords } from '../../rules/rule-words.tsx'
import { reviewResults } from './review-act.tsx'
import type { YearFigures, YearLine } from './year.ts'

type Props = { figures: YearFigures; years: number[]; due: { department: LimitRule; government: LimitRule } }

/** 年度数字: what the annual report has to tell (第50条), computed; nobody reports a figure the house can count. */
export function YearPage({ figures, years, due }: Props) {
  const { year, unit, units, lines, reviews } = figures
  const isEmpty = lines.every(({ citizen, organisation }) => citizen + organisation === 0)
  return (
    <>
      <PageHeader
        title={`${unit.name} ${year} 年公开申请`}
        lead={`政府信息公开工作年度报告要公布的数字（政府信息公开条例第49、50条）：部门${limitWords(due.department)}，本级政府${limitWords(due.government)}。全部由系统计算，不用填报。`}
        actions={
          <LinkButton href={urls.deskDisclosureYearFile({ year, unit: unit.id })} variant="secondary" icon="download">
            下载表格
          </LinkButton>
        }
      />
      <FilterBar
        action={urls.deskDisclosureYear()}
        selects={[
          {
            name: 'year',
            label: '年度',
            options: years.map((one) => ({ value: String(one), label: `${one} 年` })),
            value: String(year),
          },
          {
            name: 'unit',
            label: '单位（含下属）',
            options: units.map(({ id, name }) => ({ value: id, label: name })),
            value: unit.id,
          },
        ]}
        submitLabel="看这一年"
      />
      {isEmpty ? (
        <EmptyState title="这一年没有公开申请">收到的申请和答复会自动计入，不用填报。</EmptyState>
      ) : (
        <Section title="收到和处理">
          <DataTable<YearLine>
            caption="收到和处理的公开申请"
            captionHidden
            rows={lines}
            rowKey={({ label }) => label}
            columns={[
              { key: 'label', label: '项目', cell: ({ label, level }) => (level === 1 ? `其中：${label}` : label) },
              { key: 'citizen', label: '公民', numeric: true, cell: ({ citizen }) => citizen },
              {
                key: 'organisation',
                label: '法人或者其他组织',
                numeric: true,
                cell: ({ organisation }) => organisation,
              },
              {
                key: 'sum',
                label: '合计',
                numeric: true,
                cell: ({ citizen, organisation }) => citizen + organisation,
              },
            ]}
          />
        </Section>
      )}
      <Section title="复议和诉讼">
        <DataTable
          caption="复议和诉讼"
          captionHidden
          rows={reviews}
          rowKey={({ label }) => label}
          columns={[
            { key: 'label', label: '种类', cell: ({ label }) => label },
            ...(Object.keys(reviewResults) as (keyof typeof reviewResults)[]).map((result) => ({
              key: result,
              label: reviewResults[result],
              numeric: true,
              cell: ({ results }: YearFigures['reviews'][number]) => results[result],
            })),
          ]}
        />
      </Section>
    </>
  )
}
