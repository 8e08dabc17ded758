import { type SQL, sql } from 'drizzle-orm'
import { type Asked, defineEvidence, type Evidence, type UnitCount } from '#core/implementation/index.ts'
import type { Db } from '#platform/database.ts'

/** What every kind of matter shows of 五 and 八. 举报 stands in no figure, what was merged counts once, a part for its own unit. */
const counted = sql`m.class <> 'report' and m.state <> 'merged'`

const within = (column: SQL, { from, to }: Asked): SQL =>
  sql`${column} >= ${from.toString()}::timestamptz and ${column} < ${to.toString()}::timestamptz`

/** Matters of the span, each for a unit of its own row. */
const mattersBy =
  (unit: SQL, time: SQL, condition: SQL): Evidence['count'] =>
  async (db: Db, asked: Asked) => {
    const { rows } = await db.execute<UnitCount>(sql`
      select ${unit} as "unitId", count(*)::int as count from matters m
      where ${counted} and ${within(time, asked)} and ${condition} and ${unit} = any(${asked.unitIds}) group by 1`)
    return rows
  }

const holder = sql`m.holder_unit_id`
const firstAsked = sql`m.first_asked_unit_id`
const answered = sql`m.answered_at`
const opened = sql`m.opened_at`

/** Reminders and orders, each for the unit that holds the matter; served by the index of these few events. */
const eventsOf =
  (type: 'urged' | 'supervised'): Evidence['count'] =>
  async (db: Db, asked: Asked) => {
    const { rows } = await db.execute<UnitCount>(sql`
      select ${holder} as "unitId", count(*)::int as count from matter_events e join matters m on m.id = e.matter_id
      where e.type = ${type} and e.type in ('urged', 'supervised') and ${within(sql`e.occurred_at`, asked)}
        and ${counted} and ${holder} = any(${asked.unitIds}) group by 1`)
    return rows
  }

const merged = '举报不计，并单的只算一件。'

defineEvidence(
  {
    id: 'matters.inTime',
    sentence: '五-1',
    title: '按期答复、办结的事项',
    measureWord: '件',
    formula: `期内答复、在最后一天 24:00 之前的，依法延期的按延期后的日期算。${merged}`,
    count: mattersBy(holder, answered, sql`m.on_time`),
  },
  {
    id: 'matters.early',
    sentence: '五-1',
    title: '比期限提前的',
    measureWord: '件',
    formula: `期内答复、比最后一天至少早一天的。${merged}`,
    count: mattersBy(holder, answered, sql`(m.answered_at at time zone 'Asia/Shanghai')::date < m.due_on`),
  },
  {
    id: 'matters.extended',
    sentence: '五-1',
    title: '经批准延期的',
    measureWord: '件',
    formula: `期内答复的事项里，经单位负责人批准延过期的。${merged}`,
    count: mattersBy(holder, answered, sql`m.extended`),
  },
  {
    id: 'matters.late',
    sentence: '五-1',
    title: '超期答复、办结的事项',
    measureWord: '件',
    formula: `期内答复、过了最后一天的。${merged}`,
    isShortfall: true,
    count: mattersBy(holder, answered, sql`not m.on_time`),
  },
  {
    id: 'matters.urged',
    sentence: '五-3',
    title: '受到的催办',
    measureWord: '次',
    formula: `期内上级对正在办的事项的催办，一件一天最多一次。${merged}`,
    isShortfall: true,
    count: eventsOf('urged'),
  },
  {
    id: 'matters.supervised',
    sentence: '五-3',
    title: '收到的督办单',
    measureWord: '份',
    formula: `期内对正在办的事项发出的督办单。${merged}`,
    isShortfall: true,
    count: eventsOf('supervised'),
  },
  {
    id: 'matters.passedOn',
    sentence: '八-1',
    title: '首问后转交承办、跟进到办结的',
    measureWord: '件',
    formula: `期内登记、本单位首问、后来由别的单位承办并且已经答复的。${merged}`,
    count: mattersBy(firstAsked, opened, sql`m.holder_unit_id <> m.first_asked_unit_id and m.answered_at is not null`),
  },
  {
    id: 'matters.firstAsked',
    sentence: '八-2',
    title: '记下首问责任单位的事项',
    measureWord: '件',
    formula: `期内登记、以本单位为首问责任单位的；首问责任一经记下不再改变。${merged}`,
    count: mattersBy(firstAsked, opened, sql`true`),
  },
)
