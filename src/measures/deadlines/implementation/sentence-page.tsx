import { type Addressee, type Measure, notice, type Sentence } from '#core/implementation/index.ts'
import {
  Alert,
  type Column,
  DataTable,
  DateTimeText,
  EmptyState,
  formatCount,
  LinkButton,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Chosen, nothingYet } from './implementation-page.tsx'
import { spanText } from './span.ts'
import type { EvidenceRow } from './table.ts'

type UnitRow = { id: string; name: string; counts: number[] }

/** What was counted for one sentence: the formula of each number, and where it happened. Numbers only: no matter is named. */
export function SentencePage({
  measure,
  sentence,
  rows,
  units,
  addressee,
  chosen,
  countedAt,
}: {
  measure: Measure
  sentence: Sentence
  rows: EvidenceRow[]
  /** Units at which something happened, in the order of the directory. */
  units: UnitRow[]
  addressee: Addressee | undefined
  chosen: Chosen
  countedAt: Temporal.Instant
}) {
  const { year, quarter } = chosen
  const columns: Column<UnitRow>[] = [
    { key: 'unit', label: '单位', cell: ({ name }) => name },
    ...rows.map(({ evidence }, at) => ({
      key: evidence.id,
      label: evidence.title,
      numeric: true,
      cell: ({ counts }: UnitRow) => {
        const count = counts[at] ?? 0
        return count > 0 ? formatCount(count) : nothingYet
      },
    })),
  ]
  return (
    <>
      <PageHeader
        eyebrow={`${notice.number} · ${measure.numeral}、${measure.title}`}
        title={`${sentence.id}　${addressee ? addressee.name : '全部对象'}`}
        lead={sentence.text}
        meta={
          <>
            <span>{spanText(year, quarter)}</span>
            <span>
              统计到 <DateTimeText at={countedAt} />
            </span>
          </>
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={nothingYet}>平台还没有这一句的办理记录，有了就会自动数进来。</EmptyState>
      ) : (
        <>
          <Section title="数了什么">
            <dl class="matrix-formulas">
              {rows.map(({ evidence, all }) => (
                <div key={evidence.id}>
                  <dt>
                    {evidence.title}：{all > 0 ? `${formatCount(all)} ${evidence.measureWord}` : nothingYet}
                  </dt>
                  <dd>
                    {evidence.formula}
                    {evidence.link && all > 0 && (
                      <>
                        {' '}
                        <a href={evidence.link(departmentOf(addressee))}>看公开的内容</a>
                      </>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </Section>
          <Section title="发生在哪些单位">
            <DataTable
              columns={columns}
              rows={units}
              rowKey={({ id }) => id}
              caption="按单位名录的顺序，不排名"
              empty={<EmptyState title={nothingYet}>这一期没有发生。</EmptyState>}
            />
          </Section>
        </>
      )}
      <Alert tone="info">
        <p>只公开数量，不列具体的来信和事项。对数字有疑问，请点页面底部“我要纠错”。</p>
      </Alert>
      <LinkButton href={urls.implementation({ year, quarter, addressee: chosen.addressee })} variant="secondary">
        回到对照表
      </LinkButton>
    </>
  )
}

/** A public list can be narrowed to one unit, not to a county with all that lies below it. */
const departmentOf = (addressee: Addressee | undefined): string | undefined =>
  addressee?.unitIds.length === 1 ? addressee.unitIds[0] : undefined
