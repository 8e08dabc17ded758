import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { type FileRow, files } from '#core/documents/index.ts'
import { type MatterRow, matters, visibleTo } from '#core/matters/index.ts'
import { personNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { mayDo, partiesHeardFrom } from './attempts.ts'
import type { BreachAct } from './breach-acts.ts'
import { wordsContext } from './happen-breach.ts'
import { breachEventRows, findBreach, judgingOf, type Reading } from './open-breach.ts'
import { mayReadComplaint } from './sight.ts'
import { type BreachEventRow, type BreachPart, type BreachRow, breachWords } from './tables.ts'
import type { Party } from './words.ts'

export type BreachStep = {
  event: BreachEventRow
  by: string
  words: { part: BreachPart; text: string }[]
  files: { id: string; name: string }[]
}

export type BreachRead = {
  breach: BreachRow
  unit: string
  person: string | null
  decidedUnit: string | null
  /** Only for those who may read what was complained of, and see the matter itself. */
  matter: Pick<MatterRow, 'number' | 'kind'> | null
  hidesComplaint: boolean
  steps: BreachStep[]
  repeats: Record<Party, number>
  may: Partial<Record<BreachAct, true>>
  /** Whose statement the actor may give. */
  parties: Party[]
}

/** One breach for whoever may see it, as far as they may read it, with what they may do. */
export async function readBreach(house: Reading, actor: StaffActor, id: string): Promise<BreachRead> {
  const { db, secrets } = house
  const breach = await findBreach(db, actor, id)
  const judging = await judgingOf(house, actor, breach)
  const { units, repeats } = judging
  const mayReadAll = mayReadComplaint(actor, breach, units)
  const events = await breachEventRows(db, id)
  const shown = mayReadAll ? events : events.filter(({ type }) => type !== 'raised')
  const [words, kept, names, matter] = await Promise.all([
    db.select().from(breachWords).where(eq(breachWords.breachId, id)),
    filesOfEvents(
      db,
      shown.map((event) => event.id),
    ),
    personNames(
      db,
      secrets,
      [breach.personId, ...staffIn(events, breach)].filter((one) => one !== null),
    ),
    mayReadAll && breach.matterId ? seenMatter(db, actor, breach.matterId) : null,
  ])
  const steps = shown.map((event) => ({
    event,
    by: (event.personId && names.get(event.personId)) || '',
    words: words
      .filter((one) => one.eventId === event.id)
      .map(({ part, bodyCipher }) => ({ part, text: secrets.decrypt(bodyCipher, wordsContext) })),
    files: kept
      .filter(({ matterId }) => matterId === event.id)
      .map(({ id: fileId, originalName }) => ({
        id: fileId,
        name: originalName ?? '附件',
      })),
  }))
  return {
    ...{ breach, steps, matter, repeats, hidesComplaint: !mayReadAll },
    unit: units.get(breach.unitId)?.shortName ?? '原单位',
    person: breach.personId && (names.get(breach.personId) ?? ''),
    decidedUnit: breach.decidedUnitId && (units.get(breach.decidedUnitId)?.shortName ?? '原单位'),
    may: mayDo(breach, judging),
    parties: partiesHeardFrom(breach, judging),
  }
}

/** Whoever asked stays unnamed, even where they have an account. */
const staffIn = (events: readonly BreachEventRow[], { source }: BreachRow): (string | null)[] =>
  events.filter(({ type }) => type !== 'raised' || source !== 'asker').map(({ personId }) => personId)

async function seenMatter(db: Db, actor: StaffActor, id: string): Promise<BreachRead['matter']> {
  const [row] = await db
    .select({ number: matters.number, kind: matters.kind })
    .from(matters)
    .where(and(eq(matters.id, id), visibleTo(actor)))
  return row ?? null
}

/** Evidence belongs to the act it came with. */
export async function filesOfEvents(db: Db, eventIds: readonly string[]): Promise<FileRow[]> {
  if (eventIds.length === 0) return []
  return db
    .select()
    .from(files)
    .where(and(inArray(files.matterId, [...eventIds]), eq(files.state, 'kept'), ne(files.uploader, 'system')))
    .orderBy(asc(files.createdAt), asc(files.id))
}

/** Which files the actor may open: of the acts that they may read. */
export async function eventsReadBy(house: Reading, actor: StaffActor, id: string): Promise<string[]> {
  const { steps } = await readBreach(house, actor, id)
  return steps.map(({ event }) => event.id)
}
