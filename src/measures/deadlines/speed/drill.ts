import { and, asc, desc, eq, gte, inArray, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import { kindOf, type Light, matters, matterTexts, type StateName, visibleTo } from '#core/matters/index.ts'
import { allDivisions, allUnits, withBelow } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import { type Asked, scopesOf } from './asked.ts'
import { lamp } from './lamp.ts'
import { firstDay, monthAt, rangeOf } from './month.ts'
import { speedClosings, speedExclusions } from './tables.ts'

/** Which matters stand behind a figure. */
export const answeredViews = {
  closed: '办结',
  met: '按时',
  early: '提前',
  overdue: '超期',
  rejected: '被退回',
  extended: '延期',
  stopped: '暂停过',
  excluded: '已剔除',
} as const
export const openViews = { open: '正在办理', red: '红灯', yellow: '黄灯', green: '绿灯', hung: '挂账' } as const

export type AnsweredView = keyof typeof answeredViews
export type OpenView = keyof typeof openViews
export type View = AnsweredView | OpenView

export const viewWords: Record<View, string> = { ...answeredViews, ...openViews }
export const isOpenView = (view: View): view is OpenView => Object.hasOwn(openViews, view)
export const readView = (text: string | undefined): View =>
  text !== undefined && Object.hasOwn(viewWords, text) ? (text as View) : 'closed'

type Listed = {
  id: string
  number: string
  kind: string
  className: string
  title: string | null
  unitName: string
  divisionName: string
}

export type ListedAnswer = Listed & {
  seq: number
  answeredAt: Temporal.Instant
  usedDays: number
  met: boolean | null
  standing: boolean | null
  isRejected: boolean
  isExtended: boolean
  isExcluded: boolean
}

export type ListedOpen = Listed & {
  state: StateName
  light: Light
  isHung: boolean
  paused: boolean
  dueOn: Temporal.PlainDate | null
}

type Reading = Pick<House, 'db' | 'clock' | 'config'>
type Page<Row> = { rows: Row[]; next: PageKey | null }

const answeredIs: Record<AnsweredView, SQL | undefined> = {
  closed: undefined,
  met: eq(speedClosings.met, true),
  early: sql`${speedClosings.savedDays} > 0`,
  overdue: eq(speedClosings.met, false),
  rejected: eq(speedClosings.rejected, true),
  extended: eq(speedClosings.extended, true),
  stopped: sql`${speedClosings.stops} <> '{}'`,
  excluded: sql`${speedExclusions.id} is not null`,
}

/** Answers of the range, newest first, of matters that the reader may see; so it may be fewer than the figure says. */
export async function listAnswers(
  { db, clock, config }: Reading,
  actor: Actor,
  view: AnsweredView,
  asked: Asked,
  after: PageKey | undefined,
  size: number,
): Promise<Page<ListedAnswer>> {
  const range = rangeOf(asked, monthAt(clock.now(), config.timeZone))
  const names = await namesOf(db)
  const { answeredAt, matterId, month, scope } = speedClosings
  const found = await db
    .select({
      closing: speedClosings,
      number: matters.number,
      class: matters.class,
      title: matterTexts.body,
      out: speedExclusions.id,
    })
    .from(speedClosings)
    .innerJoin(matters, eq(matters.id, matterId))
    .leftJoin(matterTexts, isTitle)
    .leftJoin(speedExclusions, isTakenOut)
    .where(
      and(
        visibleTo(actor),
        inArray(scope, scopesOf('desk')),
        gte(month, firstDay(range.from)),
        lte(month, firstDay(range.to)),
        asked.unit ? inArray(speedClosings.unitId, names.below(asked.unit)) : undefined,
        asked.kind ? eq(speedClosings.kind, asked.kind) : undefined,
        asked.division ? eq(speedClosings.divisionCode, asked.division) : undefined,
        answeredIs[view],
        after && sql`(${answeredAt}, ${matterId}) < (${after.at.toString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(answeredAt), desc(matterId))
    .limit(size + 1)
  const rows = found.slice(0, size).map(({ closing, number, title, class: of, out }) => ({
    ...listed({ id: closing.matterId, number, kind: closing.kind, class: of, title }, closing, names),
    seq: closing.seq,
    answeredAt: closing.answeredAt,
    usedDays: closing.usedDays,
    met: closing.met,
    standing: closing.standing,
    isRejected: closing.rejected,
    isExtended: closing.extended,
    isExcluded: out !== null,
  }))
  const last = rows.at(-1)
  return { rows, next: found.length > size && last ? { at: last.answeredAt, id: last.id } : null }
}

const isTitle = and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'title'))
const isTakenOut = and(
  eq(speedExclusions.matterId, speedClosings.matterId),
  eq(speedExclusions.seq, speedClosings.seq),
  eq(speedExclusions.status, 'confirmed'),
)

/** What is open now, the longest first. */
export async function listOpen(
  { db, clock }: Reading,
  actor: Actor,
  view: OpenView,
  asked: Asked,
  after: PageKey | undefined,
  size: number,
): Promise<Page<ListedOpen>> {
  const names = await namesOf(db)
  const { openedAt, id } = matters
  const found = await db
    .select({ row: matters, title: matterTexts.body })
    .from(matters)
    .leftJoin(matterTexts, isTitle)
    .where(
      and(
        visibleTo(actor),
        isNull(matters.closedAt),
        ne(matters.state, 'answered'),
        isNull(matters.reportedUnitId),
        asked.unit ? inArray(matters.holderUnitId, names.below(asked.unit)) : undefined,
        asked.kind ? eq(matters.kind, asked.kind) : undefined,
        asked.division ? sql`left(${matters.divisionCode}, 6) = ${asked.division}` : undefined,
        view === 'open'
          ? undefined
          : view === 'hung'
            ? sql`'hung' = any(${matters.marks})`
            : sql`${lamp(clock.now())} = ${view}`,
        after && sql`(${openedAt}, ${id}) > (${after.at.toString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(openedAt), asc(id))
    .limit(size + 1)
  const rows = found.slice(0, size).map(({ row, title }) => ({
    ...listed({ ...row, title }, { unitId: row.holderUnitId, divisionCode: row.divisionCode }, names),
    state: row.state,
    light: row.light,
    isHung: row.marks.includes('hung'),
    paused: row.paused,
    dueOn: row.dueOn,
  }))
  const last = found[size - 1]?.row
  return { rows, next: found.length > size && last ? { at: last.openedAt, id: last.id } : null }
}

type Names = { unit: Map<string, string>; division: Map<string, string>; below(unitId: string): string[] }

async function namesOf(db: House['db']): Promise<Names> {
  const [units, divisions] = await Promise.all([allUnits(db), allDivisions(db)])
  return {
    unit: new Map(units.map((unit) => [unit.id, unit.shortName])),
    division: new Map(divisions.map(({ code, name }) => [code, name])),
    below: (unitId) => withBelow(units, unitId).map(({ id }) => id),
  }
}

const listed = (
  matter: { id: string; number: string; kind: string; class: string; title: string | null },
  { unitId, divisionCode }: { unitId: string; divisionCode: string },
  names: Names,
): Listed => ({
  id: matter.id,
  number: matter.number,
  kind: matter.kind,
  className: `${kindOf(matter.kind).title} · ${kindOf(matter.kind).classes[matter.class] ?? matter.class}`,
  title: matter.title,
  unitName: names.unit.get(unitId) ?? '原单位',
  divisionName: names.division.get(divisionCode) ?? divisionCode,
})
