import { eq } from 'drizzle-orm'
import { recentLaw } from '#core/calendar/index.ts'
import { attachFiles, expectNoPendingFiles, pendingFiles } from '#core/documents/index.ts'
import {
  type Command,
  type Counting,
  draftMatter,
  expectCounting,
  matters,
  type NewMatter,
} from '#core/matters/index.ts'
import { allUnits } from '#core/people/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import { type Database, type Db, homeOf, sqlState } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { once, onceTogether, type Spent } from '#platform/http/form-key.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { keyTaken, notAsExpected, Rows, writeRows } from '#platform/rows.ts'
import { urls } from '#urls.ts'
import type { Through } from '../door.ts'
import { classOf, isSecret, type LetterMark } from '../letter.ts'
import type { AnyLetter, LetterInput } from './letter-form.tsx'
import '../letter-kind.ts'
import { filingDesk } from '../letter-visibility.ts'
import { emergencyIn, isForeign } from '../letter-words.ts'
import { callDuty } from './call-duty.ts'
import { refuseRepeated, spendWords } from './same-words.ts'

export type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db }
export type Filed = { matterId: string; number: string; code: string }
/**
 * The form it came with: its key, the pending files that become the letter's, whether it was shown in 长辈版; `through` where it came by another door than the
 * web; `firstAskedUnitId` where a clerk wrote it down: the unit of the counter.
 */
export type FromForm = {
  formKey: string
  fileIds: string[]
  isElder?: boolean
  through?: Through
  firstAskedUnitId?: string
}

/**
 * Files a letter, in the caller's transaction: matter, marks, files, message with number and code; a 举报 is with the competent body at once, without
 * passing the mailbox office. After a crash all of it is there or nothing.
 *
 * Refuses with `already-written` the same text from the same phone within a day, and with `no-competent-body` a 举报 that nobody in the city may read.
 */
export async function writeLetter(house: Working, actor: Actor, letter: AnyLetter, from: FromForm): Promise<Filed> {
  const { through } = from
  await refuseRepeated(house, letter, through)
  const rows = new Rows()
  const filed = await draftLetter(rows, house, actor, letter, from)
  await writeRows(house.db, rows).catch(async (error: unknown) => {
    // The same words were committed between the look and the write; our transaction is over, the look is taken outside of it.
    if (sqlState(error) === keyTaken) await refuseRepeated({ ...house, db: homeOf(house.db) }, letter, through)
    throw error
  })
  const { matterId, number, deskId } = filed
  await attachFiles(house.db, house, { ids: from.fileIds, owner: from.formKey, matterId })
  if (isEmergency(letter, through)) await callDuty(house, { matterId, unitId: deskId, number })
  return filed
}

/** `fileIds` is null where the form shows no files: then none are expected to wait, and only if some do they are looked up. */
export type Sent = { key: string; typed: unknown; fileIds: string[] | null; isElder: boolean }

/**
 * Files the letter of a form, once, committed when this returns. A letter without files is all rows: it is written and committed together with others
 * of the same moment. Files, the call to those on duty, and whatever turns out otherwise than expected take a transaction of their own.
 *
 * @param formKey under which files wait; `sent.key` is the key as it came, which may be none
 */
export async function fileOnce(
  house: Working & { db: Database },
  actor: Actor,
  letter: LetterInput,
  formKey: string,
  sent: Sent,
): Promise<Spent & { filed: Pick<Filed, 'matterId' | 'number'> }> {
  let filed: Pick<Filed, 'matterId' | 'number'> | null = null
  const addressOf = (done: Filed): string => {
    filed = done
    return urls.followMatter(done.number)
  }
  const bodyOf = (fileIds: string[]): string => JSON.stringify([sent.typed, fileIds])
  const together = (): Promise<Spent> =>
    onceTogether(house, sent.key, bodyOf([]), async (rows) => {
      expectNoPendingFiles(rows, house, formKey)
      const counting = await expectCounting(rows, house, house.db)
      return addressOf(await draftLetter(rows, house, actor, letter, { ...sent, formKey }, counting))
    })
  const alone = async (): Promise<Spent> => {
    const fileIds = sent.fileIds ?? (await pendingFiles(house, formKey)).map(({ id }) => id)
    return once(house, sent.key, bodyOf(fileIds), async (tx) =>
      addressOf(await writeLetter({ ...house, db: tx }, actor, letter, { ...sent, formKey, fileIds })),
    )
  }
  const inTransaction = async (error: unknown): Promise<Spent> => {
    if (sqlState(error) === keyTaken) await refuseRepeated(house, letter)
    else if (sqlState(error) === notAsExpected) recentLaw.forget(house.db)
    else throw error
    return alone()
  }
  const spent = sent.fileIds || isEmergency(letter) ? await alone() : await together().catch(inTransaction)
  return { ...spent, filed: !spent.isRepeat && filed ? filed : await filedUnder(house, spent.location) }
}

/** Adds all rows of a letter to those that are written together; marks it and passes a 举报 on in the same moment. */
async function draftLetter(
  rows: Rows,
  house: Working,
  actor: Actor,
  letter: AnyLetter,
  from: Omit<FromForm, 'fileIds'>,
  counting?: Counting,
): Promise<Filed & { deskId: string }> {
  const classified = classOf(letter.sort)
  const units = await allUnits(house.db)
  const deskId = needDesk(filingDesk(units, classified, letter.unit))
  const isReport = classified.class === 'report'
  const concerned = units.find((unit) => unit.id === letter.unit)
  const commands: Command[] = marksOf(letter, from.through).map((mark) => ({ type: 'mark', mark, on: true }))
  if (isReport) commands.push({ type: 'dispatch', unitId: deskId })
  const matter: NewMatter = {
    id: newId(),
    kind: 'letter',
    class: classified.class,
    channel: from.through?.door ?? 'web',
    divisionCode: letter.division,
    filingUnitId: deskId,
    ...(from.firstAskedUnitId && { firstAskedUnitId: from.firstAskedUnitId }),
    texts: {
      title: letter.title,
      body: letter.body,
      ...(letter.place ? { place: letter.place } : {}),
      // For the dispatcher: which unit the writer means. Of a 举报 it is the matter's own column, which decides who may see it.
      ...(concerned && !isReport ? { ask: concerned.name } : {}),
    },
    // A member of staff who writes is a citizen like others here: the letter is not tied to the staff account.
    ...(actor.kind === 'citizen' ? { askerPersonId: actor.personId } : {}),
    // A 举报 is the writer's own: colleagues who also act for the enterprise never see it.
    ...(actor.kind === 'citizen' && actor.acting && !isReport ? { askerSubjectId: actor.acting.subjectId } : {}),
    contact: { name: letter.name, ...(letter.phone && { phone: letter.phone }), isElder: from.isElder ?? false },
    ...(isReport && concerned ? { reportedUnitId: concerned.id } : {}),
    wantsPublic: letter.publish,
    secrecy: isSecret(classified.class, letter.secret, letter.relation),
    queryCode: codeOfForm(house, from.formKey),
  }
  const further = { actor: systemActor('filing'), commands }
  const opened = await draftMatter(rows, house, actor, matter, { further, ...(counting && { counting }) })
  const { number } = opened
  spendWords(rows, house, letter, urls.followMatter(number), from.through)
  return { matterId: opened.state.id, number, code: opened.queryCode, deskId }
}

/** The same form always gives the same code, so that a second click can be answered with the same receipt. */
export function codeOfForm({ secrets }: Pick<House, 'secrets'>, formKey: string): string {
  const hash = secrets.lookupHash(formKey, 'letters.query_code')
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

/** The letter that an address of `once` leads to. */
async function filedUnder(house: Pick<House, 'db'>, location: string): Promise<{ matterId: string; number: string }> {
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

const isEmergency = (letter: AnyLetter, through?: Through): boolean =>
  through?.isEmergency === true || emergencyIn(`${letter.title}\n${letter.body}`) !== null

function marksOf(letter: AnyLetter, through?: Through): LetterMark[] {
  const { class: of, complaintAgainst } = classOf(letter.sort)
  return [
    ...(complaintAgainst === 'official' ? (['againstOfficial'] as const) : []),
    ...(of === 'complaint' && letter.relation ? (['own'] as const) : []),
    ...(isEmergency(letter, through) ? (['emergency'] as const) : []),
    ...(isForeign(`${letter.title}\n${letter.body}`) ? (['foreign'] as const) : []),
  ]
}
