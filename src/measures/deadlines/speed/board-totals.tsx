import { EmptyState, FilterBar, formatCount, formatShare, StatFigure, StatRow } from '#ui/index.ts'
import type { Asked } from './asked.ts'
import type { Board } from './board.ts'
import { addressOf, type BoardProps } from './board-links.ts'
import type { View } from './drill.ts'
import { formulas, medianDays, ninetiethDays, overdue } from './figures.ts'
import { monthWords, writeMonth } from './month.ts'
import { oldestDays } from './open-now.ts'
import { daysText, hiddenText, trendRule, trendText } from './written-figures.ts'

export function BoardFilters({ board, links }: BoardProps) {
  const { asked, choices, range } = board
  const all = { value: '', label: '全部' }
  return (
    <FilterBar
      action={links.board({})}
      hidden={asked.group ? { group: asked.group } : {}}
      submitLabel="看时效"
      selects={[
        { name: 'unit', label: '单位（含下属）', value: asked.unit, options: [all, ...choices.units] },
        { name: 'kind', label: '事项', value: asked.kind, options: [all, ...choices.kinds] },
        { name: 'division', label: '县（区）', value: asked.division, options: [all, ...choices.divisions] },
        {
          name: 'from',
          label: '从',
          value: writeMonth(range.from),
          options: withMonth(choices.months, writeMonth(range.from)),
        },
        { name: 'to', label: '到', value: writeMonth(range.to), options: choices.months },
      ]}
      {...(isNarrowed(asked) && { clearHref: links.board({}) })}
    />
  )
}

const isNarrowed = ({ unit, kind, division, from, to }: Asked) =>
  [unit, kind, division, from, to].some((value) => value)

/** The first month of the range may lie before the first answer. */
const withMonth = (months: Board['choices']['months'], month: string) =>
  months.some(({ value }) => value === month)
    ? months
    : [...months, { value: month, label: monthWords(Temporal.PlainYearMonth.from(month)) }]

/** The sums of the range and what is under way now, each with its formula. */
export function BoardTotals({ board, links }: BoardProps) {
  const { total, asked } = board
  if (total.isHidden)
    return (
      <EmptyState title="件数太少，不公开">符合条件的办结不足 5 件，公开数字可能认出是谁的事。请放宽条件。</EmptyState>
    )
  const { figures } = total
  const href = (view: View) => links.matters?.(view, addressOf(asked))
  const trend = trendText(total)
  const days = (value: number | null) => ({ value: daysText(value), ...(value !== null && { unit: '个工作日' }) })
  return (
    <StatRow>
      <StatFigure
        label="办结"
        value={formatCount(figures.closed)}
        unit="件次"
        delta={board.onTheSpot === null ? undefined : `另有窗口当场办结 ${formatCount(board.onTheSpot)} 件次`}
        formula={`${formulas.closed}${formulas.onTheSpot}`}
        href={href('closed')}
      />
      <StatFigure
        label="按时率（群众认可）"
        value={formatShare(figures.standing, figures.timed)}
        delta={`${trend === '—' ? '' : `比上期${trend}；`}原始 ${formatShare(figures.met, figures.timed)}；剔除 ${formatCount(figures.excluded)} 件次后 ${afterExclusions(figures)}`}
        formula={`${formulas.standingRate}原始：${formulas.rawRate}剔除后：${formulas.rateAfterExclusions}${trendRule}`}
        href={href('met')}
      />
      <StatFigure
        label="提前办结"
        value={formatCount(figures.early)}
        unit="件次"
        delta={`比期限合计少用 ${formatCount(figures.savedDays)} 个工作日`}
        formula={`${formulas.early}${formulas.savedDays}`}
        href={href('early')}
      />
      <StatFigure
        label="超期答复"
        value={formatCount(overdue(figures))}
        unit="件次"
        delta={`被退回 ${formatCount(figures.rejected)}，延期 ${formatCount(figures.extended)}`}
        formula={`${formulas.overdue}被退回：${formulas.rejected}延期：${formulas.extended}`}
        href={href('overdue')}
      />
      <StatFigure
        label="用时中位数"
        {...days(medianDays(figures))}
        delta={`九成在 ${daysText(ninetiethDays(figures))} 个工作日内`}
        formula={`${formulas.usedDays}${formulas.medianDays}${formulas.ninetiethDays}`}
      />
    </StatRow>
  )
}

export function OpenTotals({ board, links }: BoardProps) {
  const { total, asked, countedAt } = board
  const { open, isOpenHidden } = total
  if (!open || isOpenHidden) return <p>正在办理的{hiddenText(open?.open ?? 0)}。</p>
  const href = (view: View) => links.matters?.(view, addressOf(asked))
  const oldest = oldestDays(open, countedAt)
  return (
    <StatRow>
      <StatFigure
        label="正在办理"
        value={formatCount(open.open)}
        unit="件"
        delta={oldest === null ? undefined : `最久的一件已 ${formatCount(oldest)} 天`}
        formula={`${formulas.open}最久：${formulas.oldest}`}
        href={href('open')}
      />
      <StatFigure label="红灯（已过期限）" value={formatCount(open.red)} unit="件" href={href('red')} />
      <StatFigure label="黄灯（临近期限）" value={formatCount(open.yellow)} unit="件" href={href('yellow')} />
      <StatFigure
        label="绿灯"
        value={formatCount(open.green)}
        unit="件"
        delta={`暂停计时 ${formatCount(open.paused)} 件`}
        href={href('green')}
      />
      <StatFigure
        label="挂账"
        value={formatCount(open.hung)}
        unit="件"
        delta={`另有已答复、等群众评价的 ${formatCount(open.waiting)} 件`}
        formula={formulas.hung}
        href={href('hung')}
      />
    </StatRow>
  )
}

const afterExclusions = ({ standing, excludedStanding, timed, excluded }: Board['total']['figures']): string =>
  formatShare(standing - excludedStanding, timed - excluded)
