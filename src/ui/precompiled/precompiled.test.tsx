import fc from 'fast-check'
import { Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { transformWithOxc } from 'vite'
import { expect, test } from 'vitest'
import { precompile } from './compile.ts'
import { attribute, child, template, wordAttribute } from './template.ts'

/** What stands between braces in the sources below. */
const given = {
  text: '<b>"甲" & 乙</b>',
  empty: '',
  none: null,
  gone: undefined,
  yes: true,
  no: false,
  zero: 0,
  many: [1, 'a & b', null, false, ['<i>', h('u', null, 'u')]],
  node: h('em', { title: '"' }, 'em'),
  act: () => 'never written',
  rest: { id: 'r', hidden: true },
  chosen: 'b',
  Card: ({ title, children }: { title?: unknown; children?: unknown }) =>
    h('section', null, h('h2', null, title as string), children as string),
  Plain: ({ children }: { children?: unknown }) => h(Fragment, null, children as string),
}

/** The same page as a tree of its elements, and as templates. */
async function bothWays(markup: string): Promise<{ tree: string; templates: string; compiled: string }> {
  const source = `export const page = ${markup}`
  const compiled = precompile(source, 'page.tsx').toString()
  return { tree: await rendered(source), templates: await rendered(compiled), compiled }
}

async function rendered(source: string): Promise<string> {
  const { code } = await transformWithOxc(source, 'page.tsx', {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
    sourcemap: false,
  })
  const body = code.replace(/^import [^;]*;/m, '').replace('export const page =', 'return')
  const calls = { h, Fragment, $attribute: attribute, $word: wordAttribute, $child: child, $template: template }
  const names = { ...calls, ...given }
  return renderToString(new Function(...Object.keys(names), body)(...Object.values(names)))
}

const pages = {
  'text and what is in it': '<p title={text}>甲 {text} 乙{zero}{none}{yes}{no}{gone}{act}{empty}</p>',
  'lists, nested ones, and the same list twice': '<ul>{many}<li>{many}</li>{[]}</ul>',
  'attributes that are there or not': '<input value={empty} disabled={yes} required={no} name={none} max={zero} />',
  'words that are false': '<button aria-pressed={no} aria-hidden={none} data-on={yes} draggable={no}>x</button>',
  'words that are said':
    '<div aria-hidden hidden title="" alt=\'a "b" <c>\' data-x="1" draggable spellcheck={false} />',
  'names that HTML writes otherwise':
    '<label className="a" htmlFor="b"><time dateTime={text} /><td colSpan={2} rowSpan="3" tabIndex={-1} /></label>',
  'drawings, whose names are kept':
    '<svg viewBox="0 0 1 1" class="i"><path d="m0 0" stroke-width={2} fill-rule="x" /><g><circle r="1" /></g></svg>',
  'void elements': '<p>a<br />b<img alt="" src={text} /><hr></hr></p>',
  'a function is not written': '<button title={act}>x</button>',
  'components and what they are handed':
    '<Card title={<b>{text}</b>}>甲 <i>a</i> {text} <Plain><u>{zero}</u>x</Plain><Plain><u /></Plain></Card>',
  'components one after another': '<div><Plain>a</Plain><Plain>{node}</Plain>{text}{node}<Card title="t" /></div>',
  'elements inside expressions':
    '<div>{yes && <b>{text}</b>}{no ? <i /> : <><s>{node}</s> und</>}{many.map((one, at) => <li key={at}>{at}</li>)}</div>',
  fragments: '<><><b>a</b></>{text}<></><><Plain>x</Plain><Plain>y</Plain></></>',
  'a fragment of components': '<><Card title="a" /><Card><p>b</p></Card></>',
  'lists of choices':
    '<form><select name="a" value={chosen}><option value="a">A</option><optgroup label="g"><option value="b">B</option></optgroup></select>' +
    '<select name="b"><option value="c" selected={yes}>C</option><option value="d">D</option></select></form>',
  'text areas': '<div><textarea name="a" value={text} /><textarea name="b">{text}</textarea></div>',
  'attributes handed on': '<div><p {...rest} class="x">{text}</p><b {...rest} /></div>',
  'markup given as a string': '<div><script type="x" dangerouslySetInnerHTML={{ __html: "<&>" }} /></div>',
  'characters with names': '<div><p>a&nbsp;b &lt;</p><i title="&amp;">c</i><b>d</b></div>',
  'lines and indentation': `<div>
      eins
      zwei   {text}
      drei {zero} {zero}
      <b>  vier  </b>{' '}
      {/* nothing */}
    </div>`,
  'text that is written as an expression': '<p>{\'a "b" <c>\'}{`x`}{7}</p>',
  'our own elements': '<read-aloud class="a" data-target="main" hidden><x-y aria-live={text} /></read-aloud>',
}

test.each(Object.entries(pages))('%s: the same bytes', async (_, markup) => {
  const { tree, templates, compiled } = await bothWays(markup)
  expect(templates).toBe(tree)
  expect(tree.length).toBeGreaterThan(10)
  expect(compiled).toContain('$template(')
})

const expressions = Object.keys(given).filter(
  (name) => !['Card', 'Plain', 'act', 'rest', 'many', 'node'].includes(name),
)
const value = fc.constantFrom(...expressions).map((name) => `{${name}}`)
const words = fc.constantFrom('甲', 'a b', ' ', '\n  x\n', 'x "y" \'z\'', '\n', ' 一\n 二 ')
const attributes = fc
  .uniqueArray(fc.constantFrom('class', 'title', 'aria-label', 'data-x', 'hidden', 'tabIndex', 'key', 'id'), {
    maxLength: 4,
  })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.oneof(value, fc.constantFrom('"w"', '""', "{'q\"'}", '{3}')).map((is) => ` ${name}=${is}`),
      ),
    ),
  )
  .map((all) => all.join(''))

const { markup } = fc.letrec<{ markup: string; inner: string }>((tie) => ({
  inner: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    words,
    value,
    fc.constantFrom('{many}', '{node}', '{/* no */}', '{act}'),
    tie('markup'),
    tie('markup').map((each) => `{yes && ${each}}`),
    tie('markup').map((each) => `{[1, 2].map((n) => ${each})}`),
  ),
  markup: fc
    .tuple(
      fc.constantFrom('p', 'div', 'span', 'Card', 'Plain', '', 'br', 'select', 'x-y'),
      attributes,
      fc.array(tie('inner'), { maxLength: 4 }),
    )
    .map(([name, said, inner]) =>
      name === ''
        ? `<>${inner.join('')}</>`
        : name === 'br'
          ? `<br${said} />`
          : `<${name}${said}>${inner.join('')}</${name}>`,
    ),
}))

test('whatever is written: the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(markup, async (each) => {
      const { tree, templates } = await bothWays(`<main>${each}</main>`)
      expect(templates).toBe(tree)
    }),
    { numRuns: 400 },
  )
})

test('a name that is another one inside a drawing is refused when the server is built', () => {
  expect(() => precompile('const a = <path strokeWidth={2} />', 'a.tsx')).toThrow('strokeWidth')
})

test('an error still names the line on which it happened', () => {
  const out = precompile('const a = (\n  <p\n    class="x"\n  >\n    <b>{fails()}</b>\n  </p>\n)\n', 'a.tsx')
  const lines = out.toString().split('\n')
  const line = lines.findIndex((text) => text.includes('fails()'))
  const column = lines[line]?.indexOf('fails()')
  const from = out.generateDecodedMap({ hires: 'boundary' }).mappings[line]?.find(([at]) => at === column)
  expect(from?.slice(2)).toEqual([4, 8])
})
