import { and, asc, eq, gt, isNotNull, not, or, sql } from 'drizzle-orm'
import { definePlaces, defineRecordTypes, enterRecord, forgetDocuments, placeInRecord } from '#core/ledger/index.ts'
import type { Database, Db } from '#platform/database.ts'
import { letterPublications, publicationVersions } from '../tables.ts'
import type { Publication, PublicationVersion } from './publication.ts'

const subject = 'letter'
/** Its PDF, a document of its own in the record. */
export const paperSubject = 'letterPaper'

/** For the statement of a published letter `p`: its place in the record, null until it has one. */
export const placeOfPublication = placeInRecord(subject, 'p.id', 'p.version')
export const placeOfPaper = placeInRecord(paperSubject, 'p.id', 'p.version')

const types: Record<PublicationVersion['act'], string> = {
  publish: 'letter.published',
  correct: 'letter.corrected',
  withdraw: 'letter.withdrawn',
  restore: 'letter.restored',
}

defineRecordTypes({
  'letter.published': '公开来信和答复',
  'letter.corrected': '更正公开的来信',
  'letter.withdrawn': '撤下公开的来信',
  'letter.restored': '恢复公开来信',
  'letter.printed': '公开来信的 PDF',
})

definePlaces(async (db, number) => {
  const { rows } = await db.execute<{ place: string | null }>(
    sql`select ${sql.raw(placeOfPublication)} as place from letter_publications p where p.number = ${number}`,
  )
  const place = rows[0]?.place
  return place === null || place === undefined ? null : Number(place)
})

type Version = Pick<PublicationVersion, 'version' | 'act' | 'ground' | 'title' | 'body' | 'reply' | 'at'>
type Written = Pick<
  Publication,
  'id' | 'number' | 'class' | 'divisionCode' | 'divisionName' | 'unitName' | 'askedWeek' | 'answeredOn' | 'isRewritten'
>

/** Each version goes into the public record as the public read it; of one taken down only that it was, when and on what ground, and the documents before go. */
export async function enterPublication(tx: Db, letter: Written, version: Version): Promise<void> {
  const { act, ground, title, body, reply } = version
  if (act === 'withdraw') {
    await forgetDocuments(tx, subject, letter.id)
    await forgetDocuments(tx, paperSubject, letter.id)
  }
  const place = { number: letter.number, version: version.version, ground }
  await enterRecord(tx, {
    type: types[act],
    subjectType: subject,
    subjectId: letter.id,
    version: version.version,
    at: version.at,
    document:
      act === 'withdraw'
        ? place
        : {
            ...place,
            title,
            body,
            reply,
            isRewritten: letter.isRewritten,
            class: letter.class,
            divisionCode: letter.divisionCode,
            divisionName: letter.divisionName,
            unitName: letter.unitName,
            askedWeek: letter.askedWeek.toString(),
            answeredOn: letter.answeredOn.toString(),
          },
  })
}

const batch = 500

/** What was published before there was a record, in the order in which it was; versions whose words are gone only where they say that they went. */
export async function enterEarlierPublications(db: Database): Promise<number> {
  let entered = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await db
      .select({ version: publicationVersions, letter: letterPublications })
      .from(publicationVersions)
      .innerJoin(letterPublications, eq(letterPublications.id, publicationVersions.publicationId))
      .where(
        and(
          gt(publicationVersions.id, last),
          or(isNotNull(publicationVersions.body), eq(publicationVersions.act, 'withdraw')),
          not(isEntered),
        ),
      )
      .orderBy(asc(publicationVersions.id))
      .limit(batch)
    for (const { version, letter } of rows) {
      // Of itself: an act of the same moment has the version entered, or taken down, before or after.
      await db.transaction(async (tx) => {
        const [now] = await tx
          .select()
          .from(publicationVersions)
          .where(eq(publicationVersions.id, version.id))
          .for('share')
        if (now && (now.body !== null || now.act === 'withdraw')) await enterPublication(tx, letter, now)
      })
      entered += 1
    }
    const end = rows.at(-1)
    if (!end) return entered
    last = end.version.id
  }
}

const isEntered = sql`exists (select from ledger_entries where subject_type = ${subject}
  and subject_id = ${publicationVersions.publicationId}::text and version = ${publicationVersions.version})`
