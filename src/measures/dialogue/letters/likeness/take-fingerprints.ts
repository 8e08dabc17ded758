import { desc, type SQL, sql } from 'drizzle-orm'
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
    const { rows } = await house.db.execute<NextText>(nextTexts(sql`t.id > ${after}`))
    const last = rows.at(-1)
    if (!last) return taken
    taken += await take(house, rows)
    after = last.nextId
  }
}

/** The same of one letter: what was answered may have been drafted long ago, and stands among ids that were passed. */
export async function takeFingerprintsOf(house: Pick<House, 'secrets'> & { db: Db }, matterId: string): Promise<void> {
  const { rows } = await house.db.execute<NextText>(nextTexts(sql`t.matter_id = ${matterId}`))
  await take(house, rows)
}

async function take(house: Pick<House, 'secrets'> & { db: Db }, rows: readonly NextText[]): Promise<number> {
  const waiting = rows.filter(isComparable).filter(({ kept }) => kept === null)
  if (waiting.length === 0) return 0
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
  return waiting.length
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

/**
 * The next texts by their ids, and what of them is compared: bodies of letters, and what was answered; not to a 举报, nor to a complaint about somebody of the unit,
 * whose colleagues do not know of it. `textId` is null for the others, so that whoever reads on knows where to go on. Reads a batch, however many there are.
 */
export const nextTexts = (which: SQL): SQL => sql`
  with next as materialized (
    select t.id, t.matter_id, t.part, t.body from matter_texts t
    where ${which} and t.part in ('body', 'draft', 'reply') order by t.id limit ${batch}
  ), told as (
    select t.id, t.matter_id, case when m.class = 'report' then 'report' else 'letter' end as scope, null::uuid as unit_id,
      coalesce((select body from matter_texts where matter_id = m.id and part = 'title' limit 1), '') || '。' || t.body as words
    from next t join matters m on m.id = t.matter_id
    where t.part = 'body' and m.kind = 'letter'
    union all
    select t.id, t.matter_id, 'answer', m.holder_unit_id, t.body
    from next t join matters m on m.id = t.matter_id
    where t.part in ('draft', 'reply') and m.kind = 'letter' and m.class <> 'report' and not ('againstOfficial' = any(m.marks))
      and exists (select from matter_events e where e.matter_id = t.matter_id and e.type = 'answered' and e.data -> 'text' ->> 'id' = t.id::text)
  )
  select next.id as "nextId", told.id as "textId", told.matter_id as "matterId", told.scope, told.unit_id as "unitId", told.words,
    encode(f.shingles, 'hex') as kept, f.scope as "keptScope"
  from next left join told on told.id = next.id left join letter_fingerprints f on f.text_id = next.id
  order by next.id`

type Kept = { nextId: string; kept: string | null; keptScope: Scope | null }
export type NextText = Kept & { [column in keyof Comparable]: Comparable[column] | null }

export const isComparable = (text: NextText): text is Kept & Comparable => text.textId !== null

/** Of a text that was erased meanwhile none is kept: the row locks the text, or finds it gone. */
async function keep(db: Db, rows: readonly (Comparable & { bands: number[]; shingles: Buffer })[]): Promise<void> {
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
