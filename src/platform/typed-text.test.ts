import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanLine, cleanText, countCharacters } from './typed-text.ts'

describe('what a person typed', () => {
  test('control characters and direction marks go, line ends become one, emoji and scripts stay', () => {
    expect(cleanText('\u202e路灯\u0000坏了\r\n第二行\u2066 👨‍👩‍👧 ཡི་གེ\u001b[31m')).toBe(
      '路灯坏了\n第二行 👨‍👩‍👧 ཡི་གེ[31m',
    )
    expect(cleanLine('  标题\n分两行\t写 ')).toBe('标题 分两行 写')
  })

  test('cleaning twice changes nothing and leaves no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = cleanText(text)
        expect(cleanText(once)).toBe(once)
        expect(once).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
        expect([...once].every((char) => char === '\n' || char === '\t' || char >= ' ')).toBe(true)
      }),
    )
  })

  test('an emoji counts as one', () => expect(countCharacters('路灯💡')).toBe(3))
})
