import { XMLParser } from 'fast-xml-parser'

type Fields = Record<string, string>
export type Answered = { status: number; type: string; body: unknown }

const lists: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
}
const items = new Set(Object.values(lists))

const parser = new XMLParser({ parseTagValue: false, trimValues: true, isArray: (name) => items.has(name) })

/**
 * A client of GeoReport v2 that knows nothing of this house but the specification: forms out, JSON or XML back, both read into the same shape (XML has texts
 * only). `send` is `fetch` or the app itself.
 */
export function open311Client(
  send: (path: string, init?: RequestInit) => Response | Promise<Response>,
  format: 'json' | 'xml',
  jurisdiction: string | null = '510400',
) {
  const call = async (path: string, query: Fields, init: RequestInit = {}): Promise<Answered> => {
    const asked = new URLSearchParams({ ...(jurisdiction !== null && { jurisdiction_id: jurisdiction }), ...query })
    const response = await send(`/open311/v2/${path}.${format}?${asked}`, init)
    const text = await response.text()
    const body = format === 'json' ? JSON.parse(text) : readXml(text)
    return { status: response.status, type: response.headers.get('Content-Type') ?? '', body }
  }
  const bearer = (key?: string) => (key ? { headers: { Authorization: `Bearer ${key}` } } : {})
  return {
    discovery: () => call('discovery', {}),
    services: () => call('services', {}),
    service: (code: string) => call(`services/${code}`, {}),
    file: (fields: Fields) =>
      call(
        'requests',
        {},
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
          body: new URLSearchParams({
            ...(jurisdiction !== null && { jurisdiction_id: jurisdiction }),
            ...fields,
          }).toString(),
        },
      ),
    requests: (query: Fields = {}, key?: string) => call('requests', query, bearer(key)),
    request: (id: string, key?: string) => call(`requests/${id}`, {}, bearer(key)),
    token: (id: string, key?: string) => call(`tokens/${id}`, {}, bearer(key)),
  }
}

/** `<services><service>…` → the bare list, as JSON has it. */
function readXml(text: string): unknown {
  if (!text.startsWith('<?xml version="1.0" encoding="utf-8"?>')) throw new Error('no XML declaration')
  const [[root, content] = ['', '']] = Object.entries(parser.parse(text) as Record<string, unknown>).filter(
    ([name]) => name !== '?xml',
  )
  return unwrapped(root, content)
}

function unwrapped(name: string, content: unknown): unknown {
  const item = lists[name]
  if (item !== undefined) {
    const inner = content === '' ? [] : ((content as Record<string, unknown[]>)[item] ?? [])
    return inner.map((one) => unwrapped(item, one))
  }
  if (typeof content !== 'object' || content === null) return content === '' ? null : content
  return Object.fromEntries(Object.entries(content).map(([field, value]) => [field, unwrapped(field, value)]))
}
