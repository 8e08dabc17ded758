import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkDigit, checkNumber, groupNumber, makeNumber } from './number.ts'

const on = Temporal.PlainDate.from('2026-11-23')

it('has the check digit of ISO 7064 MOD 11,10', () => {
  // The standard's own example: 0794 has the check digit 5.
  expect(checkDigit('0794')).toBe(5)
  expect(makeNumber(on, 1, 12)).toMatch(/^20261123100012\d$/)
})

it('takes full-width digits, spaces and dashes', () => {
  const number = makeNumber(on, 1, 12)
  expect(checkNumber(` ${groupNumber(number)} `)).toEqual({ ok: true, value: number })
  const wide = [...number].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
  expect(checkNumber(wide)).toEqual({ ok: true, value: number })
})

it('says what is wrong', () => {
  expect(checkNumber('')).toMatchObject({ message: expect.stringContaining('回执') })
  expect(checkNumber('2026A')).toMatchObject({ message: expect.stringContaining('只有数字') })
  expect(checkNumber('2026')).toMatchObject({ message: expect.stringContaining('4 位') })
})

it('finds every single wrong digit', () => {
  fc.assert(
    fc.property(fc.nat(9_999_999), fc.nat(13), fc.integer({ min: 1, max: 9 }), (serial, place, shift) => {
      const number = makeNumber(on, 1, serial)
      const wrong = (Number(number[place]) + shift) % 10
      expect(checkNumber(number.slice(0, place) + wrong + number.slice(place + 1)).ok).toBe(false)
    }),
  )
})
