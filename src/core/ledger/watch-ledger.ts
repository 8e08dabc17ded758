import { eq, sql } from 'drizzle-orm'
import { figures, type Gauge } from '#platform/gauges.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { checkLedger, type Slice } from './check-ledger.ts'
import { readLog } from './publish-entries.ts'
import { ledgerLog } from './tables.ts'

/** Whole documents of so many entries are compared at each check; a longer log is walked through, slice after slice. */
export const documentsAtOnce = 2_000_000
const everyMinutes = 5

/**
 * 自查: compares all rows with what was published and keeps what it found, for the page of the record, the figures and the log. Every five minutes: a superuser's
 * UPDATE or DELETE is named before anybody could build on it.
 */
export async function watchLedger(house: House): Promise<void> {
  const size = (await readLog(house.db))?.size ?? 0
  const faults = await checkLedger(house, documentSlice(size, house.clock.now()))
  await house.db.transaction(async (tx) => {
    await tx.update(ledgerLog).set({ checkedAt: house.clock.now(), faults }).where(eq(ledgerLog.id, 1))
    await touch(tx, ['ledger'])
  })
  for (const fault of faults) house.log.error({ fault }, 'ledger')
}

/** The clock says whose turn it is: every slice in its turn, whoever checks, and nothing to be kept about it. */
export function documentSlice(size: number, now: Temporal.Instant): Slice {
  const turns = Math.max(1, Math.ceil(size / documentsAtOnce))
  const turn = Math.floor(now.epochMilliseconds / (everyMinutes * 60_000)) % turns
  return { from: turn * documentsAtOnce, to: Math.min(size, (turn + 1) * documentsAtOnce) }
}

export const ledgerGauges: Gauge[] = [
  {
    name: 'ledger_witnesses_missing',
    help: 'Witnesses that the quorum lacks for the checkpoint that stands now',
    read: async (house) =>
      (
        await figures(
          house,
          sql`select ${house.config.witnessQuorum}::int - (select count(*) from ledger_witnesses w where w.signed_size = l.published_size) as missing
              from ledger_log l`,
        )
      ).map(({ missing }) => ({ value: Math.max(0, Number(missing)) })),
  },
  {
    name: 'ledger_faults',
    help: 'Differences between the public record and its rows, at the last check',
    read: async (house) =>
      (await figures(house, sql`select coalesce(array_length(faults, 1), 0) as faults from ledger_log`)).map(
        ({ faults }) => ({ value: Number(faults) }),
      ),
  },
  {
    name: 'ledger_waiting',
    help: 'Entries that wait for their place in the record',
    read: async (house) =>
      (await figures(house, sql`select count(*) as entries from ledger_entries where leaf_index is null`)).map(
        ({ entries }) => ({ value: Number(entries) }),
      ),
  },
  {
    name: 'ledger_oldest_unpublished_seconds',
    help: 'How long the oldest of them has waited; 60 are promised',
    read: async (house) =>
      (
        await figures(
          house,
          sql`select coalesce(extract(epoch from ${house.clock.now().toString()}::timestamptz - min(at)), 0) as age
              from ledger_entries where leaf_index is null`,
        )
      ).map(({ age }) => ({ value: Math.max(0, Number(age)) })),
  },
]
