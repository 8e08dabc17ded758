import { and, eq, min } from 'drizzle-orm'
import { matters, matterTexts } from '#core/matters/index.ts'
import { answersOf, closeMonth, decideExclusion, proposeExclusion, rollUp } from '#measures/deadlines/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { castOf } from './cast.ts'

/** What was proposed to be taken out of the rate, by the head of the unit that answered, and what became of it. */
const proposals = [
  {
    title: '通组路只修到半山，还剩两公里土路雨天走不了',
    unit: 'jiaotong',
    ground: 'forceMajeure',
    by: 'lingdao',
    isConfirmed: true,
  },
  {
    title: '小区地下车库渗水三年，修了又漏',
    unit: 'zhujian',
    ground: 'forceMajeure',
    by: 'paidan',
    isConfirmed: false,
  },
  {
    title: '三十年前下井的工龄没有档案，退休少算六年',
    unit: 'renshe',
    ground: 'notReachable',
    by: null,
    isConfirmed: false,
  },
] as const

/** Counts the demo letters, has three answers proposed for exclusion, and lets 督查 close the months before the last two. Through the real verbs, today. */
export async function tellSpeed(house: House): Promise<void> {
  await rollUp(house)
  await house.db.transaction((tx) => propose(house, tx))
  await rollUp(house)
  await house.db.transaction((tx) => closeMonths(house, tx))
}

async function propose(house: House, tx: Transaction): Promise<void> {
  const cast = await castOf(house)
  const acting = { ...house, db: tx }
  for (const { title, unit, ground, by, isConfirmed } of proposals) {
    const head = await cast.head(unit)
    const number = await numberOf(tx, title)
    const found = number ? await answersOf(tx, head, number) : null
    const answer = found?.answers.findLast(({ met, standing }) => met !== null && !standing)
    // Of a city seeded on another day the letter may be younger, and not be answered yet.
    if (!number || !answer) continue
    const id = await proposeExclusion(acting, head, { number, seq: answer.seq, ground })
    if (by) await decideExclusion(acting, await cast.staff(by), id, isConfirmed)
  }
}

async function numberOf(tx: Transaction, title: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ number: matters.number })
    .from(matters)
    .innerJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'title')))
    .where(eq(matterTexts.body, title))
  return row?.number
}

async function closeMonths(house: House, tx: Transaction): Promise<void> {
  const cast = await castOf(house)
  const { timeZone } = house.config
  const [first] = await tx.select({ at: min(matters.answeredAt) }).from(matters)
  if (!first?.at) return
  const last = house.clock.now().toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth().subtract({ months: 3 })
  let month = first.at.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth()
  for (; Temporal.PlainYearMonth.compare(month, last) <= 0; month = month.add({ months: 1 }))
    await closeMonth({ ...house, db: tx }, await cast.staff('ducha'), month)
}
