import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { variedByEncoding } from '../http/compressed.ts'

const encodings = ['br', 'gzip'] as const
type Encoding = (typeof encodings)[number] | 'identity'

/** Headers flat, name after value, as `writeHead` takes them; the request's own number is put beside them. */
type Variant = { body: Buffer; headers: string[]; unchanged: string[]; etag: string }

/** A finished page: its bytes and headers, and each compressed form once somebody has asked for it. */
export type StoredPage = {
  status: number
  route: string
  tags: readonly string[]
  /** What it holds in memory, compressed forms included. */
  bytes: number
  readonly variants: Partial<Record<Encoding, Variant>>
  readonly plain: Variant
  readonly isPackable: boolean
}

const packable = /^(?:text\/|image\/svg\+xml|application\/(?:[\w.-]+\+)?(?:json|xml|javascript))/
/** What belongs to one answer and not to the page. */
const ownHeaders = new Set(['x-request-id', 'content-length', 'content-encoding', 'etag', 'vary'])
/** Room for the headers and the entry itself. */
const overhead = 2048

export function storedPage(
  answer: { status: number; headers: Headers; body: Buffer },
  about: { route: string; tags: readonly string[] },
): StoredPage {
  const { status, body } = answer
  const isPackable = body.length >= 1024 && packable.test(answer.headers.get('content-type') ?? '')
  const common = [...answer.headers].filter(([name]) => !ownHeaders.has(name)).flat()
  const vary = variedByEncoding(answer.headers.get('vary'))
  const plain = variant([...common, 'vary', vary], body, hash('sha1', body, 'base64url'), 'identity')
  return { status, ...about, bytes: body.length + overhead, variants: { identity: plain }, plain, isPackable }
}

function variant(common: string[], body: Buffer, digest: string, encoding: Encoding): Variant {
  const etag = encoding === 'identity' ? `"${digest}"` : `"${digest}-${encoding}"`
  const unchanged = [...common.filter((_, at) => !common[at - (at % 2)]?.startsWith('content-type')), 'etag', etag]
  const headers = [...common, 'etag', etag, 'content-length', String(body.length)]
  if (encoding !== 'identity') headers.push('content-encoding', encoding)
  return { body, headers, unchanged, etag }
}

/** The form that a client takes; made now where nobody has asked for it before. */
export function variantFor(page: StoredPage, accept: string | undefined): Variant | Promise<Variant> {
  const encoding = page.isPackable ? chosenEncoding(accept) : 'identity'
  return page.variants[encoding] ?? pack(page, encoding)
}

export function chosenEncoding(accept: string | undefined): Encoding {
  if (accept === undefined) return 'identity'
  for (const encoding of encodings) {
    const at = accept.indexOf(encoding)
    if (at >= 0 && !/^\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/.test(accept.slice(at + encoding.length))) return encoding
  }
  return 'identity'
}

const gzipped = promisify(gzip)
const brotlied = promisify<Buffer, object, Buffer>(brotliCompress)

async function pack(page: StoredPage, encoding: Encoding): Promise<Variant> {
  const { body, headers, etag } = page.plain
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  const packed = encoding === 'br' ? await brotlied(body, { params }) : await gzipped(body)
  const known = page.variants[encoding]
  if (known) return known
  const common = headers.slice(0, headers.lastIndexOf('etag'))
  const made = variant(common, packed, etag.slice(1, -1), encoding)
  page.variants[encoding] = made
  page.bytes += packed.length
  return made
}

/** RFC 9110 §13.1.2, weakly: `*` or one of the tags named. */
export const isUnchanged = (etag: string, ifNoneMatch: string | undefined): boolean =>
  ifNoneMatch !== undefined && (ifNoneMatch === '*' || ifNoneMatch.includes(etag))
