import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { isLate, type MatterRow, matters } from '#core/matters/index.ts'
import { type Division, divisionPath, type Unit } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import { classWord } from '../letters/letter.ts'
import { isAbout } from './read-figures.ts'
import type { RedMatter, ReportFigures } from './report.ts'
import type { topics } from './topics.ts'

type Topic = (typeof topics)[number]

type About = {
  units: ReadonlyMap<string, Unit>
  divisions: readonly Division[]
  now: Temporal.Instant
  timeZone: string
  /** Of a 专报. */
  topic: Topic | null
}

/**
 * What is past its date and not answered, the longest overdue first. 举报 and 投诉工作人员 are for officers and heads only and stand in no report; of the
 * others number, kind, place and unit, never a word of the letter.
 */
export async function readRed(
  db: Db,
  about: About,
): Promise<{ all: number; byUnit: Map<string, number>; ten: RedMatter[] }> {
  const isRed = and(
    eq(matters.kind, 'letter'),
    ne(matters.class, 'report'),
    sql`not ('againstOfficial' = any(${matters.marks}))`,
    isLate(sql`${about.now.toString()}::timestamptz`),
    about.topic ? isAbout(about.topic, sql`${matters.id}`) : undefined,
  )
  const counts = await db
    .select({ unitId: matters.holderUnitId, red: sql<number>`count(*)::int` })
    .from(matters)
    .where(isRed)
    .groupBy(matters.holderUnitId)
  const rows = await db.select().from(matters).where(isRed).orderBy(asc(matters.dueAt), asc(matters.id)).limit(10)
  return {
    all: counts.reduce((sum, { red }) => sum + red, 0),
    byUnit: new Map(counts.map(({ unitId, red }) => [nameOf(about, unitId), red])),
    ten: rows.map((row) => redMatter(row, about)),
  }
}

const nameOf = ({ units }: About, unitId: string): string => units.get(unitId)?.shortName ?? '原单位'

function redMatter(row: MatterRow, about: About): RedMatter {
  const today = dateIn(about.timeZone, about.now)
  const dueOn = row.dueOn ?? today
  return {
    number: row.number,
    className: classWord(row.class),
    place: divisionPath(about.divisions, row.divisionCode),
    holder: nameOf(about, row.holderUnitId),
    dueOn: dueOn.toString(),
    daysLate: dueOn.until(today, { largestUnit: 'days' }).days,
    reason: reasonOf(row, about),
  }
}

/** Why it stands still, as far as the state tells. */
function reasonOf(row: MatterRow, about: About): string {
  const extra = [row.returns > 0 && `退转${row.returns}次`, row.extended && '已延期一次', row.round === 2 && '二次办理']
  return [stateReason(row, about), ...extra].filter(Boolean).join('，')
}

function stateReason(row: MatterRow, about: About): string {
  if (row.marks.includes('hung')) return '挂账'
  if (row.marks.includes('consult')) return '职责有争议，会商中'
  if (row.state === 'opened') return '还没有派单'
  if (row.offeredUnitId) return `等${nameOf(about, row.offeredUnitId)}${row.state === 'dispatched' ? '签收' : '接收'}`
  if (row.state === 'awaitingApproval') return '答复等单位负责人审核'
  if (row.state === 'underReview') return '等复核决定'
  return '承办单位还没有提交答复'
}

/** One sentence that follows from the figures: where most of it lies, and what a leader can do about it. */
export function suggestionOf(
  red: { all: number; byUnit: ReadonlyMap<string, number> },
  topics: ReportFigures['topics'],
): string {
  const [worst] = [...red.byUnit].sort(([, a], [, b]) => b - a)
  if (worst && worst[1] >= 3 && worst[1] * 3 >= red.all)
    return `超期来信有${worst[1]}件集中在${worst[0]}，占全部的${Math.round((worst[1] / red.all) * 100)}%，建议请该单位主要负责人逐件研究，明确答复日期。`
  const grown = topics.find(({ letters, before }) => letters >= 3 && letters >= before * 1.5)
  if (grown)
    return `“${grown.topic}”类来信${grown.letters}件，比上期多${grown.letters - grown.before}件，建议由${grown.unit}牵头集中研究，一并解决同类问题。`
  if (red.all > 0) return `还有${red.all}件来信超期未答复，建议督查部门逐件了解原因，优先办结超期最久的。`
  return '没有超期来信，建议保持现有节奏，把已答复来信的回访评价做实。'
}
