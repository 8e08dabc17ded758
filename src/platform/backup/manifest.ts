import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

const manifestFile = 'manifest.json'

const manifest = z.object({
  format: z.literal(1),
  /** The moment whose state is restored: when the backup ended. */
  madeAt: z.string(),
  /** The newest migration in it: a program that does not know it must not restore it. */
  lastMigration: z.number(),
  /** Tells whether a master key is the one that this data was sealed with, and nothing about it. */
  keyCheck: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof manifest>

/** Written last and whole: a folder without it is no backup. */
export const writeManifest = (folder: string, content: Manifest): Promise<void> =>
  writeFile(join(folder, manifestFile), JSON.stringify(content, null, 1), { mode: 0o600 })

/** Null where the folder holds no finished backup of a form that we know. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => 'null')
  const parsed = manifest.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Copies and hashes in one reading, so that the hash is of what was written. Null when the file was gone before it could be opened. */
export async function copyHashed(from: string, to: string): Promise<{ bytes: number; sha256: string } | null> {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  try {
    await pipeline(createReadStream(from), measure, createWriteStream(to, { mode: 0o600 }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !(await stat(from).catch(() => null))) return null
    throw error
  }
  return { bytes, sha256: hash.digest('hex') }
}

export const hashOf = (text: string): { bytes: number; sha256: string } => ({
  bytes: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
})

/** Every file below a folder, by its path from there. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

/** The files of a backup that are missing, changed, or were never part of it; empty is good. */
export async function damage(folder: string, { files }: Manifest): Promise<string[]> {
  const present = new Set(await filesBelow(folder))
  const faults: string[] = []
  for (const [path, { bytes, sha256 }] of Object.entries(files)) {
    if (!present.delete(path)) faults.push(`缺少 ${path}`)
    else if (!(await isSame(join(folder, path), bytes, sha256))) faults.push(`${path} 与备份时不一致`)
  }
  present.delete(manifestFile)
  return [...faults, ...[...present].map((path) => `多出 ${path}`)]
}

async function isSame(file: string, bytes: number, sha256: string): Promise<boolean> {
  if ((await stat(file)).size !== bytes) return false
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex') === sha256
}
