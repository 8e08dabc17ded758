import { eq } from 'drizzle-orm'
import { drawnSubjects, findDraw, peopleOf } from '#core/draw/index.ts'
import { audit, personNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import type { Call } from './calls.ts'
import { callsById, checkPurpose } from './draw-checks.ts'
import { callChecks } from './tables.ts'

/** 质检单: five questions about the call, in the order in which it goes. */
export const checkQuestions = [
  '告知了录音，问候规范',
  '听明白了来电人要什么',
  '答的有依据，答对了',
  '记录、分类、立单没有漏',
  '说清了下一步和期限',
] as const

export type Sampled = {
  drawId: string
  member: string
  call: Call
  checker: string
  isMine: boolean
  check: { answers: number[]; note: string | null } | null
}

/** The calls of one sample: who was given some sees these, the unit that drew sees all. */
export async function readChecks(
  { db, secrets }: Pick<House, 'secrets'> & { db: Db },
  actor: StaffActor,
  number: string,
): Promise<{ draw: Awaited<ReturnType<typeof findDraw>>; sampled: Sampled[] }> {
  const draw = await findDraw(db, number)
  if (draw.purpose !== checkPurpose || draw.state !== 'drawn') throw notFound('质检')
  const isOwn = actor.roles.some(
    ({ role, unitId }) => unitId === draw.unitId && (role === 'shift-leader' || role === 'supervisor'),
  )
  const subjects = (await drawnSubjects(db, draw.id)).filter(({ outcome }) => outcome === 'drawn')
  const people = await peopleOf(db, draw.id)
  const found = new Map(
    (
      await callsById(
        db,
        subjects.flatMap(({ subjectId }) => subjectId ?? []),
      )
    ).map((call) => [call.id, call]),
  )
  const done = new Map(
    (await db.select().from(callChecks).where(eq(callChecks.drawId, draw.id))).map((row) => [row.callId, row]),
  )
  const names = await personNames(db, secrets, [...people.values()])
  const sampled = subjects.flatMap(({ subjectId, member, people: sent }): Sampled[] => {
    const call = subjectId ? found.get(subjectId) : undefined
    const persons = (sent ?? []).flatMap((label) => people.get(label) ?? [])
    const isMine = persons.includes(actor.personId)
    if (!call || (!isOwn && !isMine)) return []
    const row = done.get(call.id)
    const note = row?.noteCipher ? secrets.decrypt(row.noteCipher, 'calls.check') : null
    return [
      {
        drawId: draw.id,
        member,
        call,
        checker: persons.map((id) => names.get(id) ?? '').join('、'),
        isMine,
        check: row ? { answers: row.answers, note } : null,
      },
    ]
  })
  if (!isOwn && sampled.length === 0) throw notFound('质检')
  return { draw, sampled }
}

/** One's own of the sample. */
export async function needMine(
  house: Pick<House, 'secrets'> & { db: Db },
  actor: StaffActor,
  number: string,
  label: string,
) {
  const { draw, sampled } = await readChecks(house, actor, number)
  const one = sampled.find(({ member }) => member === label)
  if (!one) throw notFound('质检')
  if (!one.isMine) throw forbidden('这一通由抽中的质检人员登记。')
  return { draw, one }
}

/** Once; by whom the draw named, who was not the operator. */
export async function recordCheck(
  house: Pick<House, 'clock' | 'secrets'> & { db: Transaction },
  actor: StaffActor,
  { number, label, answers, note }: { number: string; label: string; answers: number[]; note: string },
): Promise<void> {
  const { one } = await needMine(house, actor, number, label)
  if (one.call.operatorId === actor.personId) throw forbidden('自己接的来电由别人质检。')
  const at = house.clock.now()
  const entered = await house.db
    .insert(callChecks)
    .values({
      drawId: one.drawId,
      callId: one.call.id,
      by: actor.personId,
      at,
      answers,
      noteCipher: note ? house.secrets.encrypt(note, 'calls.check') : null,
    })
    .onConflictDoNothing()
    .returning({ drawId: callChecks.drawId })
  if (entered.length === 0) throw new Refusal('recorded', '这一通已经登记过，不能再改。', { status: 409 })
  await audit(house.db, { actor, act: 'call.checked', subjectType: 'call', subjectId: one.call.id, at })
}
