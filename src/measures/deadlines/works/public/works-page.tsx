import {
  Alert,
  Card,
  CardGrid,
  DateText,
  EmptyState,
  FilterBar,
  type FilterSelect,
  KeyPager,
  LinkButton,
  PageHeader,
  ProgressBar,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { MonthsChart, StateChart, StateFigures } from '../board-parts.tsx'
import { WorkStateBadge } from '../state-badge.tsx'
import { isPastDue } from '../work.ts'
import type { WorkFigures } from '../work-figures.ts'
import type { ListedWork } from '../works.ts'

export type PublicWorksProps = {
  rows: ListedWork[]
  today: Temporal.PlainDate
  figures: WorkFigures
  year?: number
  selects: FilterSelect[]
  isFiltered: boolean
  pager: { previousHref?: string; nextHref?: string }
  sheetHref: string
}

/** 民生实事: what the government promised everybody, and how far it is. */
export function PublicWorksPage({ rows, today, figures, year, pager, ...props }: PublicWorksProps) {
  const hrefs = {
    chart: (name: string, narrow?: boolean) => urls.worksChart(name, { year, narrow: narrow ? 1 : undefined }),
    list: (filters: { state?: string }) => urls.works({ ...filters, year }),
  }
  return (
    <>
      <PageHeader
        title="民生实事办得怎么样"
        lead="政府答应办的每一件实事：由谁办、哪天之前办成什么、办到了哪一步。状态由日期和佐证算出来，不是自己填的。"
        actions={
          <LinkButton href={urls.implementation()} variant="secondary">
            九条措施落实对照
          </LinkButton>
        }
      />
      <FilterBar action={urls.works()} selects={props.selects} {...(props.isFiltered && { clearHref: urls.works() })} />
      {rows.length === 0 ? (
        <EmptyState
          title={props.isFiltered ? '没有符合条件的实事' : '还没有公布民生实事'}
          action={
            props.isFiltered ? (
              <LinkButton href={urls.works()} variant="secondary">
                看全部
              </LinkButton>
            ) : (
              <LinkButton href={urls.newLetter()}>您希望办什么？写信告诉市长</LinkButton>
            )
          }
        >
          {props.isFiltered ? '换一个条件试试。' : '年初确定的民生实事会公布在这里。'}
        </EmptyState>
      ) : (
        <>
          <CardGrid columns={2}>
            {rows.map((row) => (
              <WorkCard key={row.id} row={row} today={today} />
            ))}
          </CardGrid>
          <KeyPager shown={rows.length} {...pager} />
          <p>
            <a href={props.sheetHref} download>
              下载这个列表（Excel）
            </a>
            {'　'}
            <a href={urls.worksCalendarFile()}>把还没到的节点放进手机日历</a>
          </p>
          <Section title="总的进展" id="figures">
            <StateFigures total={figures.total} hrefs={hrefs} />
            <StateChart
              name="unit"
              label="牵头单位"
              rows={figures.byUnit}
              hrefs={hrefs}
              note="按单位名录排列，不排名。"
            />
            <MonthsChart months={figures.months} hrefs={hrefs} />
          </Section>
        </>
      )}
      <Alert tone="info" title="怎样才算完成？">
        <p>
          每个节点都要有佐证，还要有使用的人认可：督查人员走访住户、接管的单位签字验收，或者群众登录后评价。责任单位自己说了不算。
        </p>
      </Alert>
    </>
  )
}

function WorkCard({ row, today }: { row: ListedWork; today: Temporal.PlainDate }) {
  return (
    <Card
      title={row.title}
      href={urls.work(row.number)}
      headingLevel={2}
      meta={
        <>
          <WorkStateBadge state={row.state} isPastDue={isPastDue(row, today)} /> <span>{row.leadUnit}</span>{' '}
          <span>{row.year} 年</span>
        </>
      }
    >
      <ProgressBar
        label="办成的节点"
        value={row.proved}
        max={row.milestones}
        text={`${row.proved}/${row.milestones}`}
      />
      <p>
        {row.nextDueOn ? (
          <>
            下一个节点 <DateText date={row.nextDueOn} />：{row.nextTitle}
          </>
        ) : row.state === 'onTrack' ? (
          '节点都办成了，正在请使用的人确认'
        ) : (
          '节点都办成了'
        )}
      </p>
    </Card>
  )
}
