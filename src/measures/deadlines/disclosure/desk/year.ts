import { sql } from 'drizzle-orm'
import type { SheetForm } from '#core/documents/index.ts'
import { allUnits, withBelow } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { notFound } from '#platform/refusal.ts'
import { type AnswerChoice, answerTypes, groundWords, isAnswerChoice, isRefusalGround } from '../answer-types.ts'
import { reviewKinds, reviewResults } from './review-act.tsx'

export type YearAsked = { year: number; unit: string | null }

/** One group of applications that agree in all that the report tells. */
export type Counted = {
  /** Filed before the year began. */
  isOlder: boolean
  applicant: 'citizen' | 'organisation'
  /** How it ended within the year; null while it goes on into the next. */
  end: 'answered' | 'dropped' | 'withdrawn' | 'otherwise' | null
  choice: string | null
  ground: string | null
  /** Of what was dropped: the last thing that was waited for. */
  waited: 'correction' | 'feeNotice' | null
  cases: number
}

export type CountedReview = { kind: keyof typeof reviewKinds; result: keyof typeof reviewResults; cases: number }

/** A line of the report: figures of citizens and of organisations. */
export type YearLine = { label: string; level: 0 | 1; citizen: number; organisation: number }

export type YearFigures = {
  year: number
  unit: { id: string; name: string }
  units: { id: string; name: string }[]
  lines: YearLine[]
  reviews: { label: string; results: Record<keyof typeof reviewResults, number> }[]
}

/** The report of 第49、50条 (INF-17), in the order of its national form; nothing of it is typed in. Pure. */
export function yearLines(counted: readonly Counted[]): YearLine[] {
  const line = (label: string, level: 0 | 1, holds: (one: Counted) => boolean): YearLine => {
    const of = (applicant: Counted['applicant']) =>
      counted.reduce((sum, one) => sum + (one.applicant === applicant && holds(one) ? one.cases : 0), 0)
    return { label, level, citizen: of('citizen'), organisation: of('organisation') }
  }
  const grounds = [...new Set(counted.flatMap(({ ground }) => (ground ? [ground] : [])))].filter(isRefusalGround)
  const isRefused = ({ end, choice }: Counted) => end === 'answered' && choice === 'refused'
  return [
    line('本年新收的申请', 0, ({ isOlder }) => !isOlder),
    line('上年结转的申请', 0, ({ isOlder }) => isOlder),
    ...(Object.keys(answerTypes) as AnswerChoice[]).flatMap((choice) => [
      line(answerTypes[choice].title, 0, (one) => one.end === 'answered' && one.choice === choice),
      ...(choice === 'refused'
        ? grounds.map((ground) => line(groundWords(ground), 1, (one) => isRefused(one) && one.ground === ground))
        : []),
    ]),
    line('逾期不补正，视为放弃', 0, ({ end, waited }) => end === 'dropped' && waited === 'correction'),
    line('逾期未缴费，视为放弃', 0, ({ end, waited }) => end === 'dropped' && waited === 'feeNotice'),
    line('申请人撤回', 0, ({ end }) => end === 'withdrawn'),
    line(
      '其他处理',
      0,
      ({ end, choice }) => end === 'otherwise' || (end === 'answered' && !isAnswerChoice(choice ?? '')),
    ),
    line('结转下年继续办理', 0, ({ end }) => end === null),
  ]
}

/** Of a unit and those below it; the asker sees only what they oversee or work at. */
export async function readYear(house: House, actor: StaffActor, { year, unit }: YearAsked): Promise<YearFigures> {
  const { db, config } = house
  const all = await allUnits(db)
  const own = new Set(actor.roles.flatMap(({ unitId }) => withBelow(all, unitId).map(({ id }) => id)))
  const units = all.filter(({ id, active }) => active && own.has(id))
  const asked = unit ? units.find(({ id }) => id === unit) : units.find(({ id }) => actor.roles[0]?.unitId === id)
  if (!asked) throw notFound('单位')
  const from = Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(config.timeZone).toInstant()
  const to = Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 })
    .toZonedDateTime(config.timeZone)
    .toInstant()
  const within = { from, to, unitIds: withBelow(all, asked.id).map(({ id }) => id) }
  const [counted, reviews] = await Promise.all([
    countRequests(house, within),
    countReviews(house, year, within.unitIds),
  ])
  return {
    year,
    unit: { id: asked.id, name: asked.name },
    units: units.map(({ id, name }) => ({ id, name })),
    lines: yearLines(counted),
    reviews: reviewLines(reviews),
  }
}

type Within = { from: Temporal.Instant; to: Temporal.Instant; unitIds: string[] }

async function countRequests({ db }: Pick<House, 'db'>, { from, to, unitIds }: Within): Promise<Counted[]> {
  const [start, end] = [sql`${from.toString()}::timestamptz`, sql`${to.toString()}::timestamptz`]
  const { rows } = await db.execute<Counted>(sql`
    select m.opened_at < ${start} as "isOlder", d.applicant,
      case when m.closed_at is null or m.closed_at >= ${end} then null when m.state = 'withdrawn' then 'withdrawn'
        when m.outcome in ('answered', 'dropped') then m.outcome else 'otherwise' end as "end",
      a.choice, case when a.choice in ('refused', 'partial') then d.decision_ground end as ground, w.step as waited, count(*)::int as cases
    from matters m
    join disclosures d on d.matter_id = m.id
    left join lateral (
      select data->>'choice' as choice from matter_events
      where matter_id = m.id and type = 'answered' order by seq desc limit 1) a on true
    left join lateral (
      select data->>'step' as step from matter_events
      where matter_id = m.id and m.outcome = 'dropped' and type = 'stepped' and data->>'step' in ('correction', 'feeNotice')
      order by seq desc limit 1) w on true
    where m.kind = 'disclosure' and m.filing_unit_id = any(${sql.param(unitIds)}::uuid[]) and m.opened_at < ${end}
      and (m.closed_at is null or m.closed_at >= ${start})
    group by 1, 2, 3, 4, 5, 6`)
  return rows
}

async function countReviews({ db }: Pick<House, 'db'>, year: number, unitIds: string[]): Promise<CountedReview[]> {
  const { rows } = await db.execute<CountedReview>(sql`
    select r.kind, r.result, count(*)::int as cases from disclosure_reviews r join matters m on m.id = r.matter_id
    where m.filing_unit_id = any(${sql.param(unitIds)}::uuid[])
      and r.filed_on >= make_date(${year}, 1, 1) and r.filed_on < make_date(${year + 1}, 1, 1)
    group by 1, 2`)
  return rows
}

export function reviewLines(reviews: readonly CountedReview[]): YearFigures['reviews'] {
  return Object.entries(reviewKinds).map(([kind, label]) => {
    const of = (result: string) => reviews.find((one) => one.kind === kind && one.result === result)?.cases ?? 0
    return {
      label,
      results: {
        upheld: of('upheld'),
        corrected: of('corrected'),
        other: of('other'),
        pending: of('pending'),
      },
    }
  })
}

/** This year and the four before it. */
export const yearsOf = (today: Temporal.PlainDate): number[] => [0, 1, 2, 3, 4].map((ago) => today.year - ago)

export function yearSheet({ year, unit, lines, reviews }: YearFigures): SheetForm {
  return {
    name: `${year}年`,
    columns: [
      { label: `${unit.name} ${year} 年公开申请`, width: 44 },
      { label: '公民', width: 10 },
      { label: '法人或者其他组织', width: 18 },
      { label: '合计', width: 10 },
    ],
    rows: [
      ...lines.map(({ label, level, citizen, organisation }) => [
        level === 1 ? `　其中：${label}` : label,
        citizen,
        organisation,
        citizen + organisation,
      ]),
      ...reviews.flatMap(({ label, results }) =>
        Object.entries(results).map(([result, cases]) => [
          `${label}：${reviewResults[result as keyof typeof reviewResults]}`,
          null,
          null,
          cases,
        ]),
      ),
    ],
  }
}
