import { type ComponentChild, isValidElement } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'

/**
 * What precompiled markup calls (`compile.ts`): Preact's own templates, filled by our own two functions. Those of Preact leave out `aria-pressed="false"`,
 * change arrays that they are given, and escape the text in them twice.
 */
export const template = jsxTemplate

/** ` name="value"`, or nothing where there is nothing to say; as `preact-render-to-string` writes it. */
export function attribute(name: string, value: unknown): string {
  if (value === null || value === undefined || value === false || typeof value === 'function') return ''
  return value === true || value === '' ? ` ${name}` : ` ${name}="${escaped(String(value))}"`
}

/** An attribute whose `false` is a word of its own: `aria-…`, `data-…`. */
export const wordAttribute = (name: string, value: unknown): string =>
  attribute(name, value === null || value === undefined || typeof value === 'function' ? value : String(value))

/** What stands between braces: text is escaped here, elements and lists are left for the renderer. */
export function child(value: unknown): string | ComponentChild {
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return Array.isArray(value) || isValidElement(value) ? (value as ComponentChild) : ''
}

const special = /["&<]/

/** As Preact writes text and attributes. */
export const escaped = (text: string): string =>
  special.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;') : text
