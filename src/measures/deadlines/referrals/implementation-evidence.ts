import { type SQL, sql } from 'drizzle-orm'
import { type Asked, defineEvidence, type Evidence, type UnitCount } from '#core/implementation/index.ts'
import type { Db } from '#platform/database.ts'

const within = (column: SQL, { from, to }: Asked): SQL =>
  sql`${column} >= ${from.toString()}::timestamptz and ${column} < ${to.toString()}::timestamptz`

/** Of the unit that holds it; how many of them were petitions is told nowhere. */
const counted =
  (time: SQL, condition: SQL): Evidence['count'] =>
  async (db: Db, asked: Asked) => {
    const { rows } = await db.execute<UnitCount>(sql`
      select m.holder_unit_id as "unitId", count(*)::int as count from matters m
      where m.kind = 'referral' and m.state <> 'merged' and ${within(time, asked)} and ${condition}
        and m.holder_unit_id = any(${asked.unitIds}) group by 1`)
    return rows
  }

const kinds = '上级转办、督办信访件、反馈问题和领导交办合在一起，只公开数量。'

/** “凡上级转办、督办信访件、反馈问题及主要领导交办的事项、批示，承办单位不能拖延耽误” (notice 五). */
defineEvidence(
  {
    id: 'referrals.received',
    sentence: '五-3',
    title: '接到的交办件',
    measureWord: '件',
    formula: `期内登记、现在由本单位承办的交办件。${kinds}`,
    count: counted(sql`m.opened_at`, sql`true`),
  },
  {
    id: 'referrals.inTime',
    sentence: '五-3',
    title: '按期报结的交办件',
    measureWord: '件',
    formula: `期内在期限之内报结的交办件。${kinds}`,
    count: counted(sql`m.answered_at`, sql`m.on_time`),
  },
  {
    id: 'referrals.late',
    sentence: '五-3',
    title: '超期报结的交办件',
    measureWord: '件',
    formula: `期内过了期限才报结的交办件。${kinds}`,
    isShortfall: true,
    count: counted(sql`m.answered_at`, sql`not m.on_time`),
  },
)
