import { and, asc, eq } from 'drizzle-orm'
import { unitDirectory } from '#core/people/index.ts'
import { wordsContext } from './happen-breach.ts'
import type { Reading } from './open-breach.ts'
import { breaches, breachWords } from './tables.ts'
import { type BreachKind, type BreachState, type Grade, gradeWords } from './words.ts'

/** What whoever asked learns: how far it is, what was found, what they are told; of a person's grade nothing. */
export type AskerBreach = {
  id: string
  kind: BreachKind
  unit: string
  at: Temporal.Instant
  state: BreachState
  dueOn: Temporal.PlainDate | null
  complaint: string
  /** Once it was told: whether it was so, and what was done. */
  finding: string | null
  answer: string | null
  declined: string | null
}

export async function askerBreaches(house: Reading, matterId: string): Promise<AskerBreach[]> {
  const { db, secrets } = house
  const rows = await db
    .select()
    .from(breaches)
    .where(and(eq(breaches.matterId, matterId), eq(breaches.source, 'asker')))
    .orderBy(asc(breaches.raisedAt))
  if (rows.length === 0) return []
  const [units, words] = await Promise.all([
    unitDirectory(db),
    db
      .select({ breachId: breachWords.breachId, part: breachWords.part, bodyCipher: breachWords.bodyCipher })
      .from(breachWords)
      .innerJoin(breaches, eq(breaches.id, breachWords.breachId))
      .where(eq(breaches.matterId, matterId)),
  ])
  return rows.map((row) => {
    const said = (part: 'complaint' | 'answer' | 'declined') => {
      const found = words.findLast((one) => one.breachId === row.id && one.part === part)
      return found ? secrets.decrypt(found.bodyCipher, wordsContext) : null
    }
    const isTold = ['told', 'appealed', 'final', 'expired'].includes(row.state)
    return {
      ...{ id: row.id, kind: row.kind, at: row.raisedAt, state: row.state, dueOn: row.dueOn },
      unit: units.get(row.unitId)?.shortName ?? '原单位',
      complaint: said('complaint') ?? '（内容已依法删除）',
      finding: isTold && row.outcome ? findingOf(row.outcome, row.grade) : null,
      answer: isTold ? said('answer') : null,
      declined: row.state === 'declined' ? said('declined') : null,
    }
  })
}

/** Of a unit the measure may be named; of a person only that one was taken. */
export function findingOf(outcome: 'graded' | 'tolerated' | 'unfounded', grade: Grade | null): string {
  if (outcome === 'unfounded') return '经核查，情况不成立。'
  if (outcome === 'tolerated') return '经核查，情况属实；按容错规定不作处理，已要求改进。'
  const isUnits = grade !== null && ['explanation', 'rectification', 'circular', 'talk'].includes(grade)
  return isUnits && grade
    ? `经核查，情况属实；已对单位作出处理：${gradeWords[grade]}。`
    : '经核查，情况属实；已按规定对有关人员作出处理。对个人的处理不公开。'
}
