import { type SQL, sql } from 'drizzle-orm'
import { type Asked, defineEvidence, type Evidence, type UnitCount } from '#core/implementation/index.ts'
import type { Db } from '#platform/database.ts'
import { urls } from '#urls.ts'

const within = (column: SQL, { from, to }: Asked): SQL =>
  sql`${column} >= ${from.toString()}::timestamptz and ${column} < ${to.toString()}::timestamptz`

const count =
  (query: (asked: Asked) => SQL): Evidence['count'] =>
  async (db: Db, asked: Asked) =>
    (await db.execute<UnitCount>(query(asked))).rows

/** What letters to the mayor show of 六. The same letters as in the public statistics: no 举报, what was merged once. */
defineEvidence(
  {
    id: 'letters.answered',
    sentence: '六-1',
    title: '答复的来信',
    measureWord: '件',
    formula: '期内答复的来信，不含举报和并单。',
    link: () => urls.letterStatistics(),
    count: count(
      (asked) => sql`select m.holder_unit_id as "unitId", count(*)::int as count from matters m
        where m.kind = 'letter' and m.class <> 'report' and m.state <> 'merged' and ${within(sql`m.answered_at`, asked)}
          and m.holder_unit_id = any(${asked.unitIds}) group by 1`,
    ),
  },
  {
    id: 'letters.solved',
    sentence: '六-1',
    title: '写信人说解决了的',
    measureWord: '件',
    formula: '期内评价、写信人说“已解决”的来信，不含举报。没有评价的不算。',
    link: () => urls.letterStatistics(),
    count: count(
      (asked) => sql`select m.holder_unit_id as "unitId", count(*)::int as count from matters m
        where m.kind = 'letter' and m.class <> 'report' and m.solved and ${within(sql`m.rated_at`, asked)}
          and m.holder_unit_id = any(${asked.unitIds}) group by 1`,
    ),
  },
  {
    id: 'letters.published',
    sentence: '六-1',
    title: '公开的答复',
    measureWord: '件',
    formula: '期内公开、现在仍然公开的来信和答复；写信人同意公开的才公开。',
    link: (unitId) => urls.letters({ unit: unitId }),
    count: count(
      (asked) => sql`select unit_id as "unitId", count(*)::int as count from letter_publications
        where status = 'published' and ${within(sql`published_at`, asked)} and unit_id = any(${asked.unitIds}) group by 1`,
    ),
  },
  {
    id: 'letters.papers',
    sentence: '六-1',
    title: '出具的告知书、答复书',
    measureWord: '份',
    formula: '期内为来信出具、带编号和核验码的文书，不含举报的。',
    link: () => urls.verifyPaper(),
    count: count(
      (
        asked,
      ) => sql`select p.unit_id as "unitId", count(*)::int as count from papers p join matters m on m.id = p.matter_id
        where m.kind = 'letter' and m.class <> 'report' and ${within(sql`p.issued_at`, asked)}
          and p.unit_id = any(${asked.unitIds}) group by 1`,
    ),
  },
)
