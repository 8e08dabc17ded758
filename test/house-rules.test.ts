import { execFile } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const rules = join(root, '.dependency-cruiser.cjs')
const planted = mkdtempSync(join(tmpdir(), 'yangguang-planted-'))
afterAll(() => rmSync(planted, { recursive: true, force: true }))

type Cruise = {
  modules: { source: string }[]
  summary: { error: number; violations: { from: string; to: string; rule: { name: string } }[] }
}

/** What the import rules say about the folders below `at`. */
function cruise(at: string, ...folders: string[]): Promise<Cruise> {
  const script = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [script, '--config', rules, '--output-type', 'json', ...folders]
  return new Promise((resolve, reject) => {
    // It exits with the number of violations; only an answer that is no JSON is a failure to run.
    execFile(process.execPath, args, { cwd: at, maxBuffer: 2 ** 28 }, (error, answer) => {
      try {
        resolve(JSON.parse(answer))
      } catch {
        reject(error)
      }
    })
  })
}

test('imports point one way, and the tool really saw the house', async () => {
  const { modules, summary } = await cruise(root, 'src', 'test')
  const seen = new Set(modules.map((each) => each.source))
  const written = globSync('src/**/*.{ts,tsx}', { cwd: root })
  expect(written.filter((file) => !seen.has(file))).toEqual([])
  expect(seen.size).toBeGreaterThan(100)
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
}, 300_000)

test('every import rule catches the violation planted for it', async () => {
  const files: Record<string, string> = {
    'package.json': '{ "type": "module", "imports": { "#*": "./src/*" } }',
    'src/main.ts': 'export const top = 1',
    'src/urls.ts': "export * from '#platform/id.ts'",
    'src/platform/id.ts': "import '#core/time/index.ts'\nexport const id = 1",
    'src/core/time/index.ts': "import '#core/people/index.ts'\nimport '#measures/talk/index.ts'\nexport const time = 1",
    'src/core/time/inner.ts': 'export const inner = 1',
    'src/core/people/index.ts':
      "import '#core/time/index.ts'\nimport type { inner } from '#core/time/inner.ts'\nexport type Inner = typeof inner",
    'src/measures/talk/index.ts': "import '#measures/decide/index.ts'\nimport '#desk/today.ts'\nexport const talk = 1",
    'src/measures/talk/inner.ts': "import '#core/time/inner.ts'\nimport '#main.ts'\nexport const inner = 1",
    'src/measures/decide/index.ts': "import './nowhere.ts'\nexport const decide = 1",
    'src/desk/today.ts': "import '#measures/talk/inner.ts'\nexport const today = 1",
    'src/ui/button.tsx':
      "import type { id } from '#platform/id.ts'\nexport const Button = (p: { id: typeof id }) => <b>{p.id}</b>",
    'src/ui/button.test.ts': 'export const tested = 1',
    'src/front/home.ts': "import '#ui/button.test.ts'",
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(planted, path)), { recursive: true })
    writeFileSync(join(planted, path), text)
  }
  symlinkSync(join(root, 'node_modules'), join(planted, 'node_modules'))
  const { summary } = await cruise(planted, 'src')
  const caught = new Set(summary.violations.map((each) => each.rule.name))
  const { forbidden } = createRequire(import.meta.url)(rules) as { forbidden: { name: string }[] }
  expect(forbidden.map((rule) => rule.name).filter((name) => !caught.has(name))).toEqual([])
}, 300_000)

const lines = (pattern: string): { at: string; text: string }[] =>
  globSync(pattern, { cwd: root }).flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .map((text, index) => ({ at: `${file}:${index + 1}`, text })),
  )

test('no page carries a style or a script inside itself: the policy would refuse it', () => {
  const pages = lines('src/**/*.tsx')
  expect(pages.length).toBeGreaterThan(1000)
  expect(pages.filter(({ text }) => /\sstyle=|\son[a-z]+=["'{]|javascript:/.test(text))).toEqual([])
})

test('time is Temporal: Date stands only in the platform and in what old browsers run', () => {
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
  expect(config.linter.rules.style.noRestrictedGlobals).toMatchObject({
    level: 'error',
    options: { deniedGlobals: { Date: expect.any(String) } },
  })
  const sources = lines('src/{core,measures,desk,front}/**/*.{ts,tsx}')
  expect(sources.filter(({ text }) => /\bnew Date\(|\bDate\.(now|parse|UTC)\b/.test(text))).toEqual([])
})

type Lock = { lockfileVersion: number; packages: Record<string, { optionalDependencies?: Record<string, string> }> }

test('the lock names no address, so that it installs from whichever registry npm is told', () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
  expect((JSON.parse(text) as Lock).lockfileVersion).toBe(3)
  expect(text).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/)
})

test('the lock is complete: npm ci refuses one that leaves out the binaries of another system', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const leftOut = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`${at}/node_modules/${name}` in packages || `node_modules/${name}` in packages),
    ),
  )
  expect(leftOut).toEqual([])
})

test('the style sheet is one that a browser of 2020 understands', async () => {
  const { output } = (await build({ root, logLevel: 'silent', build: { write: false } })) as Rolldown.RolldownOutput
  const sheets = output.flatMap((file) =>
    file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : [],
  )
  expect(sheets.join('').length).toBeGreaterThan(10_000)
  for (const sheet of sheets) {
    const tooNew = /@layer|@container|oklch\(|color-mix\(|:has\(|:is\(|:where\(|(?<=[;{])(?:inset|aspect-ratio):/g
    expect(sheet.match(tooNew) ?? []).toEqual([])
    expect(nestedRules(sheet)).toEqual([])
  }
}, 300_000)

test('the check for nesting sees nesting', () => {
  expect(nestedRules('@media print{.a{color:red}}.b{color:red}')).toEqual([])
  expect(nestedRules('.a{color:red;&:hover{color:blue}}')).toEqual(['&:hover'])
  expect(nestedRules('.a{.b{color:blue}}')).toEqual(['.b'])
})

/** Selectors that open a block inside another selector's block. */
function nestedRules(sheet: string): string[] {
  const open: string[] = []
  const nested: string[] = []
  for (const [, prelude, mark] of sheet.replace(/"[^"]*"|'[^']*'/g, '""').matchAll(/([^{};]*)([{};])/g)) {
    if (mark === '{') {
      const selector = (prelude ?? '').trim()
      if (open.some((outer) => !outer.startsWith('@'))) nested.push(selector)
      open.push(selector)
    }
    if (mark === '}') open.pop()
  }
  return nested
}
