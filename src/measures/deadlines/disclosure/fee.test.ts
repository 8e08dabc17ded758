import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feeByCases, feeByPages, feeFor, freeCases, priceOfCase } from './fee.ts'

const many = fc.integer({ min: 0, max: 2000 })

describe('vectors of 国办函〔2020〕109号', () => {
  test.each([
    [0, 0],
    [30, 0],
    [31, 10],
    [100, 700],
    [101, 720],
    [200, 2700],
    [201, 2740],
    [250, 4700],
  ])('%i pages cost %i yuan', (pages, yuan) => expect(feeByPages(pages)).toBe(yuan))

  test.each([
    [10, 0],
    [11, 100],
    [30, 2000],
    [31, 2200],
    [40, 4000],
    [41, 4300],
  ])('%i cases of a month cost %i yuan', (cases, yuan) => expect(feeByCases(cases)).toBe(yuan))

  test('the price of one case by its place in the month', () => {
    expect([1, freeCases, 11, 30, 31, 40, 41, 50, 51].map(priceOfCase)).toEqual([
      0, 0, 100, 100, 200, 200, 300, 300, 400,
    ])
  })
})

describe('laws', () => {
  test('more never costs less, and within what is free it costs nothing', () => {
    fc.assert(
      fc.property(many, many, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        expect(feeByPages(less)).toBeLessThanOrEqual(feeByPages(more))
        expect(priceOfCase(less)).toBeLessThanOrEqual(priceOfCase(more))
        if (less <= 30) expect(feeByPages(less)).toBe(0)
      }),
    )
  })

  test('a month is the sum of its cases, and a case is charged by one method only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (cases) => {
        expect(feeByCases(cases) - feeByCases(cases - 1)).toBe(feeFor('cases', cases))
        expect(feeFor('pages', cases)).toBe(feeByPages(cases))
      }),
    )
  })

  test('the next page costs as much as its step, whatever came before', () => {
    fc.assert(
      fc.property(many, (pages) => {
        expect([0, 10, 20, 40]).toContain(feeByPages(pages + 1) - feeByPages(pages))
      }),
    )
  })
})
