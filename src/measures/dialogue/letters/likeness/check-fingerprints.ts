import { sql } from 'drizzle-orm'
import { fingerprints, packed } from '#core/documents/index.ts'
import type { House } from '#platform/house.ts'
import { type Comparable, comparable, fingerprintKey } from './take-fingerprints.ts'

const batch = 200

type Kept = Comparable & { kept: string | null; keptScope: string | null }

/**
 * Takes every fingerprint again and compares; one sentence for each that differs, that lies in another scope than it should (a 举报 among letters), or is missing
 * although later ones are there. Empty is good.
 */
export async function checkFingerprints(house: Pick<House, 'db' | 'secrets'>): Promise<string[]> {
  const faults: string[] = []
  const key = fingerprintKey(house)
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await house.db.execute<Kept>(sql`
      select c.*, encode(f.shingles, 'hex') as kept, f.scope as "keptScope" from (${comparable}) c
        left join letter_fingerprints f on f.text_id = c."textId"
      where c."textId" > ${after} order by c."textId" limit ${batch}`)
    const made = await fingerprints(
      key,
      rows.map(({ words }) => words),
    )
    const { rows: later } = await house.db.execute<{ id: string }>(
      sql`select text_id as id from letter_fingerprints order by text_id desc limit 1 offset ${batch}`,
    )
    rows.forEach((row, at) => {
      const shingles = made[at]?.shingles
      if (row.kept === null) {
        if (later[0] && row.textId < later[0].id) faults.push(`文字 ${row.textId} 没有编入相似比对`)
      } else if (row.keptScope !== row.scope) faults.push(`文字 ${row.textId} 的相似比对范围应为 ${row.scope}`)
      else if (shingles && packed(shingles).toString('hex') !== row.kept)
        faults.push(`文字 ${row.textId} 的相似比对与原文不一致`)
    })
    const last = rows.at(-1)
    if (!last) return faults
    after = last.textId
  }
}
