import MagicString from 'magic-string'
import { type ESTree, type Plugin, parseSync, Visitor } from 'vite'
import { escaped } from './template.ts'

/**
 * Writes the elements of our pages as templates: their markup becomes text when the server is built, and what a request fills in is put between.
 * A letter's page costs a sixth less than as a tree of its elements (decision 22). Components stay what they are, and so does an element whose
 * meaning only the renderer knows (`rendersItself`). The bytes are the same either way; `precompiled.test.tsx` compares them.
 */
export const precompiledMarkup = (): Plugin => ({
  name: 'precompiled-markup',
  enforce: 'pre',
  transform: {
    filter: { id: /\.tsx$/ },
    handler(code, id) {
      const compiled = precompile(code, id)
      return { code: compiled.toString(), map: compiled.generateMap({ hires: 'boundary', source: id }) }
    },
  },
})

/** The same module with templates for elements; still TSX. */
export function precompile(code: string, id: string): MagicString {
  const { program, errors } = parseSync(id, code, { lang: 'tsx' })
  if (errors[0]) throw new Error(`${id}: ${errors[0].message}`)
  const compiling = new Compiling(code)
  new Visitor({
    JSXElement: (node) => compiling.root(node),
    JSXFragment: (node) => compiling.root(node),
  }).visit(program)
  return compiling.finish()
}

type Markup = ESTree.JSXElement | ESTree.JSXFragment
type Attribute = ESTree.JSXAttribute
/** What a request fills in: its place in the source, and the function it is handed to. */
type Hole = { start: number; end: number; open: string; close: string }

class Compiling {
  readonly #out: MagicString
  readonly #templates: string[] = []
  /** What is part of a template already. */
  readonly #done = new Set<Markup>()
  readonly #braced = new Set<Markup>()

  constructor(code: string) {
    this.#out = new MagicString(code)
  }

  /** Called from the outside in, for every element and fragment. */
  root(node: Markup): void {
    const { children } = node
    // Between two tags, or as the value of an attribute, an expression stands in braces.
    for (const inner of children) if (isMarkup(inner)) this.#braced.add(inner)
    if (node.type === 'JSXElement')
      for (const one of node.openingElement.attributes)
        if (one.type === 'JSXAttribute' && one.value && isMarkup(one.value)) this.#braced.add(one.value)
    if (this.#done.has(node)) return
    if (!isCompiled(node)) return
    const parts = ['']
    const holes: Hole[] = []
    this.#write(node, parts, holes)
    this.#replace(node, parts, holes)
  }

  #write(node: Markup, parts: string[], holes: Hole[]): void {
    this.#done.add(node)
    const say = (text: string) => {
      parts[parts.length - 1] += text
    }
    const leave = (hole: Hole) => {
      holes.push(hole)
      parts.push('')
    }
    const name = node.type === 'JSXElement' ? nameOf(node) : null
    if (node.type === 'JSXElement') {
      say(`<${name}`)
      for (const one of node.openingElement.attributes)
        if (one.type === 'JSXAttribute') this.#attribute(one, say, leave)
      if (selfClosing.has(name ?? '') && node.children.length === 0) {
        say('/>')
        return
      }
      say('>')
    }
    for (const inner of node.children) {
      if (inner.type === 'JSXText') say(escaped(textOf(inner.value)))
      else if (isMarkup(inner) && isCompiled(inner)) this.#write(inner, parts, holes)
      else if (isMarkup(inner)) leave({ start: inner.start, end: inner.end, open: '', close: '' })
      else if (inner.type === 'JSXExpressionContainer') this.#expression(inner.expression, say, leave)
      else throw new Error('a spread child')
    }
    if (name) say(`</${name}>`)
  }

  #attribute(one: Attribute, say: (text: string) => void, leave: (hole: Hole) => void): void {
    const name = attributeName(one)
    if (name === null || name === 'key') return
    const isWord = name[4] === '-' || name === 'draggable' || name === 'spellcheck'
    const value = one.value === null ? true : literalOf(one.value)
    if (value === undefined) {
      if (one.value?.type !== 'JSXExpressionContainer') throw new Error(`the value of ${name}`)
      const { start, end } = one.value.expression
      leave({ start, end, open: `${isWord ? '$word' : '$attribute'}(${JSON.stringify(name)}, `, close: ')' })
    } else if (value === true) say(isWord ? ` ${name}="true"` : ` ${name}`)
    else say(value === '' ? ` ${name}` : ` ${name}="${escaped(String(value))}"`)
  }

  #expression(node: ESTree.JSXExpression, say: (text: string) => void, leave: (hole: Hole) => void): void {
    if (node.type === 'JSXEmptyExpression') return
    if (node.type === 'Literal' && typeof node.value === 'string') say(escaped(node.value))
    else leave({ start: node.start, end: node.end, open: '$child(', close: ')' })
  }

  /** Only what stands between the holes is written anew: each of them keeps its place, and with it the line that an error names. */
  #replace(node: Markup, parts: string[], holes: Hole[]): void {
    const brace = this.#braced.has(node)
    let from = node.start
    let text = `${brace ? '{' : ''}$template($markup[${this.#templates.push(JSON.stringify(parts)) - 1}]`
    for (const hole of holes) {
      this.#put(from, hole.start, `${text}, ${hole.open}`)
      from = hole.end
      text = hole.close
    }
    this.#put(from, node.end, `${text})${brace ? '}' : ''}`)
  }

  #put(start: number, end: number, text: string): void {
    if (start === end) this.#out.appendLeft(start, text)
    else this.#out.update(start, end, text)
  }

  finish(): MagicString {
    if (this.#templates.length === 0) return this.#out
    const imports = `import { attribute as $attribute, child as $child, template as $template, wordAttribute as $word } from '#ui/precompiled/template.ts'`
    return this.#out.prepend(`${imports}; const $markup = [${this.#templates.join(', ')}]; `)
  }
}

const isMarkup = (node: { type: string }): node is Markup => node.type === 'JSXElement' || node.type === 'JSXFragment'

/** An element of HTML or of our own islands; a fragment that holds such a one, or text. */
const isCompiled = (node: Markup): boolean =>
  node.type === 'JSXElement'
    ? !rendersItself(node)
    : hasPlainText(node) &&
      node.children.some((inner) =>
        isMarkup(inner) ? isCompiled(inner) : inner.type === 'JSXText' && textOf(inner.value) !== '',
      )

/** A component, and an element that the renderer has to look at: what is chosen in a list, markup given as a string, attributes that are known only when it is rendered. */
function rendersItself(node: ESTree.JSXElement): boolean {
  const name = nameOf(node)
  if (name === null || !hasPlainText(node)) return true
  const { attributes } = node.openingElement
  if (attributes.some((one) => one.type !== 'JSXAttribute' || attributeName(one) === null || isOdd(one))) return true
  const names = attributes.map((one) => one.type === 'JSXAttribute' && attributeName(one))
  // The renderer hands the value of a list down to its options, and writes that of a text area between its tags.
  if (name === 'option') return !names.includes('selected')
  return (name === 'select' || name === 'textarea') && names.includes('value')
}

/** Characters written as `&nbsp;` are left to the compiler of JSX. */
const hasPlainText = (node: Markup): boolean =>
  node.children.every((inner) =>
    inner.type === 'JSXText' ? !inner.value.includes('&') : inner.type !== 'JSXSpreadChild',
  )

const isOdd = ({ value }: Attribute): boolean =>
  value !== null &&
  (value.type === 'Literal'
    ? /[&\n]/.test(String(value.raw))
    : value.type !== 'JSXExpressionContainer' || value.expression.type === 'JSXEmptyExpression')

/** Of an element of HTML; null for a component. */
function nameOf({ openingElement: { name } }: ESTree.JSXElement): string | null {
  return name.type === 'JSXIdentifier' && /^[a-z]/.test(name.name) ? name.name : null
}

const forRenderer = ['ref', 'style', 'dangerouslySetInnerHTML', 'children']
const renamed: Record<string, string> = {
  className: 'class',
  htmlFor: 'for',
  defaultValue: 'value',
  defaultChecked: 'checked',
}
const lowered =
  /^(?:auto[A-Z]|col[A-Z]|cross|dateT|encT|form[A-Z]|inputM|maxL|minL|noV|playsI|readO|rowS|src[A-Z]|tabI|item[A-Z])/

/** As it is written in HTML; null where the renderer has to be asked. */
function attributeName({ name }: Attribute): string | null {
  if (name.type !== 'JSXIdentifier' || forRenderer.includes(name.name)) return null
  const known = renamed[name.name]
  if (known) return known
  if (/^[a-z][a-z0-9-]*$/.test(name.name) || name.name === 'viewBox') return name.name
  if (lowered.test(name.name)) return name.name.toLowerCase()
  // Inside a drawing the renderer would write `strokeWidth` otherwise than elsewhere, and a template does not know what it stands in.
  throw new Error(`${name.name}: attributes are written as in HTML (stroke-width)`)
}

/** What is known when the server is built, or undefined. */
function literalOf(value: NonNullable<Attribute['value']>): string | number | true | undefined {
  const node = value.type === 'JSXExpressionContainer' ? value.expression : value
  if (node.type !== 'Literal') return undefined
  return typeof node.value === 'string' || typeof node.value === 'number' || node.value === true
    ? node.value
    : undefined
}

/** The text of a page without the lines and the indentation of its source: as every compiler of JSX reads it. */
function textOf(source: string): string {
  const lines = source.split(/\r\n|[\n\r]/)
  const last = lines.findLastIndex((line) => /[^ \t]/.test(line))
  return lines
    .map((line, at) => {
      const from = at === 0 ? line : line.replace(/^[ \t]+/, '')
      const text = at === lines.length - 1 ? from : from.replace(/(?<![ \t])[ \t]+$/, '')
      return text !== '' && at < last ? `${text} ` : text
    })
    .join('')
}

const selfClosing = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
])
