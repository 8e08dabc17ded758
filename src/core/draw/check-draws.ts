import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { enteredDocument } from '#core/ledger/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { drawn } from './in-worker.ts'
import { drawMembers, draws } from './tables.ts'

type Draw = typeof draws.$inferSelect

const told = z.object({
  manifest: z.string(),
  drawnAt: z.string(),
  sources: z.array(z.object({ name: z.string(), value: z.string().nullable(), evidence: z.string().nullable() })),
  randomness: z.string(),
  code: z.string(),
})

/** Draws every draw again from its manifest and compares what was entered, byte for byte, and what the tables say. One sentence for each difference; empty is good. */
export async function checkDraws({ db, clock }: Pick<House, 'clock'> & { db: Db }): Promise<string[]> {
  const faults: string[] = []
  for (const draw of await db.select().from(draws).where(eq(draws.state, 'drawn')).orderBy(asc(draws.id)))
    faults.push(...(await checkDraw(db, draw)))
  const forgotten = await db
    .select({ number: draws.number })
    .from(draws)
    // An hour for the minute's round to come by.
    .where(and(eq(draws.state, 'waiting'), lt(draws.endsAt, clock.now().subtract({ hours: 1 }))))
  faults.push(...forgotten.map(({ number }) => `抽取 ${number} 过了期限，既没有结果也没有撤销`))
  return faults
}

async function checkDraw(db: Db, draw: Draw): Promise<string[]> {
  const manifest = await enteredDocument(db, { subjectType: 'draw', subjectId: draw.id, version: 1 })
  const result = await enteredDocument(db, { subjectType: 'draw', subjectId: draw.id, version: 2 })
  if (!manifest || !result) return [`抽取 ${draw.number} 的方案或结果不在存证里，或者与指纹不符`]
  const about = { draw: draw.number, ...told.parse(JSON.parse(result.document.toString())) }
  const labels = draw.strata.reduce((sum, { size }) => sum + size, 0)
  const again = await drawn({ manifest: manifest.document, about }, labels)
  const faults: string[] = []
  if (!result.document.equals(again.document)) faults.push(`抽取 ${draw.number} 重抽的结果与存证的不同`)
  const rows = await db
    .select({ stratum: drawMembers.stratum, member: drawMembers.member, outcome: drawMembers.outcome })
    .from(drawMembers)
    .where(eq(drawMembers.drawId, draw.id))
    .orderBy(asc(drawMembers.stratum), sql`${drawMembers.place} nulls last`)
  const expected = again.outcomes.flatMap(({ stratum, members, outcomes }) =>
    members.map((member, at) => `${stratum}|${member}|${outcomes[at]}`),
  )
  const found = rows.map(({ stratum, member, outcome }) => `${stratum}|${member}|${outcome}`)
  if (found.join() !== expected.join()) faults.push(`抽取 ${draw.number} 表里的结果与重抽的不同`)
  return faults
}
