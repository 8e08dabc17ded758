import { and, eq } from 'drizzle-orm'
import { type Block, paperDate, paragraphs, type ReadingForm, recordCheck, typeset } from '#core/documents/index.ts'
import { chooseMark, documentInRecord, enterRecord } from '#core/ledger/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { classWord } from '../letter.ts'
import { letterPublications } from '../tables.ts'
import { paperSubject } from './enter-publication.ts'
import type { Publication } from './publication.ts'
import { publishedLetter } from './publications.ts'

/**
 * A published letter with its answer as PDF: set when the first reader asks for it, kept in the public record byte for byte, and the same for everybody from then on. Null where
 * the letter is not public. A correction has a PDF of its own; a withdrawal takes them all (`enterPublication`).
 */
export async function publicationPaper(house: House, number: string): Promise<Buffer | null> {
  const letter = await publishedLetter(house.db, number)
  if (letter?.status !== 'published') return null
  const entered = { subjectType: paperSubject, subjectId: letter.id, version: letter.version }
  const known = await documentInRecord(house.db, entered)
  if (known) return known
  const mark = chooseMark()
  const note = '存证核验：扫码，放入这份 PDF，可以在您的浏览器里核对它与公开时是不是一字不差。'
  const { pdf } = await typeset(formOf(house, letter, await recordCheck(house.config, mark, note)))
  return house.db.transaction(async (tx) => {
    // As it was read, and still public: a withdrawal that comes now waits, and takes this along.
    const [stands] = await tx
      .select({ id: letterPublications.id })
      .from(letterPublications)
      .where(
        and(
          eq(letterPublications.id, letter.id),
          eq(letterPublications.version, letter.version),
          eq(letterPublications.status, 'published'),
        ),
      )
      .for('share')
    if (!stands) return null
    const at = house.clock.now()
    await enterRecord(tx, { type: 'letter.printed', ...entered, at, document: Buffer.from(pdf), mark })
    await touch(tx, [`letter:${letter.number}`])
    // Somebody was faster: theirs is the one.
    return documentInRecord(tx, entered)
  })
}

function formOf({ config }: House, letter: Publication, record: ReadingForm['record']): ReadingForm {
  const { askedWeek, publishedAt } = letter
  const demo = config.demo ? '（演示城市，内容虚构）' : ''
  const heading = (text: string): Block => ({ kind: 'heading', text })
  return {
    layout: 'reading',
    head: `${config.cityName}市长信箱　公开来信和答复${demo}`,
    title: letter.title,
    facts: [
      `编号 ${groupNumber(letter.number)}　${classWord(letter.class)}　${letter.divisionName}　${paperDate(askedWeek)}当周来信`,
      `${publishedAt ? `公开于 ${paperDate(dateIn(config.timeZone, publishedAt))}` : ''}${letter.version > 1 ? `　第 ${letter.version} 版` : ''}${letter.isRewritten ? '　由编辑改写' : ''}`,
    ],
    blocks: [
      heading('来信'),
      ...paragraphs(letter.body),
      heading(`${letter.unitName}的答复（${paperDate(letter.answeredOn)}）`),
      ...paragraphs(letter.reply),
    ],
    record,
  }
}
