import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { choice, words } from '#core/casework/index.ts'
import { eventsOf, matters, replay } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { Actor, StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import { isOffice } from './competence.ts'
import { type GivenFiles, happenBreach } from './happen-breach.ts'
import { dueByRule, type Working } from './open-breach.ts'
import { type BreachRow, breaches } from './tables.ts'
import { type BreachKind, breachKinds, breachRules, kindIds } from './words.ts'

const kindField = choice(kindIds, '请选择是哪一种情况。').meta({
  description: `哪一种情况：${Object.entries(breachKinds)
    .map(([kind, word]) => `${kind} ${word}`)
    .join('，')}`,
})

/** Of whoever asked. Which unit is chosen from those that the matter went through. */
export const complaintForm = z.object({
  kind: kindField,
  unit: z.uuid({ error: '请选择是哪个单位。' }),
  complaint: words('事情经过', { least: 5, most: 1000 }),
  mayName: z.literal('yes').optional().catch(undefined),
})

/** 反映：by whoever asked, about what they asked; one of a kind a matter. Nothing is decided by it. */
export async function complain(
  house: Working,
  asker: Actor,
  matterId: string,
  { kind, unit, complaint, mayName, files }: z.output<typeof complaintForm> & { files: GivenFiles },
): Promise<BreachRow> {
  const { db } = house
  if (!(await unitsOnWay(db, matterId)).includes(unit))
    throw new Refusal('other-unit', '这个单位没有经手过这件事，请选经手过的单位。', { field: 'unit' })
  if (await isRaised(db, matterId, kind))
    throw new Refusal('raised-already', '这种情况您已经反映过，我们在核查。有新的情况，请用“补充说明”写下。', {
      field: 'kind',
    })
  const data = {
    ...{ kind, source: 'asker' as const, matterId, clockKey: null, unitId: unit, personId: null },
    mayName: mayName === 'yes',
    dueOn: await dueFor(house),
  }
  return happenBreach(house, asker, null, { type: 'raised', data }, { words: { complaint }, files })
}

/** Every unit that had it or was asked to take it, the first-asked one first. */
export async function unitsOnWay(db: Db, matterId: string): Promise<string[]> {
  const events = await eventsOf(db, matterId)
  const { firstAsked, chain, holder } = replay(matterId, events)
  const offered = events.flatMap((event) => (event.type === 'handOverOffered' ? [event.data.unitId] : []))
  return [...new Set([firstAsked.unitId, ...chain, ...offered, holder.unitId])]
}

/** Under the lock of the matter, so that of two at once the second hears so. */
async function isRaised(db: Working['db'], matterId: string, kind: BreachKind): Promise<boolean> {
  await db.select({ id: matters.id }).from(matters).where(eq(matters.id, matterId)).for('update')
  const same = and(eq(breaches.matterId, matterId), eq(breaches.kind, kind), eq(breaches.source, 'asker'))
  return (await db.$count(breaches, same)) > 0
}

async function dueFor(house: Working): Promise<string> {
  const due = await dueByRule(house.db)
  return due(breachRules.takeUp, dateIn(house.config.timeZone, house.clock.now())).toString()
}

/** Of a supervisor: what they saw themselves. */
export const observationForm = z.object({
  kind: kindField,
  facts: words('事实', { least: 10, most: 2000 }),
})

/** 督查发现: about a unit that one oversees, and a person there if they know; never about oneself. */
export async function observe(
  house: Working,
  actor: StaffActor,
  about: { unitId: string; personId: string | null; matterId: string | null },
  { kind, facts, files }: z.output<typeof observationForm> & { files: GivenFiles },
): Promise<BreachRow> {
  if (!isOffice(actor, { unitId: about.unitId, personId: null }, await unitDirectory(house.db)))
    throw forbidden('这个单位不在您的督查范围内，请转请管辖它的督查人员提出。')
  if (about.personId === actor.personId)
    throw new Refusal('own-case', '不能提出自己的事；自己做得不到位的，请向单位负责人说明。', { field: 'person' })
  const data = {
    ...{ kind, source: 'supervisor' as const, clockKey: null, mayName: false, ...about },
    dueOn: await dueFor(house),
  }
  return happenBreach(house, actor, null, { type: 'raised', data }, { words: { facts }, files })
}
