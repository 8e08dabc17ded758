import { and, eq, isNull } from 'drizzle-orm'
import { indexDocument, removeDocument } from '#core/documents/index.ts'
import { audit, defineAuditActs, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { basisWords, type DutyInput, refuseDuty } from './duty.ts'
import { enterDutyEnd, enterDutyRow } from './enter-duty.ts'
import { needKeeper } from './keepers.ts'
import { type DutyRow, duties, rulings } from './tables.ts'

defineAuditActs({ enterDuty: '职责目录：写入', endDuty: '职责目录：停用', leaveRuling: '裁定只适用于个案' })

type Working = Pick<House, 'clock' | 'config'> & { db: Transaction }

/** 写入职责目录; `replacesId` is the row whose place it takes, `rulingId` the decision it writes down. @returns its id */
export async function enterDuty(
  house: Working,
  actor: StaffActor,
  input: DutyInput,
  from: { replacesId?: string; rulingId?: string } = {},
): Promise<string> {
  const { db: tx, clock, config } = house
  const units = await unitDirectory(tx)
  needKeeper(actor, units)
  refuseDuty(input, units)
  const at = clock.now()
  if (from.replacesId) await end(tx, from.replacesId, '改写为新的一条', at)
  const ruling = from.rulingId ? await waitingRuling(tx, from.rulingId) : null
  const row: DutyRow = {
    id: newId(),
    subject: input.subject,
    words: input.words,
    category: input.category,
    divisionCode: input.divisionCode,
    unitId: input.unitId,
    jointUnitIds: [...input.jointUnitIds],
    basisKind: input.basisKind,
    basis: input.basis,
    decidedByUnitId: ruling?.deciderUnitId ?? null,
    decidedMatterId: ruling?.matterId ?? null,
    since: at.toZonedDateTimeISO(config.timeZone).toPlainDate(),
    replacesId: from.replacesId ?? null,
    enteredBy: actor.personId,
    enteredAt: at,
    endedAt: null,
    endedFor: null,
  }
  const written = await tx.insert(duties).values(row).onConflictDoNothing().returning({ id: duties.id })
  if (written.length === 0) {
    throw new Refusal(
      'same-subject',
      `目录里已经有“${input.subject}”${input.divisionCode ? '，也是这个地方的' : ''}，请打开那一条改写。`,
      { field: 'subject' },
    )
  }
  if (ruling) await tx.update(rulings).set({ dutyId: row.id }).where(eq(rulings.id, ruling.id))
  await enterDutyRow(tx, row, units)
  await show(tx, row, units.get(row.unitId)?.name ?? '')
  await tell(tx, actor, 'enterDuty', row.id, at)
  return row.id
}

/** 停用: it no longer holds, and nothing takes its place. */
export async function endDuty(house: Working, actor: StaffActor, id: string, why: string): Promise<void> {
  const { db: tx, clock } = house
  needKeeper(actor, await unitDirectory(tx))
  if (why.trim().length < 4) throw new Refusal('no-reason', '请写明为什么停用，至少 4 个字。', { field: 'why' })
  await end(tx, id, why.trim().slice(0, 200), clock.now())
  await tell(tx, actor, 'endDuty', id, clock.now())
}

/** 只适用于这一件: the decision does not become a rule. */
export async function leaveRuling(house: Working, actor: StaffActor, id: string): Promise<void> {
  const { db: tx, clock } = house
  needKeeper(actor, await unitDirectory(tx))
  await waitingRuling(tx, id)
  await tx.update(rulings).set({ leftAt: clock.now(), leftBy: actor.personId }).where(eq(rulings.id, id))
  await audit(tx, { actor, act: 'leaveRuling', subjectType: 'ruling', subjectId: id, at: clock.now() })
}

async function end(tx: Db, id: string, why: string, at: Temporal.Instant): Promise<void> {
  const [ended] = await tx
    .update(duties)
    .set({ endedAt: at, endedFor: why })
    .where(and(eq(duties.id, id), isNull(duties.endedAt)))
    .returning()
  if (!ended) throw notFound('职责')
  await enterDutyEnd(tx, ended, at)
  await removeDocument(tx, 'duty', id)
}

async function waitingRuling(tx: Db, id: string): Promise<typeof rulings.$inferSelect> {
  const [ruling] = await tx
    .select()
    .from(rulings)
    .where(and(eq(rulings.id, id), isNull(rulings.dutyId), isNull(rulings.leftAt)))
    .for('update')
  if (!ruling) throw notFound('裁定')
  return ruling
}

/** Found from the one box on every page, and from the words of a question. */
const show = (tx: Db, row: DutyRow, unitName: string): Promise<void> =>
  indexDocument(tx, {
    subjectType: 'duty',
    subjectId: row.id,
    title: row.subject,
    body: [row.category, row.words, `由${unitName}负责`, `依据：${basisWords[row.basisKind]}，${row.basis}`]
      .filter(Boolean)
      .join('\n'),
    path: urls.duty(row.id),
    publishedOn: row.since,
    unitId: row.unitId,
  })

async function tell(tx: Transaction, actor: StaffActor, act: string, id: string, at: Temporal.Instant): Promise<void> {
  await audit(tx, { actor, act, subjectType: 'duty', subjectId: id, at })
  await touch(tx, ['duties'])
}
