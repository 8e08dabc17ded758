import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkMatters } from '#core/matters/index.ts'
import { checkPublications } from '#measures/dialogue/index.ts'
import { apiKeyOf } from '../api-key.ts'
import { type DeskOfTests, deskOfTests } from '../letter-desk.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8')

/** The commands of the guide in their order, each with the answer that the guide shows below it. */
const steps: { command: string; answer: unknown }[] = []
for (const section of guide.split(/^(?=## )/m)) {
  const from = steps.length
  for (const [, language, text = ''] of section.matchAll(/^```(sh|json)\n([\s\S]*?)^```$/gm)) {
    const last = steps.slice(from).at(-1)
    if (language === 'sh') steps.push({ command: text, answer: null })
    else if (last) last.answer = JSON.parse(text)
  }
}

let desk: DeskOfTests
let folder = ''
let address = ''
let stop = async (): Promise<void> => {}

beforeAll(async () => {
  desk = await deskOfTests()
  folder = mkdtempSync(join(tmpdir(), 'yangguang-guide-'))
  const server = serve({ fetch: desk.house.app.fetch, hostname: '127.0.0.1', port: 0 }, (info) => {
    address = `http://127.0.0.1:${info.port}`
  })
  await new Promise<void>((resolve) => server.once('listening', resolve))
  stop = () => new Promise((resolve) => server.close(() => resolve()))
})
afterAll(async () => {
  await stop()
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the guide tells a letter from filing to publishing, and every command in it does what it says', async () => {
  expect(steps.length).toBeGreaterThan(14)
  const editor = await apiKeyOf(desk, 'bianji', ['letters:read', 'letters:publish'])
  const answers = await run({
    SERVER: address,
    MAILBOX_KEY: (await apiKeyOf(desk, 'paidan', ['letters:read', 'letters:work'])).key,
    BUREAU_KEY: (await apiKeyOf(desk, 'chengban', ['letters:read', 'letters:work'])).key,
    HEAD_KEY: (await apiKeyOf(desk, 'fuzeren', ['letters:read', 'letters:approve'])).key,
    MEDIA_SECRET: await mediaSecret(),
    NOW: String(Math.floor(desk.house.clock.now().epochMilliseconds / 1000)),
    OPEN311_KEY: (await apiKeyOf(desk, 'paidan', ['open311:file'])).key,
    EDITOR_ID: editor.id,
    EDITOR_SECRET: editor.secret,
  })
  expect(answers.length).toBe(steps.length)
  for (const [at, { command, answer }] of steps.entries())
    if (answer) expect(namesIn(lastJson(answers[at] ?? '')), command).toEqual(expect.arrayContaining(namesIn(answer)))
  const [letter, other] = await desk.letters()
  expect(letter).toMatchObject({ state: 'closed', solved: true, satisfied: 5, isPublished: true, class: 'help' })
  expect(other?.class).toBe('suggestion')
  expect(answers.join('\n')).toContain('"code":"TAKEN"')
  expect(answers.join('\n')).toContain(`"page":"/letters/${letter?.number}"`)
  const published = await (await desk.get('paidan', `/letters/${letter?.number}`)).text()
  expect(published).toContain('今后每周巡查一次')
  expect(published).not.toContain('王晓梅')
  expect(await checkMatters(desk.house)).toEqual([])
  expect(await checkPublications(desk.house.db)).toEqual([])
})

/** Of the source that the guide sends from. */
async function mediaSecret(): Promise<string> {
  await desk.post('xitong', '/desk/doors/sources', { slug: 'wechat', name: '阳光攀枝花', door: 'wechat' })
  const page = await desk.text('xitong', '/desk/doors/sources')
  const [secretPath = ''] = /\/desk\/doors\/sources\/[0-9a-f-]{36}\/secret/.exec(page) ?? []
  const shown = await (await desk.post('xitong', secretPath)).text()
  return /whsec_[\w+/=]+/.exec(shown)?.[0] ?? ''
}

/** All commands in one shell, as a reader would type them; one that fails ends it. @returns what each printed */
function run(environment: Record<string, string>): Promise<string[]> {
  const mark = '\u241e'
  const script = steps.map(({ command }) => `${command}\nprintf '${mark}'`).join('\n')
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', ...environment }
    execFile(
      'bash',
      ['--norc', '-euo', 'pipefail', '-c', script],
      { cwd: folder, env },
      (error, printed, complaints) => {
        const parts = printed.split(mark)
        if (error) reject(new Error(`${steps[parts.length - 1]?.command}\n${parts.at(-1)}\n${complaints}`))
        else resolve(parts.slice(0, -1))
      },
    )
  })
}

/** Of several answers one after the other, the last. */
const lastJson = (printed: string): unknown =>
  JSON.parse(printed.slice(printed.lastIndexOf('\n{') + 1 || printed.lastIndexOf('}{') + 1))

/** `clock.light`: what the guide shows must be there, whatever its value. */
function namesIn(value: unknown, within = ''): string[] {
  if (Array.isArray(value)) return value.length > 0 ? namesIn(value[0], `${within}[]`) : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) => [`${within}.${name}`, ...namesIn(inner, `${within}.${name}`)])
}
