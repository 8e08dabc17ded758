import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from '@swc/core'
import { build, type Rolldown } from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'

/** The browsers of 2020 that are promised (0-platform, Pages for people): Chrome 87 and Safari 14.0, whichever is older in each thing. */
const root = join(import.meta.dirname, '..')
let output: Rolldown.RolldownOutput['output']

beforeAll(async () => {
  const built = (await build({ root, logLevel: 'silent', build: { write: false } })) as Rolldown.RolldownOutput
  output = built.output
}, 60_000)

const scripts = () => output.filter((file): file is Rolldown.OutputChunk => file.type === 'chunk')
const styles = () =>
  output.flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : []))

/** Rules that one of them drops whole, or reads in another way. */
const tooNewStyle: [name: string, found: RegExp][] = [
  ['@layer, Chrome 99', /@layer/],
  ['@container, Chrome 105', /@container/],
  ['@property, Safari 16.4', /@property/],
  ['oklch(), Chrome 111', /okl(?:ch|ab)\(/],
  ['color-mix(), Chrome 111', /color-mix\(/],
  ['light-dark(), Chrome 123', /light-dark\(/],
  [':has(), Chrome 105', /:has\(/],
  [':is(), Chrome 88', /:is\(/],
  [':where(), Chrome 88', /:where\(/],
  [':not() with a list, Chrome 88', /:not\([^()]*,/],
  [':user-valid, Chrome 119', /:user-(?:in)?valid/],
  ['inset, Safari 14.1', /[;{]inset(?:-\w+)*:/],
  ['aspect-ratio, Chrome 88', /[;{]aspect-ratio:/],
  ['dvh and its like, Chrome 108', /\d(?:dv|sv|lv)[hw]\b/],
  ['overflow: clip, Chrome 90', /overflow(?:-[xy])?:clip/],
  ['content-visibility, Safari 18', /content-visibility:/],
  ['media ranges, Chrome 104', /@media[^{]*[<>]/],
  ['space-separated colours with none, Chrome 111', /rgb\([^)]*none/],
]

const flexWithGap = (css: string): string[] =>
  [...css.matchAll(/\{([^{}]*)\}/g)].flatMap(([, rule = '']) =>
    /display:(?:inline-)?flex/.test(rule) && /(?:^|;)(?:row-|column-)?gap:/.test(rule) ? [rule] : [],
  )

test('the style is one that they understand whole', () => {
  const css = styles().join('')
  expect(css.length).toBeGreaterThan(10_000)
  expect(tooNewStyle.filter(([, found]) => found.test(css)).map(([name]) => name)).toEqual([])
  expect(flexWithGap(css)).toEqual([])
})

test('the check of the style sees what is planted for it', () => {
  const planted =
    '@layer a{}@container x{}@property --x{}.a{color:oklch(1 1 1);color:color-mix(in srgb,red,blue);color:light-dark(red,blue);inset:0;aspect-ratio:1;height:100dvh;overflow:clip;content-visibility:auto;background:rgb(none 0 0)}.a:has(b){}.a:is(b){}.a:where(b){}.a:not(b,c){}.a:user-invalid{}@media (width>=40em){}'
  expect(tooNewStyle.filter(([, found]) => !found.test(planted)).map(([name]) => name)).toEqual([])
  expect(flexWithGap('.a{display:flex;gap:1rem}.b{display:grid;gap:1rem}').length).toBe(1)
})

/** Syntax that ends the whole script with an error, by the parser's name of it. */
const tooNewSyntax: Record<string, string> = {
  PrivateMethod: 'private methods, Safari 15',
  PrivateProperty: 'private fields, Safari 14.1',
  PrivateName: 'private names, Safari 14.1',
  StaticBlock: 'static blocks, Chrome 94',
}

/** Members that are not there yet; where one is used it is asked for first, in the source named. */
const tooNewMembers: Record<string, string> = {
  at: 'Chrome 92',
  findLast: 'Chrome 97',
  findLastIndex: 'Chrome 97',
  toSorted: 'Chrome 110',
  toReversed: 'Chrome 110',
  toSpliced: 'Chrome 110',
  hasOwn: 'Chrome 93',
  groupBy: 'Chrome 117',
  withResolvers: 'Chrome 119',
  fromAsync: 'Chrome 121',
  isWellFormed: 'Chrome 111',
  canParse: 'Chrome 120',
  randomUUID: 'Chrome 92',
  requestSubmit: 'Safari 16',
  checkVisibility: 'Chrome 105',
  showPopover: 'Chrome 114',
  requestIdleCallback: 'no Safari',
  userAgentData: 'no Safari',
  timeout: 'AbortSignal.timeout: Chrome 103',
  inert: 'Chrome 102',
}
const tooNewNames = new Set([
  'structuredClone',
  'Temporal',
  'reportError',
  'requestIdleCallback',
  'scheduler',
  'Iterator',
  'URLPattern',
])

type Node = Record<string, unknown>

/** What of a script is too new, by walking over everything that the parser found. */
async function tooNewIn(code: string): Promise<string[]> {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) walk(each)
    } else if (value !== null && typeof value === 'object') {
      inspect(value as Node, found)
      for (const each of Object.values(value)) walk(each)
    }
  }
  walk((await parse(code, { syntax: 'ecmascript', target: 'esnext' })).body)
  return [...found].toSorted()
}

function inspect(node: Node, found: Set<string>): void {
  const type = String(node.type)
  if (type in tooNewSyntax) found.add(String(tooNewSyntax[type]))
  if (type === 'MemberExpression') {
    const property = node.property as Node
    const name = String(property.value)
    if (property.type === 'Identifier' && Object.hasOwn(tooNewMembers, name))
      found.add(`.${name}: ${tooNewMembers[name]}`)
  }
  if (type === 'Identifier' && tooNewNames.has(String(node.value))) found.add(String(node.value))
  if (type === 'RegExpLiteral' && /\(\?<[=!]/.test(String(node.pattern))) found.add('lookbehind, Safari 16.4')
  if (type === 'RegExpLiteral' && /[dv]/.test(String(node.flags)))
    found.add('regular expressions with d or v, Safari 15')
}

describe('the script', () => {
  test('is one that they can read and whose every call is there', async () => {
    expect(scripts().length).toBeGreaterThan(1)
    for (const { fileName, code } of scripts()) expect(await tooNewIn(code), fileName).toEqual([])
  })

  test('is checked by something that sees what is planted for it', async () => {
    const planted = `
      class A { #x = 1; #y() {} static { A.z = 1 } read() { return this.#x } }
      ;[1].at(-1); [1].findLast(Boolean); [2].toSorted(); Object.hasOwn({}, 'a'); crypto.randomUUID(); AbortSignal.timeout(1)
      structuredClone({}); Temporal.Now; form.requestSubmit(); /(?<=a)b/.test('ab'); /a/v.test('a')
      el.inert = true; Promise.withResolvers(); URL.canParse('x'); el.checkVisibility(); window.requestIdleCallback(f)`
    const found = await tooNewIn(planted)
    for (const each of [
      'private fields',
      'private methods',
      'static blocks',
      '.at',
      '.findLast',
      'structuredClone',
      'Temporal',
      'lookbehind',
      '.inert',
      '.requestSubmit',
    ])
      expect(
        found.some((one) => one.startsWith(each)),
        each,
      ).toBe(true)
    expect(await tooNewIn('a?.b ?? c; a ||= 1; "a".replaceAll("a", "b"); class B { x = 1 }')).toEqual([])
  })

  test('sent to a public page is at most 20 KB compressed', () => {
    const entry = scripts().find(({ facadeModuleId }) => facadeModuleId?.endsWith('src/ui/client.ts'))
    // What stands in for signatures that a browser cannot check is loaded by such browsers alone, on one page.
    const standIns = scripts()
      .filter(({ facadeModuleId }) => facadeModuleId?.includes('/@noble/'))
      .map(({ fileName }) => fileName)
    expect(standIns.length).toBe(3)
    const sent = new Set<string>()
    const add = (name: string): void => {
      const chunk = scripts().find(({ fileName }) => fileName === name)
      if (!chunk || sent.has(name)) return
      sent.add(name)
      for (const next of [...chunk.imports, ...chunk.dynamicImports]) if (!standIns.includes(next)) add(next)
    }
    add(entry?.fileName ?? '')
    expect(sent.size).toBeGreaterThan(0)
    const bytes = [...sent].reduce(
      (sum, name) => sum + gzipSync(scripts().find((one) => one.fileName === name)?.code ?? '').length,
      0,
    )
    expect(bytes).toBeGreaterThan(1000)
    expect(bytes).toBeLessThanOrEqual(20 * 1024)
  })

  test('is the only one that a public page names', () => {
    const layout = readFileSync(join(root, 'src/ui/site-layout.tsx'), 'utf8')
    expect(layout.match(/script=\{[^}]*\}/g)).toEqual(['script={frame.assets.script}'])
  })
})
