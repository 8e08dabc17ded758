import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { z } from 'zod'
import { invalidBody, Problem, type ProblemError } from './api-problem.ts'
import type { Env } from './env.ts'

/** What was sent to an act of the API: the fields of the JSON body, and files where the body is multipart. */
export type Sent = {
  fields: Record<string, unknown>
  files: File[]
  /** SHA-256 over all of it, whatever the order of the fields: tells a retry from another request under the same key. */
  fingerprint: Buffer
}

/** Words only; files come as multipart. */
const mostBytes = 1024 * 1024

/** The part of a multipart body that holds the JSON, and the one that may come several times. */
export const multipartNames = { json: 'json', files: 'files' } as const

/**
 * JSON, or multipart with the JSON in a part of its own where the act takes files. Refuses with 415 what is neither, 413 what is too long, 400
 * what is no JSON object, 422 fields that `form` does not know: a misspelt field is said, not dropped.
 */
export async function readSent(c: Context<Env>, form: z.ZodObject | null, takesFiles = false): Promise<Sent> {
  const type = (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type === 'multipart/form-data' && takesFiles) return readMultipart(c, form)
  const text = await readText(c)
  // An act that needs no word may come without a body, and then has no type either.
  if (text === '' && (form === null || form.safeParse({}).success)) return sentOf({}, [])
  if (type !== 'application/json') {
    const also = takesFiles ? '，带附件的用 multipart/form-data' : ''
    throw new Problem('unsupported-type', `内容类型应是 application/json${also}。`, { status: 415 })
  }
  return sentOf(knownFields(objectOf(text), form), [])
}

async function readMultipart(c: Context<Env>, form: z.ZodObject | null): Promise<Sent> {
  const parts = await c.req.formData().catch(() => {
    throw new Problem('unreadable', '提交的内容没有收全，请再发一次。', { status: 400 })
  })
  const strangers = [...new Set(parts.keys())].filter(
    (name) => name !== multipartNames.json && name !== multipartNames.files,
  )
  if (strangers.length > 0) throw invalidBody(strangers.map(unknownField))
  const json = parts.get(multipartNames.json)
  const text = json instanceof File ? await json.text() : (json ?? '{}')
  const files = parts.getAll(multipartNames.files).filter((part): part is File => part instanceof File)
  return sentOf(knownFields(objectOf(text), form), files)
}

async function readText(c: Context<Env>): Promise<string> {
  const text = await c.req.text()
  if (text.length > mostBytes) throw new Problem('too-large', '内容太大了，请删减后再发。', { status: 413 })
  return text
}

function objectOf(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem('bad-json', '内容不是正确的 JSON，请检查逗号、引号和括号。', { status: 400 })
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Problem('bad-json', '内容应是一个 JSON 对象，例如 {"title":"…"}。', { status: 400 })
  return value as Record<string, unknown>
}

/** As own fields of an object without prototype: `__proto__` is a name like others, and unknown. */
function knownFields(body: Record<string, unknown>, form: z.ZodObject | null): Record<string, unknown> {
  const known = new Set(Object.keys(form?.shape ?? {}))
  const strangers = Object.keys(body).filter((name) => !known.has(name))
  if (strangers.length > 0) throw invalidBody(strangers.map(unknownField))
  return body
}

const unknownField = (name: string): ProblemError => ({
  pointer: `#/${name.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`,
  detail: `没有“${name.slice(0, 60)}”这一项，请核对名称。`,
})

const sentOf = async (fields: Record<string, unknown>, files: File[]): Promise<Sent> => {
  const hash = createHash('sha256').update(JSON.stringify(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))))
  for (const file of files) hash.update(`\0${file.name}\0`).update(Buffer.from(await file.arrayBuffer()))
  return { fields, files, fingerprint: hash.digest() }
}

/** The fields as a form would have sent them: text, and numbers as digits. Other types are named. */
export function typedOf({ fields }: Sent): Record<string, string> {
  const typed: Record<string, string> = {}
  const errors: ProblemError[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string' || typeof value === 'number') typed[name] = String(value)
    else if (value !== null) errors.push({ pointer: `#/${name}`, detail: `“${name}”应是文字。` })
  }
  if (errors.length > 0) throw invalidBody(errors)
  return typed
}
