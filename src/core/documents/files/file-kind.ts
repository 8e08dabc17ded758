import { fileTypeFromBuffer } from 'file-type'
import { readZip } from './zip.ts'

/** What a file is by its content. `words` is what we call it to a person. */
export type FileKind = {
  extension: string
  mediaType: string
  words: string
  group: 'image' | 'photo' | 'document' | 'sound' | 'film'
  /** Extensions that also fit this content. */
  alsoNamed?: string[]
}

export type KindRefusal = { refused: (name: string) => string }

const kinds: FileKind[] = [
  { extension: 'jpg', mediaType: 'image/jpeg', words: 'JPEG 图片', group: 'image', alsoNamed: ['jpeg', 'jpe', 'jfif'] },
  { extension: 'png', mediaType: 'image/png', words: 'PNG 图片', group: 'image' },
  { extension: 'webp', mediaType: 'image/webp', words: 'WebP 图片', group: 'image' },
  { extension: 'gif', mediaType: 'image/gif', words: 'GIF 图片', group: 'image' },
  { extension: 'heic', mediaType: 'image/heic', words: 'HEIC 照片', group: 'photo', alsoNamed: ['heif', 'hif'] },
  { extension: 'pdf', mediaType: 'application/pdf', words: 'PDF', group: 'document' },
  {
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    words: 'Word 文档',
    group: 'document',
  },
  {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    words: 'Excel 表格',
    group: 'document',
  },
  {
    extension: 'pptx',
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    words: 'PPT 演示文稿',
    group: 'document',
  },
  { extension: 'odt', mediaType: 'application/vnd.oasis.opendocument.text', words: 'ODT 文档', group: 'document' },
  {
    extension: 'txt',
    mediaType: 'text/plain',
    words: '文本',
    group: 'document',
    alsoNamed: ['text', 'log', 'csv', 'md'],
  },
  { extension: 'mp3', mediaType: 'audio/mpeg', words: 'MP3 录音', group: 'sound' },
  { extension: 'm4a', mediaType: 'audio/mp4', words: 'M4A 录音', group: 'sound', alsoNamed: ['mp4', 'aac'] },
  { extension: 'wav', mediaType: 'audio/wav', words: 'WAV 录音', group: 'sound' },
  { extension: 'amr', mediaType: 'audio/amr', words: 'AMR 录音', group: 'sound' },
  { extension: 'mp4', mediaType: 'video/mp4', words: 'MP4 视频', group: 'film', alsoNamed: ['m4v', 'm4a', '3gp'] },
  { extension: 'mov', mediaType: 'video/quicktime', words: 'MOV 视频', group: 'film', alsoNamed: ['qt'] },
]

const byExtension = new Map(kinds.map((kind) => [kind.extension, kind]))

const archives = new Set(['zip', 'rar', '7z', 'gz', 'tar', 'bz2', 'xz', 'zst', 'cab', 'jar', 'apk'])
const programs = new Set([
  'exe',
  'elf',
  'macho',
  'msi',
  'deb',
  'rpm',
  'lnk',
  'class',
  'swf',
  'wasm',
  'crx',
  'dmg',
  'iso',
])
const withMacros = new Set(['docm', 'xlsm', 'pptm', 'dotm', 'xltm', 'potm'])

/** Decides by the bytes alone; the name is compared by the caller. */
export async function recognise(content: Uint8Array): Promise<FileKind | KindRefusal> {
  const found = (await fileTypeFromBuffer(content))?.ext as string | undefined
  if (found === undefined || found === 'xml') return recogniseText(content)
  if (found === 'm4b' || found === 'm4p') return kindNamed('m4a')
  if (found === 'm4v') return kindNamed('mp4')
  if (found === 'pdf' && !startsWith(content, '%PDF-'))
    return refuse('里混着别的内容，不能上传。请重新导出为 PDF 再传。')
  const known = byExtension.get(found)
  if (known && ['docx', 'xlsx', 'pptx', 'odt'].includes(found)) return checkOffice(content, known)
  if (known) return known
  if (withMacros.has(found)) return refuse('带有宏程序，不能上传。请另存为不带宏的格式（如 .docx）或 PDF 再传。')
  if (programs.has(found)) return refuse('是程序，不能上传。')
  if (readZip(content)?.isBomb) return refuse(unpacksTooLarge)
  if (archives.has(found)) return refuse('是压缩包，不能上传。请解压后把里面的文件逐个上传。')
  if (found === 'cfb' || found === 'rtf')
    return refuse('是旧版 Office 文件，不能上传。请另存为 .docx、.xlsx 或 PDF 再传。')
  return refuse('不是可以上传的类型。可以传照片、PDF、Word、Excel、PPT、录音和 MP4 视频。')
}

const unpacksTooLarge = '解开后大得反常，不能上传。请另存一份或导出为 PDF 再传。'

const kindNamed = (extension: string): FileKind => byExtension.get(extension) as FileKind

const refuse = (ending: string): KindRefusal => ({ refused: (name) => `文件“${name}”${ending}` })

const startsWith = (content: Uint8Array, text: string): boolean =>
  Buffer.from(content.subarray(0, text.length)).toString('latin1') === text

/** No signature: plain text, or markup that a browser would run. */
function recogniseText(content: Uint8Array): FileKind | KindRefusal {
  const head = Buffer.from(content.subarray(0, 65_536)).toString('latin1').toLowerCase()
  if (/<svg[\s>]/.test(head)) return refuse('是 SVG 图片，里面可以藏程序，不能上传。请另存为 JPG 或 PNG 再传。')
  if (/<(?:!doctype html|html|head|body|script|iframe|\?xml|\?php)/.test(head) || head.startsWith('#!')) {
    return refuse('是网页或程序代码，不能上传。请把内容另存为 PDF 再传。')
  }
  if (content.includes(0) || !isText(content)) {
    return refuse('认不出是什么类型，可能已损坏。可以传照片、PDF、Word、Excel、PPT、录音和 MP4 视频。')
  }
  return kindNamed('txt')
}

function isText(content: Uint8Array): boolean {
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      return !/[[\p{Cc}--[\t\n\v\f\r]]\ufffd]/v.test(new TextDecoder(encoding, { fatal: true }).decode(content))
    } catch {
      return false
    }
  })
}

function checkOffice(content: Uint8Array, kind: FileKind): FileKind | KindRefusal {
  const zip = readZip(content)
  if (!zip) return refuse('已损坏，打不开。请在电脑上打开后另存一份再传。')
  if (zip.isBomb) return refuse(unpacksTooLarge)
  if (zip.entries.some(({ name }) => /vbaproject\.bin$|\.(?:exe|dll|js|vbs|hta)$/i.test(name))) {
    return refuse('里面带有程序，不能上传。请另存为不带宏的格式或 PDF 再传。')
  }
  return kind
}
