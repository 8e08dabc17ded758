import { and, asc, eq, inArray } from 'drizzle-orm'
import { matterHappened, tellFact } from '#core/facts/index.ts'
import { awayOn, personNames, staffAt, unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { crashPoint } from '#platform/crash-points.ts'
import { type Db, type Transaction, within } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { Rows, writeRows } from '#platform/rows.ts'
import { announceEvents } from './announce-events.ts'
import { type Command, partOfText } from './commands.ts'
import { type Counting, countingNow } from './counting.ts'
import { type Decision, decide } from './decide.ts'
import { type Colleague, type Deciding, handling, personOf } from './deciding.ts'
import { appendEvents, eventsOf } from './event-rows.ts'
import type { MatterEvent } from './events.ts'
import { evolve, replay } from './evolve.ts'
import { tellFollowers } from './followers.ts'
import { kindOf, type Units } from './kind.ts'
import { type Projected, project } from './project.ts'
import { visibleTo } from './sight.ts'
import type { MatterState } from './state.ts'
import { matters } from './tables.ts'
import { tellOf } from './tell.ts'
import { keepTexts, type NewText, newText } from './texts.ts'

/** What acts need of the house. `db` may be a transaction: the act is then part of it, and a refusal has to end it or its savepoint. */
export type Acting = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db }

export type ActOptions = {
  /** When it happened, for paper entered later and for imports; staff and machine only. */
  occurredAt?: Temporal.Instant
  /** Notices are written down as suppressed: an import of old letters tells nobody. */
  suppressNotices?: boolean
}

/** `tags` name the cached pages that show this matter. */
export type Acted = { state: MatterState; events: MatterEvent[]; tags: string[] }

/**
 * The one way by which a matter changes. Locks its row, decides, appends the events, projects the row, keeps the texts, queues the notices, sets the
 * timer: in one transaction, of which after a crash all is there or nothing. Throws a Refusal: 404 where the actor does not see the matter, 403 where
 * somebody else may do it, 409 and 422 with what to do instead.
 *
 * It waits for no row that another matter's act writes: what a part tells its main, and an end its parts, goes by a job.
 */
export async function act(
  house: Acting,
  actor: Actor,
  matterId: string,
  command: Command,
  options: ActOptions = {},
): Promise<Acted> {
  const units = await unitDirectory(house.db)
  return within(house.db, (tx) => actWithin({ ...house, db: tx }, units, actor, matterId, command, options))
}

type Within = Omit<Acting, 'db'> & { db: Db; units: Units; counting: Counting }

async function actWithin(
  outside: Omit<Acting, 'db'> & { db: Transaction },
  units: Units,
  actor: Actor,
  matterId: string,
  command: Command,
  options: ActOptions,
): Promise<Acted> {
  const tx = outside.db
  await lock(tx, actor, matterId, command)
  // A statement of its own: under READ COMMITTED it sees what the act before this one committed while we waited for the row.
  const state = replay(matterId, await eventsOf(tx, matterId))
  const house = { ...outside, units, counting: await countingNow(outside, tx) }
  const { deciding, texts } = await gather(house, actor, state, command, options)
  const decision = decide(state, command, deciding)
  if (decision instanceof Refusal) throw decision
  // A wake that finds nothing due still sets the timer anew, or it would be woken for ever.
  if (decision.events.length > 0 || command.type === 'wake') {
    const rows = new Rows()
    const quiet = options.suppressNotices ?? false
    rows.update(matters, await draftAct(rows, house, state, decision, { deciding, texts, quiet }))
    await writeRows(tx, rows)
  }
  crashPoint('before-commit')
  return { ...decision, tags: [`${state.kind}:${matterId}`] }
}

/** Not seen is not found. A merge locks both rows, in the order of their ids, so that two merges crossing never wait in a ring. */
async function lock(tx: Transaction, actor: Actor, matterId: string, command: Command): Promise<void> {
  const ids = command.type === 'merge' ? [matterId, command.intoId] : [matterId]
  const seen = await tx
    .select({ id: matters.id })
    .from(matters)
    .where(and(inArray(matters.id, ids), visibleTo(actor)))
    .orderBy(asc(matters.id))
    .for('update')
  if (!seen.some((row) => row.id === matterId)) throw notFound('办件')
}

/** All that a decision is made from, and the texts it brings along. */
export async function gather(
  house: Within,
  actor: Actor,
  state: MatterState,
  command: Command,
  { occurredAt }: ActOptions,
): Promise<{ deciding: Deciding; texts: NewText[] }> {
  const now = house.clock.now()
  const typed = 'text' in command ? command.text : undefined
  const part = command.type === 'step' ? kindOf(state.kind).ownSteps?.[command.step]?.part : partOfText[command.type]
  const text = typed?.trim() && part ? newText(house, part, typed) : null
  const reason = command.type === 'answer' ? command.withoutParts : undefined
  const ground = reason?.trim() ? newText(house, 'ground', reason) : null
  const deciding: Deciding = {
    kind: kindOf(state.kind),
    actor,
    now,
    at: occurredAt ?? now,
    counting: house.counting,
    units: house.units,
    ...(await people(house, state, command)),
    text: text?.ref ?? null,
    ground: ground?.ref ?? null,
    target: command.type === 'merge' ? await targetOf(house.db, actor, command.intoId) : null,
  }
  return { deciding, texts: [text, ground].filter((one) => one !== null) }
}

/** Whom a decision may have to know: nobody, most of the time. */
async function people(
  house: Within,
  state: MatterState,
  command: Command,
): Promise<{ staff: Map<string, Colleague[]>; names: Map<string, string>; away: ReadonlySet<string> }> {
  const staff = new Map<string, Colleague[]>()
  const chosen = (command.type === 'dispatch' || command.type === 'offerHandOver') && command.personId
  // Any act may find that the unit signed by silence in the meantime, which binds its head.
  for (const unitId of new Set([
    chosen ? command.unitId : null,
    state.offer?.by === 'dispatch' ? state.offer.unitId : null,
  ])) {
    if (unitId) staff.set(unitId, await staffAt(house, house.db, unitId, handling))
  }
  if (chosen) {
    const awayUntil = (await awayToday(house, [chosen])).get(chosen)
    const colleagues = staff.get(command.unitId) ?? []
    if (awayUntil)
      staff.set(
        command.unitId,
        colleagues.map((one) => (one.personId === chosen ? { ...one, awayUntil } : one)),
      )
  }
  const isTaking = command.type === 'sign' || command.type === 'acceptHandOver'
  const named = isTaking ? [state.holder.personId, state.offer?.personId].filter((id) => id != null) : []
  const away = isTaking && state.offer?.personId ? await awayToday(house, [state.offer.personId]) : new Map()
  return { staff, names: await personNames(house.db, house.secrets, named), away: new Set(away.keys()) }
}

const awayToday = ({ db, counting, clock }: Within, personIds: string[]): Promise<Map<string, Temporal.PlainDate>> =>
  awayOn(db, counting.settings.city.dateOf(clock.now()), personIds)

/** Already locked by `lock` where the actor sees it. */
async function targetOf(db: Db, actor: Actor, matterId: string): Promise<MatterState | null> {
  const [seen] = await db
    .select({ id: matters.id })
    .from(matters)
    .where(and(eq(matters.id, matterId), visibleTo(actor)))
  return seen ? replay(matterId, await eventsOf(db, matterId)) : null
}

type Drafted = { deciding: Deciding; texts: readonly NewText[]; quiet: boolean; opening?: { phone: string | null } }

/** Adds events, texts, notices and jobs of a decision to the rows of the act; returns the row of the matter as it is then. */
export async function draftAct(
  rows: Rows,
  house: Pick<Within, 'db' | 'secrets'>,
  before: MatterState,
  { events, state }: Decision,
  { deciding, texts, quiet, opening }: Drafted,
): Promise<Projected> {
  keepTexts(rows, state.id, texts, personOf(deciding.actor), deciding.now)
  appendEvents(rows, state.id, events)
  const row = project(state, deciding.kind, deciding.counting, deciding.units, deciding.now)
  let at = before
  for (const event of events) {
    at = evolve(at, event)
    await tellOf(rows, house, event, at, { deciding, row, queryCode: null, quiet, ...(opening && { opening }) })
    if (quiet) continue
    tellFollowers(rows, event, at)
    const following = deciding.kind.follows?.(event, at)
    if (following) rows.enqueue(following.task, following.payload)
    if (!quiet) tellHappened(rows, at, event)
  }
  // What is being opened is told of once all of it is known: a mark of the same moment may narrow who sees it.
  if (!quiet && !opening)
    await announceEvents(rows, house.db, { state, row, left: leftBy(before, events, deciding) }, events)
  tellRelated(rows, state, events)
  return row
}

/** News of the matter for the rooms that watch matters of every kind. */
export function tellHappened(rows: Rows, { id, kind }: MatterState, { seq, type }: MatterEvent): void {
  tellFact(rows, matterHappened, `${id}:${seq}`, { matterId: id, kind, seq, type })
}

/** Units that saw it until they gave it back: they hear that it has left them, and no more. */
function leftBy(before: MatterState, events: readonly MatterEvent[], { kind, units }: Deciding): string[] {
  const left = events.flatMap(({ type, data }) =>
    type === 'dispatchReturned' || type === 'handOverDeclined' || type === 'handOverWithdrawn'
      ? [`unit:${data.unitId}`]
      : [],
  )
  if (left.length === 0) return []
  const { audience } = kind.sight(before, units)
  return left.filter((token) => audience.includes(token))
}

/** What other matters have to know goes to them by a job, in its own transaction. */
function tellRelated(rows: Rows, state: MatterState, events: readonly MatterEvent[]): void {
  const has = (...types: MatterEvent['type'][]) => events.some((event) => types.includes(event.type))
  if (state.main && has('answered', 'closed')) rows.enqueue('matters:part-answered', { matterId: state.id })
  const hasOpenParts = state.parts.some((part) => !part.answeredAt)
  if (hasOpenParts && has('closed', 'merged', 'withdrawn')) rows.enqueue('matters:end-parts', { matterId: state.id })
}
