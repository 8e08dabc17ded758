import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { asXlsx } from '../in-worker.ts'
import { readCsv } from './read-csv.ts'
import { readTable } from './read-table.ts'
import { asCsv } from './sheet.ts'

const file = (content: Uint8Array | string, name: string) => new File([new Uint8Array(Buffer.from(content))], name)
const rows = async (given: File) => {
  const read = await readTable(given)
  return 'rows' in read ? read.rows : read.refused
}

describe('CSV', () => {
  test.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '\uFEFFa;b\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\tb\n"c\t1"\td',
      [
        ['a', 'b'],
        ['c\t1', 'd'],
      ],
    ],
    [
      '"说""好""",x\n"两\n行",y',
      [
        ['说"好"', 'x'],
        ['两\n行', 'y'],
      ],
    ],
    [
      'a,,\n,b,',
      [
        ['a', '', ''],
        ['', 'b', ''],
      ],
    ],
    ['', []],
  ])('%j', (text, expected) => {
    expect(readCsv(text)).toEqual(expected)
  })

  test('what we write we read', () => {
    const table = { columns: [{ label: '任务' }, { label: '数' }], rows: [['逗号,引号"换\n行', 3]] }
    expect(readCsv(asCsv(table))).toEqual([
      ['任务', '数'],
      ['逗号,引号"换\n行', '3'],
    ])
  })
})

describe('a table that somebody brings', () => {
  test('.xlsx, its numbers and blanks as text', async () => {
    const content = await asXlsx([
      {
        name: '表',
        columns: [{ label: '任务' }, { label: '年度' }],
        rows: [
          ['修路', 2026],
          [null, null],
          ['x', 1.5],
        ],
      },
    ])
    expect(await rows(file(content, 'a.xlsx'))).toEqual([
      ['任务', '年度'],
      ['修路', '2026'],
      ['', ''],
      ['x', '1.5'],
    ])
  })

  test('CSV as Chinese Excel saves it, in GB 18030', async () => {
    const gbk = Buffer.from([0xc8, 0xce, 0xce, 0xf1, 0x2c, 0x31, 0x0a])
    expect(await rows(file(gbk, 'a.csv'))).toEqual([['任务', '1']])
  })

  test('anything else is refused with what to do', async () => {
    expect(await rows(file('%PDF-1.7\n%âãÏÓ\n', 'a.pdf'))).toContain('.xlsx')
    expect(await rows(file('PK\u0003\u0004broken', 'a.xlsx'))).toMatch(/a\.xlsx/)
    expect(await rows(file('x'.repeat(2 * 1024 * 1024 + 1), 'a.csv'))).toContain('超过 2 MB')
    expect(await rows(file('<html><script>', 'a.csv'))).toContain('网页或程序代码')
  })
})
