import { formatDateTime, LinkButton, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Board } from './board.ts'
import { addressOf, type BoardLinks } from './board-links.ts'
import { BoardFilters } from './board-totals.tsx'
import { BoardSections } from './speed-page.tsx'

const links: BoardLinks = {
  board: urls.deskSpeed,
  chart: urls.deskSpeedChart,
  matters: (view, asked) => urls.deskSpeedMatters({ ...asked, view }),
}

/** 办理时效 at the desk: all kinds, small counts too, and the way down to the matters. */
export function DeskSpeedPage({
  board,
  timeZone,
  ownUnit,
}: {
  board: Board
  timeZone: string
  ownUnit: string | null
}) {
  const asked = addressOf(board.asked)
  return (
    <>
      <PageHeader
        title="办理时效"
        lead="点数字看是哪些件（只列您看得到的）。公开页上不足 5 件的不显示，这里显示，请勿外传。"
        meta={<span>统计到 {formatDateTime(board.countedAt, timeZone)}，答复后一分钟内计入</span>}
        actions={
          <>
            {ownUnit && ownUnit !== board.asked.unit && (
              <LinkButton href={urls.deskSpeed({ ...asked, unit: ownUnit })} variant="secondary">
                只看本单位
              </LinkButton>
            )}
            <LinkButton href={urls.deskSpeedFile('xlsx', asked)} variant="secondary" icon="download" download>
              下载 Excel
            </LinkButton>
            <LinkButton href={urls.deskSpeedFile('csv', asked)} variant="quiet" icon="download" download>
              CSV
            </LinkButton>
            <LinkButton href={urls.deskExclusions()} variant="quiet">
              剔除
            </LinkButton>
            <LinkButton href={urls.deskSpeedBooks()} variant="quiet">
              关账
            </LinkButton>
          </>
        }
      />
      <BoardFilters board={board} links={links} />
      <BoardSections board={board} links={links} />
    </>
  )
}
