import { runDraws } from '#core/draw/index.ts'
import { expectNothingLost, keepCopy, publishEntries } from '#core/ledger/index.ts'
import type { Config } from '#platform/config.ts'
import type { House } from '#platform/house.ts'
import { backUp } from './commands/backup.ts'
import { bounce } from './commands/bounce.ts'
import { checkEverything } from './commands/check.ts'
import { importFile } from './commands/import.ts'
import { ledger } from './commands/ledger.ts'
import { prepare } from './commands/prepare.ts'
import { restore } from './commands/restore.ts'
import { simulateCalls } from './commands/simulate-calls.ts'

/** What `dist/main.js NAME` does besides serving; answers the exit code. */
export type Command = (house: House, args: string[]) => Promise<number>

export const commands: Record<string, Command> = {
  seed: async (house) => {
    for (const line of await prepare(house)) process.stdout.write(`${line}\n`)
    return 0
  },
  import: async (house, args) => {
    await prepare(house)
    return importFile(house, args)
  },
  check: async (house) => checkEverything(house),
  /** Publishes the record now, as the jobs do every five seconds: before a planned stop, and in drills. */
  publish: async (house) => {
    await expectNothingLost(house, { witnesses: false })
    await publishEntries(house)
    await keepCopy(house)
    return 0
  },
  /** Draws what has come to its moment, as the jobs do every minute. */
  draw: async (house) => {
    await runDraws(house)
    return 0
  },
  ledger,
  bounce: async (house) => bounce(house),
  'simulate-calls': simulateCalls,
}

/** Before the database is opened or brought forward: a backup precedes an upgrade, a restore replaces the data. */
export const dataCommands: Record<
  string,
  (config: Config, args: string[], say: (line: string) => void) => Promise<number>
> = { backup: backUp, restore }
