import { asc, eq } from 'drizzle-orm'
import { audit, personNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { listeningGrounds } from './call.ts'
import type { Call } from './calls.ts'
import { local } from './standards.ts'
import { callListenings } from './tables.ts'

type Reading = Pick<House, 'clock' | 'secrets'> & { db: Db }

/** 听录音: on a ground that is written down and stays beside the recording. The caller of this has seen to it that the actor may. */
export async function listen(
  house: Pick<House, 'clock' | 'secrets'> & { db: Transaction },
  actor: StaffActor,
  call: Call,
  { ground, text }: { ground: (typeof listeningGrounds)[number]; text: string },
): Promise<string> {
  if (!call.recordingId) throw new Refusal('no-recording', '这一通没有录音。')
  const id = newId()
  const at = house.clock.now()
  const textCipher = house.secrets.encrypt(text, 'calls.listening')
  await house.db.insert(callListenings).values({ id, callId: call.id, at, by: actor.personId, ground, textCipher })
  await audit(house.db, {
    actor,
    act: 'call.listened',
    subjectType: 'call',
    subjectId: call.id,
    at,
    details: { ground },
  })
  return id
}

export type Listening = { id: string; at: Temporal.Instant; name: string; ground: string; text: string }

/** Who has listened; shown to everybody who sees the call. */
export async function listeningsOf({ db, secrets }: Reading, callId: string): Promise<Listening[]> {
  const rows = await db
    .select()
    .from(callListenings)
    .where(eq(callListenings.callId, callId))
    .orderBy(asc(callListenings.at))
  const names = await personNames(
    db,
    secrets,
    rows.map(({ by }) => by),
  )
  return rows.map(({ id, at, by, ground, textCipher }) => ({
    id,
    at,
    ground,
    name: names.get(by) ?? '',
    text: secrets.decrypt(textCipher, 'calls.listening'),
  }))
}

/** Where the recording lies, for whoever gave a ground within the last minutes*. */
export async function recordingFor(
  { db, secrets, clock }: Reading,
  actor: StaffActor,
  call: Call,
  listeningId: string,
): Promise<{ id: string; url: string | null }> {
  const [given] = isId(listeningId)
    ? await db.select().from(callListenings).where(eq(callListenings.id, listeningId))
    : []
  if (!given || given.callId !== call.id || given.by !== actor.personId || !call.recordingId) throw notFound('录音')
  if (Temporal.Instant.compare(given.at.add(local.listeningFor), clock.now()) < 0)
    throw new Refusal('listening-over', '听录音的登记已经过了 15 分钟*，要再听请重新写明理由。', { status: 410 })
  const url = call.recordingUrlCipher ? secrets.decrypt(call.recordingUrlCipher, 'calls.recording') : null
  return { id: call.recordingId, url }
}
