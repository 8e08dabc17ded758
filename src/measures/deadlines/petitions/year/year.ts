import { sql } from 'drizzle-orm'
import type { SheetForm } from '#core/documents/index.ts'
import { allUnits, type Unit } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { answerChoices, classWord, sources } from '../petition.ts'
import { isPetitionOffice } from '../petition-sight.ts'

/** What the report counts apart. 检举控告 does not pass the petition office, and its number alone would tell (PET-12): it is in no figure. */
export const yearClasses = ['appeal', 'suggestion', 'recheck', 'finalReview'] as const
type YearClass = (typeof yearClasses)[number]

/** Petitions that agree in all that is counted of them. */
export type CountedPetitions = {
  class: string
  source: string
  isCollective: boolean
  /** Brought before the year began. */
  isOlder: boolean
  /** How it ended within the year; null while it goes on into the next. */
  end: 'answered' | 'refused' | 'otherTrack' | 'withdrawn' | 'otherwise' | null
  cases: number
  people: number
}

/** What was done in the year, however old the matter: `what` is route:forward, object, consent:agreed, accept, answered:support, late, extension, supervision. */
export type CountedActs = { class: string; what: string; times: number }

export type YearLine = { label: string; level: 0 | 1; counts: Record<YearClass, number> }
export type YearReport = { year: number; office: string; lines: YearLine[] }

/**
 * 信访情况年度报告 (信访工作条例 第41条): figures of the year for the report to the Party committee and the government and to the office above. Computed, internal; of no
 * unit and no county alone, because a rank by numbers makes people press petitions down. Pure.
 */
export function yearLines(counted: readonly CountedPetitions[], acts: readonly CountedActs[]): YearLine[] {
  const sum = <One extends { class: string }>(
    rows: readonly One[],
    holds: (one: One) => boolean,
    much: (one: One) => number,
  ) =>
    Object.fromEntries(
      yearClasses.map((of) => [
        of,
        rows.reduce((all, one) => all + (one.class === of && holds(one) ? much(one) : 0), 0),
      ]),
    ) as Record<YearClass, number>
  const cases = (label: string, holds: (one: CountedPetitions) => boolean, level: 0 | 1 = 0): YearLine => ({
    label,
    level,
    counts: sum(counted, holds, (one) => one.cases),
  })
  const times = (label: string, holds: (what: string) => boolean, level: 0 | 1 = 0): YearLine => ({
    label,
    level,
    counts: sum(
      acts,
      ({ what }) => holds(what),
      (one) => one.times,
    ),
  })
  const is = (wanted: string) => (what: string) => what === wanted
  const isNew = ({ isOlder }: CountedPetitions) => !isOlder
  const lines: YearLine[] = [
    cases('上年结转', ({ isOlder }) => isOlder),
    cases('本年登记', isNew),
    ...Object.entries(sources).map(([source, label]) => cases(label, (one) => isNew(one) && one.source === source, 1)),
    cases('多人反映的', (one) => isNew(one) && one.isCollective, 1),
    { label: '本年登记反映的人次', level: 0, counts: sum(counted, isNew, (one) => one.people) },
    times('转送', is('route:forward')),
    times('交办', is('route:assign')),
    times('提出异议', is('object')),
    times('核实同意的', is('consent:agreed'), 1),
    times('督办', is('supervision')),
    times('受理', is('accept')),
    cases('不予受理', ({ end }) => end === 'refused'),
    cases('导入其他程序', ({ end }) => end === 'otherTrack'),
    times('经批准延长期限', is('extension')),
    times('出具意见', (what) => what.startsWith('answered:')),
    ...Object.entries(answerChoices).map(([choice, label]) => times(label, is(`answered:${choice}`), 1)),
    times('超过期限出具的', is('late'), 1),
    cases('意见书送达办结', ({ end }) => end === 'answered'),
    cases('信访人撤回', ({ end }) => end === 'withdrawn'),
    cases('其他了结', ({ end }) => end === 'otherwise'),
    cases('结转下年继续办理', ({ end }) => end === null),
  ]
  return lines.filter(({ level, counts }) => level === 0 || yearClasses.some((of) => counts[of] > 0))
}

/** Of an office and those of the counties below its government, as one sum; what was asked about an opinion counts with the petition it began from. */
export async function readYear({ db, config }: House, office: Unit, year: number): Promise<YearReport> {
  const below = (await allUnits(db)).filter(
    (unit) => isPetitionOffice(unit) && office.parentId !== null && unit.ancestors.includes(office.parentId),
  )
  const offices = [...new Set([office.id, ...below.map(({ id }) => id)])]
  const first = (of: number) =>
    sql`${Temporal.PlainDate.from({ year: of, month: 1, day: 1 }).toZonedDateTime(config.timeZone).toInstant().toString()}::timestamptz`
  const [start, end] = [first(year), first(year + 1)]
  const ours = sql`from petitions p join matters m on m.id = p.matter_id join matters r on r.id = p.root_id
    where r.filing_unit_id = any(${sql.param(offices)}::uuid[]) and m.class = any(${sql.param([...yearClasses])}::text[])`
  const counted = await db.execute<CountedPetitions>(sql`
    select m.class, p.source, p.is_collective as "isCollective", m.opened_at < ${start} as "isOlder",
      case when m.closed_at is null or m.closed_at >= ${end} then null when m.state = 'withdrawn' then 'withdrawn'
        when m.outcome in ('answered', 'refused', 'otherTrack') then m.outcome else 'otherwise' end as "end",
      count(*)::int as cases, sum(p.people)::int as people
    ${ours} and m.opened_at < ${end} and (m.closed_at is null or m.closed_at >= ${start}) group by 1, 2, 3, 4, 5`)
  const acts = await db.execute<CountedActs>(sql`
    with done as (
      select m.class, case e.type when 'extensionApproved' then 'extension' when 'supervised' then 'supervision'
          when 'answered' then 'answered:' || coalesce(e.data->>'choice', '')
          else (e.data->>'step') || case when e.data->>'step' in ('route', 'consent') then ':' || coalesce(e.data->>'choice', '') else '' end end as what,
        e.type = 'answered' and e.data->>'onTime' = 'false' as late
      from matter_events e join (select m.id, m.class ${ours}) m on m.id = e.matter_id
      where e.type in ('stepped', 'answered', 'extensionApproved', 'supervised') and e.occurred_at >= ${start} and e.occurred_at < ${end})
    select class, what, count(*)::int as times from done group by 1, 2
    union all select class, 'late', count(*)::int from done where late group by 1`)
  return { year, office: office.name, lines: yearLines(counted.rows, acts.rows) }
}

const total = ({ counts }: YearLine): number => yearClasses.reduce((sum, of) => sum + counts[of], 0)

/** 申诉求决, 建议意见, 复查, 复核, 合计. */
export const yearCells = (line: YearLine): number[] => [...yearClasses.map((of) => line.counts[of]), total(line)]
export const yearColumns = [...yearClasses.map(classWord), '合计']

export const yearSheet = ({ year, office, lines }: YearReport): SheetForm => ({
  name: `${year}年`,
  columns: [
    { label: `${office} ${year} 年信访情况`, width: 40 },
    ...yearColumns.map((label) => ({ label, width: 12 })),
  ],
  rows: lines.map((line) => [line.level === 1 ? `　其中：${line.label}` : line.label, ...yearCells(line)]),
})
