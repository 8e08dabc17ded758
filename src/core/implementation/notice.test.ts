import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { measures, measureText, sentenceAt, sentenceOf, slugOf } from './notice.ts'

describe('the founding notice', () => {
  test('stands here word for word: the nine measures joined have the hash of its text', () => {
    const text = measures.map(measureText).join('\n')
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      'd545afb51066fb558c4170b298ae96ec66c34002fffb49aa13cecc3c2f483a93',
    )
  })

  test('every sentence is found by its id, and ids count within their measure', () => {
    expect(measures.map(({ numeral }) => numeral).join('')).toBe('一二三四五六七八九')
    for (const { numeral, sentences } of measures)
      for (const [at, { id }] of sentences.entries()) {
        expect(id).toBe(`${numeral}-${at + 1}`)
        expect(sentenceOf(id)?.measure.numeral).toBe(numeral)
        expect(sentenceAt(slugOf(id))?.sentence.id).toBe(id)
      }
    expect(slugOf('五-1')).toBe('5-1')
    for (const nothing of ['0-1', '5-9', '10-1', 'x', '']) expect(sentenceAt(nothing), nothing).toBeUndefined()
    expect(sentenceOf('十-1')).toBeUndefined()
  })
})
