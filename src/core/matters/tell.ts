import { eq, inArray } from 'drizzle-orm'
import { type RulesInWords, ruleInWords } from '#core/calendar/index.ts'
import { draftNotice, queueNotice, type Recipient } from '#core/notices/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { idNamed } from '#platform/id.ts'
import type { Rows } from '#platform/rows.ts'
import type { Deciding } from './deciding.ts'
import type { MatterEvent } from './events.ts'
import { kindOf } from './kind.ts'
import type { Projected } from './project.ts'
import type { MatterState } from './state.ts'
import { matters } from './tables.ts'

type About = {
  deciding: Pick<Deciding, 'kind' | 'units' | 'now' | 'counting'>
  row: Pick<Projected, 'dueOn' | 'provisional'>
  queryCode: string | null
  quiet: boolean
  /** Of a matter that is written with the same rows: nothing was merged into it, and its contact cannot be looked up. */
  opening?: { phone: string | null }
}

/** Adds what the kind wants to be told about an event to the rows of the act. */
export async function tellOf(
  rows: Rows,
  house: Pick<House, 'secrets'> & { db: Db },
  event: MatterEvent,
  state: MatterState,
  { deciding: { kind, units, now, counting }, row, queryCode, quiet, opening }: About,
): Promise<void> {
  const today = counting.settings.city.dateOf(now)
  const rule: RulesInWords = (id) => ruleInWords(counting.terms(id, today))
  const about = { units, queryCode, dueOn: row.dueOn, isProvisional: row.provisional, rule }
  const notices = kind.notices(event, state, about)
  const isToAsker = notices.some(({ to }) => to === 'asker')
  const merged = isToAsker && !opening ? await mergedInto(house.db, state.id) : []
  const askers = [state, ...merged].flatMap(recipientOf)
  for (const { template, to, variables } of notices) {
    for (const recipient of to === 'asker' ? askers : [to]) {
      await draftNotice(rows, house, {
        ...('contactId' in recipient && opening),
        template,
        to: recipient,
        variables,
        matterId: state.id,
        at: now,
        suppressed: quiet,
      })
    }
  }
}

type Asker = Pick<MatterState, 'askerPersonId' | 'contactId'>

/** Those whose matters were merged into this one follow the main one from then on. */
const mergedInto = (db: Db, matterId: string): Promise<Asker[]> =>
  db
    .select({ askerPersonId: matters.askerPersonId, contactId: matters.contactId })
    .from(matters)
    .where(eq(matters.mergedIntoId, matterId))

function recipientOf({ contactId, askerPersonId }: Asker): Recipient[] {
  if (contactId) return [{ contactId, personId: askerPersonId }]
  return askerPersonId ? [{ personId: askerPersonId }] : []
}

/**
 * Tells the askers that a decree moved their dates, in one transaction. `told` is the same for every attempt of one job: a notice of it is written once,
 * however often the job is cut off and started again.
 */
export async function tellMoved(
  house: Pick<House, 'db' | 'secrets' | 'clock'>,
  ids: string[],
  told: string,
): Promise<void> {
  await house.db.transaction(async (tx) => {
    for (const row of await tx.select().from(matters).where(inArray(matters.id, ids))) {
      const { id, number, dueOn, provisional } = row
      const notice = dueOn && kindOf(row.kind).dateMoved?.({ number, dueOn, isProvisional: provisional })
      if (!notice) continue
      const askers = [row, ...(await mergedInto(tx, id))].flatMap(recipientOf)
      for (const [at, to] of (notice.to === 'asker' ? askers : [notice.to]).entries()) {
        const { template, variables } = notice
        const now = house.clock.now()
        await queueNotice(tx, house, {
          id: idNamed(`${told} ${id} ${at}`),
          template,
          to,
          variables,
          matterId: id,
          at: now,
        })
      }
    }
  })
}
