import { limitText } from '#core/calendar/index.ts'
import type { SheetForm } from '#core/documents/index.ts'
import type { PublicPromise } from './public-promises.ts'

export const promisesSheet = (promises: readonly PublicPromise[]): SheetForm => ({
  name: '承诺时限',
  columns: [
    { label: '单位', width: 30 },
    { label: '事项', width: 44 },
    { label: '承诺', width: 16 },
    { label: '规定', width: 16 },
    { label: '规定的编号', width: 20 },
    { label: '执行', width: 14 },
    { label: '到', width: 14 },
  ],
  rows: promises.map(({ unitName, title, limit, law, from, to }) => [
    unitName,
    title,
    limitText(limit),
    law?.limit ? limitText(law.limit) : '没有规定',
    law?.id ?? '',
    from.toString(),
    to?.toString() ?? '',
  ]),
})
