import { expect, test } from 'vitest'
import { barChart, donutChart, lineChart, stackedBarChart } from './charts.ts'
import { plainDisplay } from './display.ts'

const labels = ['东区', '西区', '仁和区']
const size = { width: 560, height: 360, theme: plainDisplay }

const pictures = {
  bar: barChart({ labels, values: [1234, 20, 0] }, size),
  'bar, horizontal': barChart({ labels, values: [1234, 20, 0], horizontal: true }, size),
  line: lineChart({ labels, series: [{ name: '来信', values: [1, null, 3] }] }, size),
  stacked: stackedBarChart({ labels, series: [{ name: '按时', values: [3, 2, 1] }] }, size),
  donut: donutChart({ parts: labels.map((name, index) => ({ name, value: index + 1 })), middle: '6' }, size),
  contrast: barChart({ labels, values: [3, 2, 1] }, { ...size, theme: { elder: true, contrast: true, dark: true } }),
}

/** Tags must nest and attributes be quoted: one wrong quote in a font name and no browser shows the picture. */
function unclosedTags(svg: string): string[] {
  const open: string[] = []
  for (const [, closing, name, rest] of svg.matchAll(/<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<]*")*\s*\/?)>/gi)) {
    if (closing) {
      if (open.pop() !== name) return [`</${name}>`]
    } else if (!rest?.endsWith('/')) open.push(name ?? '')
  }
  return open
}

test.each(Object.entries(pictures))('%s: a well-formed picture with its words', (_, svg) => {
  const tags = svg.match(/<\/?[a-z]/gi)?.length ?? 0
  const understood = [...svg.matchAll(/<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<]*")*\s*\/?)>/gi)].length
  expect(understood).toBe(tags)
  expect(unclosedTags(svg)).toEqual([])
  for (const label of labels) expect(svg).toContain(label)
  expect(svg).not.toMatch(/(href|src)="http/)
})

test('numbers stand at the bars, grouped as people read them', () => {
  expect(pictures.bar).toContain('1,234')
})

test('the first and the last name under a line stand inside the picture', () => {
  const ends = ['东区', '仁和区'].map(
    (name) => new RegExp(`text-anchor="(\\w+)"[^>]*>${name}<`).exec(pictures.line)?.[1],
  )
  expect(ends).toEqual(['start', 'end'])
})

test('dark and phone are drawn differently', () => {
  const dark = barChart({ labels, values: [3, 2, 1] }, { ...size, theme: { ...plainDisplay, dark: true } })
  expect(dark).not.toBe(barChart({ labels, values: [3, 2, 1] }, size))
  expect(barChart({ labels, values: [3, 2, 1] }, { theme: plainDisplay, narrow: true })).toContain('width="480"')
})
