import { readdirSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { deflateRawSync, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { acceptUploads } from './accept-uploads.ts'
import { uploadLimits } from './upload-limits.ts'

const file = (name: string, content: Uint8Array | string): File =>
  new File([new Uint8Array(Buffer.from(content))], name)

const picture = (width = 900, height = 600) => sharp({ create: { width, height, channels: 3, background: '#c08030' } })

/** A stored or deflated zip, sizes in the directory as `claimed` says. */
function zip(parts: Record<string, string>, claimed?: number): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(text)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(8, 8)
    header.writeUInt32LE(packed.length, 18)
    header.writeUInt32LE(claimed ?? Buffer.byteLength(text), 22)
    header.writeUInt16LE(name.length, 26)
    bodies.push(header, Buffer.from(name), packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(claimed ?? Buffer.byteLength(text), 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

const wordTypes =
  '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const docx = (text: string, more: Record<string, string> = {}, claimed?: number): Buffer =>
  zip({ '[Content_Types].xml': wordTypes, 'word/document.xml': `<w:p><w:t>${text}</w:t></w:p>`, ...more }, claimed)

/** One page whose font maps code 0001 … to the given characters, as office programs write PDFs. */
function pdf(text: string): Buffer {
  const codes = [...text].map((_, index) => (index + 1).toString(16).padStart(4, '0'))
  const map = [...text].map((character, index) => {
    const target = character.charCodeAt(0).toString(16).padStart(4, '0')
    return `<${codes[index]}> <${target}>`
  })
  const cmap = deflateSync(`${map.length} beginbfchar\n${map.join('\n')}\nendbfchar`)
  const page = deflateSync(`BT /F1 12 Tf <${codes.join('')}> Tj ET`)
  const stream = (data: Buffer): Buffer[] => [
    Buffer.from('1 0 obj <<>>\nstream\n'),
    data,
    Buffer.from('\nendstream endobj\n'),
  ]
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...stream(cmap), ...stream(page), Buffer.from('%%EOF')])
}

describe('uploads', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse()
  })
  afterAll(() => house?.close())

  const asker = (...incoming: File[]) => acceptUploads(house, incoming, { by: 'asker', owner: newId() })
  const sentence = async (given: File, by: 'asker' | 'staff' = 'asker'): Promise<string> => {
    const { kept, refused } = await acceptUploads(house, [given], { by, owner: newId() })
    expect(kept).toEqual([])
    return refused[0]?.message ?? ''
  }

  test('a photo loses its place and comment, stands upright and gets a thumbnail', async () => {
    const photo = await picture()
      .withExif({ IFD0: { ImageDescription: 'SECRET-COMMENT' }, IFD3: { GPSLatitude: '26/1 34/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const { kept } = await asker(file('路灯.jpg', photo))
    const row = kept[0]
    if (!row) throw new Error('not kept')
    const stored = Buffer.from(await house.files.getBytes(row.storageKey))
    const meta = await sharp(stored).metadata()
    expect(meta.exif).toBeUndefined()
    expect(stored.includes('SECRET-COMMENT')).toBe(false)
    expect([meta.width, meta.height]).toEqual([600, 900])
    const small = await sharp(Buffer.from(await house.files.getBytes(row.thumbnailKey ?? ''))).metadata()
    expect([small.format, small.height]).toEqual(['jpeg', 480])
  })

  test('a polyglot is written anew: what was glued on is gone', async () => {
    const glued = Buffer.concat([await picture(50, 50).png().toBuffer(), Buffer.from('<script>alert(1)</script>')])
    const { kept } = await asker(file('a.png', glued))
    expect(Buffer.from(await house.files.getBytes(kept[0]?.storageKey ?? '')).includes('<script>')).toBe(false)
  })

  test('HEIC is kept as it is, without thumbnail and without place', async () => {
    const gps = Buffer.from(
      'Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\x01\0\x02\0\x02\0\x04\0\0\0N1N2\0\0\0\0',
      'latin1',
    )
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), gps])
    const { kept } = await asker(file('IMG_1.HEIC', heic))
    expect(kept[0]).toMatchObject({ mediaType: 'image/heic', thumbnailKey: null })
    const stored = Buffer.from(await house.files.getBytes(kept[0]?.storageKey ?? ''))
    expect(stored.length).toBe(heic.length)
    expect(stored.includes('N1N2')).toBe(false)
  })

  test('the place written into a film is overwritten', async () => {
    const film = Buffer.concat([
      Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
      Buffer.from('....©xyz..+26.5823+101.7184/....', 'latin1'),
    ])
    const { kept } = await asker(file('现场.mp4', film))
    expect(Buffer.from(await house.files.getBytes(kept[0]?.storageKey ?? '')).includes('26.5823')).toBe(false)
  })

  test('documents are taken', async () => {
    const { kept, refused } = await asker(
      file('申请.docx', docx('住房公积金')),
      file('申请.pdf', pdf('住房公积金')),
      file('说明.txt', '路灯坏了'),
      file('录音.amr', '#!AMR\n............'),
    )
    expect(refused).toEqual([])
    expect(kept.map(({ extension }) => extension)).toEqual(['docx', 'pdf', 'txt', 'amr'])
  })

  test.each([
    ['SVG', file('图.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), '是 SVG 图片'],
    ['an SVG named png', file('图.png', '<?xml version="1.0"?><svg onload="x"/>'), '是 SVG 图片'],
    ['HTML', file('页.html', '<!DOCTYPE html><p>hi'), '是网页或程序代码'],
    ['HTML named txt', file('页.txt', '  <html><script>x</script>'), '是网页或程序代码'],
    ['a program', file('工具.exe', `MZ${'\0'.repeat(200)}PE`), '是程序'],
    ['an archive', file('资料.zip', zip({ 'a.txt': 'x' })), '是压缩包'],
    ['a PDF named jpg', file('证明.jpg', pdf('x')), '的内容是 PDF，但名字是 .jpg：请把名字改成 .pdf 再传'],
    ['a picture named exe', file('a.exe', '%PDF-1.4'), '但名字是 .exe'],
    ['nothing', file('空.pdf', ''), '是空的（0 字节）'],
    ['noise', file('乱.bin', Buffer.from([0, 1, 2, 3, 0, 255, 254, 9])), '认不出是什么类型'],
    [
      'a broken picture',
      file('坏.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(300, 7)])),
      '已损坏',
    ],
    ['a bomb', file('报表.docx', docx('x', {}, 0x7fff_ffff)), '解开后大得反常'],
    ['macros', file('表.docx', docx('x', { 'word/vbaProject.bin': 'm' })), '里面带有程序'],
  ])('refused with a sentence: %s', async (_, given, words) => {
    expect(await sentence(given)).toContain(words)
  })

  test('a picture larger than any camera makes is not unpacked', async () => {
    const huge = await sharp({
      create: { width: 9000, height: 9000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png()
      .toBuffer()
    expect(await sentence(file('大.png', huge))).toContain('大得打不开')
  })

  test('too big and too many', async () => {
    const limits = { files: 2, bytesEach: 1000 }
    const many = ['a', 'b', 'c'].map((name) => file(`${name}.txt`, name))
    const { kept, refused } = await acceptUploads(house, [file('长.txt', 'x'.repeat(1001)), ...many], {
      by: 'asker',
      owner: newId(),
      limits,
    })
    expect(kept).toHaveLength(2)
    expect(refused.map(({ message }) => message)).toEqual([
      expect.stringContaining('超过了'),
      expect.stringContaining('最多传 2 个文件'),
    ])
    expect(uploadLimits).toEqual({ files: 9, bytesEach: 20_971_520 })
  })

  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\fakepath\\照片.txt', '照片.txt'],
    ['a\u202Etxt.exe.txt', 'atxt.exe.txt'],
    ['行\r\n头.txt', '行头.txt'],
    ['..隐.txt', '隐.txt'],
    ['😀👨‍👩‍👧.txt', '😀👨‍👩‍👧.txt'],
    ['无扩展名', '无扩展名.txt'],
    ['\u0000.txt', '未命名.txt'],
    [`${'长'.repeat(300)}.txt`, `${'长'.repeat(100)}.txt`],
  ])('the name %j becomes %j', async (given, clean) => {
    const { kept } = await asker(file(given, `内容 ${given.length}`))
    expect(kept[0]?.originalName).toBe(clean)
  })

  test.each([
    [file('关于XX的通知（机密）.txt', '正文')],
    [file('通知.docx', docx('机 密★1年'))],
    [file('通知.pdf', pdf('本件为绝密件'))],
    [file('通知.txt', '内部资料 注意保存')],
  ])('a secret at the desk is refused and not stored: %#', async (given) => {
    const before = readdirSync(join(house.config.dataDir, 'files'), { recursive: true }).length
    expect(await sentence(given, 'staff')).toContain('涉密和内部文件不得上网')
    expect(readdirSync(join(house.config.dataDir, 'files'), { recursive: true }).length).toBe(before)
  })

  test('everyday uses of the same words are taken at the desk', async () => {
    const words = file('答复.txt', '房屋内部装修，涉及商业秘密的除外。')
    expect((await acceptUploads(house, [words], { by: 'staff', owner: newId() })).refused).toEqual([])
  })

  describe('virus scanner', () => {
    let clamd: Server
    let answer = ''
    beforeAll(async () => {
      clamd = createServer((socket) => {
        let got: Buffer = Buffer.alloc(0)
        socket.on('data', (data) => {
          got = Buffer.concat([got, Buffer.from(data)])
          if (got.subarray(-4).equals(Buffer.alloc(4))) {
            const isInstream = got.subarray(0, 10).equals(Buffer.from('zINSTREAM\0'))
            const length = got.readUInt32BE(10)
            socket.end(
              isInstream && got.length === 10 + 4 + length + 4 ? answer : 'INSTREAM size limit exceeded. ERROR\0',
            )
          }
        })
      })
      await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve))
    })
    afterAll(() => clamd.close())
    const scanned = async (): Promise<string | undefined> => {
      const address = clamd.address()
      const port = address && typeof address === 'object' ? address.port : 0
      const guarded = { ...house, config: { ...house.config, clamdAddress: `127.0.0.1:${port}` } }
      return (await acceptUploads(guarded, [file('查.txt', newId())], { by: 'asker', owner: newId() })).refused[0]
        ?.message
    }

    test.each([
      ['stream: OK\0', undefined],
      ['stream: Eicar-Signature FOUND\0', '查出病毒'],
      ['', '暂时不能检查'],
    ])('%j', async (said, words) => {
      answer = said
      const message = await scanned()
      if (words === undefined) expect(message).toBeUndefined()
      else expect(message).toContain(words)
    })
  })
})
