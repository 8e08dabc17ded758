import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { files } from '#core/documents/index.ts'
import { makeNumber } from '#core/matters/index.ts'
import { outbox } from '#core/notices/index.ts'
import { allUnits, demoPassword, seedPeople } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from './house.ts'
import { table } from './access-table.ts'

/**
 * Every address of the house, asked by everybody about the things of citizen A: one open letter, which 市住房城乡建设局 has in hand, and one 举报
 * against that bureau. What each gets stands in `access-table.ts`; an address without a row fails.
 */
const staff = {
  clerk: 'chengban',
  other: 'jiaotong.chengban1',
  mailbox: 'paidan',
  editor: 'bianji',
  leader: 'lingdao',
  superv: 'ducha',
  discip: 'jijian',
  system: 'xitong',
  security: 'anquan',
  audit: 'shenji',
} as const
const citizens = { A: '13700000001', B: '13700000002' } as const

let house: TestHouse
let cookies: Record<string, string> = {}
let things: Record<'letter' | 'report' | 'none', { number: string; fileId: string }>
let unitId = ''

beforeAll(async () => {
  house = await testHouse()
  await seedCalendar(house)
  await seedPeople(house)
  unitId = (await allUnits(house.db)).find(({ shortName }) => shortName === '市住房城乡建设局')?.id ?? ''
  await everybodySignsIn()
  const letter = await files_('help')
  const report = await files_('report', { unit: unitId, title: '举报收受红包', body: '去年十月验收时收受施工方红包。' })
  things = { letter, report, none: { number: makeNumber({ date: '20261123', digit: 1, serial: 99_999 }), fileId: newId() } }
  await post('mailbox', `/desk/letters/${letter.number}/dispatch`, { dispatchUnit: '市住房城乡建设局', dispatchClass: 'help' })
  await post('clerk', `/desk/letters/${letter.number}/signature`)
})
afterAll(() => house.close())
