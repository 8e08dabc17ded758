import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { checkAcks } from './check-acks.ts'
import type { Disturbed } from './disturb.ts'
import { openTornCity } from './torn-city.ts'
import { writeLetters } from './writers.ts'

const mega = 1024 * 1024

/** A city on a small disk of its own that fills up under writers and is then given room again. Null where nobody may mount one. */
export async function fillDisk(): Promise<Disturbed | null> {
  const disk = mkdtempSync(join(tmpdir(), 'yangguang-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512m,mode=755', 'tmpfs', disk])
  if (mounted.status !== 0) {
    rmSync(disk, { recursive: true })
    return null
  }
  try {
    return await onDisk(disk)
  } finally {
    spawnSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  }
}

async function onDisk(disk: string): Promise<Disturbed> {
  const city = await openTornCity(disk)
  const server = await city.start('all')
  const ballast = join(disk, 'ballast')
  let isOver = false
  const writing = writeLetters({ base: () => server.base, more: () => !isOver, writers: 8, name: '满盘' })
  await pause(2_000)
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 4 * mega)))
  // Long enough to run into the wall, and for the database to fall over and be started again in vain.
  await pause(15_000)
  rmSync(ballast)
  await pause(8_000)
  isOver = true
  const { acks, begun, tries, refused } = await writing
  await server.stop()
  const faults = [...(await checkAcks(city.house, acks)), ...refused]
  if (acks.length !== begun) faults.push(`${begun - acks.length} writers never got an answer`)
  await city.close()
  return { acks: acks.length, tries, disturbances: 1, faults }
}
