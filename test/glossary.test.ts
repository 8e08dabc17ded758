import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
  .join('\n')

/** Rows of the glossary: the term and its identifiers. */
const rows = readFileSync(join(root, 'docs', 'glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('`'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, term = '', identifiers = '']) => ({
    term,
    identifiers: [...identifiers.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  }))

test('every term of the glossary has its identifier in the source', () => {
  expect(rows.length).toBeGreaterThan(35)
  const missing = rows.flatMap(({ term, identifiers }) =>
    identifiers.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources)).map((name) => `${term}: ${name}`),
  )
  expect(missing).toEqual([])
})
