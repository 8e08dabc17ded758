import type { House } from '#platform/house.ts'
import { checkEverything } from './commands/check.ts'
import { importFile } from './commands/import.ts'
import { prepare } from './commands/prepare.ts'

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
}
