import { sql } from 'drizzle-orm'
import { figures, type Gauge } from '#platform/gauges.ts'

export const peopleGauges: Gauge[] = [
  {
    name: 'audit_unsealed',
    help: 'Audit entries that wait for their place in the chain',
    read: async (house) =>
      (await figures(house, sql`select count(*) as entries from audit_entries where "index" is null`)).map(
        ({ entries }) => ({ value: Number(entries) }),
      ),
  },
  {
    name: 'audit_oldest_unsealed_seconds',
    help: 'How long the oldest of them has waited; 5 are promised',
    read: async (house) =>
      (
        await figures(
          house,
          sql`select coalesce(extract(epoch from ${house.clock.now().toString()}::timestamptz - min(at)), 0) as age
              from audit_entries where "index" is null`,
        )
      ).map(({ age }) => ({ value: Math.max(0, Number(age)) })),
  },
]
