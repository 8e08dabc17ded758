import { sql } from 'drizzle-orm'
import { findFaults } from '#commands/check.ts'
import type { House } from '#platform/house.ts'
import type { Ack } from './writers.ts'

type Kept = { title: string; number: string; opened: number; notices: number; due: boolean }

/**
 * What must be true at the end: every letter that somebody was told of is there once, under the number they were told, with its event, its message
 * and its dates; no letter at all is there twice; and the house's own check finds nothing. Returns a sentence for each fault.
 */
export async function checkAcks(house: House, acks: readonly Ack[]): Promise<string[]> {
  const byTitle = Map.groupBy(await keptLetters(house), ({ title }) => title)
  const faults = acks.flatMap((ack) => faultsOf(ack, byTitle.get(ack.title) ?? []))
  for (const [title, kept] of byTitle) if (kept.length > 1) faults.push(`doubled: ${title} ×${kept.length}`)
  const numbers = acks.flatMap(({ number }) => number ?? [])
  if (new Set(numbers).size !== numbers.length) faults.push('one number was given to two writers')
  return [...faults, ...(await findFaults(house))]
}

async function keptLetters(house: House): Promise<Kept[]> {
  const { rows } = await house.db.execute<Kept>(sql`
    select t.body as title, m.number,
      (select count(*)::int from matter_events e where e.matter_id = m.id and e.type = 'opened') as opened,
      (select count(*)::int from notices n where n.matter_id = m.id and n.template = 'letter.received') as notices,
      m.due_on is not null and m.accept_due_at is not null as due
    from matters m join matter_texts t on t.matter_id = m.id and t.part = 'title'`)
  return rows
}

function faultsOf({ title, number }: Ack, kept: readonly Kept[]): string[] {
  const [row] = kept
  if (!row) return [`lost: ${title} (${number ?? 'acknowledged, no receipt'})`]
  return [
    ...(number !== null && row.number !== number ? [`${title} was told ${number} and is ${row.number}`] : []),
    ...(row.opened === 1 ? [] : [`${row.number}: ${row.opened} opening events`]),
    ...(row.notices === 1 ? [] : [`${row.number}: ${row.notices} messages`]),
    ...(row.due ? [] : [`${row.number}: no due date`]),
  ]
}
