import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, BulletinForm } from './document.ts'
import { allPrintable } from './printable.ts'

// 仿宋, 黑体, 小标宋 are what offices have; docx names the font, the reader's machine has it or puts another in its place.
const body = { name: '仿宋_GB2312', eastAsia: '仿宋_GB2312', ascii: 'Times New Roman' }
const black = { name: '黑体', eastAsia: '黑体', ascii: 'Times New Roman' }
const title = { name: '方正小标宋简体', eastAsia: '方正小标宋简体', ascii: 'Times New Roman' }
const red = 'D7000F'
const twip = (mm: number): number => Math.round((mm / 25.4) * 1440)
/** Of the type area: 156 mm. */
const fullWidth = twip(156)

/** A 简报 as .docx, to be edited in WPS or LibreOffice. Sizes in half points, spacing in twips: 3号 is 32, a line 29 pt. */
export async function writeWord(form: BulletinForm): Promise<Uint8Array> {
  const { head, issue, issuer, date, blocks, foot } = allPrintable(form)
  const document = new Document({
    creator: issuer,
    title: `${head} ${issue}`,
    styles: { default: { document: { run: { size: 32, font: body } } } },
    sections: [
      {
        properties: paper,
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [
          line(
            new TextRun({ text: head, bold: true, color: red, size: 84, font: title, characterSpacing: 120 }),
            'center',
          ),
          line(new TextRun(issue), 'center'),
          new Paragraph({
            tabStops: [{ type: 'right', position: fullWidth }],
            border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 6 } },
            spacing: { after: 240 },
            children: [new TextRun(`　${issuer}\t${date}　`)],
          }),
          ...blocks.map(written),
          ...foot.map((text, at) => footLine(text, at === 0, at === foot.length - 1)),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

const paper: NonNullable<ISectionOptions['properties']> = {
  page: {
    size: { width: twip(210), height: twip(297) },
    margin: { top: twip(37), right: twip(26), bottom: twip(35), left: twip(28), footer: twip(28) },
  },
}

const pageNumber = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28 })],
  })

const line = (run: ParagraphChild, alignment: 'center' | 'left'): Paragraph =>
  new Paragraph({ alignment, spacing: { after: 120 }, children: [run] })

function written(block: Block): Paragraph | Table {
  if (block.kind === 'table') return tableOf(block)
  return new Paragraph({
    spacing: { line: 580, lineRule: 'exact' },
    indent: { firstLine: 640, ...(block.kind === 'quote' && { left: 640, right: 640 }) },
    keepNext: block.kind === 'heading',
    children: [new TextRun({ text: block.text, ...(block.kind === 'heading' && { font: black }) })],
  })
}

function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>): Table {
  const sum = columns.reduce((total, { width }) => total + width, 0)
  const widths = columns.map(({ width }) => Math.round((width / sum) * fullWidth))
  const cell = (text: string, at: number, isHead: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      children: [
        new Paragraph({
          alignment: isHead ? 'center' : (columns[at]?.align ?? 'left'),
          children: [new TextRun({ text, size: 22, ...(isHead && { font: black }) })],
        }),
      ],
    })
  return new Table({
    columnWidths: widths,
    width: { size: fullWidth, type: WidthType.DXA },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map(({ label }, at) => cell(label, at, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text, at) => cell(text, at, false)) })),
    ],
  })
}

const footLine = (text: string, isFirst: boolean, isLast: boolean): Paragraph =>
  new Paragraph({
    spacing: { before: isFirst ? 480 : 0 },
    border: {
      ...(isFirst && { top: { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 4 } }),
      ...(isLast && { bottom: { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 4 } }),
    },
    children: [new TextRun({ text: `　${text}`, size: 24 })],
  })
