import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import readExcelFile from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { pdfTexts } from './files/pdf-text.ts'
import { readZip } from './files/zip.ts'
import { asWord, asXlsx, typeset } from './in-worker.ts'
import { asCsv } from './sheets/sheet.ts'
import type { BulletinForm, LetterForm } from './typeset/document.ts'

const letter = (text: string): LetterForm => ({
  layout: 'letter',
  head: '攀枝花市住房和城乡建设局',
  number: '攀市住房城乡建设局〔2026〕答复第12号',
  title: '关于来信的答复',
  to: '尊敬的来信人',
  blocks: [{ kind: 'paragraph', text }],
  signer: '攀枝花市住房和城乡建设局',
  seal: { name: '攀枝花市住房和城乡建设局', isDemo: true },
  date: '2026年11月26日',
  contact: null,
  check: null,
})

const attacks = [
  '#import "@preview/cetz:0.1.0": *',
  '#read("/etc/passwd")',
  '\\ \\u{41} \\#',
  '$ x^2 $ @ref <label> *b* _i_ `r` // c /* d */',
  '= 标题\n- 项目',
  ']})} #panic("x")',
  '😀👩‍👩‍👧‍👦 שלום עולم ﷽ ꆈꌠ ᠮᠣᠩᠭᠣᠯ',
  '\u202Eabc\u0000\u0007\uD800',
  '长'.repeat(5000),
  'x'.repeat(3000),
]

describe('typesetting in another thread', () => {
  test.each(attacks)('what a person typed is shown and never run: %#', async (attack) => {
    const { pdf, pages } = await typeset(letter(attack))
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect(pages).toBeGreaterThan(0)
  })

  test('markup stands on the paper as it was typed', async () => {
    const { pdf } = await typeset(letter('#import "x" $x^2$ @ref *b*'))
    const read = pdfTexts(pdf).map((text) => text.replace(/\s/g, ''))
    expect(read.some((text) => text.includes('#import"x"$x^2$@ref*b*'))).toBe(true)
  })

  test('requests go on being answered while a booklet is set', async () => {
    const page = '经核实，炳草岗大街公交站旁三盏路灯因电缆老化短路熄灭，已更换电缆并恢复照明。'.repeat(8)
    const blocks = Array.from({ length: 60 }, (_, at) => ({ kind: 'paragraph' as const, text: `${at} ${page}` }))
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const { pages } = await typeset({ ...letter(''), blocks })
    delay.disable()
    expect(pages).toBeGreaterThan(20)
    expect(delay.count).toBeGreaterThan(3)
  })
})

test('a 简报 is a .docx with its words, its table and the red line', async () => {
  const form: BulletinForm = {
    layout: 'bulletin',
    head: '阳光政务日报',
    issue: '第12期',
    issuer: '攀枝花市市长信箱受理中心',
    date: '2026年11月23日',
    blocks: [
      { kind: 'heading', text: '一、五个数字' },
      {
        kind: 'table',
        columns: [
          { label: '指标', width: 2 },
          { label: '本期', width: 1 },
        ],
        rows: [['收到 <来信>', '12']],
      },
      { kind: 'paragraph', text: '建议 & 说明' },
    ],
    foot: ['报：市领导'],
  }
  const zip = readZip(await asWord(form))
  const document = zip?.entries.find(({ name }) => name === 'word/document.xml')
  const xml = (document && zip?.read(document, 1e7)?.toString('utf8')) ?? ''
  for (const words of [
    '阳光政务日报',
    '第12期',
    '收到 &lt;来信&gt;',
    '建议 &amp; 说明',
    '报：市领导',
    'w:color="D7000F"',
  ]) {
    expect(xml).toContain(words)
  }
})

test('no cell of a sheet is a formula, in Excel or as CSV', async () => {
  const rows = [['=1+1'], ['+8613800000000'], ['-2'], ['@SUM(A1)'], ['\t=1'], ['\r=1'], ['＝1'], ['平常'], [-5]]
  const form = { name: '来信', columns: [{ label: '题目' }], rows }
  const bytes = Buffer.from(await asXlsx([form]))
  const [sheet] = await readExcelFile(bytes)
  const read = sheet?.data.map(([cell]) => cell)
  expect(read?.slice(0, 5)).toEqual(['题目', "'=1+1", "'+8613800000000", "'-2", "'@SUM(A1)"])
  expect(read?.slice(7)).toEqual(["'＝1", '平常', -5])
  const zip = readZip(bytes)
  const xml = zip?.entries
    .filter(({ name }) => name.includes('worksheets/'))
    .map((entry) => zip.read(entry, 1e7)?.toString())
  expect(xml?.join('')).not.toMatch(/<f[ >]/)
  expect(asCsv(form)).toContain("\r\n'=1+1\r\n")
  expect(asCsv({ columns: [], rows: [['a"b,c']] })).toContain('"a""b,c"')
})

test('a thread that ends after it has written a sheet leaves the process alive', { timeout: 60_000 }, () => {
  const room = JSON.stringify(join(import.meta.dirname, 'worker.ts'))
  const sheet = JSON.stringify([{ name: '表', columns: [{ label: '题目', width: 10 }], rows: [['一']] }])
  const inThread = `Promise.all([import(${room}), import('node:worker_threads')]).then(async ([{ work }, { parentPort }]) => {
    await work({ task: 'writeSheet', input: ${sheet} })
    parentPort.postMessage('written')
    setInterval(() => {}, 1000)
  })`
  const script = `
    import { Worker } from 'node:worker_threads'
    const thread = new Worker(${JSON.stringify(inThread)}, { eval: true })
    thread.on('message', async () => {
      await thread.terminate()
      setTimeout(() => console.log('alive'), 300)
    })`
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect([ran.stdout.trim(), ran.status, ran.signal]).toEqual(['alive', 0, null])
})
