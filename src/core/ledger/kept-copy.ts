import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { House } from '#platform/house.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { openNote, parseVerifierKey } from './note.ts'
import { type Log, logSigner, readLog, tilesOf } from './publish-entries.ts'
import { cutTile, entriesIn, tilePath, tileWidth } from './tiles.ts'

/**
 * The copy outside the database: the entries that were published and the checkpoint that was published last, as files of the standard (C2SP tlog-tiles), in a
 * folder of its own (`LEDGER_COPY`). Written after the checkpoint is committed: it is never ahead of a database that was not set back. What it knows and the database
 * does not was published and is lost.
 */
type Keeping = Pick<House, 'config' | 'secrets'>
export type Copy = Checkpoint & { note: string }

/** Null where there is none. Throws where it is none of ours: somebody has to look. */
export async function readCopy({ config, secrets }: Keeping): Promise<Copy | null> {
  const note = await readFile(join(config.ledgerCopy, 'checkpoint'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (note === null) return null
  const checkpoint = parseCheckpoint(note)
  const key = checkpoint && parseVerifierKey(logSigner(secrets, checkpoint.origin).verifierKey)
  try {
    if (checkpoint && key && openNote(Buffer.from(note), [key])) return { ...checkpoint, note }
  } catch {
    // Said below.
  }
  throw new Error(
    `公示存证的副本（${resolve(config.ledgerCopy)}）里的检查点不是用这把主密钥签的，或者被改过：请放回当时的主密钥，或核对 LEDGER_COPY 指的是不是这座城市的副本。`,
  )
}

/** Of the first `size`; the copy has to be whole. */
export async function entriesOfCopy({ config }: Pick<House, 'config'>, size: number): Promise<Buffer[]> {
  const entries: Buffer[] = []
  for (let index = 0; entries.length < size; index++) {
    const width = Math.min(tileWidth, size - index * tileWidth)
    entries.push(...entriesIn(await readFile(join(config.ledgerCopy, tilePath({ level: -1, index, width })))))
    if (entries.length !== index * tileWidth + width) throw new Error(`公示存证的副本不完整：第 ${index} 包记录`)
  }
  return entries
}

/**
 * Brings the copy up to the checkpoint that stands now. Bundles first, then the checkpoint, each whole or not at all: whatever it dies at, the checkpoint in it has all its
 * entries beside it. Begins anew where the log has another name.
 */
export async function keepCopy(house: Keeping & Pick<House, 'db'>): Promise<void> {
  const log = await readLog(house.db)
  if (!log?.note) return
  const before = await readCopy(house)
  if (before && before.origin !== log.origin) await setCopyAside(house, before)
  const known = before?.origin === log.origin ? before.size : 0
  if (before?.origin === log.origin && known >= log.publishedSize) return
  await writeBundles(house, log, known)
  await writeWhole(join(house.config.ledgerCopy, 'checkpoint'), Buffer.from(log.note))
  if (known % tileWidth > 0) await dropPartials(house, Math.floor(known / tileWidth), log.publishedSize)
}

/** Under a name that says how far it went. */
const setCopyAside = ({ config }: Keeping, { size }: Copy): Promise<void> =>
  rename(
    config.ledgerCopy,
    `${config.ledgerCopy}-${size}-${Temporal.Now.instant().round('second').toString().replace(/[-:]/g, '')}`,
  )

async function writeBundles({ db, config }: Keeping & Pick<House, 'db'>, log: Log, from: number): Promise<void> {
  for (let index = Math.floor(from / tileWidth); index * tileWidth < log.publishedSize; index++) {
    const width = Math.min(tileWidth, log.publishedSize - index * tileWidth)
    const data = await tilesOf(db)({ level: -1, index })
    const bundle = data && cutTile({ level: -1, data }, width)
    if (!bundle) throw new Error(`bundle ${index} of the record is not there`)
    await writeWhole(join(config.ledgerCopy, tilePath({ level: -1, index, width })), bundle)
  }
}

/** What a fuller bundle has made superfluous. */
async function dropPartials({ config }: Keeping, index: number, size: number): Promise<void> {
  const width = Math.min(tileWidth, size - index * tileWidth)
  const folder = dirname(join(config.ledgerCopy, tilePath({ level: -1, index, width: 1 })))
  for (const name of await readdir(folder).catch(() => []))
    if (Number(name) < width) await rm(join(folder, name), { force: true })
}

async function writeWhole(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}
