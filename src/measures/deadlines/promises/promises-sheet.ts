import { limitText } from '#core/calendar/index.ts'
import type { SheetForm } from '#core/documents/index.ts'
import type { KeptFigures } from './not-kept.ts'
import type { PublicPromise } from './public-promises.ts'

export const promisesSheet = (
  promises: readonly PublicPromise[],
  notKept: ReadonlyMap<string, KeptFigures>,
): SheetForm => ({
  name: '承诺时限',
  columns: [
    { label: '单位', width: 30 },
    { label: '事项', width: 44 },
    { label: '承诺', width: 16 },
    { label: '规定', width: 16 },
    { label: '规定的编号', width: 20 },
    { label: '执行', width: 14 },
    { label: '到', width: 14 },
    { label: '超过承诺（件）', width: 16 },
    { label: '说明了理由（件）', width: 16 },
  ],
  rows: promises.map(({ id, unitName, title, limit, law, from, to }) => [
    unitName,
    title,
    limitText(limit),
    law?.limit ? limitText(law.limit) : '没有规定',
    law?.id ?? '',
    from.toString(),
    to?.toString() ?? '',
    notKept.get(id)?.notKept ?? null,
    notKept.get(id)?.explained ?? null,
  ]),
})
