import { and, eq, isNotNull } from 'drizzle-orm'
import type { Witness } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { checkpointText } from './checkpoint.ts'
import { consistencyProof, emptyRoot } from './merkle.ts'
import { openNote, parseVerifierKey, type VerifierKey } from './note.ts'
import { type Log, logSigner, originOf, readLog, tilesOf } from './publish-entries.ts'
import { ledgerWitnesses } from './tables.ts'
import { subtreesIn } from './tiles.ts'

/** A witness that does not answer holds nobody up. */
const patience = 10_000

export type Witnessed = {
  name: string
  signedSize: number | null
  signedAt: Temporal.Instant | null
  refusal: string | null
}

/** Asks every witness to sign the checkpoint that stands now (C2SP tlog-witness). What one of them answers, or does not, is kept; the next run asks again. */
export async function askWitnesses(house: House): Promise<void> {
  const { db, config } = house
  const log = await readLog(db)
  if (!log?.note || log.publishedSize === 0) return
  for (const witness of config.witnesses) {
    const key = parseVerifierKey(witness.key)
    if (!key) continue
    const known = await knownOf(db, key.name)
    if (known.signedSize === log.publishedSize) continue
    const said = await askFrom(house, witness, key, {
      note: log.note,
      size: log.publishedSize,
      knownSize: known.knownSize,
    })
    await db
      .insert(ledgerWitnesses)
      .values({ name: key.name, knownSize: 0, ...said })
      .onConflictDoUpdate({ target: ledgerWitnesses.name, set: said })
    await touch(db, ['ledger'])
    if (said.refusal) house.log.error({ witness: key.name, refusal: said.refusal }, 'ledger witness')
  }
}

type Said = Partial<typeof ledgerWitnesses.$inferInsert> & { refusal: string | null }

/** From the size that it knows; where it knows another one it says so and is asked once more. */
async function askFrom(
  house: House,
  witness: Witness,
  key: VerifierKey,
  asked: { note: string; size: number; knownSize: number },
  isAgain = false,
): Promise<Said> {
  const { db } = house
  const { note, size, knownSize } = asked
  try {
    const proof =
      knownSize === 0 || knownSize > size ? [] : await consistencyProof(subtreesIn(tilesOf(db)), knownSize, size)
    const lines = proof.map((hash) => `${hash.toString('base64')}\n`).join('')
    const answer = await fetch(`${witness.url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      body: `old ${Math.min(knownSize, size)}\n${lines}\n${note}`,
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    const text = (await answer.text()).slice(0, 4000)
    if (answer.status === 409) {
      const theirs = /^(0|[1-9]\d{0,15})\n?$/.exec(text)?.[1]
      if (theirs !== undefined && Number(theirs) <= size && Number(theirs) !== knownSize && !isAgain)
        return askFrom(house, witness, key, { note, size, knownSize: Number(theirs) }, true)
      return { refusal: `它看到过另一个历史（${text.trim()} 条）` }
    }
    if (answer.status !== 200) return { refusal: `应答 ${answer.status}` }
    const line = text.split('\n').find((one) => one.startsWith(`— ${key.name} `))
    if (!line) return { refusal: '应答里没有它的签名' }
    const body = note.slice(0, note.lastIndexOf('\n\n') + 2)
    const { times } = openNote(Buffer.from(`${body}${line}\n`), [key])
    const time = times.get(key.name) ?? 0
    const signedAt = Temporal.Instant.fromEpochMilliseconds(time * 1000)
    return { knownSize: size, signedSize: size, signature: `${line}\n`, signedAt, refusal: null }
  } catch (error) {
    return { refusal: error instanceof Error ? error.message.slice(0, 200) : '没有应答' }
  }
}

/** Asked at a start, all at once: nobody waits for a body that is down. */
const patienceAtStart = 3000

/**
 * How much each witness has seen of this log, as far as it answers: a checkpoint that does not follow what it knows is answered with the size that it knows (409). One that follows
 * is cosigned, which harms nobody.
 */
export async function sizesOfWitnesses(
  house: Pick<House, 'config' | 'secrets'>,
  log: Log | null,
): Promise<{ name: string; size: number }[]> {
  const empty = checkpointText({ origin: log?.origin ?? originOf(house), size: 0, root: emptyRoot })
  const note = log?.note ?? `${empty}\n${logSigner(house.secrets, log?.origin ?? originOf(house)).sign(empty)}`
  const asked = house.config.witnesses.map(async ({ key, url }) => {
    const name = parseVerifierKey(key)?.name ?? url
    try {
      const answer = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
        ...{ method: 'POST', body: `old ${log?.publishedSize ?? 0}\n\n${note}`, redirect: 'error' as const },
        signal: AbortSignal.timeout(patienceAtStart),
      })
      const said = /^(0|[1-9]\d{0,15})\n?$/.exec((await answer.text()).slice(0, 100))?.[1]
      return answer.status === 409 && said !== undefined ? [{ name, size: Number(said) }] : []
    } catch {
      return []
    }
  })
  return (await Promise.all(asked)).flat()
}

async function knownOf(db: Db, name: string): Promise<{ knownSize: number; signedSize: number | null }> {
  const [row] = await db.select().from(ledgerWitnesses).where(eq(ledgerWitnesses.name, name))
  return row ?? { knownSize: 0, signedSize: null }
}

/** The lines of those who signed the checkpoint of this size: they stand below our own. */
export async function cosignatures(db: Db, size: number): Promise<string> {
  const rows = await db
    .select({ signature: ledgerWitnesses.signature })
    .from(ledgerWitnesses)
    .where(and(eq(ledgerWitnesses.signedSize, size), isNotNull(ledgerWitnesses.signature)))
    .orderBy(ledgerWitnesses.name)
  return rows.map(({ signature }) => signature).join('')
}

/** The declared ones, whether they have signed anything or not. */
export async function witnessed({ db, config }: Pick<House, 'db' | 'config'>): Promise<Witnessed[]> {
  const names = config.witnesses.flatMap(({ key }) => parseVerifierKey(key)?.name ?? [])
  const rows = new Map((await db.select().from(ledgerWitnesses)).map((row) => [row.name, row]))
  return names.map((name) => {
    const row = rows.get(name)
    return {
      name,
      signedSize: row?.signedSize ?? null,
      signedAt: row?.signedAt ?? null,
      refusal: row?.refusal ?? null,
    }
  })
}
