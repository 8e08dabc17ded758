import { timingSafeEqual } from 'node:crypto'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { enqueue } from '#platform/jobs.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Drawing } from './commit-draw.ts'
import { readNumbers, readWords } from './sources.ts'
import { drawSources, draws } from './tables.ts'
import { needRunner } from './who-may.ts'

/** Eight digits for one observer of one draw: whoever runs the draw hands them out, nobody finds them by trying. */
export const observerCode = (secrets: Secrets, drawId: string, seq: number): string =>
  String(secrets.lookupHash(`${drawId}/${seq}`, 'draw.observer').readUInt32BE(0) % 100_000_000).padStart(8, '0')

/** The draw that this code opens, and whose it is; null where number or code are wrong. */
export async function findObserver(
  { db, secrets }: Pick<House, 'secrets'> & { db: Db },
  number: string,
  code: string,
): Promise<{ drawId: string; seq: number; body: string; hasGiven: boolean } | null> {
  const [draw] = await db.select({ id: draws.id }).from(draws).where(eq(draws.number, number))
  if (!draw || !/^\d{8}$/.test(code)) return null
  const sources = await db
    .select()
    .from(drawSources)
    .where(eq(drawSources.drawId, draw.id))
    .orderBy(asc(drawSources.seq))
  const found = sources.find(
    ({ source, seq }) =>
      source.kind === 'observer' &&
      timingSafeEqual(Buffer.from(observerCode(secrets, draw.id, seq)), Buffer.from(code)),
  )
  return found ? { drawId: draw.id, seq: found.seq, body: found.source.name, hasGiven: found.value !== null } : null
}

/** 观察人写下几个字: once, after the manifest is told and before the moment. Nobody sees them before the draw. */
export async function giveWords(
  house: Drawing,
  { drawId, seq }: { drawId: string; seq: number },
  typed: string,
): Promise<void> {
  const read = readWords(typed)
  if (!read.ok) throw new Refusal('words', read.message, { field: 'words' })
  const { db, clock } = house
  const at = clock.now()
  const [draw] = await db.select().from(draws).where(eq(draws.id, drawId)).for('update')
  if (draw?.state !== 'waiting' || Temporal.Instant.compare(at, draw.drawAt) >= 0)
    throw new Refusal('closed', '抽取时刻已过，不能再写了。', { status: 409 })
  if (!draw.checkpointedAt)
    throw new Refusal('not-yet', '方案还没有写进公布的检查点，请一分钟后再写：先公布方案，后有随机数。', {
      field: 'words',
    })
  const given = await db
    .update(drawSources)
    .set({ value: read.value, givenAt: at })
    .where(and(eq(drawSources.drawId, drawId), eq(drawSources.seq, seq), isNull(drawSources.value)))
    .returning({ seq: drawSources.seq })
  if (given.length === 0) throw new Refusal('given', '您已经写过了，写下的不能再改。', { status: 409 })
  await touch(db, ['draws'])
}

/** 录入开奖号码: as they were announced, once. Whoever doubts them looks them up under the issue that the manifest names. */
export async function enterNumbers(
  house: Drawing,
  actor: StaffActor,
  { number, seq, typed, evidence }: { number: string; seq: number; typed: string; evidence: string },
): Promise<void> {
  const { db, clock } = house
  const draw = await needRunner(db, actor, number, { lock: true })
  const at = clock.now()
  const [row] = await db
    .select()
    .from(drawSources)
    .where(and(eq(drawSources.drawId, draw.id), eq(drawSources.seq, seq)))
  if (row?.source.kind !== 'lottery') throw new Refusal('no-lottery', '这次抽取没有这个来源。', { status: 404 })
  if (Temporal.Instant.compare(at, draw.drawAt) < 0)
    throw new Refusal('too-early', '还没有到开奖时刻，开奖以后再录。', { field: 'numbers' })
  if (draw.state !== 'waiting' || row.value !== null)
    throw new Refusal('given', '号码已经录过，不能再改。', { status: 409 })
  const read = readNumbers(row.source.game, typed)
  if (!read.ok) throw new Refusal('numbers', read.message, { field: 'numbers' })
  await db
    .update(drawSources)
    .set({ value: read.value, evidence, givenAt: at })
    .where(and(eq(drawSources.drawId, draw.id), eq(drawSources.seq, seq)))
  await audit(db, { actor, act: 'draw.numbersEntered', subjectType: 'draw', subjectId: draw.id, at, details: { seq } })
  await enqueue(db, 'draw:run', {}, { key: `draw:numbers:${draw.id}` })
}
