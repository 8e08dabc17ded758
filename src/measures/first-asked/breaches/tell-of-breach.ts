import { eq } from 'drizzle-orm'
import { fullDayText } from '#core/calendar/index.ts'
import { groupNumber, matters } from '#core/matters/index.ts'
import { queueNotice, type Recipient } from '#core/notices/index.ts'
import { staffAt, unitDirectory } from '#core/people/index.ts'
import type { BreachHappening } from './breach.ts'
import type { BreachNotice } from './breach-notices.ts'
import { disciplineOf } from './competence.ts'
import type { Working } from './open-breach.ts'
import type { BreachRow } from './tables.ts'

const toAsker: Partial<Record<BreachHappening['type'], BreachNotice>> = {
  takenUp: 'breach.takenUp',
  declined: 'breach.declined',
  told: 'breach.outcome',
}

const toConcerned: Partial<Record<BreachHappening['type'], BreachNotice>> = {
  invited: 'breach.invited',
  told: 'breach.told',
  appealDecided: 'breach.appealDecided',
}

/** Whoever may speak or appeal hears until when, once a decree has moved it; the other days are the office's. */
const movedFor: Partial<Record<BreachRow['state'], string>> = { hearing: '陈述', told: '申诉' }

/** Who asked learns what became of it; who is concerned hears when they may speak and what was decided. */
export async function tellOfBreach(house: Working, row: BreachRow, type: BreachHappening['type']): Promise<void> {
  const asker = toAsker[type] ?? (type === 'appealDecided' && row.outcome === 'unfounded' ? 'breach.outcome' : null)
  if (asker && row.source === 'asker') await tellAsker(house, row, asker)
  if (row.state === 'final' && row.grade === 'transfer' && type !== 'datesMoved') await tellDiscipline(house, row)
  const what = type === 'datesMoved' ? movedFor[row.state] : undefined
  const template = what ? 'breach.dateMoved' : toConcerned[type]
  if (!template) return
  const heads = await staffAt(house, house.db, row.unitId, ['head', 'leader'])
  const people = new Set([...heads.map(({ personId }) => personId), ...(row.personId ? [row.personId] : [])])
  const variables = {
    number: groupNumber(row.number),
    ...(what && row.dueOn && { what, by: fullDayText(row.dueOn) }),
    ...(row.hearBy && { hearBy: fullDayText(row.hearBy) }),
    ...(row.appealBy && { appealBy: fullDayText(row.appealBy) }),
  }
  for (const personId of people)
    await queueNotice(house.db, house, { template, to: { personId }, variables, at: house.clock.now() })
}

/** 问责移送 that stands is handed to the body that has the power (处分法; 督查工作条例 第23条): it reads facts, evidence and statements on the page; the platform follows no further. */
async function tellDiscipline(house: Working, row: BreachRow): Promise<void> {
  const body = disciplineOf(await unitDirectory(house.db), row.unitId)
  const people = body ? await staffAt(house, house.db, body, ['head', 'discipline']) : []
  const variables = { number: groupNumber(row.number) }
  for (const { personId } of people)
    await queueNotice(house.db, house, {
      template: 'breach.transferred',
      to: { personId },
      variables,
      at: house.clock.now(),
    })
}

async function tellAsker(house: Working, row: BreachRow, template: BreachNotice): Promise<void> {
  const [matter] = row.matterId ? await house.db.select().from(matters).where(eq(matters.id, row.matterId)) : []
  if (!matter) return
  const to = recipientOf(matter.contactId, row.raisedBy ?? matter.askerPersonId)
  if (!to) return
  const variables = { number: groupNumber(matter.number) }
  await queueNotice(house.db, house, { template, to, variables, matterId: matter.id, at: house.clock.now() })
}

function recipientOf(contactId: string | null, personId: string | null): Recipient | null {
  if (contactId) return { contactId, personId }
  return personId ? { personId } : null
}
