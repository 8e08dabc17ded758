import { and, asc, eq, gt } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import type { Expectation, Rows } from '#platform/rows.ts'
import { type FileRow, files } from './tables.ts'

/** What still waits with this form, oldest first. Nobody else's key finds it. */
export async function pendingFiles(house: Pick<House, 'db' | 'secrets' | 'clock'>, owner: string): Promise<FileRow[]> {
  return house.db
    .select()
    .from(files)
    .where(
      and(
        eq(files.ownerHash, house.secrets.lookupHash(owner, 'files.owner')),
        eq(files.state, 'pending'),
        gt(files.pendingUntil, house.clock.now()),
      ),
    )
    .orderBy(asc(files.createdAt), asc(files.id))
}

/** Nearly every form comes without files: its act may take for granted that none wait, instead of asking. */
export function expectNoPendingFiles(rows: Rows, { secrets }: Pick<House, 'secrets'>, owner: string): void {
  rows.expect(noneWait, secrets.lookupHash(owner, 'files.owner').toString('hex'))
}

const noneWait: Expectation = (given) =>
  `not exists (select from json_array_elements_text(${given}) as asked(owner)
    join files on files.owner_hash = decode(asked.owner, 'hex') and files.state = 'pending')`

/** The person ticked 不要了. Ids of other forms are ignored. */
export async function dropPendingFiles(
  house: Pick<House, 'db' | 'secrets' | 'clock'>,
  owner: string,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return
  const waiting = await pendingFiles(house, owner)
  for (const { id } of waiting.filter((row) => ids.includes(row.id))) {
    await house.db
      .update(files)
      .set({ state: 'removed', originalName: null, pendingUntil: house.clock.now() })
      .where(and(eq(files.id, id), eq(files.state, 'pending')))
  }
}
