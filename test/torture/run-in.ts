import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type TornCity, tornKey } from './torn-city.ts'

/** A command of `dist/main.js` in the torn city, e.g. told by `more` to die at a place: its exit code or the signal that ended it, and what it said. */
export async function runIn(
  { databaseUrl, dataDir }: TornCity,
  args: string[],
  more: Record<string, string> = {},
): Promise<{ ended: number | NodeJS.Signals | null; said: string }> {
  const child = spawn(process.execPath, ['dist/main.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      SECRET_KEY: tornKey,
      LOG_LEVEL: 'silent',
      ...more,
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (words) => {
      said += words
    })
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { ended: signal ?? code, said }
}
