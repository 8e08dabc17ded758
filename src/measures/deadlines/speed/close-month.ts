import { eq, type SQL, sql } from 'drizzle-orm'
import { audit, defineAuditActs, requireRole } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { CorrectionGround } from './book-words.ts'
import { enterMonth } from './enter-month.ts'
import { firstDay, type Month, monthWords, writeMonth } from './month.ts'
import { waitingForRollUp } from './roll-up.ts'
import { speedBooks } from './tables.ts'

defineAuditActs({ closeMonth: '统计关账', correctMonth: '更正已关账的统计' })

/** 本市自定: people have seven days to say whether they accept an answer of the month's last day. */
export const closingDay = 10

/** From which day on a month may be closed. */
export const mayCloseOn = (month: Month): Temporal.PlainDate =>
  month.add({ months: 1 }).toPlainDate({ day: closingDay })

type Acting = Pick<House, 'clock' | 'config'> & { db: Transaction }

/** 统计关账: the running figures become version 1, which stays what it is. By 督查, once the roll-up has caught up. */
export async function closeMonth(house: Acting, actor: Actor, month: Month): Promise<void> {
  requireRole(actor, 'supervisor')
  const at = house.clock.now()
  const today = at.toZonedDateTimeISO(house.config.timeZone).toPlainDate()
  if (Temporal.PlainDate.compare(today, mayCloseOn(month)) < 0) {
    throw new Refusal(
      'too-early',
      `${monthWords(month)}要到 ${mayCloseOn(month)} 以后才能关账：月底答复的，群众还有七天时间评价。`,
      { field: 'month' },
    )
  }
  await refuseBehind(house.db)
  if ((await lastVersion(house.db, month)) > 0) {
    throw new Refusal('closed-already', `${monthWords(month)}已经关账。数字有变化的，请用“更正”。`, { field: 'month' })
  }
  await freeze(house.db, month, 1)
  await house.db
    .insert(speedBooks)
    .values({ month: firstDay(month), version: 1, ground: null, at, byPersonId: actor.personId })
  await enterMonth(house.db, month, { version: 1, ground: null, at })
  await audit(house.db, { actor, act: 'closeMonth', subjectType: 'speedMonth', subjectId: writeMonth(month), at })
  await touch(house.db, ['speed'])
}

/** A correction is the next version, with its ground; the ones before it stay and are shown beside it. */
export async function correctMonth(house: Acting, actor: Actor, month: Month, ground: CorrectionGround): Promise<void> {
  requireRole(actor, 'supervisor')
  const last = await lastVersion(house.db, month)
  if (last === 0)
    throw new Refusal('not-closed', `${monthWords(month)}还没有关账，数字随时更新，不用更正。`, { field: 'month' })
  await refuseBehind(house.db)
  if (!(await differs(house.db, month, last))) {
    throw new Refusal('no-change', `${monthWords(month)}现在统计出来的数字与第 ${last} 版一样，没有要更正的。`, {
      field: 'month',
    })
  }
  const at = house.clock.now()
  const version = last + 1
  await freeze(house.db, month, version)
  await house.db.insert(speedBooks).values({ month: firstDay(month), version, ground, at, byPersonId: actor.personId })
  await enterMonth(house.db, month, { version, ground, at })
  const details = { version, ground }
  await audit(house.db, {
    actor,
    act: 'correctMonth',
    subjectType: 'speedMonth',
    subjectId: writeMonth(month),
    at,
    details,
  })
  await touch(house.db, ['speed'])
}

/** A few of this very moment are of this month; many are an import or a long stop, and may be of any. */
const fewWaiting = 200

async function refuseBehind(db: Transaction): Promise<void> {
  const waiting = await waitingForRollUp(db)
  if (waiting > fewWaiting) {
    throw new Refusal('behind', `还有 ${waiting} 件等着统计，现在关账会漏掉。请过几分钟再试。`, { field: 'month' })
  }
}

/** Which closed months would look otherwise today: what a correction would change. */
export async function monthsThatDiffer(db: Db): Promise<Set<string>> {
  const { rows } = await db.execute<{ month: string }>(sql`
    select to_char(b.month, 'YYYY-MM') as month from (select month, max(version) as version from speed_books group by month) b
    where ${areDifferent(cellsOf(sql`b.month`, sql`0`), cellsOf(sql`b.month`, sql`b.version`))}`)
  return new Set(rows.map(({ month }) => month))
}

/** 0 while it is open. Two who close at once: the second finds the key taken. */
async function lastVersion(db: Transaction, month: Month): Promise<number> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`speed month ${month}`}, 0))`)
  const [row] = await db
    .select({ version: sql<number>`coalesce(max(${speedBooks.version}), 0)::int` })
    .from(speedBooks)
    .where(eq(speedBooks.month, firstDay(month)))
  return row?.version ?? 0
}

const columns = sql`scope, unit_id, kind, division_code, closed, timed, met, standing, early, saved_days, rejected, extended, stopped, excluded,
  excluded_standing, used, stops`

const cellsOf = (month: SQL, version: SQL): SQL =>
  sql`select ${columns} from speed_months m where m.month = ${month} and m.version = ${version}`

const areDifferent = (now: SQL, then: SQL): SQL =>
  sql`exists ((${now} except ${then}) union all (${then} except ${now}))`

const dayOf = (month: Month): SQL => sql`${firstDay(month).toString()}::date`

async function freeze(db: Transaction, month: Month, version: number): Promise<void> {
  await db.execute(sql`insert into speed_months (month, version, ${columns})
    select ${dayOf(month)}, ${version}, cells.* from (${cellsOf(dayOf(month), sql`0`)}) cells`)
}

async function differs(db: Transaction, month: Month, version: number): Promise<boolean> {
  const { rows } = await db.execute<{ differs: boolean }>(
    sql`select ${areDifferent(cellsOf(dayOf(month), sql`0`), cellsOf(dayOf(month), sql`${version}::smallint`))} as differs`,
  )
  return rows[0]?.differs ?? false
}
