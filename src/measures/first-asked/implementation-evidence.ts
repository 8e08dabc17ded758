import { type SQL, sql } from 'drizzle-orm'
import { type Asked, defineEvidence, type UnitCount } from '#core/implementation/index.ts'
import type { Db } from '#platform/database.ts'

const within = (column: SQL, { from, to }: Asked): SQL =>
  sql`${column} >= ${from.toString()}::timestamptz and ${column} < ${to.toString()}::timestamptz`

const count = (query: (asked: Asked) => SQL) => async (db: Db, asked: Asked) =>
  (await db.execute<UnitCount>(query(asked))).rows

/** What first-asked units did of 八-1: answered at once, led on and watched until it was done. */
defineEvidence(
  {
    id: 'firstAsked.answered',
    sentence: '八-1',
    title: '首问当场答复',
    measureWord: '次',
    formula: '期内首问的工作人员当场答复的次数，不记来人是谁。',
    count: count(
      (asked) => sql`select unit_id as "unitId", count(*)::int as count from spot_answers
        where ${within(sql`day`, asked)} and unit_id = any(${asked.unitIds}) group by 1`,
    ),
  },
  {
    id: 'firstAsked.ledOn',
    sentence: '八-1',
    title: '首问引荐、对方接办的',
    measureWord: '次',
    formula: '期内首问单位转给有关单位、对方接下来办的；退回的、没有人接的不算。',
    count: count(
      (asked) => sql`select first_asked_unit_id as "unitId", count(*)::int as count from hand_overs
        where "end" = 'accepted' and from_unit_id = first_asked_unit_id and ${within(sql`ended_at`, asked)}
          and first_asked_unit_id = any(${asked.unitIds}) group by 1`,
    ),
  },
  {
    id: 'firstAsked.watched',
    sentence: '八-1',
    title: '一盯到底、有结果的',
    measureWord: '件',
    formula: '期内首问单位一直盯到有结果的事项，不含举报。',
    count: count(
      (
        asked,
      ) => sql`select w.unit_id as "unitId", count(*)::int as count from watches w join matters m on m.id = w.matter_id
        where w.closed_why = 'result' and m.class <> 'report' and ${within(sql`w.closed_at`, asked)}
          and w.unit_id = any(${asked.unitIds}) group by 1`,
    ),
  },
)
