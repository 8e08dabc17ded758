import {
  Alert,
  Chart,
  type Column,
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
import type { BreachCounts } from '../breaches/breach-figures.ts'
import { BreachFiguresSection } from '../breaches/breach-figures-section.tsx'
import type { Counts, Figures, Flow, UnitCounts } from './figures.ts'
import { lengthWord } from './figures-charts.ts'
import { groupName, groupNames } from './span.ts'

export type FiguresPageProps = {
  figures: Figures
  asOf: string
  /** As it stands in the address. */
  chosen: Record<string, string | undefined>
  /** Of staff: leads to what is behind a unit's figures. */
  unitHref?: (unitId: string) => string
  /** Of staff who oversee units. */
  breaches?: BreachCounts[]
}

/** 首问责任: what units did with whoever came to them; trend first, in like groups, and nobody ranked. */
export function FiguresPage(props: FiguresPageProps) {
  const { figures, asOf, chosen, unitHref } = props
  const { all, span } = figures
  const isEmpty = all.spot + all.done === 0 && all.registered === 0 && all.offered === 0
  const base = unitHref ? urls.deskFirstAsked : urls.firstAsked
  return (
    <>
      <PageHeader
        title="首问责任"
        lead="第一个被问到的人和单位负责到底。这里看各单位当场答复了多少、引导和跟进得怎么样；只看单位，不看个人，也不排名。"
        meta={<span>统计到 {asOf}</span>}
        actions={
          <>
            <LinkButton href={urls.firstAskedFile('xlsx', chosen)} variant="secondary" icon="download" download>
              下载 Excel
            </LinkButton>
            <LinkButton href={urls.firstAskedFile('csv', chosen)} variant="quiet" icon="download" download>
              CSV
            </LinkButton>
            <LinkButton href={urls.duties()} variant="quiet">
              职责目录
            </LinkButton>
          </>
        }
      />
      <FilterBar
        action={base()}
        submitLabel="看"
        selects={[
          {
            name: 'year',
            label: '时间',
            value: span.year ? String(span.year) : '',
            options: [
              { value: '', label: '最近十二个月' },
              ...figures.years.map((year) => ({ value: String(year), label: `${year} 年` })),
            ],
          },
          {
            name: 'group',
            label: '哪一类单位',
            value: span.group ?? '',
            options: [
              { value: '', label: '全部' },
              ...Object.entries(groupNames).map(([value, label]) => ({ value, label })),
            ],
          },
        ]}
        clearHref={span.year || span.group ? base() : undefined}
      />
      {isEmpty ? (
        <EmptyState title="这段时间还没有首问登记">换一段时间，或换一类单位看看。</EmptyState>
      ) : (
        <Filled {...props} />
      )}
      {props.breaches && <BreachFiguresSection counts={props.breaches} />}
    </>
  )
}

function Filled(props: FiguresPageProps) {
  const { figures, chosen, unitHref } = props
  const groups = Map.groupBy(figures.units, ({ kind }) => groupName(kind))
  return (
    <>
      <Totals figures={figures} />
      <Section title="每个月接待了多少" id="months">
        <Chart
          src={urls.firstAskedChart('months', chosen)}
          narrowSrc={urls.firstAskedChart('months', { ...chosen, narrow: '1' })}
          alt="每月当场答复和登记的首问事项"
          table={{
            caption: '每月接待',
            columns: ['月份', '当场答复', '登记的首问事项', '退转次数'],
            rows: figures.months.map(({ month, spot, registered, bounces }) => [month, spot, registered, bounces]),
          }}
        />
      </Section>
      <Section title="转出去，多久有人接" id="acceptance">
        <Chart
          src={urls.firstAskedChart('acceptance', chosen)}
          narrowSrc={urls.firstAskedChart('acceptance', { ...chosen, narrow: '1' })}
          alt="每月从转出到接下的小时数，中位数"
          table={{
            caption: '从转出到接下',
            columns: ['月份', '小时（中位数）'],
            rows: figures.months.map(({ month, medianHours }) => [month, hoursText(medianHours)]),
          }}
          note="各类办件在单位之间的转办都算；同一单位内部转手不算。"
        />
      </Section>
      <Section title="一件事经过几个单位" id="lengths">
        <Chart
          src={urls.firstAskedChart('lengths', chosen)}
          narrowSrc={urls.firstAskedChart('lengths', { ...chosen, narrow: '1' })}
          alt="首问事项经过的单位个数"
          height={260}
          table={{
            caption: '经过的单位个数',
            columns: ['经过几个单位', '件数'],
            rows: figures.lengths.map(({ units, matters }) => [lengthWord(units), matters]),
          }}
        />
      </Section>
      {[...groups].map(([group, units]) => (
        <Section key={group} title={`各单位 · ${group}`}>
          <DataTable<UnitCounts>
            caption={`${group}，按单位目录的顺序`}
            captionHidden
            rows={units}
            rowKey={({ unitId }) => unitId}
            scrolls={!unitHref}
            {...(unitHref && { rowHref: ({ unitId }: UnitCounts) => unitHref(unitId) })}
            columns={unitColumns(figures)}
          />
        </Section>
      ))}
      <Section title="从哪里转到哪里">
        <DataTable<Flow>
          caption="单位之间的转办"
          captionHidden
          rows={figures.flows}
          rowKey={({ from, to }) => `${from} ${to}`}
          scrolls
          columns={[
            { key: 'from', label: '从', cell: ({ from }) => from },
            { key: 'to', label: '到', cell: ({ to }) => to },
            { key: 'accepted', label: '接下', numeric: true, cell: ({ accepted }) => accepted },
            { key: 'returned', label: '退回或没人接', numeric: true, cell: ({ returned }) => returned },
          ]}
          empty={<EmptyState title="这段时间没有单位之间的转办" />}
        />
      </Section>
      <Alert tone="info" title="这些数字怎么用">
        <p>
          登记多少件没有指标。单位管的事不一样，不同类的单位不放在一起比；先看自己比上一年是好是坏。算法写在每个数字下面，有疑问请点页面底部“我要纠错”。
        </p>
      </Alert>
    </>
  )
}

function Totals({ figures: { all, before } }: { figures: Figures }) {
  const than = (name: keyof Counts) => `上一年同期 ${formatCount(before[name] ?? 0)}`
  return (
    <StatRow>
      <StatFigure
        label="当场答复"
        value={formatCount(all.spot)}
        unit="次"
        delta={than('spot')}
        formula="工作人员点一下记一次，只记单位、日期和从哪里来。"
      />
      <StatFigure
        label="当场办结"
        value={formatCount(all.done)}
        unit="次"
        delta={than('done')}
        formula="窗口业务当场办好的，按各单位窗口业务清单点一下记一次；和当场答复分开记，不重复。"
      />
      <StatFigure
        label="登记的首问事项"
        value={formatCount(all.registered)}
        unit="件"
        delta={`其中引导到别的单位 ${formatCount(all.guided)} 件`}
        formula="当场没有答完、由首问责任人登记跟进的。引导是登记时就转给别的单位的。"
      />
      <StatFigure
        label="跟到有结果"
        value={formatShare(all.toTheEnd, all.registered)}
        delta={`${formatCount(all.toTheEnd)} ÷ ${formatCount(all.registered)} 件`}
        formula="已经答复并且办结的 ÷ 登记的。还在期限里办着的也在分母里。"
      />
      <StatFigure
        label="断线"
        value={formatCount(all.dropped)}
        unit="件"
        delta={than('dropped')}
        deltaTone={all.dropped > 0 ? 'warn' : 'neutral'}
        formula="过了答复期限还没有答复的，加上超过期限才答复的。"
      />
      <StatFigure
        label="退转"
        value={formatCount(all.bounces)}
        unit="次"
        delta={than('bounces')}
        formula="首问事项转给别的单位后被退回、逾期没有人接的次数。"
      />
      <StatFigure
        label="从转出到接下"
        value={hoursText(all.medianHours)}
        unit="小时"
        delta={`上一年同期 ${hoursText(before.medianHours)} 小时`}
        formula="单位之间的转办从发出到对方接下，一半比它快，一半比它慢；各单位的中位数按接下的件数加权后取中间。"
      />
      <StatFigure
        label="感谢"
        value={formatCount(all.thanks)}
        unit="次"
        formula="问事人在进度页点的感谢，一件最多一次；首问单位和办成的单位各记一次。"
      />
    </StatRow>
  )
}

function unitColumns({ unitsBefore }: Figures): Column<UnitCounts>[] {
  const was = (row: UnitCounts, name: keyof Counts) => unitsBefore.get(row.unitId)?.[name] ?? 0
  return [
    { key: 'unit', label: '单位', cell: ({ unit }) => unit },
    { key: 'spot', label: '当场答复', numeric: true, cell: ({ spot }) => formatCount(spot) },
    { key: 'done', label: '当场办结', numeric: true, cell: ({ done }) => formatCount(done) },
    { key: 'registered', label: '登记', numeric: true, cell: ({ registered }) => registered },
    { key: 'guided', label: '引导', numeric: true, cell: ({ guided }) => guided },
    { key: 'toTheEnd', label: '跟到有结果', numeric: true, cell: (row) => formatShare(row.toTheEnd, row.registered) },
    {
      key: 'dropped',
      label: '断线（上年）',
      numeric: true,
      cell: (row) => `${row.dropped}（${was(row, 'dropped')}）`,
    },
    {
      key: 'bounces',
      label: '退转（上年）',
      numeric: true,
      cell: (row) => `${row.bounces}（${was(row, 'bounces')}）`,
    },
    { key: 'offered', label: '别人转来', numeric: true, cell: ({ offered }) => offered },
    { key: 'accepted', label: '接下', numeric: true, cell: ({ accepted }) => accepted },
    { key: 'returned', label: '退回', numeric: true, cell: ({ returned }) => returned },
    { key: 'lapsed', label: '逾期没接', numeric: true, cell: ({ lapsed }) => lapsed },
    {
      key: 'hours',
      label: '接下用时（小时）',
      numeric: true,
      cell: ({ medianHours }) => hoursText(medianHours),
    },
    { key: 'thanks', label: '感谢', numeric: true, cell: ({ thanks }) => thanks },
  ]
}

export const hoursText = (hours: number | null): string => (hours === null ? '—' : hours.toFixed(1))
