import { compileAsync, Logger } from 'sass'
import { beforeAll, expect, test } from 'vitest'

let css = ''

beforeAll(async () => {
  const built = await compileAsync(`${import.meta.dirname}/site.scss`, {
    loadPaths: ['node_modules'],
    style: 'compressed',
    logger: Logger.silent,
  })
  css = built.css
})

// Chrome 87 and Safari 14.0 drop a whole rule over one of these.
test.each([
  ['@layer', /@layer/],
  ['@container', /@container/],
  ['oklch', /oklch\(/],
  ['color-mix', /color-mix\(/],
  [':has()', /:has\(/],
  [':is() with a list', /:is\(/],
  ['nesting', /\{[^{}]*&/],
  ['inset shorthand', /[;{]inset:/],
  ['aspect-ratio', /[;{]aspect-ratio:/],
  ['dynamic viewport units', /\d(dvh|svh|lvh)/],
])('no %s in the style of the oldest promised browsers', (_, feature) => {
  expect(css.length).toBeGreaterThan(10_000)
  expect(css).not.toMatch(feature)
})

test('flex rows need no gap, which Safari 14.0 lacks', () => {
  const flexWithGap = [...css.matchAll(/\{([^{}]*)\}/g)].filter(
    ([, rule]) => /display:(inline-)?flex/.test(rule ?? '') && /(^|;)(row-|column-)?gap:/.test(rule ?? ''),
  )
  expect(flexWithGap).toEqual([])
})

test('the browser never decides about colours, and nothing is fetched from elsewhere', () => {
  expect(css).not.toContain('prefers-color-scheme')
  expect(css).not.toMatch(/url\(["']?(https?:)?\/\//)
  expect(css).not.toContain('@font-face')
})

test('every display variant and print are there', () => {
  for (const part of ['.display-elder', '.display-contrast', '.display-dark', '@media print'])
    expect(css).toContain(part)
})
