import { and, eq, gt, sql } from 'drizzle-orm'
import { attachFiles } from '#core/documents/index.ts'
import { act, contacts, groupNumber, matters, matterTexts, openMatter } from '#core/matters/index.ts'
import { allUnits } from '#core/people/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { classOf, isSecret, type LetterMark } from '../letter.ts'
import type { LetterInput } from './letter-form.tsx'
import '../letter-kind.ts'
import { filingDesk } from '../letter-visibility.ts'
import { emergencyIn } from '../letter-words.ts'
import { callDuty } from './call-duty.ts'

export type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db }
export type Filed = { matterId: string; number: string; code: string }
/** The form it came with: its key, the pending files that become the letter's, whether it was shown in 长辈版. */
export type FromForm = { formKey: string; fileIds: string[]; isElder?: boolean }

/**
 * Files a letter, in the caller's transaction: matter, marks, files, message with number and code; a 举报 is with the competent body at once, without
 * passing the mailbox office. After a crash all of it is there or nothing.
 *
 * Refuses with `already-written` the same text from the same phone within a day, and with `no-competent-body` a 举报 that nobody in the city may read.
 */
export async function writeLetter(house: Working, actor: Actor, letter: LetterInput, from: FromForm): Promise<Filed> {
  const classified = classOf(letter.sort)
  const units = await allUnits(house.db)
  const deskId = needDesk(filingDesk(units, classified, letter.unit))
  await refuseRepeated(house, letter)
  const isReport = classified.class === 'report'
  const concerned = units.find((unit) => unit.id === letter.unit)
  const opened = await openMatter(house, actor, {
    id: newId(),
    kind: 'letter',
    class: classified.class,
    channel: 'web',
    divisionCode: letter.division,
    filingUnitId: deskId,
    texts: {
      title: letter.title,
      body: letter.body,
      ...(letter.place ? { place: letter.place } : {}),
      // For the dispatcher: which unit the writer means. Of a 举报 it is the matter's own column, which decides who may see it.
      ...(concerned && !isReport ? { ask: concerned.name } : {}),
    },
    // A member of staff who writes is a citizen like others here: the letter is not tied to the staff account.
    ...(actor.kind === 'citizen' ? { askerPersonId: actor.personId } : {}),
    contact: { name: letter.name, phone: letter.phone, isElder: from.isElder ?? false },
    ...(isReport && concerned ? { reportedUnitId: concerned.id } : {}),
    wantsPublic: letter.publish,
    secrecy: isSecret(classified.class, letter.secret, letter.relation),
    queryCode: codeOfForm(house, from.formKey),
  })
  const matterId = opened.state.id
  await attachFiles(house.db, house, { ids: from.fileIds, owner: from.formKey, matterId })
  const desk = systemActor('filing')
  for (const mark of marksOf(letter)) await act(house, desk, matterId, { type: 'mark', mark, on: true })
  if (isReport) await act(house, desk, matterId, { type: 'dispatch', unitId: deskId })
  if (isEmergency(letter)) await callDuty(house, { matterId, unitId: deskId, number: opened.number })
  return { matterId, number: opened.number, code: opened.queryCode }
}

/** The same form always gives the same code, so that a second click can be answered with the same receipt. */
export function codeOfForm({ secrets }: Pick<House, 'secrets'>, formKey: string): string {
  const hash = secrets.lookupHash(formKey, 'letters.query_code')
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

/** The letter that an address of `once` leads to. */
export async function filedUnder(
  house: Pick<House, 'db'>,
  location: string,
): Promise<{ matterId: string; number: string }> {
  const number = location.slice(urls.followMatter('').length)
  const [row] = await house.db.select({ id: matters.id }).from(matters).where(eq(matters.number, number))
  if (!row) throw new Refusal('other-form', '这张表单已失效，您填写的内容还在，请刷新页面后再提交。')
  return { matterId: row.id, number }
}

function needDesk(deskId: string | null): string {
  if (deskId) return deskId
  throw new Refusal(
    'no-competent-body',
    '您选的单位正是本市受理这类举报的机关，信不能交给它自己。请向上一级纪检监察机关反映：拨打 12388。您写的内容都还在，可以复制下来。',
    { field: 'unit' },
  )
}

/** Within a day the same words from the same phone are one letter; a third party learns nothing, who would have to know both. */
async function refuseRepeated(house: Working, letter: LetterInput): Promise<void> {
  // 举报 is left out: whoever got hold of its text could find out by trying phones who wrote it.
  if (letter.sort === 'report') return
  const phoneHash = house.secrets.lookupHash(letter.phone, 'contacts.phone')
  // One after the other for one phone: fifty at the same moment would each find no earlier one.
  await house.db.execute(sql`select pg_advisory_xact_lock(${phoneHash.readBigInt64BE().toString()}::bigint)`)
  const since = house.clock.now().subtract({ hours: 24 })
  const [earlier] = await house.db
    .select({ number: matters.number })
    .from(contacts)
    .innerJoin(matters, eq(matters.contactId, contacts.id))
    .innerJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'body')))
    .where(
      and(
        eq(contacts.phoneHash, phoneHash),
        gt(contacts.createdAt, since),
        eq(matters.kind, 'letter'),
        eq(matterTexts.body, letter.body),
      ),
    )
    .limit(1)
  if (!earlier) return
  throw new Refusal(
    'already-written',
    `一天之内，用这个手机号已经提交过内容完全相同的信，编号 ${groupNumber(earlier.number)}，正在办理，不用再提交。有新的情况，请在“查我的信”里写补充说明。`,
  )
}

const isEmergency = (letter: LetterInput): boolean => emergencyIn(`${letter.title}\n${letter.body}`) !== null

function marksOf(letter: LetterInput): LetterMark[] {
  const { class: of, complaintAgainst } = classOf(letter.sort)
  return [
    ...(complaintAgainst === 'official' ? (['againstOfficial'] as const) : []),
    ...(of === 'complaint' && letter.relation ? (['own'] as const) : []),
    ...(isEmergency(letter) ? (['emergency'] as const) : []),
  ]
}
