import { EmptyState, formatDateTime, LinkButton, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Board } from './board.ts'
import { addressOf, type BoardLinks } from './board-links.ts'
import { BoardNotes } from './board-notes.tsx'
import { DaysSection, RowsTable, TrendSection, UnitsSection } from './board-tables.tsx'
import { BoardFilters, BoardTotals, OpenTotals } from './board-totals.tsx'
import { monthWords } from './month.ts'

const links: BoardLinks = { board: urls.speed, chart: urls.speedChart }

/** 办理时效：for everybody. How fast, how much in time and recognised as such, what is late now; every figure with its formula. */
export function SpeedPage({ board, timeZone }: { board: Board; timeZone: string }) {
  const asked = addressOf(board.asked)
  return (
    <>
      <PageHeader
        title="办理时效"
        lead="说好几天办完，办到了没有；群众认不认；现在还有哪些没办完。"
        meta={<span>统计到 {formatDateTime(board.countedAt, timeZone)}，答复后一分钟内计入</span>}
        actions={
          <>
            <LinkButton href={urls.speedFile('xlsx', asked)} variant="secondary" icon="download" download>
              下载 Excel
            </LinkButton>
            <LinkButton href={urls.speedFile('csv', asked)} variant="quiet" icon="download" download>
              CSV
            </LinkButton>
            <LinkButton href={urls.rules()} variant="quiet">
              看期限规则
            </LinkButton>
          </>
        }
      />
      <BoardFilters board={board} links={links} />
      <BoardSections board={board} links={links} />
    </>
  )
}

/** What the public page and the desk have in common. */
export function BoardSections({ board, links }: { board: Board; links: BoardLinks }) {
  const { range, total } = board
  const span = `${monthWords(range.from)}至${monthWords(range.to)}`
  return (
    <>
      <Section title={span} id="totals">
        {total.figures.closed === 0 ? (
          <EmptyState title="这些月份没有办结">换几个月份，或者放宽条件看看。</EmptyState>
        ) : (
          <BoardTotals board={board} links={links} />
        )}
      </Section>
      <Section title="现在正在办的" id="open">
        <OpenTotals board={board} links={links} />
      </Section>
      <TrendSection board={board} links={links} />
      <DaysSection board={board} links={links} />
      <UnitsSection board={board} links={links} />
      <Section title="各类事项" id="kinds">
        <RowsTable
          caption="事项"
          rows={board.kinds}
          links={links}
          asked={board.asked}
          part="kind"
          now={board.countedAt}
        />
      </Section>
      <Section title="各县（区）" id="divisions">
        <RowsTable
          caption="县（区）"
          rows={board.divisions}
          links={links}
          asked={board.asked}
          part="division"
          now={board.countedAt}
        />
      </Section>
      <BoardNotes board={board} />
    </>
  )
}
