/** What RFC 8785 can write, as far as entries and documents need it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/**
 * RFC 8785 (JCS): members by the UTF-16 code units of their names, no blanks, numbers as ECMAScript writes them. So anybody who has the values has the bytes.
 * @throws where the standard has no bytes: a lone half of a character, a number that is none
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('RFC 8785 writes finite numbers only')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return written(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .map((name) => `${written(name)}:${canonical(value[name] ?? null)}`)
  return `{${members.join(',')}}`
}

function written(text: string): string {
  if (!text.isWellFormed()) throw new Error('RFC 8785 writes well-formed text only')
  return JSON.stringify(text)
}
