import { eq } from 'drizzle-orm'
import { limitText, loadRules } from '#core/calendar/index.ts'
import { sourceOf } from '#core/casework/index.ts'
import { contacts, matters, textsOfMatter } from '#core/matters/index.ts'
import { unitsById } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { qrOf } from '#platform/http/qr.ts'
import { urls } from '#urls.ts'
import { classifiedOf, classTitle, letterRules } from '../letter.ts'
import { emergencyIn, isAbusive, isForeign } from '../letter-words.ts'
import { tracksIn } from '../tracks.ts'
import type { Receipt } from './receipt-page.tsx'

/** What the receipt of a letter just filed says; null when the number is none of ours. */
export async function receiptOf(
  house: House,
  { number, code }: { number: string; code: string },
): Promise<Receipt | null> {
  const [row] = await house.db.select().from(matters).where(eq(matters.number, number))
  if (!row?.dueOn) return null
  const [texts, units, rules, [contact]] = await Promise.all([
    textsOfMatter(house.db, row.id),
    unitsById(house.db, [row.filingUnitId]),
    loadRules(house.db),
    row.contactId
      ? house.db.select({ hash: contacts.phoneHash }).from(contacts).where(eq(contacts.id, row.contactId))
      : [],
  ])
  const part = (name: string) => [...texts.values()].find((text) => text.part === name)?.body ?? ''
  const words = `${part('title')}\n${part('body')}`
  const filedOn = dateIn(house.config.timeZone, row.openedAt)
  const ids = letterRules(row.class, row.channel)
  const answer = rules.on(ids.answer, filedOn)
  const accept = ids.accept === null ? undefined : rules.on(ids.accept, filedOn)
  return {
    number,
    code,
    title: part('title'),
    classTitle: classTitle(classifiedOf(row)),
    desk: units.get(row.filingUnitId)?.name ?? '市长信箱办公室',
    latestOn: row.dueOn,
    isExact: row.dispatchedAt !== null,
    provisional: row.provisional,
    acceptText: accept?.limit ? limitText(accept.limit) : '',
    answerText: answer?.limit ? limitText(answer.limit) : '',
    limitSource: answer ? sourceOf(answer) : '',
    emergency: emergencyIn(words),
    told: row.class === 'report' ? [] : tracksIn(words),
    isAbusive: isAbusive(words),
    isForeign: isForeign(words),
    isSecret: row.secrecy,
    hasPhone: Boolean(contact?.hash),
    qr: await qrOf(
      `${house.config.publicUrl ?? `http://${house.config.host}:${house.config.port}`}${urls.followMatter(number)}`,
    ),
  }
}
