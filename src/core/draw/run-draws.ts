import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { tellFact } from '#core/facts/index.ts'
import { enteredDocument, enterRecord, placeOf, proofOf, readLog } from '#core/ledger/index.ts'
import { crashPoint } from '#platform/crash-points.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { enqueue } from '#platform/jobs.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Rows, writeRows } from '#platform/rows.ts'
import { beaconValue } from './beacons.ts'
import { endDraw } from './cancel-draw.ts'
import { drawEnded } from './draw-ended.ts'
import type { Made } from './draw-result.ts'
import { drawn } from './in-worker.ts'
import { type GivenSource, isEnough, randomnessOf } from './sources.ts'
import { drawMembers, drawSources, draws } from './tables.ts'

type Draw = typeof draws.$inferSelect

/**
 * Goes through the draws that wait: notes the checkpoint that holds a manifest, fetches what public beacons told, draws where the moment is over and enough
 * came from outside, cancels what is late. Run twice, at once or after a crash, each draw has one result: it is made under the lock of its row.
 */
export async function runDraws(house: House): Promise<void> {
  const waiting = await house.db
    .select()
    .from(draws)
    .where(eq(draws.state, 'waiting'))
    .orderBy(asc(draws.drawAt))
    .limit(200)
  for (const draw of waiting) {
    try {
      await noteCheckpoint(house, draw)
      if (Temporal.Instant.compare(house.clock.now(), draw.drawAt) < 0) await comeBack(house, draw)
      else {
        await askBeacons(house, draw)
        await makeDraw(house, draw.id)
      }
    } catch (error) {
      // One that fails holds no other up; the next round tries it again.
      house.log.error({ draw: draw.number, error }, 'draw')
    }
  }
}

/** The proof is kept as it is before the chance exists, with the signatures of the witnesses when they come. */
async function noteCheckpoint({ db, clock, config }: House, draw: Draw): Promise<void> {
  const isOver = Temporal.Instant.compare(clock.now(), draw.drawAt) >= 0
  if (draw.manifestProof && (isOver || config.witnesses.length === 0 || cosigned(draw.manifestProof))) return
  // Its place alone: the list itself may be long, and this comes by every minute.
  const place = await placeOf(db, { subjectType: 'draw', subjectId: draw.id, version: 1 })
  const log = await readLog(db)
  if (place === null || !log?.publishedAt) return
  await db
    .update(draws)
    .set({
      manifestProof: await proofOf(db, place),
      ...(draw.checkpointedAt ? {} : { checkpointedAt: log.publishedAt }),
    })
    .where(and(eq(draws.id, draw.id), eq(draws.state, 'waiting')))
  await touch(db, ['draws'])
}

/** Our own signature is one line; each witness adds one. */
const cosigned = (proof: string): boolean =>
  proof
    .slice(proof.lastIndexOf('\n\n') + 2)
    .trimEnd()
    .split('\n').length > 1

/** The minute's round is too coarse for somebody who watches the countdown. */
async function comeBack({ db, clock }: House, { id, drawAt }: Draw): Promise<void> {
  if (Temporal.Instant.compare(drawAt, clock.now().add({ minutes: 2 })) > 0) return
  await enqueue(db, 'draw:run', {}, { key: `draw:moment:${id}`, runAt: drawAt.add({ seconds: 1 }) })
}

async function askBeacons(house: House, draw: Draw): Promise<void> {
  const open = await house.db
    .select()
    .from(drawSources)
    .where(and(eq(drawSources.drawId, draw.id), isNull(drawSources.value)))
  for (const { seq, source } of open) {
    const given = await beaconValue(house, source)
    if (!given) continue
    await house.db
      .update(drawSources)
      .set({ ...given, givenAt: house.clock.now() })
      .where(and(eq(drawSources.drawId, draw.id), eq(drawSources.seq, seq), isNull(drawSources.value)))
  }
}

/** One draw, if its time has come: its result, its cancellation, or nothing yet. */
export async function makeDraw(house: House, id: string): Promise<void> {
  await house.db.transaction(async (tx) => {
    const [draw] = await tx.select().from(draws).where(eq(draws.id, id)).for('update')
    const at = house.clock.now()
    if (draw?.state !== 'waiting' || Temporal.Instant.compare(at, draw.drawAt) < 0) return
    if (!draw.checkpointedAt || Temporal.Instant.compare(draw.checkpointedAt, draw.drawAt) >= 0) {
      // A manifest that was not yet told when the chance came to be could have been made for it.
      if (draw.checkpointedAt || Temporal.Instant.compare(at, draw.endsAt) >= 0)
        await endDraw(tx, draw, { at, ground: '方案没有在抽取时刻以前写进公布的检查点，不作数。' })
      return
    }
    const sources = await tx.select().from(drawSources).where(eq(drawSources.drawId, id)).orderBy(drawSources.seq)
    if (!hasAllCome(sources) || !isEnough(sources, { demo: house.config.demo })) {
      if (Temporal.Instant.compare(at, draw.endsAt) >= 0)
        await endDraw(tx, draw, { at, ground: '过了五个工作日，外面来的随机数仍然不够。' })
      return
    }
    await writeResult(house, tx, { draw, sources, at })
  })
}

/** Whoever has not written by the moment is left out; a round or a lottery is waited for: nobody here chooses which of them count. */
const hasAllCome = (given: readonly GivenSource[]): boolean =>
  given.every(({ source, value }) => value !== null || source.kind === 'observer')

async function writeResult(
  house: House,
  tx: Transaction,
  { draw, sources, at }: { draw: Draw; sources: (typeof drawSources.$inferSelect)[]; at: Temporal.Instant },
): Promise<void> {
  const manifest = await enteredDocument(tx, { subjectType: 'draw', subjectId: draw.id, version: 1 })
  if (!manifest || !draw.sealedCode) {
    await endDraw(tx, draw, { at, ground: '存证里的方案读不出来，或者与当时的指纹不符，不能照它抽。' })
    return
  }
  const code = house.secrets.decrypt(draw.sealedCode, 'draws.sealed_code')
  const randomness = randomnessOf(sources)
  const labels = draw.strata.reduce((sum, { size }) => sum + size, 0)
  const about = {
    draw: draw.number,
    manifest: manifest.id,
    drawnAt: at.round('second').toString(),
    sources: sources.map(({ source, value, evidence }) => ({ name: source.name, value, evidence })),
    randomness,
    code,
  }
  const made = await drawn({ manifest: manifest.document, about }, labels)
  await writeOutcomes(tx, draw.id, made)
  await tx
    .update(draws)
    .set({ state: 'drawn', randomness, code, sealedCode: null, endedAt: at })
    .where(eq(draws.id, draw.id))
  await enterRecord(tx, {
    type: 'draw.drawn',
    subjectType: 'draw',
    subjectId: draw.id,
    version: 2,
    at,
    document: Buffer.from(made.document),
  })
  const rows = new Rows()
  tellFact(rows, drawEnded, draw.id, {
    drawId: draw.id,
    purpose: draw.purpose,
    subjectId: draw.subjectId,
    isDrawn: true,
  })
  await writeRows(tx, rows)
  await touch(tx, ['draws'])
  // Dies here: nothing was drawn; whoever runs next draws the same, from the same code and the same words.
  crashPoint('before-commit')
}

async function writeOutcomes(tx: Transaction, drawId: string, { outcomes, sent }: Made): Promise<void> {
  for (const { stratum, members, outcomes: became } of outcomes)
    for (let from = 0; from < members.length; from += 20_000) {
      await tx.execute(sql`update ${drawMembers} m set place = ${from} + o.place - 1, outcome = o.outcome
        from unnest(${sql.param(members.slice(from, from + 20_000))}::text[], ${sql.param(became.slice(from, from + 20_000))}::text[])
          with ordinality as o (member, outcome, place)
        where m.draw_id = ${drawId} and m.stratum = ${stratum} and m.member = o.member`)
    }
  for (const { task, people } of sent)
    await tx
      .update(drawMembers)
      .set({ people })
      .where(and(eq(drawMembers.drawId, drawId), eq(drawMembers.member, task)))
}
