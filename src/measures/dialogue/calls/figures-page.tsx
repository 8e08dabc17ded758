import {
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
import { clockText } from './call.ts'
import { connectRate, type LineFigures, type LineFiguresBy } from './figures.ts'
import { standards } from './standards.ts'

export type FiguresPageProps = {
  from: string
  to: string
  day: LineFigures
  all: LineFigures
  byDay: LineFiguresBy[]
  byHour: LineFiguresBy[]
}

const { answerWithin, connectRate: goal } = standards

export const figureColumns = [
  '呼入',
  '接通',
  '接通率',
  '15秒内接听',
  '15秒接听率',
  '漏接',
  '平均等候',
  '平均通话',
  '平均整理',
]

export const figureCells = (one: LineFigures): (string | number)[] => [
  one.offered,
  one.answered,
  formatShare(one.answered, one.offered),
  one.inTime,
  formatShare(one.inTime, one.answered),
  one.missed,
  time(one.waitSeconds),
  time(one.talkSeconds),
  time(one.wrapUpSeconds),
]

const time = (seconds: number | null): string => (seconds === null ? '—' : clockText(seconds))

/** 话务数字 (GB/T 33358): of the line as a whole, never of a person. */
export function FiguresPage({ from, to, day, all, byDay, byHour }: FiguresPageProps) {
  const rate = connectRate(day)
  const filters = { from, to }
  return (
    <>
      <PageHeader
        title="话务数字"
        lead="按整条热线算，不分人、不排名。数字由话务系统的事件算出，不用谁填报。"
        actions={
          <>
            <LinkButton href={urls.deskCallFiguresFile('xlsx', filters)} variant="secondary" icon="download" download>
              下载 Excel
            </LinkButton>
            <LinkButton href={urls.deskCallFiguresFile('csv', filters)} variant="quiet" icon="download" download>
              CSV
            </LinkButton>
          </>
        }
      />
      <FilterBar
        action={urls.deskCallFigures()}
        dates={[
          { name: 'from', label: '从', value: from },
          { name: 'to', label: '到', value: to },
        ]}
        submitLabel="看这几天"
        clearHref={urls.deskCallFigures()}
      />
      <StatRow>
        <StatFigure
          label="最近 24 小时接通率"
          value={formatShare(day.answered, day.offered)}
          delta={`目标不低于 ${goal.percent}%`}
          deltaTone={rate === null ? 'neutral' : rate >= goal.percent ? 'good' : 'warn'}
          formula={`接通的 ÷ 呼入的；还在排队的不算。${goal.source}：“${goal.quote}”`}
        />
        <StatFigure
          label="15 秒内接听"
          value={formatShare(all.inTime, all.answered)}
          delta={`平均等候 ${time(all.waitSeconds)}，目标 ${answerWithin.seconds} 秒内`}
          deltaTone={all.waitSeconds === null ? 'neutral' : all.waitSeconds <= answerWithin.seconds ? 'good' : 'warn'}
          formula={`从呼入到接听不超过 ${answerWithin.seconds} 秒的 ÷ 接通的。${answerWithin.source}：“${answerWithin.quote}”`}
        />
        <StatFigure
          label="漏接"
          value={formatCount(all.missed)}
          unit="通"
          delta={`呼入 ${formatCount(all.offered)} 通`}
          formula="没有人接起来就挂断的。"
        />
        <StatFigure
          label="平均通话"
          value={time(all.talkSeconds)}
          delta={`平均整理工单 ${time(all.wrapUpSeconds)}`}
          formula="从接听到挂断；结束时间由系统推定的不算。整理工单从挂断到坐席空闲。"
        />
      </StatRow>
      <p class="field-hint">
        标准原文见<a href={urls.rule(goal.rule)}>时限规则 {goal.rule}</a>。
      </p>
      {all.offered === 0 ? (
        <EmptyState title="这几天没有来电">换几天看看，或者问一问话务系统的推送是否接通。</EmptyState>
      ) : (
        <>
          <Section title="按天" id="days">
            <Chart
              src={urls.deskCallChart('days', filters)}
              narrowSrc={urls.deskCallChart('days', { ...filters, narrow: '1' })}
              alt="每天15秒内接听、15秒后接听和漏接的来电，数字见数据表"
              table={{
                caption: '按天',
                columns: ['日期', ...figureColumns],
                rows: byDay.map((one) => [one.label, ...figureCells(one)]),
              }}
              download={{ href: urls.deskCallFiguresFile('csv', filters), label: '下载 CSV' }}
            />
          </Section>
          <Section title="一天里的各个小时" id="hours">
            <Chart
              src={urls.deskCallChart('hours', filters)}
              narrowSrc={urls.deskCallChart('hours', { ...filters, narrow: '1' })}
              alt="一天里每个小时15秒内接听、15秒后接听和漏接的来电，数字见数据表"
              table={{
                caption: '按小时',
                columns: ['小时', ...figureColumns],
                rows: byHour.map((one) => [one.label, ...figureCells(one)]),
              }}
            />
          </Section>
        </>
      )}
    </>
  )
}
