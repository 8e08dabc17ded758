import type { Block } from './document.ts'

/** Controls, what turns the direction of the words around it (a paper must read as it was typed), and what no font can show. */
const unprintable = /(?!\n)\p{Cc}|[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu

/**
 * Letters of scripts written from right to left: our fonts have none of them, so they would be boxes anyway, and mixed with others they end the
 * typesetter and the process with it.
 */
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/gu

/** A word longer than a line would run over the edge of the paper: it may break every few characters. */
const endless = /[^\s\p{Script=Han}]{25,}/gu

export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(unprintable, '')
    .replace(rightToLeft, '□')
    .replace(endless, (word) => word.replace(/.{4}/gu, '$&\u200B'))

/** A text of several paragraphs as blocks. */
export const paragraphs = (text: string, kind: 'paragraph' | 'quote' = 'paragraph'): Block[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind, text: line }))

/** One paragraph. */
export const say = (text: string): Block => ({ kind: 'paragraph', text })

/** 2026年11月23日, as papers write it. */
export const paperDate = ({ year, month, day }: Temporal.PlainDate): string => `${year}年${month}月${day}日`

/** Everything that is shown, made printable, however deep it lies. Pictures and marks are ours and stay. */
export function allPrintable<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T
  if (Array.isArray(value)) return value.map((item: unknown) => allPrintable(item)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === 'qr' || name === 'mark' ? item : allPrintable(item)]),
  ) as T
}
