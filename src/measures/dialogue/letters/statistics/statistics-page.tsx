import {
  Alert,
  Chart,
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
import type { FiguresBy, LetterFigures } from './statistics.ts'

export type StatisticsPageProps = {
  figures: LetterFigures
  year: number | undefined
  years: number[]
  byTime: FiguresBy[]
  byClass: FiguresBy[]
  byDivision: FiguresBy[]
  byUnit: FiguresBy[]
  times: { label: string; letters: number }[]
  asOf: string
  /** 12345 over thirty days; null where nobody called. */
  line: { rate: string; inTime: string; offered: number } | null
}

const columns = ['收到', '已答复', '按时答复', '按时率', '答复用时中位数（天）']
const rowsOf = (items: FiguresBy[]): (string | number)[][] =>
  items.map((item) => [
    item.label,
    item.filed,
    item.answered,
    item.inTime,
    formatShare(item.inTime, item.answered),
    days(item.medianDays),
  ])

/** How many, how fast, how well: every figure with its formula, every chart with its table. */
export function StatisticsPage(props: StatisticsPageProps) {
  const { figures, year, years } = props
  const span = year ? `${year} 年` : '全部年份'
  const timeWord = year ? '月' : '年'
  return (
    <>
      <PageHeader
        title="来信统计"
        lead="收到多少、答复多快、问题解决没有。举报不计入任何公开数字；并单的信只算一件。"
        meta={<span>统计到 {props.asOf}</span>}
        actions={
          <>
            <LinkButton href={urls.letterStatisticsFile('xlsx', year)} variant="secondary" icon="download" download>
              下载 Excel
            </LinkButton>
            <LinkButton href={urls.letterStatisticsFile('csv', year)} variant="quiet" icon="download" download>
              CSV
            </LinkButton>
            <LinkButton href={urls.letterRates(year)} variant="quiet">
              三率
            </LinkButton>
            <LinkButton href={urls.letters()} variant="quiet">
              看来信
            </LinkButton>
          </>
        }
      />
      {props.line && (
        <p>
          12345 热线近 30 天呼入 {formatCount(props.line.offered)} 通，接通率 {props.line.rate}（标准：不低于 95%），15
          秒内接听 {props.line.inTime}。<a href={urls.rule('HOT-11-answer')}>标准出处</a>
        </p>
      )}
      <FilterBar
        action={urls.letterStatistics()}
        submitLabel="看这一年"
        selects={[
          {
            name: 'year',
            label: '来信年份',
            value: year ? String(year) : undefined,
            options: [
              { value: '', label: '全部' },
              ...years.map((item) => ({ value: String(item), label: `${item} 年` })),
            ],
          },
        ]}
      />
      {figures.filed === 0 ? (
        <EmptyState title={`${span}还没有来信`}>换一年看看。</EmptyState>
      ) : (
        <>
          <StatRow>
            <StatFigure
              label="收到来信"
              value={formatCount(figures.filed)}
              unit="件"
              formula="登记的来信，不含举报和并单。"
            />
            <StatFigure
              label="按时答复率"
              value={formatShare(figures.answeredInTime, figures.answered)}
              delta={`${formatCount(figures.answeredInTime)} ÷ ${formatCount(figures.answered)} 件`}
              formula="在最后一天 24:00 之前答复的 ÷ 已答复的。依法延期的按延期后的日期算。"
            />
            <StatFigure
              label="答复用时中位数"
              value={days(figures.medianDays)}
              unit="天"
              formula="从来信到答复的自然天数，退回再办的算到最后一次，一半的信比它快，一半比它慢。"
              delta={`九成在 ${days(figures.ninetiethDays)} 天内`}
            />
            <StatFigure
              label="正在办理"
              value={formatCount(figures.open)}
              unit="件"
              delta={`其中超期 ${formatCount(figures.overdue)} 件`}
              deltaTone={figures.overdue > 0 ? 'warn' : 'neutral'}
              formula="还没有答复、也没有撤回的来信；超期是已过最后一天的。"
            />
            <StatFigure
              label="解决率"
              value={formatShare(figures.solved, figures.rated)}
              delta={`${formatCount(figures.rated)} 件有评价`}
              formula="写信人说“已解决”的 ÷ 有评价的。没有评价的不算满意，也不算不满意。"
            />
          </StatRow>
          <Section title={`${span}收到和按时答复`} id="time">
            <Chart
              src={chartHref('time', year)}
              narrowSrc={chartHref('time', year, true)}
              alt={`${span}每${timeWord}收到的来信和按时答复的来信`}
              table={{
                caption: `每${timeWord}来信`,
                columns: [timeWord === '月' ? '月份' : '年份', ...columns],
                rows: rowsOf(props.byTime),
              }}
            />
          </Section>
          <Section title="答复用了多久" id="days">
            <Chart
              src={chartHref('days', year)}
              narrowSrc={chartHref('days', year, true)}
              alt="按答复用时分布的来信件数"
              table={{
                caption: '答复用时分布',
                columns: ['从来信到答复', '件数'],
                rows: props.times.map((item) => [item.label, item.letters]),
              }}
            />
          </Section>
          <Section title="都在问什么类别" id="class">
            <Chart
              src={chartHref('class', year)}
              narrowSrc={chartHref('class', year, true)}
              alt="各类别来信件数"
              table={{ caption: '各类别来信', columns: ['类别', ...columns], rows: rowsOf(props.byClass) }}
            />
          </Section>
          <Section title="来自哪里" id="division">
            <Chart
              src={chartHref('division', year)}
              narrowSrc={chartHref('division', year, true)}
              alt="各县区来信件数"
              table={{ caption: '各县区来信', columns: ['县（区）', ...columns], rows: rowsOf(props.byDivision) }}
            />
          </Section>
          <Section title="谁在办" id="unit">
            <Chart
              src={chartHref('unit', year)}
              narrowSrc={chartHref('unit', year, true)}
              alt="办理来信较多的单位"
              table={{ caption: '各单位办理', columns: ['单位', ...columns], rows: rowsOf(props.byUnit) }}
              note="件数多不代表问题多，各单位管的事不一样；这里不排名。"
            />
          </Section>
          <Alert tone="info" title="这些数字怎么核对">
            每个数字下面都写着算法，每张图下面都有数据表。对数字有疑问，请点页面底部“我要纠错”。
          </Alert>
        </>
      )}
    </>
  )
}

const chartHref = (name: string, year: number | undefined, narrow = false): string => {
  const search = new URLSearchParams()
  if (year) search.set('year', String(year))
  if (narrow) search.set('narrow', '1')
  const text = search.toString()
  return urls.letterChart(name) + (text ? `?${text}` : '')
}

const days = (value: number | null): string => (value === null ? '—' : value.toFixed(1))
