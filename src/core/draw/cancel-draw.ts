import { eq } from 'drizzle-orm'
import { tellFact } from '#core/facts/index.ts'
import { canonical, enterRecord } from '#core/ledger/index.ts'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { Rows, writeRows } from '#platform/rows.ts'
import type { Drawing } from './commit-draw.ts'
import { drawEnded } from './draw-ended.ts'
import { draws } from './tables.ts'
import { needRunner } from './who-may.ts'

/** 撤销抽取, in public and with its ground. What is drawn stays drawn. */
export async function cancelDraw(house: Drawing, actor: StaffActor, number: string, ground: string): Promise<void> {
  const draw = await needRunner(house.db, actor, number, { lock: true })
  if (draw.state !== 'waiting')
    throw new Refusal('ended', '这次抽取已经结束，不能撤销了。要再抽一次，请发起新的抽取并说明理由。', { status: 409 })
  const at = house.clock.now()
  await endDraw(house.db, draw, { at, ground })
  await audit(house.db, { actor, act: 'draw.cancelled', subjectType: 'draw', subjectId: draw.id, at })
}

/** Its code goes with it: nobody can ask later what would have been drawn. */
export async function endDraw(
  tx: Transaction,
  draw: typeof draws.$inferSelect,
  { at, ground }: { at: Temporal.Instant; ground: string },
): Promise<void> {
  await tx.update(draws).set({ state: 'cancelled', ground, endedAt: at, sealedCode: null }).where(eq(draws.id, draw.id))
  await enterRecord(tx, {
    type: 'draw.cancelled',
    subjectType: 'draw',
    subjectId: draw.id,
    version: 2,
    at,
    document: Buffer.from(
      canonical({ format: 'draw-cancelled/1', draw: draw.number, cancelledAt: at.round('second').toString(), ground }),
    ),
  })
  const rows = new Rows()
  tellFact(rows, drawEnded, draw.id, {
    drawId: draw.id,
    purpose: draw.purpose,
    subjectId: draw.subjectId,
    isDrawn: false,
  })
  await writeRows(tx, rows)
  await touch(tx, ['draws'])
}
