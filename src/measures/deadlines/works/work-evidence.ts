import { type SQL, sql } from 'drizzle-orm'
import { type Asked, defineEvidence, type UnitCount } from '#core/implementation/index.ts'
import type { Db } from '#platform/database.ts'
import { urls } from '#urls.ts'

const instant = (at: Temporal.Instant): SQL => sql`${at.toString()}::timestamptz`
const within = (column: SQL, { from, to }: Asked): SQL =>
  sql`${column} >= ${instant(from)} and ${column} < ${instant(to)}`
const dayOf = (at: SQL): SQL => sql`(${at} at time zone 'Asia/Shanghai')::date`

async function counted(db: Db, query: SQL): Promise<UnitCount[]> {
  const { rows } = await db.execute<UnitCount>(query)
  return rows
}

/** Events of one type in the span, each for the lead unit of its work. */
const events = (type: string) => (db: Db, asked: Asked) =>
  counted(
    db,
    sql`select w.lead_unit_id as "unitId", count(*)::int as count from work_events e join works w on w.id = e.work_id
      where e.type = ${type} and ${within(sql`e.at`, asked)} and w.lead_unit_id = any(${asked.unitIds}) group by 1`,
  )

const link = (unitId: string | undefined): string => urls.works({ unit: unitId })
const sentence = '九-1'

/** What the ledger shows of “政府的职责就是抓落实”. A work counts for its lead unit; of the three inner sources only the numbers are told. */
defineEvidence(
  {
    id: 'works.given',
    sentence,
    title: '承担的任务',
    measureWord: '项',
    formula: '期内交办、由本单位牵头的任务：政府工作报告、民生实事、常务会议议定事项、重点项目，四类都算，只公开数量。',
    link,
    count: events('given'),
  },
  {
    id: 'works.provedInTime',
    sentence,
    title: '按期办成的节点',
    measureWord: '个',
    formula:
      '期内到期、在到期当天或之前有佐证的节点；佐证被退回的不算。改过日期的按改后的日期算，原来的日期在任务页上看得到。',
    link,
    count: (db, asked) =>
      counted(
        db,
        sql`select w.lead_unit_id as "unitId", count(*)::int as count from work_milestones m join works w on w.id = m.work_id
          where m.due_on >= ${dayOf(instant(asked.from))} and m.due_on < ${dayOf(instant(asked.to))}
            and ${dayOf(sql`m.proved_at`)} <= m.due_on and w.lead_unit_id = any(${asked.unitIds}) group by 1`,
      ),
  },
  {
    id: 'works.late',
    sentence,
    title: '没有按期办成的节点',
    measureWord: '个',
    formula: '期内已经到期，到期那天还没有佐证的节点，后来补办成的也算。',
    isShortfall: true,
    link,
    count: (db, asked) =>
      counted(
        db,
        sql`select w.lead_unit_id as "unitId", count(*)::int as count from work_milestones m join works w on w.id = m.work_id
          where m.due_on >= ${dayOf(instant(asked.from))} and m.due_on < ${dayOf(instant(asked.to))}
            and m.due_on < ${dayOf(instant(asked.now))} and (m.proved_at is null or ${dayOf(sql`m.proved_at`)} > m.due_on)
            and w.lead_unit_id = any(${asked.unitIds}) group by 1`,
      ),
  },
  {
    id: 'works.visited',
    sentence,
    title: '督查走访核查',
    measureWord: '次',
    formula: '期内督查人员对本单位牵头任务的走访。',
    link,
    count: events('visited'),
  },
  {
    id: 'works.signedOff',
    sentence,
    title: '销号的任务',
    measureWord: '项',
    formula: '期内销号、到现在仍然销号的任务：节点都有佐证，使用方确认过，督查人员同意。',
    link,
    count: (db, asked) =>
      counted(
        db,
        sql`select lead_unit_id as "unitId", count(*)::int as count from works
          where ${within(sql`signed_off_at`, asked)} and lead_unit_id = any(${asked.unitIds}) group by 1`,
      ),
  },
)
