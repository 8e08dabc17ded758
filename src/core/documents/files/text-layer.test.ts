import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseQuery } from '../search/query.ts'
import { cleanName } from './file-name.ts'
import { pdfTexts } from './pdf-text.ts'
import { withoutPlace } from './place.ts'
import { secrecyMark } from './secrecy.ts'
import { readZip } from './zip.ts'

describe('marks of secrecy', () => {
  test.each([
    ['某某会议纪要（秘密）.docx', '', '秘密'],
    ['内部通讯录.xlsx', '', '内部'],
    ['a.txt', '机密★3年', '机密'],
    ['a.txt', '秘\u3000密', '秘密'],
    ['a.txt', '第一行\n 【内部】\n第三行', '【内部】'],
  ])('%s %s', (name, text, mark) => {
    expect(secrecyMark(name, [text])).toBe(mark)
  })

  test.each(['涉及商业秘密', '不得泄露个人秘密', '建筑物内部结构', '内部装修噪音', '保守国家秘密法'])(
    '%s is no mark',
    (text) => {
      expect(secrecyMark('答复.txt', [text])).toBeNull()
    },
  )
})

test('Unicode strings of a PDF are read, plain and in hex', () => {
  const title = Buffer.from('绝密', 'utf16le').swap16()
  const source = Buffer.concat([
    Buffer.from('%PDF-1.4 <</Title (', 'latin1'),
    Buffer.from([0xfe, 0xff]),
    title,
    Buffer.from(`) /Subject <FEFF${title.toString('hex')}>>>`),
  ])
  expect(pdfTexts(source).filter((text) => text === '绝密')).toHaveLength(2)
})

describe('no input makes it slow or breaks it', () => {
  const size = 50_000
  const attacks = [
    ' '.repeat(size),
    '\n'.repeat(size),
    '密 '.repeat(size / 2),
    '<'.repeat(size),
    '<FEFF'.repeat(size / 5),
    'stream'.repeat(size / 6),
    'beginbfchar'.repeat(size / 11),
    '+11.22+111.22'.repeat(size / 13),
    '.'.repeat(size),
    '/'.repeat(size),
    '"'.repeat(size),
    '-a '.repeat(size / 3),
    'Exif\0\0II*\0\x08\0\0\0'.repeat(size / 14),
  ]
  test.each(attacks.map((text, index) => [index, text]))('attack %i', (_, text) => {
    const bytes = Buffer.from(text)
    parseQuery('先装入词典')
    const start = performance.now()
    secrecyMark(text, [text])
    cleanName(text)
    pdfTexts(bytes)
    pdfTexts(Buffer.concat([Buffer.from('stream\n'), deflateSync(bytes), Buffer.from('endstream')]))
    withoutPlace(bytes)
    readZip(bytes)
    parseQuery(text)
    // A quadratic pattern takes seconds at this length; a busy machine does not.
    expect(performance.now() - start).toBeLessThan(1500)
  })
})

test('no directory, a lying directory and ZIP64 are not read as a zip', () => {
  expect(readZip(Buffer.from('PK'))).toBeNull()
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(3, 10)
  end.writeUInt32LE(0xffff_ffff, 16)
  expect(readZip(end)).toBeNull()
  end.writeUInt16LE(0, 10)
  end.writeUInt32LE(0, 16)
  expect(readZip(end)?.entries).toEqual([])
})
