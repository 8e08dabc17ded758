import { sql } from 'drizzle-orm'
import { fingerprints, packed } from '#core/documents/index.ts'
import type { House } from '#platform/house.ts'
import { fingerprintKey, isComparable, type NextText, nextTexts } from './take-fingerprints.ts'

const batch = 200

/**
 * Takes every fingerprint again and compares; one sentence for each that differs, that lies in another scope than it should (a 举报 among letters), or is missing
 * although later ones are there. Empty is good.
 */
export async function checkFingerprints(house: Pick<House, 'db' | 'secrets'>): Promise<string[]> {
  const faults: string[] = []
  const key = fingerprintKey(house)
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows: next } = await house.db.execute<NextText>(nextTexts(sql`t.id > ${after}`))
    const last = next.at(-1)
    if (!last) return faults
    for (const { textId, nextId, kept } of next)
      if (textId === null && kept !== null) faults.push(`文字 ${nextId} 不该编入相似比对`)
    const rows = next.filter(isComparable)
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
    after = last.nextId
  }
}
