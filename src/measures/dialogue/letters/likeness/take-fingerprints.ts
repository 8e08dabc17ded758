import { desc, sql } from 'drizzle-orm'
import { fingerprints, packed } from '#core/documents/index.ts'
import type { Database, Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { letterFingerprints } from './tables.ts'

export const fingerprintKey = ({ secrets }: Pick<House, 'secrets'>): string => secrets.deriveKey('letters.likeness')

type Comparing = Pick<House, 'secrets'> & { db: Database }

export type Scope = (typeof letterFingerprints.$inferSelect)['scope']

/** `words`: what is compared; of a letter its title too. */
export type Comparable = { textId: string; matterId: string; scope: Scope; unitId: string | null; words: string }

const batch = 200
/** An act that was slow to commit has older ids than what came after it. */
const overlapMs = 10 * 60_000
const first = '00000000-0000-0000-0000-000000000000'

/**
 * Takes the fingerprints of letters and answers that have none yet: of new ones each minute, `all` once a night. Filing and answering never wait for it. A process
 * that dies here goes on at the next minute. @returns how many
 */
export async function takeFingerprints(house: Comparing, { all = false }: { all?: boolean } = {}): Promise<number> {
  let taken = 0
  for (let after = all ? first : await newest(house.db); ; ) {
    const waiting = await withoutFingerprint(house.db, after)
    const last = waiting.at(-1)
    if (!last) return taken
    const found = await fingerprints(
      fingerprintKey(house),
      waiting.map(({ words }) => words),
    )
    await keep(
      house.db,
      waiting.map((one, at) => ({
        ...one,
        bands: found[at]?.bands ?? [],
        shingles: packed(found[at]?.shingles ?? new Uint32Array()),
      })),
    )
    taken += waiting.length
    after = last.textId
  }
}

/** An id as old as the newest that was taken, less the overlap: ids begin with their milliseconds. */
async function newest(db: Db): Promise<string> {
  const [row] = await db
    .select({ textId: letterFingerprints.textId })
    .from(letterFingerprints)
    .orderBy(desc(letterFingerprints.textId))
    .limit(1)
  if (!row) return first
  const since = Number.parseInt(row.textId.replaceAll('-', '').slice(0, 12), 16) - overlapMs
  const digits = since.toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`
}

/** Bodies of letters, and what was answered; not to a 举报, nor to a complaint about somebody of the unit, whose colleagues do not know of it. */
export const comparable = sql`
  select t.id as "textId", t.matter_id as "matterId", case when m.class = 'report' then 'report' else 'letter' end as scope,
    null::uuid as "unitId", coalesce((select body from matter_texts where matter_id = m.id and part = 'title' limit 1), '') || '。' || t.body as words
  from matter_texts t join matters m on m.id = t.matter_id
  where t.part = 'body' and m.kind = 'letter'
  union all
  select t.id, t.matter_id, 'answer', m.holder_unit_id, t.body
  from matter_texts t join matters m on m.id = t.matter_id
    join matter_events e on e.matter_id = m.id and e.type = 'answered' and e.data -> 'text' ->> 'id' = t.id::text
  where t.part in ('draft', 'reply') and m.kind = 'letter' and m.class <> 'report' and not ('againstOfficial' = any(m.marks))`

async function withoutFingerprint(db: Db, after: string): Promise<Comparable[]> {
  const { rows } = await db.execute<Comparable>(sql`
    select c.* from (${comparable}) c
    where c."textId" > ${after} and not exists (select from letter_fingerprints f where f.text_id = c."textId")
    order by c."textId" limit ${batch}`)
  return rows
}

/** Of a text that was erased meanwhile none is kept: the row locks the text, or finds it gone. */
async function keep(
  db: Database,
  rows: readonly (Comparable & { bands: number[]; shingles: Buffer })[],
): Promise<void> {
  await db.execute(sql`
    insert into letter_fingerprints (text_id, matter_id, scope, unit_id, bands, shingles)
    select r.text_id, r.matter_id, r.scope, r.unit_id, r.bands::integer[], decode(r.shingles, 'hex')
    from jsonb_to_recordset(${JSON.stringify(
      rows.map(({ textId, matterId, scope, unitId, bands, shingles }) => ({
        text_id: textId,
        matter_id: matterId,
        scope,
        unit_id: unitId,
        bands: `{${bands.join(',')}}`,
        shingles: shingles.toString('hex'),
      })),
    )}::jsonb) as r(text_id uuid, matter_id uuid, scope text, unit_id uuid, bands text, shingles text)
      join (select id from matter_texts where id = any(${sql.param(rows.map(({ textId }) => textId))}::uuid[]) for key share) t on t.id = r.text_id
    on conflict do nothing`)
}
