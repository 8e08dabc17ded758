import { takeBounce } from '#core/notices/index.ts'
import type { House } from '#platform/house.ts'

const largest = 1024 * 1024

/** Reads one mail from standard input. Never fails for what the mail says, so that the mail server does not return a returned mail. */
export async function bounce(house: House): Promise<number> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of process.stdin) {
    size += part.length
    if (size <= largest) parts.push(part)
  }
  process.stdout.write(`${await takeBounce(house, Buffer.concat(parts).toString('latin1'))}\n`)
  return 0
}
