import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Module, parseSync } from '@swc/core'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Every pattern written in the source, with where it stands. */
function patternsOf(file: string): { at: string; pattern: RegExp }[] {
  const source = readFileSync(join(root, file), 'utf8')
  const found: { at: string; pattern: RegExp }[] = []
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    if ('type' in node && node.type === 'RegExpLiteral') {
      const { pattern, flags } = node as unknown as { pattern: string; flags: string }
      found.push({ at: `${file} /${pattern}/`, pattern: new RegExp(pattern, flags) })
    }
    for (const part of Object.values(node)) walk(part)
  }
  const tree: Module = parseSync(source, { syntax: 'typescript', tsx: file.endsWith('.tsx') })
  walk(tree.body)
  return found
}

const size = 50_000
/** What makes a pattern that looks back and forth go through the whole again from every place: long runs that fail at their end. */
const attacks = [
  'a',
  '1',
  ' ',
  '\n',
  '.',
  '-',
  '%',
  '/',
  '中',
  '号',
  'a1',
  '1-',
  'a.',
  ' \n',
  '，a',
  '“',
  '<',
  '1栋',
].map((run) => `${run.repeat(size / run.length)}\u0000`)

/** Milliseconds for the slowest attack; the best of two tries, so that a pause of the machine is no fault of the pattern. */
function slowest(pattern: RegExp): number {
  const time = (text: string): number => {
    const started = performance.now()
    if (pattern.global) text.replace(pattern, '')
    else pattern.test(text)
    return performance.now() - started
  }
  return Math.max(...attacks.map((text) => Math.min(...(time(text) < 50 ? [0] : [time(text), time(text)]))))
}

const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file))

test('no pattern takes more than 50 ms for 50 KB made to be slow', () => {
  const patterns = sources.flatMap(patternsOf)
  expect(patterns.length).toBeGreaterThan(150)
  const slow = patterns
    .map(({ at, pattern }) => ({ at, ms: Math.round(slowest(pattern)) }))
    .filter(({ ms }) => ms >= 50)
  expect(slow).toEqual([])
}, 300_000)

test('control: a pattern that goes back and forth is found out', () => {
  expect(slowest(/\s{1,2000}$/)).toBeGreaterThanOrEqual(50)
}, 300_000)
