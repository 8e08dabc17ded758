import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/** What nobody decided before the matter was answered or ended is no question any more. */
export async function closeMoot({ db, clock }: Pick<House, 'clock'> & { db: Db }): Promise<void> {
  await db.execute(sql`
    update supervision_proposals p set decision = 'moot', decided_at = ${clock.now().toString()}::timestamptz
    from matters m where m.id = p.matter_id and p.decided_at is null and (m.closed_at is not null or m.state = 'answered')`)
}
