import type { Asked } from './asked.ts'
import type { Board } from './board.ts'
import type { View } from './drill.ts'

/** Where the parts of a board lead: the public page and the desk have the same figures at other addresses. */
export type BoardLinks = {
  board: (asked: Record<string, string | undefined>) => string
  chart: (name: string, asked: Record<string, string | undefined>) => string
  /** To the matters behind a figure; the desk only. */
  matters?: (view: View, asked: Record<string, string | undefined>) => string
}

export type BoardProps = { board: Board; links: BoardLinks }

export const addressOf = ({ unit, kind, division, from, to, group }: Asked): Record<string, string | undefined> => ({
  unit,
  kind,
  division,
  from,
  to,
  group,
})
