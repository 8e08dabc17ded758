import { and, asc, eq, gte, isNull, lt, ne } from 'drizzle-orm'
import { commitDraw, definePurpose } from '#core/draw/index.ts'
import { matters } from '#core/matters/index.ts'
import { allPosted, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { classWord } from '../letters/letter.ts'
import { type ClosedLetter, type Grouping, groupingWords, strataOf } from './revisit.ts'

export const revisitPurpose = 'revisit'

definePurpose({
  key: revisitPurpose,
  title: '来信回访抽样',
  roles: ['supervisor', 'dispatcher'],
  newHref: urls.newDeskRevisits(),
  newLabel: '抽一批回访',
  deskHref: ({ number }) => urls.deskRevisits(number),
})

export type RevisitDraw = {
  title: string
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  by: Grouping
  size: number
  substitutes: number
  drawAt: Temporal.Instant
  sources: Parameters<typeof commitDraw>[2]['sources']
  redrawOf?: { id: string; number: string; reason: string }
}

/** Letters closed on these days. 举报 are in no list that anybody draws from. */
export async function closedLetters(
  db: Db,
  timeZone: string,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<ClosedLetter[]> {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant()
  const rows = await db
    .select({ id: matters.id, unitId: matters.holderUnitId, class: matters.class })
    .from(matters)
    .where(
      and(
        eq(matters.kind, 'letter'),
        eq(matters.state, 'closed'),
        isNull(matters.parentId),
        ne(matters.class, 'report'),
        gte(matters.closedAt, startOf(from)),
        lt(matters.closedAt, startOf(to.add({ days: 1 }))),
      ),
    )
    .orderBy(asc(matters.id))
  const units = await unitDirectory(db)
  return rows.map(({ id, unitId, ...row }) => ({
    id,
    unitId,
    unitName: units.get(unitId)?.name ?? '原单位',
    classTitle: classWord(row.class),
  }))
}

/**
 * 回访抽样: freezes the closed letters of some days, grouped by unit and class, and those who may ask: supervisors and dispatchers, never of the unit that
 * handled the letter. Nothing in the list tells a letter: labels are keyed hashes made for this draw alone.
 *
 * @returns number of the draw
 */
export async function drawRevisits(
  house: Omit<House, 'db'> & { db: Transaction },
  actor: StaffActor,
  input: RevisitDraw,
): Promise<string> {
  const { db, secrets, clock, config } = house
  const letters = await closedLetters(db, config.timeZone, input)
  if (letters.length === 0)
    throw new Refusal('no-candidates', '这几天没有办结的来信，没有什么可抽。请换一段日期。', { field: 'from' })
  const nonce = newId()
  const labelOf = (id: string) => secrets.lookupHash(`${nonce}/${id}`, 'draw.label').toString('hex').slice(0, 24)
  const strata = strataOf(letters, input)
  const visitors = (await allPosted(db, clock.now())).filter(({ roles }) =>
    roles.some(({ role }) => role === 'supervisor' || role === 'dispatcher'),
  )
  const size = Math.min(input.size, letters.length)
  const most = Math.max(1, Math.ceil((size * 2) / Math.max(1, visitors.length)))
  return commitDraw(house, actor, {
    purpose: revisitPurpose,
    title: input.title,
    rule: ruleWords(input, { letters: letters.length, most }),
    drawAt: input.drawAt,
    sources: input.sources,
    strata: strata.map(({ name, quota, substitutes, letters }) => ({
      name,
      quota,
      substitutes,
      candidates: letters.map(({ id }) => ({ member: labelOf(id), subjectId: id })),
    })),
    sending: {
      people: visitors.map(({ personId }) => ({ person: labelOf(personId), personId })),
      perTask: 1,
      most,
      conflicts: letters.flatMap(({ id, unitId }) =>
        visitors
          .filter(({ roles }) => roles.some((held) => held.unitId === unitId))
          .map(({ personId }) => ({ task: labelOf(id), person: labelOf(personId), rule: '承办单位的人员回避' })),
      ),
    },
    ...(input.redrawOf && { redrawOf: input.redrawOf }),
  })
}

const ruleWords = (
  { from, to, by, size, substitutes }: RevisitDraw,
  { letters, most }: { letters: number; most: number },
): string =>
  [
    `名单：${from} 到 ${to} 办结的来信，举报除外，共 ${letters} 件。名单上是加密的标签，看不出是哪一封信、谁写的。`,
    `名额：按${groupingWords[by]}分组，共抽 ${Math.min(size, letters)} 件、候补 ${Math.min(substitutes, Math.max(0, letters - size))} 件，各组按件数分名额，零头从大到小给（最大余数法）。`,
    `回访人员：督查人员和派单员，承办单位的人员回避，每人最多 ${most} 件。`,
  ].join('\n')
