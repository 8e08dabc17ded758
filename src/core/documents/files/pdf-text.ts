import { inflateSync } from 'node:zlib'

const mostStream = 4 * 1024 * 1024
const mostAll = 32 * 1024 * 1024

/**
 * Texts of a PDF: its Unicode strings (titles, notes), and its pages read with each of its fonts' ToUnicode tables in turn. Naive on
 * purpose: it finds a word that stands there, it does not lay out a page. Encrypted files and scans give nothing.
 */
export function pdfTexts(content: Uint8Array): string[] {
  const streams = inflated(Buffer.from(content.buffer, content.byteOffset, content.byteLength))
  const tables = streams
    .filter((text) => text.includes('beginbf'))
    .slice(0, 60)
    .map(unicodeTable)
  const pages = streams.filter((text) => /\bT[jJ]\b/.test(text)).join('\n')
  // Glyphs stand as hex or as a string in parentheses (as Typst writes them).
  const glyphs = /<([0-9A-Fa-f\s]{4,4096})>|\(((?:\\[\s\S]|[^\\()]){1,4096})\)/g
  const shown = [...pages.matchAll(glyphs)].map((hit) => (hit[1] ?? hexOf(hit[2] ?? '')).replace(/\s/g, ''))
  const rest = [Buffer.from(content).toString('latin1'), ...streams]
  return [...tables.map((table) => shown.map((hex) => spell(hex, table)).join('')), ...rest.flatMap(unicodeStrings)]
}

/** A string of a PDF with its escapes (\\n, \\(, \\053) as hex. */
function hexOf(literal: string): string {
  const named: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  const plain = literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8) & 0xff) : (named[code] ?? code),
  )
  return Buffer.from(plain, 'latin1').toString('hex')
}

function inflated(data: Buffer): string[] {
  const texts: string[] = []
  let sum = 0
  for (let at = data.indexOf('stream'); at >= 0 && sum < mostAll; at = data.indexOf('stream', at + 6)) {
    if (data.toString('latin1', at - 3, at) === 'end') continue
    const start = at + 6 + (data[at + 6] === 0x0d ? 2 : 1)
    const end = data.indexOf('endstream', start)
    if (end < 0) break
    const text = unpack(data.subarray(start, end))
    sum += text.length
    texts.push(text)
    at = end + 3
  }
  return texts
}

function unpack(packed: Buffer): string {
  try {
    return inflateSync(packed, { maxOutputLength: mostStream }).toString('latin1')
  } catch {
    return packed.length < mostStream ? packed.toString('latin1') : ''
  }
}

/** bfchar and bfrange lines of one ToUnicode table: code (hex) → character. */
function unicodeTable(cmap: string): Map<string, string> {
  const table = new Map<string, string>()
  for (const block of blocks(cmap, 'bfchar')) {
    for (const pair of block.matchAll(/<([0-9A-Fa-f]{2,8})>\s{0,8}<([0-9A-Fa-f]{4,32})>/g)) {
      table.set((pair[1] ?? '').toLowerCase(), utf16(pair[2] ?? ''))
    }
  }
  for (const block of blocks(cmap, 'bfrange')) {
    const range = /<([0-9A-Fa-f]{2,8})>\s{0,8}<([0-9A-Fa-f]{2,8})>\s{0,8}<([0-9A-Fa-f]{4,8})>/g
    for (const line of block.matchAll(range)) {
      const width = (line[1] ?? '').length
      const first = Number.parseInt(line[1] ?? '', 16)
      const last = Math.min(Number.parseInt(line[2] ?? '', 16), first + 65_535)
      const to = Number.parseInt(line[3] ?? '', 16)
      for (let code = first; code <= last && to + code - first <= 0x10ffff; code++) {
        table.set(code.toString(16).padStart(width, '0'), String.fromCodePoint(to + code - first))
      }
    }
  }
  return table
}

/** What stands between begin<name> and end<name>; split, because a lazy pattern would be quadratic on a hostile file. */
const blocks = (cmap: string, name: string): string[] =>
  cmap
    .split(`begin${name}`)
    .slice(1)
    .map((rest) => rest.split(`end${name}`, 1)[0] ?? '')

const spell = (hex: string, table: Map<string, string>): string =>
  (hex.toLowerCase().match(/.{4}/g) ?? []).map((code) => table.get(code) ?? '').join('')

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))

/** Strings that begin with the byte order mark, written out or in hex. */
function unicodeStrings(text: string): string[] {
  const hex = [...text.matchAll(/<(FEFF[0-9A-F]{4,4000})>/gi)].map((hit) => utf16((hit[1] ?? '').slice(4)))
  const plain = [...text.matchAll(/\(\u00fe\u00ff([^()]{2,4000})\)/g)].map((hit) =>
    utf16(Buffer.from(hit[1] ?? '', 'latin1').toString('hex')),
  )
  return [...hex, ...plain]
}
