import type { FileKind } from './file-kind.ts'
import { pdfTexts } from './pdf-text.ts'
import { readZip } from './zip.ts'

const mostText = 8 * 1024 * 1024

/** Parts of an office file in which people write. */
const written =
  /^(?:word\/(?:document|header\d*|footer\d*|footnotes)\.xml|xl\/sharedStrings\.xml|ppt\/slides\/slide\d+\.xml|content\.xml|docProps\/core\.xml)$/

/**
 * The words of a file as far as they are simple to reach; a scan has none. Several readings of one file may be given when its fonts
 * do not say which is right.
 */
export function textLayer(content: Uint8Array, kind: FileKind): string[] {
  if (kind.extension === 'pdf') return pdfTexts(content)
  if (kind.extension === 'txt') return [decoded(content)]
  if (!['docx', 'xlsx', 'pptx', 'odt'].includes(kind.extension)) return []
  const zip = readZip(content)
  if (!zip) return []
  return zip.entries
    .filter(({ name }) => written.test(name))
    .map((entry) => zip.read(entry, mostText)?.toString('utf8') ?? '')
    .map((xml) => xml.replace(/<\/(?:w:p|a:p|text:p|text:h|si)>/g, '\n').replace(/<[^<>]*>/g, ''))
}

function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('gb18030').decode(content)
  }
}
