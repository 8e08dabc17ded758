import { groupNumber, type MatterRow } from '#core/matters/index.ts'
import type { lineKinds } from './tables.ts'

export type LineKind = (typeof lineKinds)[number]

/** What one person is told in one round. */
export type Line = { what: LineKind; row: MatterRow }

/** In the order in which they are told: what presses most stands first. */
export const lineWords: Record<LineKind, string> = {
  red: '已超期',
  late: '超期较久',
  yellow: '快到期',
  urged: '被催办',
  supervised: '被督办',
  consultLate: '会商逾期，没有确定主办',
  replyReturned: '督办报告被退回',
  toDecide: '待您决定是否督办',
  replied: '督办单已有报告待审',
  returned: '被退回',
  handedOver: '新派来、转来',
  lapsed: '逾期未签收、未接收',
}

export const lineOrder = Object.keys(lineWords) as LineKind[]

/** Each matter once under each heading; one that is red is not said to be yellow as well. */
export function tidy(lines: readonly Line[]): Line[] {
  const red = new Set(lines.filter(({ what }) => what === 'red').map(({ row }) => row.id))
  const seen = new Set<string>()
  return lines.filter(({ what, row }) => {
    const key = `${what} ${row.id}`
    if (seen.has(key) || (what === 'yellow' && red.has(row.id))) return false
    seen.add(key)
    return true
  })
}

/**
 * May the number of a matter stand in a message that lies open on a table? Not of a 举报, nor of anything that not everybody at the unit may see: that is
 * counted, and never named.
 */
export const mayBeNamed = (
  row: Pick<MatterRow, 'class' | 'reportedUnitId' | 'audience' | 'barred' | 'holderUnitId'>,
): boolean =>
  row.class !== 'report' &&
  row.reportedUnitId === null &&
  row.barred.length === 0 &&
  row.audience.includes(`unit:${row.holderUnitId}`)

export type DigestWords = { summary: string; urgent: string }

/** 已超期1件，快到期2件 … and the most pressing one by its number. */
export function digestWords(lines: readonly Line[]): DigestWords {
  const counts = Map.groupBy(lines, ({ what }) => what)
  const summary = lineOrder.flatMap((what) => {
    const many = counts.get(what)?.length ?? 0
    return many > 0 ? [`${lineWords[what]}${many}件`] : []
  })
  const named = lines
    .filter(({ row }) => mayBeNamed(row) && row.dueOn !== null)
    .toSorted((a, b) => Temporal.PlainDate.compare(dueOf(a), dueOf(b)))[0]
  return {
    summary: summary.join('，'),
    urgent: named ? `最急的编号${groupNumber(named.row.number)}，${dueText(dueOf(named))}到期。` : '',
  }
}

const dueOf = ({ row }: Line): Temporal.PlainDate => row.dueOn ?? new Temporal.PlainDate(9999, 12, 31)

const dueText = ({ month, day }: Temporal.PlainDate): string => `${month}月${day}日`
