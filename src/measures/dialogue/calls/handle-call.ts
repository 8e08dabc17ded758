import { eq, sql } from 'drizzle-orm'
import { allDivisions, audit, checkMobile } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import type { TrackId } from '../letters/tracks.ts'
import type { AnyLetter } from '../letters/writing/letter-form.tsx'
import { type Filed, writeLetter } from '../letters/writing/write-letter.ts'
import { type EmergencyNumber, emergencyWords, type Outcome, type TransferKind } from './call.ts'
import { type Call, needCall, openNumber } from './calls.ts'
import type { TypedCall } from './console-form.ts'
import { calls } from './tables.ts'
import { keepWords, wordsOf } from './words-of-call.ts'

/** What an operator does with a call. Each in the caller's transaction; the call is locked, audited by its id alone. */
export type Handling = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Transaction }

/** 立单: what the caller asks becomes a letter through the door `phone`, written by the operator, answered to the caller. */
export async function fileCall(
  house: Handling,
  actor: StaffActor,
  callId: string,
  letter: AnyLetter,
  formKey: string,
): Promise<Filed> {
  const call = await needHandled(house, actor, callId)
  const filed = await writeLetter(house, actor, ofCaller(house, call, letter), {
    formKey,
    fileIds: [],
    through: { door: 'phone', sender: senderOf(call) },
  })
  await finish(house, actor, call, 'filed', {
    matterIds: sql`array_append(${calls.matterIds}, ${filed.matterId}::uuid)`,
  })
  await noteFiled(house, call, filed)
  return filed
}

/** 当场答复: counted; kept with its words when the operator wants it kept. */
export async function answerAtOnce(
  house: Handling,
  actor: StaffActor,
  callId: string,
  typed: TypedCall,
): Promise<void> {
  const call = await needHandled(house, actor, callId)
  const { title, body, answer } = typed
  await finish(house, actor, call, 'answered')
  const isKept = answer.trim() !== '' && title.trim() !== ''
  await keepWords(house, call.id, { typed: undefined, ...(isKept && { answered: { title, body, answer } }) })
}

/**
 * 紧急转接 (HOT-2): at once, with whatever is known. The first press makes a restricted letter with the mark of an emergency, at which whoever is on duty is
 * called; another press only notes that another service was called too. What was typed stays: the operator goes on writing.
 */
export async function passToEmergency(
  house: Handling,
  actor: StaffActor,
  callId: string,
  to: EmergencyNumber,
  typed: TypedCall,
  formKey: string,
): Promise<void> {
  const call = await needHandled(house, actor, callId)
  const now = house.clock.now()
  await keepWords(house, call.id, { typed })
  const more = { emergencyTo: to, emergencyAt: call.emergencyAt ?? now }
  if (call.emergencyAt) {
    await finish(house, actor, call, 'emergency', more, { to })
    return
  }
  const filed = await writeLetter(house, actor, await emergencyLetter(house, call, to, typed), {
    formKey,
    fileIds: [],
    through: { door: 'phone', sender: `${senderOf(call)}:emergency`, isEmergency: true },
  })
  await finish(
    house,
    actor,
    call,
    'emergency',
    {
      ...more,
      matterIds: sql`array_append(${calls.matterIds}, ${filed.matterId}::uuid)`,
    },
    { to },
  )
  await noteFiled(house, call, filed, typed)
}

/** 告知其他渠道 (HOT-9): the right door is told, nothing is dispatched. */
export async function referCall(house: Handling, actor: StaffActor, callId: string, track: TrackId): Promise<void> {
  const call = await needHandled(house, actor, callId)
  await finish(house, actor, call, 'referred', { referredTo: track })
  await keepWords(house, call.id, { typed: undefined })
}

/** 三方通话, 直转: that it was done and to whom; the call may go on, so what was typed stays. */
export async function noteTransfer(
  house: Handling,
  actor: StaffActor,
  callId: string,
  { kind, to, typed }: { kind: TransferKind; to: string; typed: TypedCall },
): Promise<void> {
  const call = await needHandled(house, actor, callId)
  const change = { transferKind: kind, transferTo: to }
  if (kind === 'three-way') await house.db.update(calls).set(change).where(eq(calls.id, call.id))
  else await finish(house, actor, call, call.outcome ?? 'transferred', change)
  await audit(house.db, {
    actor,
    act: 'call.transferred',
    subjectType: 'call',
    subjectId: call.id,
    at: house.clock.now(),
    details: { kind },
  })
  await keepWords(house, call.id, { typed: { ...typed, transferKind: '', transferTo: '' } })
}

/** 无声或误拨 */
export async function endWordless(house: Handling, actor: StaffActor, callId: string): Promise<void> {
  const call = await needHandled(house, actor, callId)
  await finish(house, actor, call, 'wordless')
  await keepWords(house, call.id, { typed: undefined })
}

/** 请班长帮忙, and that it was given. */
export async function askHelp(
  house: Handling,
  actor: StaffActor,
  callId: string,
  on: boolean,
  typed?: TypedCall,
): Promise<void> {
  const call = await needCall(house.db, actor, callId, true)
  await house.db
    .update(calls)
    .set({ helpAt: on ? house.clock.now() : null })
    .where(eq(calls.id, call.id))
  if (typed) await keepWords(house, call.id, { typed })
}

/** Locked, and somebody answered it. Whoever acts on a call that no seat is known of has taken it. */
async function needHandled(house: Handling, actor: StaffActor, callId: string): Promise<Call> {
  const call = await needCall(house.db, actor, callId, true)
  if (!call.answeredAt) throw new Refusal('not-answered', '这一通还没有接起来，接听以后再登记。', { status: 409 })
  if (!call.operatorId) await house.db.update(calls).set({ operatorId: actor.personId }).where(eq(calls.id, call.id))
  return call
}

async function finish(
  { db, clock }: Handling,
  actor: StaffActor,
  call: Call,
  outcome: Outcome,
  more: Parameters<ReturnType<Transaction['update']>['set']>[0] = {},
  details?: Record<string, string>,
): Promise<void> {
  const at = clock.now()
  await db
    .update(calls)
    .set({ ...more, outcome, doneAt: at, doneBy: actor.personId, helpAt: null })
    .where(eq(calls.id, call.id))
  await audit(db, {
    actor,
    act: `call.${outcome}`,
    subjectType: 'call',
    subjectId: call.id,
    at,
    ...(details && { details }),
  })
}

async function noteFiled(house: Handling, call: Call, { number, code }: Filed, typed?: TypedCall): Promise<void> {
  const { filed = [] } = await wordsOf(house, call.id)
  await keepWords(house, call.id, { typed, filed: [...filed, { number, code }] })
}

/** Answered at the number left, else at the one on the line; a landline gets no messages. */
function ofCaller({ secrets }: Handling, call: Call, letter: AnyLetter): AnyLetter {
  return { ...letter, phone: letter.phone || mobileOf(openNumber(secrets, call)) }
}

const mobileOf = (number: string | null): string | null => {
  const checked = checkMobile(number ?? '')
  return checked.ok ? checked.value : null
}

/** By what the same caller is known again who has no mobile. */
const senderOf = ({ id, numberHash }: Call): string => numberHash?.toString('hex') ?? id

async function emergencyLetter(house: Handling, call: Call, to: EmergencyNumber, typed: TypedCall): Promise<AnyLetter> {
  const places = await allDivisions(house.db)
  const left = checkMobile(typed.phone)
  const said = typed.body.trim()
  return {
    sort: 'help',
    title: typed.title.trim().slice(0, 40) || `来电紧急转接 ${to}`,
    body: [`话务员已即时转接 ${to}（${emergencyWords[to]}）。`, said || '转接时没有来得及记下更多内容。'].join('\n'),
    division: places.some(({ code }) => code === typed.division) ? typed.division : house.config.cityCode,
    place: typed.place.slice(0, 100),
    unit: null,
    name: typed.name.trim().slice(0, 40) || '来电人',
    phone: left.ok ? left.value : mobileOf(openNumber(house.secrets, call)),
    publish: false,
    secret: typed.secret,
    relation: false,
    idNumberMeant: false,
  }
}
