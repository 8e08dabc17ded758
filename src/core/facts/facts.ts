import type { z } from 'zod'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Rows } from '#platform/rows.ts'

/** Ids and codes only: a fact travels as the payload of a job, where nothing that a person typed may lie. */
export type Fact<Data> = { name: string; schema: z.ZodType<Data> }

/** What a taker has of the house: its `db` is the transaction in which the fact is ticked off. */
export type Taking = Omit<House, 'db'> & { db: Transaction }

type Taker = {
  fact: string
  by: string
  wants(data: unknown): boolean
  take(house: Taking, data: unknown): Promise<void>
}

const facts = new Map<string, Fact<unknown>>()
const takers = new Map<string, Taker>()

export function defineFact<Data>(name: string, schema: z.ZodType<Data>): Fact<Data> {
  const fact = { name, schema }
  facts.set(name, fact as Fact<unknown>)
  return fact
}

/** A room takes a fact; once, at import. `by` names room and purpose and is stored: never change it, or old facts are taken again. */
export function takes<Data>(
  fact: Fact<Data>,
  taker: { by: string; wants?(data: Data): boolean; take(house: Taking, data: Data): Promise<void> },
): void {
  const key = `${fact.name} ${taker.by}`
  takers.set(key, {
    fact: fact.name,
    by: taker.by,
    wants: (data) => taker.wants?.(data as Data) ?? true,
    take: (house, data) => taker.take(house, data as Data),
  })
}

/**
 * Adds a job for each room that wants it to the rows of the act: told exactly when the act is committed. `key` names the fact among all of its name, so
 * that it is taken once however often the job is begun.
 */
export function tellFact<Data>(rows: Pick<Rows, 'enqueue'>, fact: Fact<Data>, key: string, data: Data): void {
  for (const { by, wants, fact: name } of takers.values()) {
    if (name === fact.name && wants(data)) rows.enqueue('facts:take', { fact: name, by, key, data })
  }
}

/** Null where the room has gone since. */
export function takerOf(fact: string, by: string): { taker: Taker; schema: z.ZodType<unknown> } | null {
  const taker = takers.get(`${fact} ${by}`)
  const schema = facts.get(fact)?.schema
  return taker && schema ? { taker, schema } : null
}
