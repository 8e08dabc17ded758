import { likeGroups } from '#core/people/index.ts'
import { leastShown, smallCountsRule } from '#platform/small-counts.ts'
import {
  Alert,
  Chart,
  DataTable,
  EmptyState,
  FilterBar,
  formatCount,
  formatShare,
  LinkButton,
  PageHeader,
  Section,
  StatFigure,
  StatRow,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type CityRates, change, type Rates, type UnitRates } from './rates.ts'

type Part = { part: number; whole: number }
const three = {
  responded: { label: '响应率', of: (r: Rates): Part => ({ part: r.responded, whole: r.due }) },
  solved: { label: '解决率', of: (r: Rates): Part => ({ part: r.solved, whole: r.told }) },
  satisfied: { label: '满意率', of: (r: Rates): Part => ({ part: r.satisfied, whole: r.rated }) },
} as const
export type RateName = keyof typeof three
export const rateNames = Object.keys(three) as RateName[]
export const rateLabel = (name: RateName): string => three[name].label
export const partOf = (name: RateName, rates: Rates): Part => three[name].of(rates)

const formulas: Record<RateName, string> = {
  responded: '期限内答复的 ÷ 应答复的（已经答复的，加上过了最后一天还没答复的）。依法延期的按延期后的日期算。',
  solved: '说“解决了”的 ÷ 说了解决没有的。回访过的以回访为准，没有回访的看写信人自己的评价，一封信只算一次。',
  satisfied: '基本满意、满意、很满意的 ÷ 评过满意不满意的。不评价的不算满意，也不算不满意。',
}

type Props = { rates: CityRates; years: number[]; hidden: ReadonlySet<string>; asOf: string }

/** 三率: formulas beside the figures, the trend before everything, no ranking. */
export function RatesPage({ rates, years, hidden, asOf }: Props) {
  const { year, city, before, months, units } = rates
  return (
    <>
      <PageHeader
        title="响应率、解决率、满意率"
        lead="答得及时吗，解决了吗，满意吗。先看比上一年好了还是差了；不排名。"
        meta={<span>统计到 {asOf}</span>}
        actions={
          <>
            <LinkButton href={urls.letterRatesFile(year)} variant="secondary" icon="download" download>
              下载 CSV
            </LinkButton>
            <LinkButton href={urls.letterStatistics()} variant="quiet">
              看来信统计
            </LinkButton>
          </>
        }
      />
      <FilterBar
        action={urls.letterRates()}
        submitLabel="看这一年"
        selects={[
          {
            name: 'year',
            label: '年份',
            value: String(year),
            options: years.map((one) => ({ value: String(one), label: `${one} 年` })),
          },
        ]}
      />
      {city.due + city.told === 0 ? (
        <EmptyState title={`${year} 年还没有可以统计的来信`}>换一年看看。</EmptyState>
      ) : (
        <>
          <StatRow>
            {rateNames.map((name) => {
              const { part, whole } = partOf(name, city)
              const points = change({ part, whole }, partOf(name, before))
              return (
                <StatFigure
                  key={name}
                  label={rateLabel(name)}
                  value={formatShare(part, whole)}
                  delta={`${formatCount(part)} ÷ ${formatCount(whole)} 件${points === null ? '' : `，${changeWords(points)}`}`}
                  deltaTone={points !== null && points < 0 ? 'warn' : 'neutral'}
                  formula={formulas[name]}
                />
              )
            })}
          </StatRow>
          <Section title={`${year} 年每个月`} id="months">
            <Chart
              src={urls.letterRatesChart(year)}
              narrowSrc={urls.letterRatesChart(year, true)}
              alt={`${year} 年每月的响应率、解决率、满意率`}
              table={{
                caption: '每月三率',
                columns: ['月份', ...rateNames.flatMap((name) => [rateLabel(name), '件数'])],
                rows: months.map(({ month, rates: one }) => [
                  month,
                  ...rateNames.flatMap((name) => {
                    const { part, whole } = partOf(name, one)
                    return [formatShare(part, whole), `${part} ÷ ${whole}`]
                  }),
                ]),
              }}
            />
          </Section>
          {likeGroups.map(({ id, title }) => {
            const rows = units
              .filter(({ group }) => group === id)
              .toSorted((a, b) => a.name.localeCompare(b.name, 'zh'))
            return rows.length > 0 && <UnitTable key={id} title={title} rows={rows} hidden={hidden} />
          })}
          <Alert tone="info" title="怎么保护写信人、怎么核对">
            {smallCountsRule}举报不计入任何公开数字。回访的信由可以核验的<a href={urls.draws()}>随机抽取</a>
            抽出，由承办单位以外的人打电话；<a href={urls.speed()}>按时率</a>另有一张表。
          </Alert>
        </>
      )}
    </>
  )
}

/** 比上一年 +3.2 个百分点 */
export const changeWords = (points: number): string =>
  points === 0 ? '和上一年一样' : `比上一年 ${points > 0 ? '+' : '−'}${Math.abs(points).toFixed(1)} 个百分点`

function UnitTable({ title, rows, hidden }: { title: string; rows: UnitRates[]; hidden: ReadonlySet<string> }) {
  return (
    <Section title={title}>
      <DataTable<UnitRates>
        caption={`${title}的三率`}
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'unit', label: '单位', cell: ({ name }) => name },
          ...rateNames.map((name) => ({
            key: name,
            label: rateLabel(name),
            cell: (row: UnitRates) => <Rate {...{ name, row, hidden }} />,
          })),
        ]}
      />
    </Section>
  )
}

function Rate({ name, row, hidden }: { name: RateName; row: UnitRates; hidden: ReadonlySet<string> }) {
  const { part, whole } = partOf(name, row.now)
  if (whole === 0) return <>—</>
  if (hidden.has(hiddenKey(name, row.id))) return <>少于 {leastShown} 件或随之不公开</>
  const points = change({ part, whole }, partOf(name, row.before))
  return (
    <>
      {formatShare(part, whole)}（{part} ÷ {whole}）{points !== null && <small>{changeWords(points)}</small>}
    </>
  )
}

export const hiddenKey = (name: RateName, unitId: string): string => `${name} ${unitId}`
