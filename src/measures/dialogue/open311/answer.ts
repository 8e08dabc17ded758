import type { Context } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { showError } from '#platform/http/error-pages.tsx'
import { Refusal } from '#platform/refusal.ts'

type Scalar = string | number | boolean | null
export type Data = Scalar | readonly Data[] | { readonly [name: string]: Data }

/** What the items of a list are called in XML; JSON has the bare array (GeoReport v2, Spark convention). */
const itemNames: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
}

const types = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' } as const
type Format = keyof typeof types

/** As the address ends; where it ends without a format, as `Accept` prefers, and JSON where that says nothing. */
function formatOf(c: Context<Env>): Format {
  const [, named] = /\.(json|xml)$/.exec(c.req.path) ?? []
  if (named === 'json' || named === 'xml') return named
  const accepted = c.req.header('Accept') ?? ''
  const [xml, json] = [accepted.search(/\b(?:text|application)\/xml\b/), accepted.search(/\bapplication\/json\b/)]
  return xml >= 0 && (json < 0 || xml < json) ? 'xml' : 'json'
}

/** `GET /services/help.json` asks for `help`. */
export const withoutFormat = (part: string | undefined): string => (part ?? '').replace(/\.(?:json|xml)$/, '')

export function answer(c: Context<Env>, root: string, data: Data, status: 200 | 201 | 400 | 403 | 404 = 200): Response {
  const format = formatOf(c)
  const text = format === 'xml' ? `<?xml version="1.0" encoding="utf-8"?>\n${xmlOf(root, data)}` : JSON.stringify(data)
  return c.body(text, status, { 'Content-Type': types[format], Vary: 'Accept', 'Cache-Control': 'no-store' })
}

function xmlOf(name: string, data: Data): string {
  const inner = innerOf(name, data)
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`
}

function innerOf(name: string, data: Data): string {
  if (data === null) return ''
  if (typeof data !== 'object') return escaped(String(data))
  if (Array.isArray(data)) return data.map((item: Data) => xmlOf(itemNames[name] ?? 'item', item)).join('')
  return Object.entries(data)
    .map(([field, value]) => xmlOf(field, value))
    .join('')
}

/** XML 1.0 has no place for these, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(unprintable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')

/** One answer may name several faults (GeoReport v2, Errors). */
export class Open311Refusal extends Refusal {
  readonly descriptions: readonly string[]

  constructor(status: 400 | 403 | 404, ...descriptions: string[]) {
    super(`open311-${status}`, descriptions.join(' '), { status })
    this.descriptions = descriptions
  }
}

/**
 * Every failure as the specification says it: 404 for what does not exist, 403 for the key, 400 for anything else; the code within may say more (429 for too
 * many, 500 for a fault of ours), and the sentence is for the person.
 */
export function answerError(error: Error, c: Context<Env>): Response {
  const house = c.get('house')
  if (!(error instanceof Refusal)) {
    showError(error, c)
    const sentence = `这是我们的问题，不是您的。请稍后再试；需要帮助可拨打 12345，并报编号 ${c.get('requestId')}。`
    return answer(c, 'errors', [{ code: 500, description: sentence }], 400)
  }
  house.metrics.refusals.inc({ code: error.code })
  const descriptions = error instanceof Open311Refusal ? error.descriptions : [error.message]
  const code = error.status === 422 ? 400 : error.status
  const status = code === 401 || code === 403 ? 403 : code === 404 || code === 410 ? 404 : 400
  if (code === 429) c.header('Retry-After', '60')
  return answer(
    c,
    'errors',
    descriptions.map((description) => ({ code, description })),
    status,
  )
}
